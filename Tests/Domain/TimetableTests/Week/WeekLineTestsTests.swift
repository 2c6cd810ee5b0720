import Summit
import Testing

@testable import Timetable

@Suite struct WeekLineTestsTests {
    private func week(atOnce: Int, hours: (String, String) = ("00:00", "24:00")) -> Week {
        var week = SmallWeek.week
        week.lineTests = Week.LineTests(
            daysBefore: 10, length: 30, atOnce: atOnce, hours: Week.Hours(from: time(hours.0), to: time(hours.1)))
        return week
    }

    @Test func everySiteIsTestedOnEachOfItsDays() throws {
        let week = week(atOnce: 1)
        let tests = try #require(WeekLineTests(week, by: HourClocks())).solve()
        #expect(tests.count == 30)
        var timetable = SmallWeek.timetable
        timetable.tests = tests
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
        let changes: [(WeekViolation.Rule, (inout [WeekTimetable.Test]) -> Void)] = [
            (.testMissing, { $0.removeLast() }), (.testTwice, { $0.append($0[3]) }),
            (.testsAtOnce, { $0.append(.init(site: name("VN"), start: $0.first { $0.site == name("JP") }!.start)) }),
            (.testHours, { $0[0].start = stamp("02T01:00") }),
            (.testHours, { $0[0].start = $0[0].start.advanced(byMilliseconds: 60_000) }),
            (.unknown, { $0[0].site = name("KR") }),
        ]
        for (rule, change) in changes {
            timetable.tests = tests
            change(&timetable.tests)
            let found = try week.violations(of: timetable, by: HourClocks())
            #expect(found.contains { $0.rule == rule }, "\(rule)")
        }
    }

    /// In the host's hours 08:00 to 09:30 are three slots; the first two delegations' days have them, the third's not.
    @Test func testsForWhichThereAreTooFewSlots() throws {
        let week = week(atOnce: 1, hours: ("08:00", "09:30"))
        do throws(WeekConflict) {
            _ = try WeekLineTests(week, by: HourClocks())?.solve()
            Issue.record("there is a solution")
        } catch {
            // 08:00 to 09:30 is 20:00 to 21:30 of the day before in the third zone: no slot at all.
            #expect(error.rules.count == 2)
            #expect(error.rules.contains(.testsAtOnce))
            #expect(error.isIrreducible)
        }
        var close = self.week(atOnce: 1, hours: ("09:00", "09:30"))
        close.delegations.removeLast()
        close.meetings[1].delegations.removeLast()
        do throws(WeekConflict) {
            _ = try WeekLineTests(close, by: HourClocks())?.solve()
            Issue.record("there is a solution")
        } catch {
            #expect(error.rules.map(\.id).sorted() == ["test:JP:2021-07-23", "test:VN:2021-07-23", "tests-at-once"])
        }
    }
}
