import RTP
import Wire

/// Which SSRC belongs to which layer of a publisher: announced in SDP, or learnt from packets that say their m-line and
/// layer (RFC 9143, section 9.2; RFC 8852).
///
/// At most one SSRC for media and one for retransmissions is bound per layer, so a sender that invents SSRCs costs nothing.
struct StreamBindings {
    struct Stream {
        var track: IncomingTrack
        var layer: IncomingLayer
    }

    private struct Binding {
        var ssrc: SSRC
        var isRetransmission: Bool
        var stream: Stream
    }

    /// A bound SSRC must have been silent for this long before another takes its place.
    static let silence = MediaInterval.milliseconds(500)

    private var bindings: [Binding] = []

    func stream(of ssrc: SSRC) -> Stream? {
        for binding in bindings where binding.ssrc == ssrc { return binding.stream }
        return nil
    }

    mutating func bind(_ ssrc: SSRC, to stream: Stream, isRetransmission: Bool) {
        bindings.removeAll {
            $0.ssrc == ssrc || ($0.stream.layer === stream.layer && $0.isRetransmission == isRetransmission)
        }
        bindings.append(Binding(ssrc: ssrc, isRetransmission: isRetransmission, stream: stream))
        if isRetransmission { stream.layer.rtxSSRC = ssrc } else { stream.layer.rebind(to: ssrc) }
    }

    mutating func removeAll(of track: IncomingTrack) { bindings.removeAll { $0.stream.track === track } }

    /// Finds the layer of an SSRC not seen before by what the packet says of itself; binds it. nil: it belongs to none.
    mutating func learn(
        _ header: RTPHeader, _ values: HeaderExtensionValues, tracks: [IncomingTrack], now: MediaTime
    ) -> Stream? {
        var candidates = tracks.filter { $0.payloadTypes[header.payloadType] != nil }
        if let mid = values.mid { candidates = candidates.filter { $0.mid.utf8.elementsEqual(mid) } }
        // Without a mid the payload type must name one m-line alone.
        guard candidates.count == 1, let track = candidates.first,
            let entry = track.payloadTypes[header.payloadType]
        else { return nil }
        let isRetransmission = entry.isRetransmission
        let name = isRetransmission ? values.repairedRid ?? values.rid : values.rid
        let layer =
            if let name {
                track.layers.first { $0.rid.map { $0.utf8.elementsEqual(name) } ?? (track.layers.count == 1) }
            } else {
                track.layers.count == 1 ? track.layers.first : nil
            }
        guard let layer else { return nil }
        let bound = isRetransmission ? layer.rtxSSRC : layer.ssrc
        if bound != nil, let last = layer.lastArrival, now - last < Self.silence { return nil }
        let stream = Stream(track: track, layer: layer)
        bind(header.ssrc, to: stream, isRetransmission: isRetransmission)
        return stream
    }
}
