public import Bandwidth
import RTP
public import Wire

/// What all slots of one receiver share: the line to it. Numbers their packets, and knows what the line carries.
public final class ReceiverLine {
    enum Knowledge: Hashable {
        /// Too early to tell.
        case learning
        /// The receiver says nothing of what comes.
        case silent
        case carries(DataRate)
    }

    /// So long after the first packet, and again after the first report, the line is being learnt.
    static let learning = MediaInterval.seconds(1)

    public private(set) var bandwidth = BandwidthEstimator()
    /// What the line carries, once the receiver has said anything about it.
    public private(set) var estimate: DataRate?
    /// How often sound goes out again within later sound.
    private(set) var redundancy = Redundancy()
    /// Smoothed; nil until a report answered one of our SRs.
    public private(set) var roundTrip: MediaInterval?
    /// Bytes of repairs that the line has room for.
    private var repeatable = 12_000.0
    private var repeatedAt = MediaTime.zero
    private var firstPacket: MediaTime?
    private var firstReport: MediaTime?
    /// The probe that is being sent.
    private var probe: Int?
    /// Slots whose layers have packets that wait; see `FanOut`.
    var due: ContiguousArray<OutgoingSlot> = []

    public init() {}

    /// Sends what waits.
    func sendDue(now: MediaTime, into outbox: Outbox) {
        // Buffer pointers: no bounds check, no copy-on-write, no retain of an array for each slot. No slot joins or leaves
        // while this runs; sending calls nothing that could.
        due.withUnsafeBufferPointer { slots in
            for slot in slots {
                slot.current?.queue.withUnsafeBufferPointer { slot.forward($0, now: now, into: outbox) }
            }
        }
        due.removeAll(keepingCapacity: true)
    }

    /// Whether all that is known is what the receiver itself estimates (REMB).
    var isByReceiverAlone: Bool { firstReport == nil }

    func knowledge(_ now: MediaTime) -> Knowledge {
        guard let estimate else {
            guard let firstPacket else { return .learning }
            return now - firstPacket < Self.learning ? .learning : .silent
        }
        // Its first probes show what the line can do; what was known before is only where the estimate begins.
        if let firstReport, now - firstReport < Self.learning { return .learning }
        return .carries(estimate)
    }

    /// Whether the line has room for a repair of so many bytes now: repairs may take half of what it carries, at once what it
    /// carries in a quarter of a second beside sound and a small picture, and nothing while its queue is full; so that a line
    /// that has become narrow is not filled with what it has lost already.
    func mayRepeat(bytes: Int, now: MediaTime) -> Bool {
        guard var rate = estimate else { return true }
        guard !bandwidth.isFull else { return false }
        if isByReceiverAlone { rate = max(rate, Self.leastByReceiver) }
        let perSecond = rate.bitsPerSecond / 16
        let most = max(perSecond / 2 - Self.besideRepairs, 3_000)
        let elapsed = min(Double((now - repeatedAt).microseconds) / 1_000_000, 10)
        repeatable = min(repeatable + perSecond * max(elapsed, 0), most)
        repeatedAt = now
        guard repeatable >= Double(bytes) else { return false }
        repeatable -= Double(bytes)
        return true
    }

    /// Whether sound that was sent then is still to come within later sound, or may have come since whoever asks for it did.
    func stillCarries(soundOf time: MediaTime, now: MediaTime) -> Bool {
        guard redundancy.copies > 0 else { return false }
        let last = Int64(redundancy.copies * Redundancy.distance) * 20_000  // The last copy goes out so much later.
        return (now - time).microseconds < last + (roundTrip?.microseconds ?? 0)
    }

    func takeRoundTrip(_ measured: MediaInterval) {
        roundTrip = roundTrip.map { .microseconds(($0.microseconds * 7 + measured.microseconds) / 8) } ?? measured
    }

    /// The transport-wide number of a packet that is sent now.
    @inline(__always)
    func number(size: Int, now: MediaTime) -> SequenceNumber {
        if firstPacket == nil { firstPacket = now }
        return bandwidth.record(size: size, probe: probe, now: now)
    }

    /// - Parameters:
    ///   - wanted: what would be sent if the line carried everything.
    ///   - sound: what of it is sound, each once.
    func take(_ feedback: TransportFeedback, wanted: DataRate, sound: DataRate, now: MediaTime) {
        bandwidth.take(feedback, wanted: wanted, now: now)
        estimate = bandwidth.estimate
        let (packets, lost) = bandwidth.lastReport
        redundancy.take(lost: Double(lost), of: Double(packets), line: bandwidth.estimate, sound: sound, now: now)
        if firstReport == nil { firstReport = now }
    }

    /// What a receiver without transport-wide reports says of its sound.
    func takeLoss(_ fraction: UInt8, sound: DataRate, now: MediaTime) {
        guard firstReport == nil else { return }
        redundancy.take(lost: Double(fraction) / 256 * 50, of: 50, line: estimate, sound: sound, now: now)
    }

    func takeReceiverEstimate(_ rate: DataRate) {
        bandwidth.takeReceiverEstimate(rate)
        estimate = bandwidth.estimate
    }

    /// Sends a burst by `send`, if one is due: called for each packet, with how large it may be, until that says that no more
    /// can be sent. Five whole packets would be more than a narrow line carries in a tenth of a second.
    func sendProbe(wanted: DataRate, now: MediaTime, _ send: (_ packet: Int, _ bytes: Int) -> Int?) {
        guard let due = bandwidth.nextProbe(wanted: wanted, now: now) else { return }
        probe = due.id
        defer { probe = nil }
        var bytes = 0
        for packet in 0..<Self.largestProbe {
            guard bytes < due.bytes || packet < Probe.leastPackets,
                let length = send(packet, due.bytes / Probe.leastPackets)
            else { return }
            bytes += length
        }
    }

    /// Bytes that sound with its copies and a small picture need in a quarter of a second.
    private static let besideRepairs = 6_000.0
    /// Packets.
    private static let largestProbe = 160
    /// What a receiver estimates by itself can be far too low; and some ask for each packet only once.
    private static let leastByReceiver = DataRate.kilobits(1_000)
}
