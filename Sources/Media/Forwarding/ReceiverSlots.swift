import Bandwidth
public import RTP
public import Wire

/// The slots of one receiving peer: answers what it reports and asks, and writes its sender reports.
public final class ReceiverSlots {
    static let reportInterval = MediaInterval.milliseconds(1_000)
    /// Packets that are resent for one NACK; what it names beyond them is counted and ignored.
    static let resendsPerNACK = 128
    /// Keeps a compound of SRs and SDES below 1,200 bytes with SRTCP's trailer.
    private static let compoundLimit = 1_100
    /// Packets that transport-wide feedback may speak of in a second; about three times what the fastest line gets. A
    /// datagram can claim hundreds of thousands, and each costs time.
    static let reportedPerSecond = 16_384

    /// By number; nil where the offer's m-line was rejected.
    public private(set) var audio: [OutgoingSlot?] = []
    public private(set) var video: [OutgoingSlot?] = []
    /// All there are, sound first.
    public private(set) var all: [OutgoingSlot] = []
    private var bySSRC: [SSRC: OutgoingSlot] = [:]
    private let counters: ForwardingCounters

    public private(set) var nextReport: MediaTime
    private var reportPosition = 0
    /// The sources of the compound that is being written; kept, so that its memory is.
    private var named: [(ssrc: SSRC, name: [UInt8])] = []
    public let line = ReceiverLine()
    var allocation = Allocation()
    private var again = SecondRepairs()
    /// What `takeHeldChange` said last.
    var toldHeld: Set<Int> = []
    private var feedbackBudget = TokenBucket(capacity: Int64(reportedPerSecond), perSecond: Int64(reportedPerSecond))

    public init(counters: ForwardingCounters, now: MediaTime) {
        self.counters = counters
        nextReport = Self.reportTime(after: now)
    }

    /// On one of twenty moments a second, the same for all receivers: the shell wakes once for many of them.
    private static func reportTime(after now: MediaTime) -> MediaTime {
        let grid: Int64 = 50_000
        return MediaTime(microseconds: ((now + reportInterval).microseconds / grid + 1) * grid)
    }

    /// Adds the `number`th slot of its kind.
    public func add(_ slot: OutgoingSlot, number: Int) {
        switch slot.kind {
        case .audio: Self.put(slot, at: number, in: &audio)
        case .video: Self.put(slot, at: number, in: &video)
        }
        all = audio.compactMap(\.self) + video.compactMap(\.self)
        bySSRC[slot.identity.ssrc] = slot
    }

    private static func put(_ slot: OutgoingSlot, at number: Int, in slots: inout [OutgoingSlot?]) {
        while slots.count <= number { slots.append(nil) }
        slots[number] = slot
    }

    /// The `number`th slot of a kind, if there is one.
    public func slot(_ kind: MediaKind, _ number: Int) -> OutgoingSlot? {
        let slots = kind == .audio ? audio : video
        return slots.indices.contains(number) ? slots[number] : nil
    }

    /// Empties every slot; the receiver is gone.
    public func end(now: MediaTime) {
        for slot in all { slot.assign(nil, now: now) }
    }

    /// Slots that stay empty because the receiver cannot decode what their sources send.
    public var undecodableCount: Int { all.count { $0.isUndecodable } }

    public var packets: UInt64 { all.reduce(0) { $0 + $1.sent.totalPackets } }
    public var bytes: UInt64 { all.reduce(0) { $0 + $1.sent.totalBytes } }

    /// Of the last reports: the largest share of loss (0...1) and jitter (milliseconds) among the slots in use.
    public var quality: (loss: Double, jitter: Double) {
        var loss = 0.0
        var jitter = 0.0
        for slot in all {
            guard let report = slot.lastReport, slot.current != nil else { continue }
            loss = max(loss, Double(report.fractionLost) / 256)
            jitter = max(jitter, Double(report.jitter) / Double(slot.kind.clockRate) * 1_000)
        }
        return (loss, jitter)
    }

    // MARK: Feedback in

    /// Handles one packet of the receiver's RTCP. `wake` is called with the owner of each stream that is asked for a key
    /// frame.
    public func receive(_ packet: RTCPPacket, now: MediaTime, into outbox: Outbox, wake: (UInt32) -> Void) {
        switch packet {
        case .receiverReport(_, let blocks), .senderReport(_, let blocks):
            for block in blocks { take(block, now: now) }
        case .nack(_, let media, let lost):
            guard let slot = bySSRC[media] else { return }
            var answered = 0
            for number in lost {
                counters.nacksReceived &+= 1
                guard answered < Self.resendsPerNACK else {
                    counters.excessiveFeedback &+= 1
                    continue
                }
                answered += 1
                if slot.resend(number, now: now, into: outbox) { again.append(slot, number, line: line, now: now) }
            }
        case .pictureLossIndication(_, let media):
            if let owner = bySSRC[media]?.requestKeyframe() { wake(owner) }
        case .fullIntraRequest(_, let entries):
            for entry in entries.prefix(64) {
                if let owner = bySSRC[entry.media]?.requestKeyframe() { wake(owner) }
            }
        case .receiverEstimatedMaximumBitrate(let bits, _):
            line.takeReceiverEstimate(DataRate(bitsPerSecond: Double(bits)))
            followLine(now: now, wake: wake)
        case .transportFeedback(_, _, let feedback):
            guard feedbackBudget.take(max(feedback.packetCount, 1), now: now) else {
                counters.excessiveFeedback &+= 1
                return
            }
            let wanted = wanted(now)
            line.take(feedback, wanted: wanted, sound: sound, now: now)
            again.sendDue(now: now, into: outbox)
            line.sendProbe(wanted: wanted, now: now) { probe($0, bytes: $1, now: now, into: outbox) }
            followLine(now: now, wake: wake)
        case .sourceDescription, .goodbye, .other:
            break
        }
    }

    private func take(_ block: ReportBlock, now: MediaTime) {
        guard let slot = bySSRC[block.ssrc] else { return }
        slot.lastReport = block
        if slot.kind == .audio { line.takeLoss(block.fractionLost, sound: sound, now: now) }
        guard block.lastSR != 0 else { return }
        let elapsed = Int32(bitPattern: NTPTime(now).compact &- block.lastSR &- block.delaySinceLastSR)
        // A negative or absurd time is a receiver's mistake.
        guard elapsed >= 0, elapsed < 65_536 * 10 else { return }
        line.takeRoundTrip(.microseconds(Int64(elapsed) * 1_000_000 / 65_536))
    }

    // MARK: Reports out

    /// Writes the next compound of SRs and their SDES. Call again until false; then the next second has begun.
    public func writeReports(now: MediaTime, to writer: inout ByteWriter) -> Bool {
        guard now >= nextReport else { return false }
        if reportPosition == 0 { for slot in all { slot.settle(now: now) } }
        named.removeAll(keepingCapacity: true)
        var size = writer.count + 4
        while reportPosition < all.count, named.count < 31 {
            let slot = all[reportPosition]
            size += 28 + slot.identity.canonicalName.count + 10
            guard size <= Self.compoundLimit || named.isEmpty else { break }
            if let report = slot.senderReport(now: now) {
                writer.rtcp(report)
                named.append((report.sender, slot.identity.canonicalName))
            }
            reportPosition += 1
        }
        guard !named.isEmpty else {
            reportPosition = 0
            nextReport = Self.reportTime(after: now)
            return false
        }
        writer.rtcpCanonicalNames(named)
        return true
    }
}
