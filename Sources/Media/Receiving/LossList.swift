public import RTP
public import Wire

/// The packets that one incoming stream misses, and when to ask for each again (RFC 4585, section 6.2.1).
public struct LossList {
    private struct Missing {
        var sequence: Int64
        var since: MediaTime
        var asked = 0
        var firstAsking: MediaTime?
        /// nil once it was asked for often enough.
        var nextAsking: MediaTime?
    }

    /// More missing packets than this are not worth repairing: a key frame is.
    public static let limit = 256
    /// How often one packet is asked for within `patience`.
    public static let attempts = 8
    /// After this time a packet is given up.
    public static let patience = MediaInterval.milliseconds(1_000)
    /// Time between the first two NACKs for the same packet, as long as nobody knows how long an answer takes: it doubles
    /// with each, so that one from far away is waited for, while a loss nearby is repaired at once.
    public static let firstSpacing = MediaInterval.milliseconds(20)

    private var missing: [Missing] = []
    /// How long an answer takes: down at once, up slowly. Asking again before it can be there only fills the line.
    public private(set) var response: MediaInterval?

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

    /// A missing packet came after all; `isAnswer`: as a retransmission.
    public mutating func remove(_ sequence: ExtendedSequence, isAnswer: Bool = false, now: MediaTime) {
        guard let index = missing.firstIndex(where: { $0.sequence == sequence.value }) else { return }
        let packet = missing.remove(at: index)
        guard isAnswer, let asked = packet.firstAsking else { return }
        let measured = now - asked
        guard let known = response, measured > known else { return response = measured }
        response = .microseconds(known.microseconds + (measured.microseconds - known.microseconds) / 16)
    }

    public mutating func removeAll() { missing.removeAll(keepingCapacity: true) }

    /// Forgets what has been missing for too long; the latest of it, if there was any.
    public mutating func giveUp(now: MediaTime) -> ExtendedSequence? {
        var latest: Int64?
        let patience = MediaInterval(microseconds: Self.patience.microseconds + (response?.microseconds ?? 0))
        missing.removeAll { packet in
            guard now - packet.since > patience else { return false }
            latest = max(latest ?? packet.sequence, packet.sequence)
            return true
        }
        return latest.map { ExtendedSequence($0) }
    }

    /// The packets to ask for now, ascending; counts them as asked.
    public mutating func takeDue(now: MediaTime) -> [SequenceNumber] {
        var due: [SequenceNumber] = []
        for index in missing.indices where missing[index].nextAsking.map({ $0 <= now }) ?? false {
            let spacing = spacing(after: missing[index].asked)
            missing[index].asked += 1
            if missing[index].firstAsking == nil { missing[index].firstAsking = now }
            missing[index].nextAsking = missing[index].asked < Self.attempts ? now + spacing : nil
            due.append(ExtendedSequence(missing[index].sequence).number)
        }
        return due
    }

    private func spacing(after asked: Int) -> MediaInterval {
        guard let response else { return .microseconds(Self.firstSpacing.microseconds << Int64(asked)) }
        // An answer that is lost is missed soon after it should have come.
        return max(.microseconds(response.microseconds * 17 / 16 + 2_000), Self.firstSpacing)
    }
}
