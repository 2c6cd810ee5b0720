import RTP
import Receiving
import SDP
import Wire

/// The receiving end of one slot: what has come, what is asked for again, and what could be decoded.
struct IncomingStream {
    let source: SourcePair
    private(set) var statistics: SlotStatistics
    private var codecs: [NegotiatedCodec]
    private var payloadTypes: PayloadTypeFormats
    private(set) var extensions: HeaderExtensionMap
    private var feedback: FeedbackSet
    private var receiver: StreamReceiver
    private var pictures = PictureCounter()
    private var keyframeCame: MediaTime?
    private static let longestWait = MediaInterval.milliseconds(80)

    init(_ media: NegotiatedMedia, source: SourcePair) {
        self.source = source
        statistics = SlotStatistics(kind: media.kind, slot: media.slot)
        codecs = media.codecs
        payloadTypes = media.payloadTypes
        extensions = media.extensions
        feedback = media.feedback
        receiver = StreamReceiver(of: media.kind)
    }

    /// A renegotiation may change payload types and extension ids.
    mutating func renegotiate(_ media: NegotiatedMedia) {
        codecs = media.codecs
        payloadTypes = media.payloadTypes
        extensions = media.extensions
        feedback = media.feedback
    }

    // MARK: Packets

    /// Takes note of a packet. Returns it as it was first sent, also where it comes as a retransmission; nil if there is
    /// nothing new in it.
    mutating func take(
        _ packet: UnsafeRawBufferPointer, header received: RTPHeader, values: HeaderExtensionValues, now: MediaTime
    ) -> (header: RTPHeader, payload: UnsafeRawBufferPointer, format: Codec.Format)? {
        guard let entry = payloadTypes[received.payloadType] else { return nil }
        statistics.lastArrival = now
        var (header, payload) = (received, UnsafeRawBufferPointer(rebasing: packet[received.payloadRange]))
        if entry.isRetransmission {
            // RFC 4588, section 4: the original number, then the original payload. Less is a probe of padding.
            guard payload.count >= 2, let codec = codecs.first(where: { $0.retransmission == header.payloadType })
            else { return nil }
            (header.ssrc, header.payloadType) = (source.ssrc, codec.payloadType)
            header.sequence = SequenceNumber(payload.u16(at: 0))
            payload = UnsafeRawBufferPointer(rebasing: payload.dropFirst(2))
        }
        let isAnswer = entry.isRetransmission || statistics.kind == .audio && receiver.awaits(header.sequence)
        guard let sequence = accept(header.sequence, by: isAnswer ? .retransmission : .itself, now: now) else {
            return nil
        }
        if isAnswer {
            statistics.recovered += 1
        } else {
            receiver.measure(header.timestamp, now: now)
        }
        statistics.packets += 1
        statistics.bytes += payload.count
        if let level = values.audioLevel { statistics.audioLevel = level & 0x7F }
        count(payload, sequence, header, format: entry.format)
        return (header, payload, entry.format)
    }

    /// Takes note of the sound that a packet carries besides its own: how many packets before it that was.
    mutating func takeRedundancy(_ distances: [Int], of number: SequenceNumber, now: MediaTime) {
        for distance in distances { receiver.noteCarried(number &+ -distance, now: now) }
        receiver.noteRedundancy(span: distances.max() ?? 0)
    }

    private mutating func accept(
        _ number: SequenceNumber, by way: StreamReceiver.Way, now: MediaTime
    ) -> ExtendedSequence? {
        switch receiver.register(number, by: way, wantsRepair: feedback.contains(.nack), now: now) {
        case .newest(let sequence, let gap):
            statistics.lost += gap
            // Too much is missing to be asked for, or nothing may be asked for: a decoder must begin anew.
            if gap > 0, !hasLosses {
                pictures.skip(through: ExtendedSequence(sequence.value - 1))
                wantKeyframe()
            }
            return sequence
        case .late(let sequence):
            statistics.lost -= 1
            return sequence
        case .restarted(let sequence):
            pictures.restart(at: sequence)
            wantKeyframe()
            return sequence
        case .duplicate:
            statistics.duplicates += 1
            return nil
        case .tooOld, .suspect:
            return nil
        }
    }

    private mutating func count(
        _ payload: UnsafeRawBufferPointer, _ sequence: ExtendedSequence, _ header: RTPHeader, format: Codec.Format
    ) {
        guard statistics.kind == .video else {
            statistics.frames += 1
            return
        }
        let startsKeyframe = PayloadDescription(payload, format: format).startsKeyframe
        if startsKeyframe {
            receiver.noteKeyframe(sequence)
            receiver.keyframes.satisfied()
            keyframeCame = statistics.lastArrival
        } else if statistics.packets == 1 {
            wantKeyframe()  // The stream's beginning was lost, and nothing else tells.
        }
        pictures.take(
            sequence, at: header.timestamp, endsPicture: header.marker, startsKeyframe: startsKeyframe)
        follow()
    }

    private mutating func wantKeyframe() {
        if statistics.kind == .video { receiver.keyframes.want() }
    }

    private mutating func follow() {
        (statistics.frames, statistics.keyframes) = (pictures.pictures, pictures.keyframes)
    }

    /// The times of the pictures that could be shown since the last call.
    mutating func takePictures() -> [RTPTimestamp] { pictures.takeShown() }

    // MARK: Feedback

    private var hasLosses: Bool { !receiver.losses.isEmpty }

    /// Whether packets or a key frame are to be asked for, now or later.
    var wantsAnything: Bool { hasLosses || receiver.keyframes.isWanted }

    /// When `writeRequests` may have something to do.
    func requestDeadline(now: MediaTime) -> MediaTime? {
        let repair = hasLosses ? now + StreamReceiver.repairInterval : nil
        let keyframe = feedback.contains(.pictureLoss) ? receiver.keyframes.deadline : nil
        guard let repair, let keyframe else { return repair ?? keyframe }
        return min(repair, keyframe)
    }

    /// Appends a NACK and a PLI if they are due.
    mutating func writeRequests(now: MediaTime, sender: SSRC, to writer: inout ByteWriter) {
        // Nobody waits for long before a key frame that is there.
        if let keyframeCame, now - keyframeCame > Self.longestWait {
            pictures.jumpToKeyframe()
            follow()
            self.keyframeCame = nil
        }
        if let lost = receiver.giveUpLosses(now: now) {
            pictures.skip(through: lost)
            follow()
        }
        statistics.repairsAsked += receiver.writeNACK(now: now, sender: sender, media: source.ssrc, to: &writer)
        if feedback.contains(.pictureLoss), receiver.keyframes.takeDue(now: now) {
            writer.rtcpPictureLossIndication(sender: sender, media: source.ssrc)
            statistics.keyframesAsked += 1
        }
    }

    mutating func take(_ report: SenderReport, now: MediaTime) { receiver.take(report, now: now) }

    /// The block about this stream since the last one; nil before the first packet.
    mutating func report(now: MediaTime) -> ReportBlock? { receiver.report(of: source.ssrc, now: now) }
}
