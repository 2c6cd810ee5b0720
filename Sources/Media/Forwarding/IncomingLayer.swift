public import Bandwidth
public import RTP
public import Receiving
public import Wire

/// One stream of a track: its only one, or one of its simulcast layers. Knows who gets it, keeps what they may ask for
/// again, and asks the sender for what is missing.
public final class IncomingLayer {
    /// The RTP stream id of RFC 8852; nil where the track has no simulcast.
    public let rid: String?
    public let kind: MediaKind
    /// Among the layers of its track.
    let position: UInt8
    /// Names the publisher to whoever must wake it; a number of the engine's choice.
    public let owner: UInt32
    public internal(set) var ssrc: SSRC?
    public internal(set) var rtxSSRC: SSRC?
    /// Counts restarts of the sender's numbering; see `StreamRewriter.Epoch`.
    public private(set) var generation = 0

    public internal(set) var receiver: StreamReceiver
    private var padding = PaddingFilter()
    private let clock: SenderClock
    private var cache: PacketCache?
    private let cacheBytes: Int

    public internal(set) var lastArrival: MediaTime?
    public private(set) var bytes: UInt64 = 0
    public private(set) var packets: UInt64 = 0
    /// What it costs; nil before it was measured. While the sender rests, what it cost last.
    public private(set) var rate: DataRate?
    private var measured: (time: MediaTime, bytes: UInt64)?
    /// The steps within it, and what each costs.
    public private(set) var steps: StreamSteps
    /// By the packets' dependency descriptors.
    private(set) var dependencies = DependencyReader()
    public internal(set) var isPermitted = false
    /// Of a layer whose sender reports to another shard.
    private var capturedElsewhere: CaptureReference?

    /// Slots that forward this layer, and slots that will from the next key frame on.
    private var subscribers: ContiguousArray<OutgoingSlot> = []
    private var waiting: ContiguousArray<OutgoingSlot> = []
    /// Those of the track.
    var exports: ContiguousArray<TrackExport> = []
    /// Packets that wait for `flush`; see `FanOut`.
    var queue: ContiguousArray<MediaPacket> = []
    static let queueLimit = 64

    init(
        kind: MediaKind, rid: String?, position: UInt8, isSmallest: Bool, owner: UInt32, clock: SenderClock,
        cacheBytes: Int
    ) {
        self.kind = kind
        self.rid = rid
        self.position = position
        self.owner = owner
        self.clock = clock
        self.cacheBytes = cacheBytes
        steps = StreamSteps(isSmallest: isSmallest)
        receiver = StreamReceiver(of: kind)
    }

    /// Whether the sender sends it at present. A screen that stands still sends little.
    public func isActive(_ now: MediaTime) -> Bool { lastArrival.map { now - $0 < .milliseconds(1_500) } ?? false }

    // MARK: Slots

    func wait(_ slot: OutgoingSlot) {
        waiting.append(slot)
        if kind == .video { receiver.keyframes.want() }
    }

    func stopWaiting(_ slot: OutgoingSlot) { waiting.removeAll { $0 === slot } }

    func unsubscribe(_ slot: OutgoingSlot) { subscribers.removeAll { $0 === slot } }

    public var hasReceivers: Bool { !subscribers.isEmpty || !waiting.isEmpty || !exports.isEmpty }
    var allSlots: [OutgoingSlot] { Array(subscribers) + Array(waiting) }

    // MARK: Packets

    /// Takes note of an arrival and says what to do with it.
    func register(
        _ number: SequenceNumber, by way: StreamReceiver.Way, now: MediaTime, wantsRepair: Bool
    ) -> Reception.Arrival {
        let arrival = receiver.register(number, by: way, wantsRepair: wantsRepair, now: now)
        switch arrival {
        case .newest:
            lastArrival = now
        case .restarted:
            lastArrival = now
            restart()
        case .late, .duplicate, .tooOld, .suspect:
            break
        }
        wantNoPictureForNobody()
        return arrival
    }

    func giveUpLosses(now: MediaTime) {
        _ = receiver.giveUpLosses(now: now)
        wantNoPictureForNobody()
    }

    func wantNoPictureForNobody() {
        if receiver.keyframes.isWanted, !hasReceivers { receiver.keyframes.satisfied() }
    }

    /// The sender's numbers began anew, or another SSRC took over: every receiver needs a new start.
    func restart() {
        generation += 1
        padding = PaddingFilter()
        (steps, dependencies) = (StreamSteps(isSmallest: steps.isSmallest), DependencyReader())
        cache?.removeAll()
        queue.removeAll(keepingCapacity: true)
        for slot in subscribers {
            slot.current = nil
            // A slot that is on its way to another layer does not come back.
            guard slot.pending == nil, slot.track?.layers.contains(where: { $0 === self }) == true else { continue }
            slot.pending = self
            waiting.append(slot)
        }
        subscribers.removeAll(keepingCapacity: true)
        if !waiting.isEmpty, kind == .video { receiver.keyframes.want() }
    }

    /// Forgets the stream's numbers: another SSRC takes over.
    func rebind(to new: SSRC) {
        guard ssrc != new else { return }
        if ssrc != nil {
            receiver.restart()
            restart()
        }
        ssrc = new
    }

    func count(bytes count: Int) {
        bytes &+= UInt64(count)
        packets &+= 1
    }

    /// Measures what the layer costs since the last call, and how far its receivers are; call it about once a second.
    func measure(now: MediaTime) {
        if let cache, let farthest = subscribers.lazy.compactMap(\.line.roundTrip).max() {
            cache.keep(forRoundTrip: farthest)
        }
        // A rest, and what comes right before and after it, is no measure: what a layer cost is remembered while it rests.
        guard isActive(now) else { return measured = nil }
        guard !isStill(now) else { return }
        guard let last = measured else {
            steps.forgetBytes()
            return measured = (now, bytes)
        }
        steps.measure(over: now - last.time)
        let new = DataRate(bytes: Int(bytes &- last.bytes), in: now - last.time)
        rate = rate.map { ($0 + new) * 0.5 } ?? new
        measured = (now, bytes)
    }

    /// Whether its sender may just have stopped.
    private func isStill(_ now: MediaTime) -> Bool { lastArrival.map { now - $0 > .milliseconds(500) } ?? true }

    /// What a step costs; nil before it was measured.
    func rate(of step: LayerStep) -> DataRate? { step == .everything ? rate : steps.rate(of: step) }

    /// Takes note of the layers within the stream. True if there are others now.
    func noteSteps(_ packet: MediaPacket, bytes: Int) -> Bool { steps.take(packet, bytes: bytes) }

    /// Reads a packet's dependency descriptor.
    func readDependencies(
        _ bytes: UnsafeRawBufferPointer, of sequence: ExtendedSequence
    ) -> (descriptor: DependencyDescriptor, use: LayerUse)? {
        dependencies.read(bytes, isLate: sequence.number != receiver.reception.highest?.number)
    }

    func removePadding(_ sequence: ExtendedSequence) { padding.remove(sequence) }

    func renumber(_ sequence: ExtendedSequence) -> ExtendedSequence? { padding.renumber(sequence) }

    /// Whether decoding can start with this packet, and somebody wants to.
    func isStart(_ packet: MediaPacket) -> Bool {
        packet.description.startsKeyframe && (!waiting.isEmpty || receiver.keyframes.isWanted)
    }

    var isForwarded: Bool { !subscribers.isEmpty || !exports.isEmpty }

    /// A packet of the layer that another shard has handed over. True if there are other layers within the stream now.
    func note(_ packet: HandedPacket, now: MediaTime) -> Bool {
        lastArrival = now
        capturedElsewhere = packet.capture
        let bytes = packet.media.payload.count + Self.usualHeader
        count(bytes: bytes)
        if packet.followsLoss, kind == .video { receiver.keyframes.want() }
        wantNoPictureForNobody()
        return kind == .video && noteSteps(packet.media, bytes: bytes)
    }

    /// Of an RTP packet with the extensions in use, bytes.
    private static let usualHeader = 24

    /// Says to everyone who gets this layer that its queue waits. `receivers`: those who know of anything.
    func address(to receivers: inout ContiguousArray<ReceiverLine>, counters: ForwardingCounters) {
        for slot in subscribers {
            if slot.line.due.isEmpty { receivers.append(slot.line) }
            slot.line.due.append(slot)
        }
        guard !exports.isEmpty else { return }
        queue.withUnsafeBufferPointer { packets in
            for export in exports { export.hand(packets, of: self, counters: counters) }
        }
    }

    /// Lets those who wait begin with this packet.
    func admitWaiting(_ packet: MediaPacket, now: MediaTime, counters: ForwardingCounters) {
        receiver.keyframes.satisfied()
        var left: ContiguousArray<OutgoingSlot> = []
        for slot in waiting {
            guard slot.canDecode(packet.format) else {
                counters.undecodable &+= 1
                left.append(slot)
                continue
            }
            slot.pending = nil
            // Who waited for another step alone has it from this packet on.
            guard slot.current !== self else { continue }
            slot.current?.unsubscribe(slot)
            slot.current = self
            slot.begin(with: packet, from: self, now: now)
            subscribers.append(slot)
        }
        waiting = left
    }

    /// Keeps a packet for those who may miss it.
    func keep(_ packet: MediaPacket, now: MediaTime) {
        guard !subscribers.isEmpty || self.cache != nil else { return }
        let cache = self.cache ?? PacketCache(maximumBytes: kind == .video ? cacheBytes : PacketCache.leastBytes)
        self.cache = cache
        cache.store(packet, now: now)
    }

    func cachedPacket(_ sequence: ExtendedSequence) -> MediaPacket? { cache?.packet(sequence) }

    func end() {
        cache = nil
        queue.removeAll()
        subscribers.removeAll()
        waiting.removeAll()
        isPermitted = false
    }

    // MARK: Time

    /// By the sender's newest report; nil before it.
    var capture: CaptureReference? {
        guard let report = receiver.senderReport?.report else { return capturedElsewhere }
        return clock.mediaMicroseconds(of: report.ntp).map { .init(timestamp: report.timestamp, microseconds: $0) }
    }

    /// When the moment of `timestamp` was captured, in microseconds of the media clock: by the sender's reports where they
    /// make sense, else its arrival.
    func captureMicroseconds(of timestamp: RTPTimestamp, now: MediaTime) -> Int64 {
        guard let capture else { return now.microseconds }
        let ticks = Int64(timestamp.distance(from: capture.timestamp))
        let captured = capture.microseconds &+ ticks * 1_000_000 / Int64(kind.clockRate)
        let age = now.microseconds &- captured
        return (-1_000_000...10_000_000).contains(age) ? captured : now.microseconds
    }

    /// The report block about this stream; nil before its first packet.
    func report(now: MediaTime) -> ReportBlock? {
        guard let ssrc else { return nil }
        return receiver.report(of: ssrc, now: now)
    }
}
