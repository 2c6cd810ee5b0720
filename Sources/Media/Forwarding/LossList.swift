public import RTP
public import Wire

/// The packets that one incoming stream misses, and when to ask for each again (RFC 4585, section 6.2.1).
public struct LossList {
    private struct Missing {
        var sequence: Int64
        var since: MediaTime
        var asked: Int
        var lastAsked: MediaTime?
    }

    /// More missing packets than this are not worth repairing: a key frame is.
    public static let limit = 256
    public static let attempts = 8
    /// After this time a packet is given up.
    public static let patience = MediaInterval.milliseconds(1_000)
    /// Shortest time between two NACKs for the same packet.
    public static let minimumSpacing = MediaInterval.milliseconds(20)

    private var missing: [Missing] = []

    public init() { missing.reserveCapacity(64) }

    public var isEmpty: Bool { missing.isEmpty }
    public var count: Int { missing.count }

    /// `gap` packets before `newest` have not come. False: too many are missing now; all are given up.
    public mutating func add(gap: Int, before newest: ExtendedSequence, now: MediaTime) -> Bool {
        guard gap > 0 else { return true }
        guard missing.count + gap <= Self.limit else {
            missing.removeAll(keepingCapacity: true)
            return false
        }
        for step in stride(from: gap, through: 1, by: -1) {
            missing.append(Missing(sequence: newest.value - Int64(step), since: now, asked: 0))
        }
        return true
    }

    /// A missing packet came after all.
    public mutating func remove(_ sequence: ExtendedSequence) {
        if let index = missing.firstIndex(where: { $0.sequence == sequence.value }) { missing.remove(at: index) }
    }

    public mutating func removeAll() { missing.removeAll(keepingCapacity: true) }

    /// The packets to ask for now, ascending; counts them as asked. `roundTrip` is the least time between two requests.
    public mutating func takeDue(now: MediaTime, roundTrip: MediaInterval) -> [SequenceNumber] {
        missing.removeAll { now - $0.since > Self.patience || $0.asked >= Self.attempts }
        let spacing = max(roundTrip, Self.minimumSpacing)
        var due: [SequenceNumber] = []
        for index in missing.indices {
            if let last = missing[index].lastAsked, now - last < spacing { continue }
            missing[index].asked += 1
            missing[index].lastAsked = now
            due.append(ExtendedSequence(missing[index].sequence).number)
        }
        return due
    }
}
