public import RTP
public import Wire

/// What a feedback says of one packet that was sent.
public struct PacketResult: Hashable, Sendable {
    public var sent: MediaTime
    /// On the receiver's clock, whose zero is arbitrary; nil: it did not come.
    public var arrival: MediaTime?
    public var size: Int
    /// The probe that it was part of.
    public var probe: Int?

    public init(sent: MediaTime, arrival: MediaTime?, size: Int, probe: Int? = nil) {
        self.sent = sent
        self.arrival = arrival
        self.size = size
        self.probe = probe
    }
}

/// The packets of one connection that were sent and not yet reported, by their transport-wide numbers
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01). Eight bytes each, in a ring that grows with the line's length.
public struct SentPackets {
    /// What is on its way longer than this will not be heard of.
    static let longest = MediaInterval.seconds(10)
    static let smallestCapacity = 64
    static let largestCapacity = 8_192

    private struct Entry {
        /// Microseconds, cut to 32 bits: 71 minutes.
        var sent: UInt32 = 0
        var size: UInt16 = 0
        /// 0: none.
        var probe: UInt8 = 0
        var isAwaited = false
    }

    private var entries: ContiguousArray<Entry>
    private var mask: Int64
    /// The number of the next packet.
    private var next = ExtendedSequence(65_536)
    private var lastReference: Int64?
    /// Bytes that are sent and not yet reported.
    public private(set) var bytesInFlight = 0

    public init() {
        entries = ContiguousArray(repeating: Entry(), count: Self.smallestCapacity)
        mask = Int64(Self.smallestCapacity - 1)
    }

    /// Takes note of a packet and gives it its number.
    public mutating func record(size: Int, probe: Int? = nil, now: MediaTime) -> SequenceNumber {
        if entries[slot(next)].isAwaited { makeRoom(now) }
        let index = slot(next)
        forget(index)
        entries[index] = Entry(
            sent: UInt32(truncatingIfNeeded: now.microseconds), size: UInt16(clamping: size),
            probe: UInt8(truncatingIfNeeded: probe.map { $0 % 255 + 1 } ?? 0), isAwaited: true)
        bytesInFlight += size
        defer { next = ExtendedSequence(next.value + 1) }
        return next.number
    }

    /// Calls `body` for each packet that the feedback speaks of for the first time, in the order of their numbers.
    public mutating func take(_ feedback: TransportFeedback, now: MediaTime, _ body: (PacketResult) -> Void) {
        let offset = unwrap(feedback.referenceTime)
        for packet in feedback {
            let sequence = next.nearest(packet.sequence)
            guard sequence < next, next.value - sequence.value <= Int64(entries.count) else { continue }
            let index = slot(sequence)
            let entry = entries[index]
            guard entry.isAwaited else { continue }
            forget(index)
            body(
                PacketResult(
                    sent: now - .microseconds(Int64(UInt32(truncatingIfNeeded: now.microseconds) &- entry.sent)),
                    arrival: packet.arrival.map { MediaTime(microseconds: ($0 + offset) * 250) }, size: Int(entry.size),
                    probe: entry.probe == 0 ? nil : Int(entry.probe) - 1))
        }
    }

    /// The reference time has 24 bits of 64 ms; how many ticks of 250 us its wraps amount to.
    private mutating func unwrap(_ reference: Int32) -> Int64 {
        let near = lastReference ?? Int64(reference)
        let step = Int64(reference) - near
        // The nearest of all that are equal in 24 bits.
        let wrapped = (step & 0xFF_FFFF ^ 0x80_0000) - 0x80_0000
        // A receiver whose clock never stops jumping begins anew, long before a number overflows.
        let full = abs(near + wrapped) < 1 << 40 ? near + wrapped : Int64(reference)
        lastReference = full
        return (full - Int64(reference)) * 256
    }

    private func slot(_ sequence: ExtendedSequence) -> Int { Int(sequence.value & mask) }

    private mutating func forget(_ index: Int) {
        guard entries[index].isAwaited else { return }
        entries[index].isAwaited = false
        bytesInFlight -= Int(entries[index].size)
    }

    /// Twice the ring, while what it would overwrite may still be reported.
    private mutating func makeRoom(_ now: MediaTime) {
        let age = UInt32(truncatingIfNeeded: now.microseconds) &- entries[slot(next)].sent
        guard Int64(age) < Self.longest.microseconds, entries.count < Self.largestCapacity else { return }
        var larger = ContiguousArray(repeating: Entry(), count: entries.count * 2)
        let newMask = Int64(larger.count - 1)
        for back in 1...Int64(entries.count) {
            let value = next.value - back
            larger[Int(value & newMask)] = entries[Int(value & mask)]
        }
        entries = larger
        mask = newMask
    }
}

extension MediaTime {
    static func - (time: MediaTime, interval: MediaInterval) -> MediaTime {
        MediaTime(microseconds: time.microseconds &- interval.microseconds)
    }
}
