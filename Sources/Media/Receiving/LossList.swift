public import RTP
public import Wire

/// The packets that one incoming stream misses, and when to ask for each again (RFC 4585, section 6.2.1).
///
/// A picture waits for what is missing. Sound is played on: it is asked for only while the answer can be there in time, and
/// not as long as it may still come within later sound (RFC 2198).
public struct LossList {
    private struct Missing {
        var sequence: Int64
        /// When it should have come.
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
    public static let attemptsForSound = 2
    /// How late sound may come and still be played: about what receivers wait that hear something missing.
    public static let soundUse = MediaInterval.milliseconds(160)
    /// After so many questions without an answer sound is not asked for any more.
    static let mostUnanswered = 16
    /// Where answers come too late or never, one packet is asked for after so long all the same: lines change.
    static let trialInterval = MediaInterval.seconds(10)
    /// After this time a packet is given up.
    public static let patience = MediaInterval.milliseconds(1_000)
    /// Time between the first two NACKs for the same packet, as long as nobody knows how long an answer takes: it doubles
    /// with each, so that one from far away is waited for, while a loss nearby is repaired at once.
    public static let firstSpacing = MediaInterval.milliseconds(20)

    private let kind: MediaKind
    private var missing: [Missing] = []
    private var lastAsking: MediaTime?
    /// Packets that were asked for and never came, since the last that did.
    private var unanswered = 0
    /// Up to so many packets later a packet may come within another.
    public var redundancySpan = 0
    /// How long an answer takes: down at once, up slowly. Asking again before it can be there only fills the line.
    public private(set) var response: MediaInterval?

    public init(of kind: MediaKind) { self.kind = kind }

    public var isEmpty: Bool { missing.isEmpty }
    public var count: Int { missing.count }

    /// `gap` packets before `newest` have not come since the last one did. False: too many are missing now; all are given up.
    public mutating func add(gap: Int, before newest: ExtendedSequence, since last: MediaTime, now: MediaTime) -> Bool {
        guard gap > 0 else { return true }
        guard missing.count + gap <= Self.limit else {
            missing.removeAll(keepingCapacity: true)
            return false
        }
        for step in stride(from: gap, through: 1, by: -1) {
            // Sound comes evenly: what has been missing for too long already is not asked for.
            let late = kind == .audio ? (now - last).microseconds * Int64(step) / Int64(gap + 1) : 0
            missing.append(
                Missing(
                    sequence: newest.value - Int64(step), since: now + .microseconds(-late), nextAsking: now))
        }
        return true
    }

    /// A missing packet came after all; `isAnswer`: as a retransmission.
    public mutating func remove(_ sequence: ExtendedSequence, isAnswer: Bool = false, now: MediaTime) {
        guard let index = missing.firstIndex(where: { $0.sequence == sequence.value }) else { return }
        let packet = missing.remove(at: index)
        guard isAnswer, let asked = packet.firstAsking else { return }
        unanswered = 0
        learn(now - asked)
    }

    private mutating func learn(_ measured: MediaInterval) {
        guard let known = response, measured > known else { return response = measured }
        response = .microseconds(known.microseconds + (measured.microseconds - known.microseconds) / 16)
    }

    /// Whether a packet is missing and was asked for.
    func awaits(_ sequence: ExtendedSequence) -> Bool {
        missing.contains { $0.sequence == sequence.value && $0.firstAsking != nil }
    }

    public mutating func removeAll() { missing.removeAll(keepingCapacity: true) }

    /// Forgets what has been missing for too long; the latest of it, if there was any.
    public mutating func giveUp(now: MediaTime) -> ExtendedSequence? {
        var latest: Int64?
        // Nobody waits for sound; it is only kept to learn how long an answer takes.
        let patience = MediaInterval(
            microseconds: Self.patience.microseconds + (kind == .video ? response?.microseconds ?? 0 : 0))
        missing.removeAll { packet in
            guard now - packet.since > patience else { return false }
            latest = max(latest ?? packet.sequence, packet.sequence)
            if packet.firstAsking != nil { unanswered += 1 }
            return true
        }
        // Not one answer to so many questions: the sender does not answer, or from too far away.
        if kind == .audio, unanswered >= Self.mostUnanswered { response = patience }
        return latest.map { ExtendedSequence($0) }
    }

    /// The packets to ask for now, ascending; counts them as asked.
    public mutating func takeDue(newest: ExtendedSequence?, now: MediaTime) -> [SequenceNumber] {
        var due: [SequenceNumber] = []
        let attempts = kind == .video ? Self.attempts : Self.attemptsForSound
        for index in missing.indices where missing[index].nextAsking.map({ $0 <= now }) ?? false {
            if kind == .audio {
                if let newest, missing[index].sequence + Int64(redundancySpan) > newest.value { continue }
                guard isOfUse(missing[index], now: now) else {
                    missing[index].nextAsking = nil
                    continue
                }
            }
            let spacing = spacing(after: missing[index].asked)
            missing[index].asked += 1
            if missing[index].firstAsking == nil { missing[index].firstAsking = now }
            missing[index].nextAsking = missing[index].asked < attempts ? now + spacing : nil
            lastAsking = now
            due.append(ExtendedSequence(missing[index].sequence).number)
        }
        return due
    }

    /// Whether sound that is asked for now can be there before it is to be played.
    private func isOfUse(_ packet: Missing, now: MediaTime) -> Bool {
        let end = packet.since + Self.soundUse
        if now + (response ?? .milliseconds(0)) <= end { return true }
        return now <= end && lastAsking.map { now - $0 > Self.trialInterval } ?? true
    }

    private func spacing(after asked: Int) -> MediaInterval {
        guard let response else { return .microseconds(Self.firstSpacing.microseconds << Int64(asked)) }
        // An answer that is lost is missed soon after it should have come.
        return max(.microseconds(response.microseconds * 17 / 16 + 2_000), Self.firstSpacing)
    }
}
