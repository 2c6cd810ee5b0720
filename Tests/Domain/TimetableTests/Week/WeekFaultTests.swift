import Summit
import Testing
import Timetable

struct Flaw: Sendable, CustomTestStringConvertible {
    let place: String
    let part: String
    let change: @Sendable (inout Week) -> Void

    init(_ place: String, _ part: String, by change: @escaping @Sendable (inout Week) -> Void) {
        self.place = place
        self.part = part
        self.change = change
    }

    var testDescription: String { "\(place): \(part)" }
}

private func day(_ text: String) -> Week.Day { Week.Day(date: date(text), from: time("08:00"), to: time("18:00")) }

private let flaws = [
    Flaw("zone", "Mars/Olympus") { $0.zone = "Mars/Olympus" },
    Flaw("delegations[1].zone", "Mars/Olympus") { $0.delegations[1].zone = "Mars/Olympus" },
    Flaw("delegations[0].sites[0].zone", "Nowhere") {
        $0.delegations[0].sites = [Week.Site(id: name("HN"), zone: "Nowhere")]
    },
    Flaw("delegations[2].id", "twice") { $0.delegations[2].id = seat("VN") },
    Flaw("delegations[2].carried", "-1") { $0.delegations[2].carried = -1 },
    Flaw("grid", "not 20") { $0.grid = 20 },
    Flaw("gap", "7 is no multiple") { $0.gap = 7 },
    Flaw("gap", "not within 0 to 720") { $0.gap = .max },
    Flaw("days", "1 to 14") { $0.days = [] },
    Flaw("days[1].date", "in order") { $0.days[1].date = $0.days[0].date },
    Flaw("days", "days after the first") { $0.days[1].date = date("9998-12-31") },
    Flaw("days[0].date", "not within 1973 to 9998") { $0.days[0].date = date("0000-01-01") },
    Flaw("days[1].date", "9999 is not within") { $0.days = ["9998-12-31", "9999-01-01"].map { day($0) } },
    Flaw("days[0]", "end before they begin") { $0.days[0].to = time("07:00") },
    Flaw("principals[0].delegation", "\"KR\"") { $0.principals[0].delegation = seat("KR") },
    Flaw("principals[0].id", "means the principal of VN") { $0.principals[0].id = name("VN-leaders") },
    Flaw("principals[0].free[1]", "ends before it begins") {
        $0.principals[0].free?[1].to = moment("2021-08-02T09:00")
    },
    Flaw("rooms[1].id", "twice") { $0.rooms[1].id = name("A") },
    Flaw("interpreters.teams[1]", "twice") { $0.interpreters?.teams.append(name("T1")) },
    Flaw("meetings[0].interpreted", "no interpreters") { $0.interpreters = nil },
    Flaw("meetings[1].length", "longer than a day") { $0.meetings[1].length = 1_500 },
    Flaw("meetings[1].length", "at least 5") { $0.meetings[1].length = -60 },
    Flaw("meetings[1].length", "at least 5") { $0.meetings[1].length = 0 },
    Flaw("meetings[1].length", "no multiple") { $0.meetings[1].length = 61 },
    Flaw("meetings[1].id", "twice") { $0.meetings[1].id = meeting("one") },
    Flaw("meetings[1].delegations[1]", "\"KR\"") { $0.meetings[1].delegations[1] = seat("KR") },
    Flaw("meetings[1].delegations[1]", "twice") { $0.meetings[1].delegations[1] = seat("VN") },
    Flaw("meetings[1].delegations", "there are 0") { $0.meetings[1].delegations = [] },
    Flaw("meetings[1].chairs[0]", "JP chairs") { $0.meetings[1].chairs = [seat("JP")] },
    Flaw("meetings[1].principals[0]", "\"X\"") { $0.meetings[1].principals = [name("X")] },
    Flaw("meetings[1].principals[0]", "sits for JP") { $0.meetings[1].principals = [name("JP-FM")] },
    Flaw("meetings[0].delegations[1]", "several principals") {
        $0.principals.append(Week.Principal(id: name("JP-TM"), delegation: seat("JP"), level: .ministers))
    },
    Flaw("meetings[1].rooms[0]", "\"C\"") { $0.meetings[1].rooms = [name("C")] },
    Flaw("meetings[1].start", "multiples of 5") { $0.meetings[1].start = moment("2021-08-02T10:31") },
    Flaw("meetings[1].latest", "no room for 60") {
        $0.meetings[1].earliest = moment("2021-08-02T10:00")
        $0.meetings[1].latest = moment("2021-08-02T10:30")
    },
    Flaw("meetings[1].preferredDays[0]", "2021-08-09") { $0.meetings[1].preferredDays = [date("2021-08-09")] },
    Flaw("meetings", "there are 10000") {
        $0.meetings = (0..<10_000).map { Week.Meeting(id: meeting("m\($0)"), length: 60, delegations: [seat("VN")]) }
    },
    Flaw("order[0].after", "\"four\"") { $0.order[0].after = name("four") },
    Flaw("order", "one < two < three < one") {
        $0.order += [
            Week.Order(before: name("two"), after: name("three")),
            Week.Order(before: name("three"), after: name("one")),
        ]
    },
    Flaw("order", "one < one") { $0.order[0].after = name("one") },
    Flaw("lineTests.atOnce", "not within") { $0.lineTests = Week.LineTests(atOnce: 0) },
    Flaw("lineTests.length", "not within") { $0.lineTests = Week.LineTests(length: 0) },
    Flaw("weights.idle", "not within") { $0.weights.idle = -1 },
]

@Suite struct WeekFaultTests {
    @Test(arguments: flaws)
    func aWeekThatIsNone(flaw: Flaw) {
        var week = SmallWeek.week
        flaw.change(&week)
        do throws(WeekFault) {
            try week.validate(by: HourClocks())
            Issue.record("nothing is found")
        } catch {
            #expect(error.place == flaw.place)
            #expect(error.words["en"].contains(flaw.part), "\(error)")
            #expect(!error.words["vi"].isEmpty)
        }
    }

    @Test(arguments: [("2021-08-02", true), ("2021-02-29", false), ("2021-8-02", false), ("2021-08-02T", false)])
    func dates(text: String, isDate: Bool) { #expect((WeekDate(rawValue: text) != nil) == isDate) }

    @Test(
        arguments: [
            ("00:00", 0), ("08:30", 510), ("24:00", 1_440), ("24:01", nil), ("08:60", nil), ("8:30", nil),
            ("08.30", nil),
            ("-8:30", nil),
        ] as [(String, Int?)])
    func timesOfDay(text: String, minutes: Int?) { #expect(TimeOfDay(rawValue: text)?.minutes == minutes) }
}
