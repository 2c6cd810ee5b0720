import Summit
import Timetable

struct HourClocks: Clocks {
    func offset(of zone: String, at moment: Timestamp) -> Int? { Double(zone).map { Int($0 * 3_600) } }
}

/// Small weeks of every kind, the same ones in every run.
struct RandomWeek {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return range.lowerBound + Int(state >> 33) % range.count
    }

    private mutating func some(_ percent: Int) -> Bool { number(1...100) <= percent }

    /// - Parameter hours: of each day; few make it hard or impossible.
    mutating func make(meetings count: ClosedRange<Int> = 3...5, hours: ClosedRange<Int> = 3...5) -> Week {
        let zones = ["8", "7", "9", "5.5", "-4", "12", "2"]
        let delegations = (0..<number(3...5)).map { index in
            Week.Delegation(
                id: SeatID("D\(index)")!, zone: zones[number(0...6)], carried: some(30) ? number(0...8) * 30 : 0)
        }
        let day = { (date: String, from: Int, hours: Int) in
            Week.Day(
                date: WeekDate(rawValue: date)!, from: TimeOfDay(minutes: from * 60),
                to: TimeOfDay(minutes: (from + hours) * 60))
        }
        var days = [day("2021-08-02", number(7...15), number(hours))]
        if some(60) { days.append(day("2021-08-03", number(7...15), number(hours))) }
        let rooms = (0..<number(0...2)).map { Week.Room(id: WeekName("R\($0)")!) }
        var meetings: [Week.Meeting] = []
        for index in 0..<number(count) {
            let seats = delegations.filter { _ in some(65) }.map(\.id)
            let attending = seats.isEmpty ? [delegations[0].id] : seats
            var meeting = Week.Meeting(
                id: MeetingID("m\(index)")!, length: 30 * number(1...4),
                level: some(75) ? .ministers : .seniorOfficials, delegations: attending, chairs: [attending[0]],
                attendance: some(30) ? .chairs : .all, groups: some(30) ? [WeekName("g")!] : [],
                rooms: !rooms.isEmpty && some(30) ? [rooms[number(0...rooms.count - 1)].id] : [], interpreted: some(40))
            if some(15) { meeting.preferredDays = [days[0].date] }
            if some(15) {
                meeting.preferredHours = Week.Hours(from: TimeOfDay(minutes: 600), to: TimeOfDay(minutes: 780))
            }
            if some(10) { meeting.earliest = .local(days[0].date, TimeOfDay(minutes: days[0].from.minutes + 60)) }
            if some(10) { meeting.start = .local(days[0].date, TimeOfDay(minutes: days[0].from.minutes + 25)) }
            meetings.append(meeting)
        }
        var order: [Week.Order] = []
        if some(50) {
            order.append(
                Week.Order(
                    before: WeekName("m0")!, after: WeekName("m1")!, gap: 15 * number(0...3)))
        }
        if meetings.dropFirst(2).contains(where: { !$0.groups.isEmpty }), meetings[0].groups.isEmpty,
            meetings[1].groups.isEmpty,
            some(60)
        {
            order.append(Week.Order(before: WeekName("m1")!, after: WeekName("g")!))
        }
        var principals: [Week.Principal] = []
        for delegation in delegations where some(40) {
            let from = number(6...14)
            principals.append(
                Week.Principal(
                    id: WeekName("P-\(delegation.id)")!, delegation: delegation.id, level: .ministers,
                    free: days.map { day in
                        Week.Interval(
                            from: .universal(
                                Timestamp("\(day.date.rawValue)T00:00:00Z")!.advanced(
                                    byMilliseconds: Int64(from - 8) * 3_600_000)),
                            to: .universal(
                                Timestamp("\(day.date.rawValue)T00:00:00Z")!.advanced(
                                    byMilliseconds: Int64(from - 8 + number(4...9)) * 3_600_000)))
                    }))
        }
        return Week(
            zone: "8", grid: 30, days: days, delegations: delegations, principals: principals, rooms: rooms,
            turnaround: 15 * number(0...1), gap: 15 * number(0...2),
            interpreters: Week.Interpreters(
                teams: (0..<number(1...2)).map { WeekName("T\($0)")! }, rest: 15 * number(0...2)),
            meetings: meetings, order: order)
    }

    /// One change after publication: free hours, a length, a delegation that does not come, a room that is closed, a meeting more.
    mutating func change(_ week: Week, after published: WeekTimetable) -> Week {
        var changed = week
        let meeting = number(0...week.meetings.count - 1)
        switch number(0...7) {
        case 0...3:
            // About the time of some meeting, perhaps another's, which then is in the way.
            let seat = week.meetings[meeting].delegations[number(0...week.meetings[meeting].delegations.count - 1)]
            let level = week.meetings[meeting].level
            let start = published.placements[number(0...published.placements.count - 1)].start
            let from = start.advanced(byMilliseconds: Int64(number(-1...1)) * 1_800_000)
            let length = week.meetings[meeting].length + 30 * number(0...4)
            let free = Week.Interval(
                from: .universal(from), to: .universal(from.advanced(byMilliseconds: Int64(length) * 60_000)))
            if let known = week.principals.firstIndex(where: { $0.delegation == seat && $0.level == level }) {
                changed.principals[known].free = [free]
            } else {
                changed.principals.append(
                    Week.Principal(id: WeekName("Q-\(seat)")!, delegation: seat, level: level, free: [free]))
            }
        case 4:
            changed.meetings[meeting].length += 30 * number(1...2)
        case 5 where week.meetings.allSatisfy { $0.delegations != [week.delegations[0].id] }:
            let gone = week.delegations[0].id
            changed.delegations.removeFirst()
            changed.principals.removeAll { $0.delegation == gone }
            for index in changed.meetings.indices {
                changed.meetings[index].delegations.removeAll { $0 == gone }
                changed.meetings[index].chairs.removeAll { $0 == gone }
            }
        case 6 where week.rooms.count > 1:
            changed.rooms.removeLast()
            for index in changed.meetings.indices {
                changed.meetings[index].rooms.removeAll { $0 == week.rooms.last?.id }
            }
        default:
            var more = week.meetings[meeting]
            more.id = MeetingID("more")!
            more.start = nil
            more.length = 30 * number(1...3)
            changed.meetings.append(more)
        }
        return changed
    }
}

/// Every timetable of a small week, by the checker alone.
struct BruteForce {
    let week: Week
    let checker: WeekChecker
    private var starts: [Timestamp] = []

    init(_ week: Week) throws {
        self.week = week
        checker = try WeekChecker(week, by: HourClocks())
        for day in week.days {
            let midnight = day.date.date.daysSince1970 * 1_440 - 8 * 60
            // The grid, and where a meeting is fixed besides it.
            for minute in stride(from: day.from.minutes, to: day.to.minutes, by: 5)
            where (minute - day.from.minutes) % week.grid == 0 || minute - day.from.minutes == 25 {
                starts.append(Timestamp(milliseconds: (midnight + Int64(minute)) * 60_000))
            }
        }
    }

    /// The cheapest; nil when there is none.
    func best() -> (cost: Int, timetable: WeekTimetable)? {
        var best: (cost: Int, timetable: WeekTimetable)?
        each { timetable in
            let cost = checker.cost(of: timetable).total
            if cost < best?.cost ?? .max { best = (cost, timetable) }
            return true
        }
        return best
    }

    var isPossible: Bool { any != nil }

    /// The first that there is.
    var any: WeekTimetable? {
        var found: WeekTimetable?
        each { timetable in
            found = timetable
            return false
        }
        return found
    }

    /// - Parameters:
    ///   - allows: whether to go on from what is placed so far.
    ///   - visit: false to stop.
    func each(where allows: (WeekTimetable) -> Bool = { _ in true }, _ visit: (WeekTimetable) -> Bool) {
        place(0, WeekTimetable(placements: []), allows, visit)
    }

    /// - Returns: false when it is told to stop.
    @discardableResult
    private func place(
        _ number: Int, _ timetable: WeekTimetable, _ allows: (WeekTimetable) -> Bool, _ visit: (WeekTimetable) -> Bool
    ) -> Bool {
        guard number < week.meetings.count else { return visit(timetable) }
        let meeting = week.meetings[number]
        let rooms: [WeekName?] = week.rooms.isEmpty ? [nil] : week.rooms.map(\.id)
        let teams: [WeekName?] = meeting.interpreted ? week.interpreters?.teams ?? [] : [nil]
        for start in starts {
            for room in rooms {
                for team in teams {
                    var longer = timetable
                    longer.placements.append(.init(meeting: meeting.id, start: start, room: room, team: team))
                    guard allows(longer) else { continue }
                    let broken = checker.violations(of: longer, tests: false).filter { $0.rule != .missing }
                    if broken.isEmpty, !place(number + 1, longer, allows, visit) { return false }
                }
            }
        }
        return true
    }
}

extension Week {
    /// The week without everything but these rules, as a week.
    func keeping(only rules: [WeekRule]) -> Week {
        var week = self
        let kept = Set(rules)
        // Order rules name meetings and groups; those that lose one side fall away with it.
        week.meetings = meetings.filter { kept.contains(.held($0.id)) }
        for index in week.meetings.indices {
            let id = week.meetings[index].id
            if !kept.contains(.fixed(id)) { week.meetings[index].start = nil }
            if !kept.contains(.window(id)) {
                week.meetings[index].earliest = nil
                week.meetings[index].latest = nil
            }
            if !kept.contains(.roomsAllowed(id)) { week.meetings[index].rooms = [] }
            if !kept.contains(.interpreters) { week.meetings[index].interpreted = false }
        }
        if !kept.contains(.rooms) {
            week.rooms = []
            for index in week.meetings.indices { week.meetings[index].rooms = [] }
        }
        week.order = order.enumerated().filter { index, rule in
            kept.contains(.order(index))
                && [rule.before, rule.after].allSatisfy { name in
                    week.meetings.contains { $0.id.rawValue == name.rawValue || $0.groups.contains(name) }
                }
        }.map(\.element)
        for index in week.principals.indices where !kept.contains(.free(week.principals[index].id)) {
            week.principals[index].free = nil
        }
        return week
    }
}
