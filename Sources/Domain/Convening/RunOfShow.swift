public import Summit

/// The minute-by-minute script of a meeting: what happens when, who does it, and what screens and microphones do.
public struct RunOfShow: Sendable, Hashable {
    /// In the order in which they follow one another.
    public internal(set) var cues: [Cue] = []
    /// When cues began, in this run: a rehearsal's times are forgotten when it ends.
    public internal(set) var begun: [String: Timestamp] = [:]
    public internal(set) var isRehearsal = false

    /// Sums up the script on a clock: what has begun when it began, the rest when it is to begin now.
    ///
    /// What runs late shifts all that follows; what runs early as well. While a cue lasts longer than it should, the next one is
    /// expected now.
    /// - Parameter start: of the meeting, as it is planned.
    public func schedule(start: Timestamp, now: Timestamp) -> [Line] {
        var planned = start
        var expected = start
        let current = cues.lastIndex { begun[$0.id] != nil }
        return cues.enumerated().map { index, cue in
            defer {
                planned = planned.advanced(byMilliseconds: Int64(cue.seconds) * 1_000)
                expected = expected.advanced(byMilliseconds: Int64(cue.seconds) * 1_000)
            }
            if let time = begun[cue.id] { expected = time }
            // Nothing that has not begun can begin in the past, once the meeting runs.
            if let current, index > current { expected = max(expected, now) }
            let state: Line.State =
                begun[cue.id] == nil
                ? (current.map { index < $0 } == true ? .skipped : .ahead) : index == current ? .now : .done
            return Line(cue: cue, planned: planned, expected: expected, state: state)
        }
    }

    public struct Line: Sendable, Hashable {
        public enum State: String, Sendable, Hashable, Codable { case done, skipped, now, ahead }

        public var cue: Cue
        public var planned: Timestamp
        /// When it began, or is expected to.
        public var expected: Timestamp
        public var state: State
    }
}

/// One line of the script.
public struct Cue: Sendable, Hashable, Identifiable, Codable {
    /// Names it within its meeting.
    public var id: String
    /// How long it lasts.
    public var seconds: Int
    /// What happens.
    public var what: Texts
    public var who: String
    public var screen: String
    public var microphone: String
    public var interpretation: String
    public var photo: String

    public init(
        id: String, seconds: Int, what: Texts, who: String = "", screen: String = "", microphone: String = "",
        interpretation: String = "", photo: String = ""
    ) {
        self.id = id
        self.seconds = seconds
        self.what = what
        self.who = who
        self.screen = screen
        self.microphone = microphone
        self.interpretation = interpretation
        self.photo = photo
    }
}
