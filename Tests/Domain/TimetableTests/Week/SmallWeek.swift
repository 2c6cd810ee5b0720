import Summit
import Timetable

/// Zones that never change, named by their offsets in hours.
struct HourClocks: Clocks {
    func offset(of zone: String, at moment: Timestamp) -> Int? { Double(zone).map { Int($0 * 3_600) } }
}

/// Texts become what they name; a test that misspells one ends with it.
func time(_ text: String) -> TimeOfDay { TimeOfDay(rawValue: text)! }
func date(_ text: String) -> WeekDate { WeekDate(rawValue: text)! }
func moment(_ text: String) -> WeekMoment { WeekMoment(rawValue: text)! }
func stamp(_ text: String) -> Timestamp { Timestamp("2021-08-\(text):00Z")! }
func meeting(_ text: String) -> MeetingID { MeetingID(text)! }
func seat(_ text: String) -> SeatID { SeatID(text)! }
func name(_ text: String) -> WeekName { WeekName(text)! }

/// Three meetings of three delegations in two days, and a timetable that keeps every rule.
enum SmallWeek {
    static var week: Week {
        Week(
            zone: "8", grid: 30,
            days: [
                Week.Day(date: date("2021-08-02"), from: time("08:00"), to: time("18:00")),
                Week.Day(date: date("2021-08-03"), from: time("08:00"), to: time("18:00")),
            ],
            delegations: [
                Week.Delegation(id: seat("VN"), zone: "7"), Week.Delegation(id: seat("JP"), zone: "9"),
                Week.Delegation(id: seat("US"), zone: "-4", carried: 30),
            ],
            principals: [
                Week.Principal(
                    id: name("JP-FM"), delegation: seat("JP"), level: .ministers,
                    free: [
                        Week.Interval(from: moment("2021-08-02T09:00"), to: moment("2021-08-02T11:00")),
                        Week.Interval(from: moment("2021-08-02T02:00:00Z"), to: moment("2021-08-02T03:00:00Z")),
                    ])
            ],
            rooms: [Week.Room(id: name("A")), Week.Room(id: name("B"))], turnaround: 15, gap: 15,
            interpreters: Week.Interpreters(teams: [name("T1")], rest: 30),
            meetings: [
                Week.Meeting(
                    id: meeting("one"), length: 60, delegations: [seat("VN"), seat("JP")], chairs: [seat("VN")],
                    groups: [name("first")], rooms: [name("A")], interpreted: true),
                Week.Meeting(id: meeting("two"), length: 60, delegations: [seat("VN"), seat("US")]),
                Week.Meeting(id: meeting("three"), length: 60, delegations: [seat("JP")], interpreted: true),
            ],
            order: [Week.Order(before: name("first"), after: name("two"), gap: 30)])
    }

    static var timetable: WeekTimetable {
        WeekTimetable(placements: [
            .init(meeting: meeting("one"), start: stamp("02T00:00"), room: name("A"), team: name("T1")),
            .init(meeting: meeting("two"), start: stamp("02T02:00"), room: name("A")),
            .init(meeting: meeting("three"), start: stamp("02T01:30"), room: name("B"), team: name("T1")),
        ])
    }
}
