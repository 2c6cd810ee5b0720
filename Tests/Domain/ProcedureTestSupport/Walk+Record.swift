import Procedure
import Summit

/// What must hold of a whole walk.
extension Walk {
    /// The same events lead to the same meeting, and what was said is as long as its stretches in the record, however often a point
    /// of order came between.
    public func brokenRecord() throws -> String? {
        guard let first = log.first, var again = MeetingState(first: first.event) else { return "nothing was created" }
        for recorded in log.dropFirst() { try again.evolve(recorded.event, by: recorded.author, at: recorded.time) }
        if again != state { return "the same events lead to another meeting" }
        return brokenTime
    }

    private var brokenTime: String? {
        var began: [SeatID: Timestamp] = [:]
        var spoken: [SeatID: Int64] = [:]
        var totals: [SeatID: Int] = [:]
        for recorded in log {
            switch recorded.event {
            case .floorGiven(let seat, _, _, _), .floorResumed(let seat, _): began[seat] = recorded.time
            case .floorInterrupted(let seat, _):
                guard let start = began.removeValue(forKey: seat) else {
                    return "\(seat) is interrupted who does not speak"
                }
                spoken[seat, default: 0] += Self.stretch(since: start, to: recorded.time)
            case .floorEnded(let seat, _, let seconds, _):
                let last = began.removeValue(forKey: seat)
                let before = spoken.removeValue(forKey: seat)
                if last == nil, before == nil { return "\(seat) ends who neither speaks nor was interrupted" }
                let sum = (before ?? 0) + (last.map { Self.stretch(since: $0, to: recorded.time) } ?? 0)
                if seconds != Int(sum + 500) / 1000 { return "\(seat) spoke \(sum) ms, but \(seconds) s are counted" }
                totals[seat, default: 0] += seconds
            default: break
            }
            if began.count > 1 || spoken.count > 1 { return "two speak, or two are interrupted" }
        }
        return totals == state.spoken ? nil : "the sums of what was spoken differ"
    }

    private static func stretch(since start: Timestamp, to end: Timestamp) -> Int64 {
        max(0, end.milliseconds(since: start))
    }
}
