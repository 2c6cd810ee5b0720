import Summit
import Testing

@testable import Timetable

@Suite struct WeekReplanTests {
    private func moved(_ replan: WeekReplan) -> (WeekTimetable, [WeekReplan.Move])? {
        guard case .moved(let timetable, let moves, _) = replan.outcome else { return nil }
        return (timetable, moves)
    }

    @Test func nothingMovesWhereNothingCollides() async throws {
        let replan = try await WeekReplan(SmallWeek.week, after: SmallWeek.timetable, by: HourClocks())
        guard case .unchanged = replan.outcome else {
            Issue.record("\(replan.outcome)")
            return
        }
    }

    /// The person is free two hours later; the third meeting is the only one that has to go there.
    @Test func onlyWhatHasToMoveMoves() async throws {
        var week = SmallWeek.week
        week.principals[0].free = [
            Week.Interval(from: moment("2021-08-02T09:00"), to: moment("2021-08-02T10:00")),
            Week.Interval(from: moment("2021-08-02T13:00"), to: moment("2021-08-02T14:00")),
        ]
        let replan = try await WeekReplan(week, after: SmallWeek.timetable, by: HourClocks())
        let (timetable, moves) = try #require(moved(replan))
        #expect(replan.mustMove == [meeting("three")])
        #expect(replan.others == [])
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
        #expect(moves.map(\.new.meeting) == [meeting("three")])
        #expect(moves[0].words["en"] == "three: moves from Mon 2 Aug 09:30-10:30 to Mon 2 Aug 12:00-13:00.")
        #expect(moves[0].words["vi"] == "three: chuyển từ 09:30-10:30 thứ Hai 2/8 sang 12:00-13:00 thứ Hai 2/8.")
    }

    /// The first meeting can only be where the second is, which gives way.
    @Test func anotherGivesWay() async throws {
        var week = SmallWeek.week
        week.principals[0].free = [
            Week.Interval(from: moment("2021-08-02T10:00:00+08:00"), to: moment("2021-08-02T11:00:00+08:00")),
            Week.Interval(from: moment("2021-08-03T08:00:00+08:00"), to: moment("2021-08-03T09:00:00+08:00")),
        ]
        week.meetings[0].latest = moment("2021-08-02T18:00")
        week.meetings[2].earliest = moment("2021-08-03T08:00")
        let replan = try await WeekReplan(week, after: SmallWeek.timetable, by: HourClocks())
        let (timetable, moves) = try #require(moved(replan))
        #expect(Set(replan.mustMove) == [meeting("one"), meeting("three")])
        #expect(replan.others == [meeting("two")])
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
        #expect(moves.count == 3)
        let narrow = try await WeekReplan(week, after: SmallWeek.timetable, moving: 0, by: HourClocks())
        guard case .impossible(let reason, let isProven) = narrow.outcome else {
            Issue.record("\(narrow.outcome)")
            return
        }
        #expect(isProven)
        #expect(reason.isIrreducible)
        #expect(reason.rules.contains(.stays(meeting("two"))))
        let published = Dictionary(uniqueKeysWithValues: SmallWeek.timetable.placements.map { ($0.meeting, $0) })
            .filter { $0.key == meeting("two") }
        let everything = Set(week.rules + [.stays(meeting("two"))])
        func ask(_ rules: [WeekRule]) -> WeekFeasibility {
            week.feasibility(without: everything.subtracting(rules), published: published, by: HourClocks())
        }
        #expect(ask(reason.rules) == .impossible)
        for rule in reason.rules { #expect(ask(reason.rules.filter { $0 != rule }) == .possible, "\(rule.id)") }
    }

    /// Whatever moves: where the line tests have no place any more, that is the answer.
    @Test func lineTestsWithoutAPlace() async throws {
        var week = SmallWeek.week
        week.principals[0].free = []
        week.meetings.removeLast()
        week.meetings[0].delegations = [seat("VN")]
        week.lineTests = Week.LineTests(daysBefore: 1, atOnce: 2)
        var published = SmallWeek.timetable
        published.placements[0].start = stamp("02T09:30")
        let there = try await WeekReplan(week, after: published, by: HourClocks())
        let (timetable, _) = try #require(moved(there))
        #expect(timetable.tests.count == 3)
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
        // Half an hour for the first two, which need one slot each.
        week.lineTests = Week.LineTests(
            daysBefore: 1, atOnce: 1, hours: Week.Hours(from: time("10:00"), to: time("10:30")))
        week.delegations.removeLast()
        week.meetings[1].delegations = [seat("VN")]
        let replan = try await WeekReplan(week, after: published, by: HourClocks())
        guard case .impossible(let reason, let isProven) = replan.outcome else {
            Issue.record("\(replan.outcome)")
            return
        }
        #expect(isProven && reason.isIrreducible)
        let day = date("2021-08-01")
        #expect(Set(reason.rules) == [.test(name("VN"), day), .test(name("JP"), day), .testsAtOnce])
        #expect(replan.others == [])
    }
}
