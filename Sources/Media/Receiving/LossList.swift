public import RTP
public import Wire

/// The packets that one incoming stream misses, and when to ask for each again (RFC 4585, section 6.2.1).
public struct LossList {
    private struct Missing {
        var sequence: Int64
        var since: MediaTime
        var asked = 0
        /// nil once it was asked for often enough.
        var nextAsking: MediaTime?
    }

    /// More missing packets than this are not worth repairing: a key frame is.
    public static let limit = 256
    /// How often one packet is asked for within `patience`.
    public static let attempts = 6
    /// After this time a packet is given up.
    public static let patience = MediaInterval.milliseconds(1_000)
    /// Time between the first two NACKs for the same packet. It doubles with each, so that an answer from far away is
    /// waited for, while a loss nearby is repaired at once.
    public static let firstSpacing = MediaInterval.milliseconds(20)

    private var missing: [Missing] = []

    public init() {}

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
            missing.append(Missing(sequence: newest.value - Int64(step), since: now, nextAsking: now))
        }
        return true
    }

    /// A missing packet came after all.
    public mutating func remove(_ sequence: ExtendedSequence) {
        if let index = missing.firstIndex(where: { $0.sequence == sequence.value }) { missing.remove(at: index) }
    }

    public mutating func removeAll() { missing.removeAll(keepingCapacity: true) }

    /// Forgets what has been missing for too long; the latest of it, if there was any.
    public mutating func giveUp(now: MediaTime) -> ExtendedSequence? {
        var latest: Int64?
        missing.removeAll { packet in
            guard now - packet.since > Self.patience else { return false }
            latest = max(latest ?? packet.sequence, packet.sequence)
            return true
        }
        return latest.map { ExtendedSequence($0) }
    }

    /// The packets to ask for now, ascending; counts them as asked.
    public mutating func takeDue(now: MediaTime) -> [SequenceNumber] {
        var due: [SequenceNumber] = []
        for index in missing.indices where missing[index].nextAsking.map({ $0 <= now }) ?? false {
            let spacing = MediaInterval(microseconds: Self.firstSpacing.microseconds << Int64(missing[index].asked))
            missing[index].asked += 1
            missing[index].nextAsking = missing[index].asked < Self.attempts ? now + spacing : nil
            due.append(ExtendedSequence(missing[index].sequence).number)
        }
        return due
    }
}
