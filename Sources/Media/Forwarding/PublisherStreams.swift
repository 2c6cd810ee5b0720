public import RTP
import Receiving
public import Wire

/// Everything that one publishing peer sends: takes its packets to its tracks, and writes what it must be told.
public final class PublisherStreams {
    /// What a packet changed that the world should know.
    public struct News: Sendable, Hashable {
        public var isFirstPicture = false
        /// Set when the source began or ended to speak.
        public var speaking: Bool?
        /// -dBov.
        public var level: UInt8 = 127
    }

    static let feedbackInterval = MediaInterval.milliseconds(100)
    static let reportInterval = MediaInterval.milliseconds(1_000)

    public let owner: UInt32
    public let clock = SenderClock()
    public private(set) var tracks: [IncomingTrack] = []
    /// One map for the whole connection: within a BUNDLE an id means the same on every m-line (RFC 9143, section 9.1).
    public var extensions = HeaderExtensionMap()
    private let counters: ForwardingCounters
    private let fanOut: FanOut
    /// The SSRC under which this end reports.
    private let reporter: SSRC
    private var bindings = StreamBindings()
    private var arrivals = ArrivalRecorder()
    private var lastMedia = SSRC(0)
    private var firSequence: UInt8 = 0

    private var nextRepair = MediaTime.zero
    private var nextFeedback = MediaTime.zero
    private var nextReport = MediaTime.zero

    public init(owner: UInt32, reporter: SSRC, counters: ForwardingCounters, fanOut: FanOut) {
        self.owner = owner
        self.reporter = reporter
        self.counters = counters
        self.fanOut = fanOut
    }

    // MARK: Tracks

    public func add(_ track: IncomingTrack) { tracks.append(track) }

    /// The one that slots show.
    public func track(_ kind: MediaKind) -> IncomingTrack? { tracks.first { $0.kind == kind } }

    public func remove(_ track: IncomingTrack) {
        track.end()
        bindings.removeAll(of: track)
        tracks.removeAll { $0 === track }
    }

    public func end() { for track in tracks { remove(track) } }

    /// An SSRC that the offer names for a track without simulcast.
    public func announce(_ ssrc: SSRC, of track: IncomingTrack, isRetransmission: Bool) {
        guard track.layers.count == 1, let layer = track.layers.first else { return }
        guard bindings.stream(of: ssrc)?.layer !== layer else { return }
        bindings.bind(ssrc, to: .init(track: track, layer: layer), isRetransmission: isRetransmission)
    }

    /// Of all tracks that there were: they never decrease.
    public private(set) var packets: UInt64 = 0
    public private(set) var bytes: UInt64 = 0
    /// Milliseconds, the largest of all streams.
    public var jitter: Double { allLayers.map(\.receiver.reception.jitterMilliseconds).max() ?? 0 }
    /// The largest share of loss, 0...1, in the last report interval of any stream.
    public var loss: Double { allLayers.map { Double($0.receiver.reception.fractionLost) / 256 }.max() ?? 0 }
    private var allLayers: [IncomingLayer] { tracks.flatMap(\.layers) }

    // MARK: Packets in

    /// Takes one RTP packet of the peer, and puts it on its way to all who get it: they do at the next `FanOut.flush`, and
    /// until then its memory must stay.
    public func receive(_ packet: UnsafeRawBufferPointer, now: MediaTime, into outbox: Outbox) -> News {
        var news = News()
        guard let header = RTPHeader(packet) else {
            counters.malformed &+= 1
            return news
        }
        let values = HeaderExtensionValues(packet, header: header, map: extensions)
        if let number = values.transportSequence {
            if arrivals.isEmpty { nextFeedback = now + Self.feedbackInterval }
            arrivals.record(number, now: now)
        }
        guard
            let stream = bindings.stream(of: header.ssrc)
                ?? bindings.learn(header, values, tracks: tracks, now: now)
        else {
            counters.unknownStream &+= 1
            return news
        }
        guard let entry = stream.track.payloadTypes[header.payloadType] else {
            counters.unknownPayloadType &+= 1
            return news
        }
        packets &+= 1
        bytes &+= UInt64(truncatingIfNeeded: packet.count)
        stream.layer.count(bytes: packet.count)
        lastMedia = header.ssrc
        var payload = packet.slice(header.payloadRange.lowerBound, header.payloadRange.count)
        var number = header.sequence
        if entry.isRetransmission {
            // RFC 4588, section 4: the original number, then the original payload. Less is a probe of padding.
            guard payload.count >= 2 else {
                counters.paddingReceived &+= 1
                return news
            }
            number = SequenceNumber(payload.u16(at: 0))
            payload = payload.slice(2, payload.count - 2)
        }
        // Sound has no RTX: what was asked for comes under its own number.
        let isAnswer =
            entry.isRetransmission || stream.track.kind == .audio && stream.layer.receiver.awaits(number)
        if isAnswer { counters.retransmissionsReceived &+= 1 }
        guard let sequence = accept(number, header, stream, by: isAnswer ? .retransmission : .itself, now: now) else {
            return news
        }
        guard !payload.isEmpty else {
            counters.paddingReceived &+= 1
            stream.layer.removePadding(sequence)
            return news
        }
        guard let renumbered = stream.layer.renumber(sequence) else {
            counters.tooOld &+= 1
            return news
        }
        if entry.format == .opus { stream.layer.receiver.noteRedundancy(span: 0) }
        if entry.format == .red {
            guard let redundant = RedundantAudio(payload) else {
                counters.malformed &+= 1
                return news
            }
            recover(redundant, before: header, stream, now: now, into: outbox)
            payload = redundant.primary
        }
        let format = entry.format == .red ? .opus : entry.format
        var media = MediaPacket(
            payload: payload, sequence: renumbered, timestamp: header.timestamp, marker: header.marker,
            format: format, audioLevel: values.audioLevel,
            description: PayloadDescription(payload, format: format))
        if stream.track.kind == .video {
            if media.description.startsKeyframe { stream.layer.receiver.noteKeyframe(sequence) }
            readDependencies(values, of: sequence, &media, stream.layer)
            if stream.layer.noteSteps(media, bytes: packet.count) { stream.track.layerCame(now: now) }
        }
        note(media, of: stream.track, now: now, &news)
        guard stream.track.isPermitted else {
            counters.notPermitted &+= 1
            return news
        }
        fanOut.take(media, of: stream.layer, now: now, into: outbox)
        return news
    }

    /// What the packet's dependency descriptor says of layers counts where its payload says nothing.
    private func readDependencies(
        _ values: HeaderExtensionValues, of sequence: ExtendedSequence, _ media: inout MediaPacket,
        _ layer: IncomingLayer
    ) {
        guard !media.description.layers.isKnown, let bytes = values.dependencyDescriptor,
            let found = layer.readDependencies(bytes, of: sequence)
        else { return }
        media.description.layers = found.use
        media.descriptor = found.descriptor
    }

    /// Sends on the sound that was lost before a packet and came within it. Its blocks are the packets right before it.
    private func recover(
        _ redundant: RedundantAudio, before header: RTPHeader, _ stream: StreamBindings.Stream, now: MediaTime,
        into outbox: Outbox
    ) {
        stream.layer.receiver.noteRedundancy(span: redundant.count)
        guard stream.track.isPermitted else { return }
        for index in 0..<redundant.count {
            let block = redundant[index]
            let number = header.sequence &+ (index - redundant.count)
            guard !block.payload.isEmpty,
                let sequence = accept(number, header, stream, by: .redundancy, now: now),
                let renumbered = stream.layer.renumber(sequence)
            else { continue }
            counters.redundancyUsed &+= 1
            let media = MediaPacket(
                payload: block.payload, sequence: renumbered,
                timestamp: header.timestamp &+ -Int(block.timestampOffset), marker: false, format: .opus,
                description: PayloadDescription(block.payload, format: .opus))
            fanOut.take(media, of: stream.layer, now: now, into: outbox)
        }
    }

    private func accept(
        _ number: SequenceNumber, _ header: RTPHeader, _ stream: StreamBindings.Stream, by way: StreamReceiver.Way,
        now: MediaTime
    ) -> ExtendedSequence? {
        let hadLosses = !stream.layer.receiver.losses.isEmpty
        let wasActive = stream.layer.isActive(now)
        let arrival = stream.layer.register(
            number, by: way, now: now, wantsRepair: stream.track.wantsRepair)
        if !hadLosses, !stream.layer.receiver.losses.isEmpty, nextRepair <= now {
            nextRepair = now + StreamReceiver.repairInterval
        }
        if !wasActive, stream.layer.isActive(now) { stream.track.layerCame(now: now) }
        switch arrival {
        case .newest(let sequence, _), .late(let sequence), .restarted(let sequence):
            if way == .itself { stream.layer.receiver.measure(header.timestamp, now: now) }
            return sequence
        case .duplicate:
            if way != .redundancy { counters.duplicate &+= 1 }
        case .tooOld, .suspect:
            counters.tooOld &+= 1
        }
        return nil
    }

    private func note(_ packet: MediaPacket, of track: IncomingTrack, now: MediaTime, _ news: inout News) {
        switch track.kind {
        case .video:
            if packet.description.startsKeyframe && !track.hasShownPicture {
                track.hasShownPicture = true
                news.isFirstPicture = true
            }
        case .audio:
            guard track.isPermitted, let level = packet.audioLevel else { return }
            if track.speech.update(level, now: now) {
                news.speaking = track.speech.isSpeaking
                news.level = track.speech.level
            }
        }
    }

    /// The parts of an RTCP compound that a sender says about itself.
    public func receive(_ packet: RTCPPacket, now: MediaTime) {
        switch packet {
        case .senderReport(let report, _):
            guard let stream = bindings.stream(of: report.sender), stream.layer.ssrc == report.sender else { return }
            clock.observe(report.ntp, arrival: now)
            stream.layer.receiver.take(report, now: now)
        default: break
        }
    }

    // MARK: Rights

    /// Gives or takes the right to forward all tracks of a kind. Returns whether speech ended by it.
    public func permit(_ kind: MediaKind, _ isPermitted: Bool, now: MediaTime) -> Bool {
        var speechEnded = false
        for track in tracks where track.kind == kind {
            track.permit(isPermitted, now: now)
            if !isPermitted, track.speech.reset() { speechEnded = true }
        }
        return speechEnded
    }

    // MARK: Time

    /// When `writeDue` has something to do; nil for a peer that publishes nothing.
    public var deadline: MediaTime? {
        guard !tracks.isEmpty else { return nil }
        var earliest = tracks.contains { $0.demand.isUrgent } ? MediaTime.zero : nextReport
        if !arrivals.isEmpty { earliest = min(earliest, nextFeedback) }
        for track in tracks {
            for layer in track.layers {
                if !layer.receiver.losses.isEmpty { earliest = min(earliest, nextRepair) }
                if layer.ssrc != nil, let keyframe = layer.receiver.keyframes.deadline {
                    earliest = min(earliest, keyframe)
                }
            }
        }
        return earliest
    }

    /// Speech that ended because no packets come; call it when `deadline` has passed.
    public func settleSpeech(now: MediaTime) -> News? {
        for track in tracks where track.kind == .audio && track.speech.settle(now) {
            return News(speaking: track.speech.isSpeaking, level: track.speech.level)
        }
        return nil
    }

    /// The simulcast layers that the peer is to send from now on, by their names; nil if that did not change.
    public func takeDemand(now: MediaTime) -> [String]? {
        for track in tracks {
            if let names = track.takeDemand(now: now) { return names }
        }
        return nil
    }

    /// Writes one compound with what is due: reports, transport feedback, NACKs and key frame requests. True if anything
    /// was written. Call again until false.
    public func writeDue(now: MediaTime, to writer: inout ByteWriter) -> Bool {
        let start = writer.count
        if now >= nextReport {
            nextReport = now + Self.reportInterval
            for track in tracks { track.reconsiderLayers(now: now) }
            writer.rtcpReceiverReport(sender: reporter, allLayers.compactMap { $0.report(now: now) })
            return true
        }
        if now >= nextFeedback, !arrivals.isEmpty {
            let written = arrivals.writeFeedback(to: &writer, sender: reporter, media: lastMedia)
            if arrivals.isEmpty { nextFeedback = now + Self.feedbackInterval }
            if written { return true }
        }
        let repairs = now >= nextRepair
        if repairs { nextRepair = now + StreamReceiver.repairInterval }
        for track in tracks {
            for layer in track.layers {
                guard let ssrc = layer.ssrc else { continue }
                if repairs {
                    layer.giveUpLosses(now: now)
                    let asked = layer.receiver.writeNACK(now: now, sender: reporter, media: ssrc, to: &writer)
                    counters.nacksSent &+= UInt64(asked)
                }
                if layer.receiver.keyframes.takeDue(now: now) { writeKeyframeRequest(track, ssrc, to: &writer) }
            }
        }
        return writer.count > start
    }

    private func writeKeyframeRequest(_ track: IncomingTrack, _ ssrc: SSRC, to writer: inout ByteWriter) {
        if track.feedback.pictureLossIndication {
            writer.rtcpPictureLossIndication(sender: reporter, media: ssrc)
        } else if track.feedback.fullIntraRequest {
            firSequence &+= 1
            writer.rtcpFullIntraRequest(sender: reporter, media: ssrc, sequence: firSequence)
        } else {
            return
        }
        counters.keyframesRequested &+= 1
    }
}
