import Procedure
import Summit

/// How long the question before a meeting has been there, by what nobody can set. After a restart everybody has their time once more.
struct QuestionClock: Sendable {
    private var number: Int?
    private var since: Duration

    init(_ number: Int?, now: Duration) {
        self.number = number
        since = now
    }

    mutating func follow(_ number: Int?, now: Duration) {
        guard number != self.number else { return }
        self = QuestionClock(number, now: now)
    }

    /// Milliseconds.
    func elapsed(_ now: Duration) -> Int64 {
        let (seconds, attoseconds) = (now - since).components
        return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    }
}

extension LiveMeeting {
    /// When commands happen: as the record goes on. A question whose time for objections has gone by is declared after it, though the
    /// machine's clock was set back meanwhile.
    func time(of commands: [MeetingCommand]) -> Timestamp {
        guard let open = state.question, commands.contains(.declareConsensus(open.number)), timeLeft(for: open) <= 0
        else { return book.nextTime }
        return max(book.nextTime, open.until)
    }

    /// Refuses what the rules of a meeting alone would allow: to declare before the time for objections has gone by, whatever the machine's
    /// clock shows, and to decide on words that are not before this meeting.
    func hold(_ commands: [MeetingCommand]) async throws(Refusal) {
        for command in commands {
            var asked: Question?
            switch command {
            case .putQuestion(let question): asked = question
            case .declareConsensus:
                guard let open = state.question else { continue }
                let left = timeLeft(for: open)
                guard left <= 0 else {
                    throw Refusal(.timeRuns, RefusalDetails(number: Int((left + 999) / 1_000), maximum: nil))
                }
                asked = open.question
            default: continue
            }
            if let asked, let refusal = await environment.docket.refusal(of: asked, in: id) { throw refusal }
        }
    }

    /// Milliseconds.
    private func timeLeft(for open: MeetingState.OpenQuestion) -> Int64 {
        Int64(open.question.seconds) * 1_000 - questionClock.elapsed(environment.uptime())
    }
}
