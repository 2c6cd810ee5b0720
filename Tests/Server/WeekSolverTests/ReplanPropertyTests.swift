import Summit
import Testing
import Timetable

/// What re-planning promises, held against every timetable that the checker allows.
@Suite struct ReplanPropertyTests {
    private static let ofTeams: Set<WeekViolation.Rule> = [.teamMissing, .teamUnknown, .teamOccupied]

    /// The fewest others move, and of what moves as few, nothing is cheaper; where it says that nothing will do, nothing does.
    @Test(arguments: 1...250)
    func fewestThenCheapest(seed: Int) async throws {
        var random = RandomWeek(seed: seed)
        let first = random.make(meetings: 3...4, hours: 3...4)
        guard let published = try BruteForce(first).any else { return }
        var week = random.change(first, after: published)
        // Some changes break nothing.
        for _ in 0..<5 where try week.violations(of: published, by: HourClocks()).isEmpty {
            week = random.change(first, after: published)
        }
        let most = seed % 3
        let replan = try await WeekReplan(week, after: published, moving: most, by: HourClocks())
        let checker = try WeekChecker(week, by: HourClocks())
        guard !checker.violations(of: published).isEmpty else {
            guard case .unchanged = replan.outcome else {
                Issue.record("\(replan.outcome)")
                return
            }
            return
        }
        let old = Dictionary(uniqueKeysWithValues: published.placements.map { ($0.meeting, $0) })
        // Alone in the week, where it was published. Another team is no move.
        let must = week.meetings.map(\.id).filter { id in
            guard let placement = old[id] else { return true }
            return checker.violations(of: WeekTimetable(placements: [placement])).contains {
                $0.rule != .missing && !Self.ofTeams.contains($0.rule)
            }
        }
        #expect(replan.mustMove == must)
        func others(_ timetable: WeekTimetable) -> [MeetingID] {
            timetable.placements.filter { placement in
                !must.contains(placement.meeting)
                    && (placement.start != old[placement.meeting]?.start
                        || placement.room != old[placement.meeting]?.room)
            }.map(\.meeting)
        }
        var best: (others: Int, cost: Int)?
        try BruteForce(week).each(where: { others($0).count <= best?.others ?? most }) { timetable in
            let (moved, cost) = (others(timetable).count, checker.cost(of: timetable).total)
            if (moved, cost) < best ?? (.max, .max) { best = (moved, cost) }
            return true
        }
        switch replan.outcome {
        case .unchanged: Issue.record("a rule is broken, and nothing moves")
        case .moved(let timetable, let moves, let isBest):
            #expect(checker.violations(of: timetable) == [])
            #expect(Set(replan.others) == Set(others(timetable)))
            #expect(replan.others.count == best?.others)
            #expect(isBest)
            #expect(checker.cost(of: timetable).total == best?.cost)
            #expect(Set(moves.map(\.new.meeting)).isSuperset(of: replan.others))
            for move in moves { #expect(!move.words["en"].isEmpty && move.words["en"] != move.words["vi"]) }
        case .impossible(let reason, let isProven):
            #expect(isProven)
            #expect(best == nil)
            // Everything but what has to move stays; each of the rules named is needed.
            let stays = old.filter { !must.contains($0.key) && week.meetings.map(\.id).contains($0.key) }
            let all = Set(week.rules + stays.keys.map { .stays($0) })
            func ask(_ rules: [WeekRule]) -> WeekFeasibility {
                week.feasibility(without: all.subtracting(rules), published: stays, by: HourClocks(), steps: 100_000)
            }
            #expect(reason.isIrreducible)
            #expect(ask(reason.rules) == .impossible)
            for rule in reason.rules { #expect(ask(reason.rules.filter { $0 != rule }) == .possible, "\(rule.id)") }
        }
    }
}
