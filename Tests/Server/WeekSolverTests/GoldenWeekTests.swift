import Foundation
import Summit
import Testing
import Timetable

@testable import WeekSolver

/// A week of the size of AMM-54 (docs/weeks/amm-54.json).
@Suite(.serialized) struct GoldenWeekTests {
    @Test func aWeekOfTwentyFiveMeetings() async throws {
        let week = try Golden.week()
        #expect(week.meetings.count == 25)
        #expect(week.delegations.count == 27)
        let clocks = SystemTestClocks()
        let answer = try await WeekSolver().solve(week, by: clocks, seconds: 20)
        let timetable = try #require(answer.timetable)
        #expect(try week.violations(of: timetable, by: clocks) == [])
        #expect(timetable.placements.count == 25)
        #expect(timetable.tests.count == 270)
        let total = try #require(answer.total)
        if let bound = answer.bound { #expect(bound <= total) }
        print("golden week: \(total) points, bound \(answer.bound ?? -1), first after \(answer.firstSeconds ?? -1) s")
        try await replan(week, timetable, clocks)
    }

    /// A minister's free hours change.
    private func replan(_ week: Week, _ timetable: WeekTimetable, _ clocks: SystemTestClocks) async throws {
        var changed = week
        let pmc = try #require(timetable.placements.first { $0.meeting.rawValue == "pmc-in" })
        func moment(_ minutes: Int64) -> WeekMoment {
            .universal(pmc.start.advanced(byMilliseconds: minutes * 60_000))
        }
        changed.principals.append(
            Week.Principal(
                id: try #require(WeekName("IN-minister")), delegation: try #require(SeatID("IN")), level: .ministers,
                free: [
                    Week.Interval(from: moment(-20_000), to: moment(30)),
                    Week.Interval(from: moment(60), to: moment(20_000)),
                ]))
        let start = ContinuousClock.now
        let replan = try await WeekReplan(changed, after: timetable, by: clocks)
        print("golden re-plan: \(ContinuousClock.now - start)")
        guard case .moved(let new, let moves, _) = replan.outcome else {
            Issue.record("\(replan.outcome)")
            return
        }
        #expect(replan.mustMove.map(\.rawValue) == ["pmc-in"])
        #expect(replan.others.count <= 2)
        #expect(try changed.violations(of: new, by: clocks) == [])
        for move in moves { print("  \(move.words["en"])") }
    }

    /// An impossible wish: everything on one morning.
    @Test func aWeekThatCannotBe() async throws {
        var week = try Golden.week()
        let closing = try #require(week.meetings.firstIndex { $0.id.rawValue == "closing" })
        week.meetings[closing].latest = WeekMoment(rawValue: "2021-08-02T16:00")
        let start = ContinuousClock.now
        let answer = try await WeekSolver().solve(week, by: SystemTestClocks(), seconds: 10)
        print("golden collision: \(ContinuousClock.now - start), \(answer.conflict?.map(\.id) ?? [])")
        #expect(answer.status == .infeasible)
        #expect(answer.conflict?.contains { $0.id == "window:closing" } == true)
    }
}
