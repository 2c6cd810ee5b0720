import Summit
import Testing
import Timetable

struct Breach: Sendable, CustomTestStringConvertible {
    let rules: [WeekViolation.Rule]
    let change: @Sendable (inout Week, inout WeekTimetable) -> Void

    init(_ rules: WeekViolation.Rule..., by change: @escaping @Sendable (inout Week, inout WeekTimetable) -> Void) {
        self.rules = rules
        self.change = change
    }

    var testDescription: String { rules.map(\.rawValue).joined(separator: ", ") }
}

private let breaches = [
    Breach(.missing) { $1.placements.removeLast() },
    Breach(.twice) { $1.placements.append($1.placements[0]) },
    Breach(.unknown) { $1.placements.append(.init(meeting: meeting("four"), start: stamp("02T05:00"))) },
    Breach(.hours) { $1.placements[1].start = stamp("02T09:30") },
    Breach(.hours) { $1.placements[1].start = stamp("04T02:00") },
    Breach(.grid) { $1.placements[1].start = stamp("02T02:10") },
    Breach(.fixed) { week, _ in week.meetings[1].start = moment("2021-08-02T10:30") },
    Breach(.window) { week, _ in week.meetings[1].earliest = moment("2021-08-02T10:30") },
    Breach(.window) { week, _ in week.meetings[1].latest = moment("2021-08-02T10:30") },
    Breach(.notFree) { $1.placements[2].start = stamp("02T02:30") },
    Breach(.notFree, .notFree) { week, _ in week.principals[0].free = [] },
    Breach(.clash) { $1.placements[2].start = stamp("02T00:30") },
    Breach(.gap) { week, timetable in
        week.gap = 45
        week.interpreters?.rest = 0
    },
    Breach(.order) { $1.placements[1].start = stamp("02T01:00") },
    Breach(.order) { week, _ in week.order[0].gap = 65 },
    Breach(.roomMissing) { $1.placements[1].room = nil },
    Breach(.roomUnknown) { $1.placements[1].room = name("C") },
    Breach(.roomNotAllowed) { $1.placements[0].room = name("B") },
    Breach(.roomOccupied) { $1.placements[2].room = name("A") },
    Breach(.roomOccupied) { week, _ in week.turnaround = 65 },
    Breach(.teamMissing) { $1.placements[0].team = nil },
    Breach(.teamUnknown) { $1.placements[0].team = name("T9") },
    Breach(.teamOccupied) { week, _ in week.interpreters?.rest = 45 },
]

@Suite struct WeekCheckerTests {
    @Test func aTimetableThatKeepsEveryRule() throws {
        #expect(try SmallWeek.week.violations(of: SmallWeek.timetable, by: HourClocks()) == [])
    }

    @Test(arguments: breaches)
    func everyHardRule(breach: Breach) throws {
        var (week, timetable) = (SmallWeek.week, SmallWeek.timetable)
        breach.change(&week, &timetable)
        let found = try week.violations(of: timetable, by: HourClocks())
        for rule in breach.rules {
            let violation = try #require(found.first { $0.rule == rule }, "\(found.map(\.rule))")
            #expect(violation.words["en"] != violation.words["vi"])
        }
        // A meeting that moves may break further rules, but a rule that changes breaks no other.
        if timetable == SmallWeek.timetable { #expect(found.map(\.rule) == breach.rules) }
    }

    @Test func aCollisionNamesWhoWhatAndWhen() throws {
        var timetable = SmallWeek.timetable
        timetable.placements[2].start = stamp("02T00:30")
        let found = try SmallWeek.week.violations(of: timetable, by: HourClocks())
        let clash = try #require(found.first { $0.rule == .clash })
        #expect(clash.meetings == [meeting("one"), meeting("three")])
        #expect(clash.principals == [name("JP-FM")])
        #expect(clash.from == stamp("02T00:30"))
        #expect(clash.to == stamp("02T01:00"))
        #expect(
            clash.words["en"]
                == "one (Mon 2 Aug 08:00-09:00) and three (Mon 2 Aug 08:30-09:30) are at the same time, and both need JP-FM."
        )
        #expect(
            clash.words["vi"]
                == "one (08:00-09:00 thứ Hai 2/8) và three (08:30-09:30 thứ Hai 2/8) trùng giờ, và đều cần JP-FM.")
    }

    @Test func aDelegationIsInTwoMeetingsAtOnceWithDifferentPeople() throws {
        var (week, timetable) = (SmallWeek.week, SmallWeek.timetable)
        week.meetings[2].level = .seniorOfficials
        week.interpreters?.teams.append(name("T2"))
        timetable.placements[2].start = stamp("02T00:00")
        timetable.placements[2].team = name("T2")
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
    }

    @Test func onlyTheChairsHoursBindWhereTheWeekSaysSo() throws {
        var (week, timetable) = (SmallWeek.week, SmallWeek.timetable)
        timetable.placements[0].start = stamp("03T00:00")
        timetable.placements[1].start = stamp("03T02:00")
        #expect(try week.violations(of: timetable, by: HourClocks()).map(\.rule) == [.notFree])
        week.meetings[0].attendance = .chairs
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
        #expect(try week.cost(of: timetable, by: HourClocks()).deputies == week.weights.deputy)
        week.meetings[0].chairs = [seat("JP")]
        #expect(try week.violations(of: timetable, by: HourClocks()).map(\.rule) == [.notFree])
    }

    /// The first meeting is at 07:00 for one delegation, the second at 22:00 for another; two wait for 60 and 30 minutes.
    @Test func whatATimetableCosts() throws {
        var week = SmallWeek.week
        week.meetings[1].preferredDays = [date("2021-08-03")]
        week.meetings[2].preferredHours = Week.Hours(from: time("09:30"), to: time("10:00"))
        let cost = try week.cost(of: SmallWeek.timetable, by: HourClocks())
        #expect(cost.burden == (60 + 60) * 100)
        #expect(cost.fairness == (30 + 60) * 200)
        #expect(cost.days == 3 * 100)
        #expect(cost.idle == 90)
        #expect(cost.preferredDays == 6_000)
        #expect(cost.preferredHours == 3_000)
        #expect(cost.deputies == 0)
        #expect(cost.total == 12_000 + 18_000 + 300 + 90 + 6_000 + 3_000)
    }

    @Test func timetablesFromOutsideNeverTrap() throws {
        for text in ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2021-08-02T00:00:00.001Z"] {
            var timetable = SmallWeek.timetable
            timetable.placements[0].start = try #require(Timestamp(text))
            timetable.tests = [.init(site: name("VN"), start: try #require(Timestamp(text)))]
            #expect(try SmallWeek.week.violations(of: timetable, by: HourClocks()).isEmpty == false)
            _ = try SmallWeek.week.cost(of: timetable, by: HourClocks())
        }
    }
}
