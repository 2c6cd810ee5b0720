package import Summit

/// A week made ready for search and for the solver: everything numbered, and for each meeting the list of places
/// where its own rules allow it. Rules that concern two meetings or more are left to those who place them.
package struct WeekProblem: Sendable {
    /// One place for one meeting.
    package struct Value: Sendable, Hashable {
        /// Minutes since 1970.
        package var start: Int
        var day: Int
        /// A class of rooms; -1 when the week has none.
        var room: Int
        /// What it costs whatever the others do.
        var cost: Int
        /// The place among the meeting's distinct starts.
        var step: Int
    }

    /// Rooms that the same meetings may use.
    struct RoomClass: Sendable, Hashable {
        var rooms: [Int]
    }

    /// Persons who attend exactly the same meetings.
    struct Company: Sendable, Hashable {
        var meetings: [Int]
        var persons: [Int]
    }

    struct Precedence: Sendable, Hashable {
        var before: Int
        var after: Int
        var gap: Int
    }

    /// Of one delegation, or of several with the same zone and meetings: what it carried, and its meetings.
    struct Burdened: Sendable, Hashable {
        var zone: Int
        var meetings: [Int]
        var carried: Int
    }

    package let week: Week
    /// The numbers, in the week, of the meetings that are placed.
    package let held: [Int]
    let lengths: [Int]
    package internal(set) var values: [[Value]]
    let days: [Range<Int>]
    let roomClasses: [RoomClass]
    let interpreted: [Bool]
    let teams: Int
    let rest: Int
    /// Those who are bound to one place at a time, of two meetings or more.
    let companies: [Company]
    /// Those who cost days and idle time: everybody.
    let attending: [Company]
    let precedences: [Precedence]
    let burdened: [Burdened]
    /// The greatest burden carried by anyone, below which fairness cannot fall.
    let carried: Int
    /// Of each zone, minutes outside the convenient hours since `origin`.
    private let inconvenient: [[Int32]]
    private let origin: Int

    /// - Parameters:
    ///   - without: rules set aside.
    ///   - published: the starts and rooms of meetings for which `.stays` holds.
    ///   - grid: a multiple of the week's, to look at fewer places; nil for the week's own.
    ///   - feasibility: only whether something is possible is asked, not what it costs.
    ///   - singleRooms: each room is a class by itself, so that rooms already given are kept.
    package init(
        _ week: Week, by clocks: some Clocks, without: Set<WeekRule> = [],
        published: [MeetingID: WeekTimetable.Placement] = [:], grid: Int? = nil, feasibility: Bool = false,
        singleRooms: Bool = false
    ) {
        let grid = grid ?? week.grid
        self.week = week
        let held = week.meetings.indices.filter { !without.contains(.held(week.meetings[$0].id)) }
        self.held = held
        let meetings = held.map { week.meetings[$0] }
        lengths = meetings.map(\.length)
        func minute(_ moment: WeekMoment?, _ zone: String) -> Int? {
            moment.flatMap { clocks.minute(of: $0, in: zone) }
        }
        let days = week.days.map { day in
            let from = clocks.minute(of: day.date, day.from, in: week.zone) ?? 0
            return from..<max(from, clocks.minute(of: day.date, day.to, in: week.zone) ?? from)
        }
        self.days = days

        // Persons.
        let seats = week.seats
        let attendance = held.map { seats.ofMeeting[$0] }
        var meetingsOf: [[Int]] = Array(repeating: [], count: seats.names.count)
        for (number, people) in attendance.enumerated() {
            for seat in people { meetingsOf[seat.person].append(number) }
        }
        let bound = meetingsOf.enumerated().filter {
            $1.count > 1 && !without.contains(.onePlace(seats.names[$0]))
        }
        companies = Self.companies(bound.map { ($0.offset, $0.element) })
        attending = Self.companies(meetingsOf.enumerated().filter { !$1.isEmpty }.map { ($0.offset, $0.element) })

        // Burdens.
        let origin = (days.map(\.lowerBound).min() ?? 0) - 1_440
        let end = (days.map(\.upperBound).max() ?? 0) + 1_440
        self.origin = origin
        var zoneNumbers: [String: Int] = [:]
        var tables: [[Int32]] = []
        for delegation in week.delegations where zoneNumbers[delegation.zone] == nil {
            zoneNumbers[delegation.zone] = tables.count
            tables.append(feasibility ? [] : Self.inconvenient(in: delegation.zone, origin..<end, by: clocks))
        }
        inconvenient = tables
        let zoneOf = week.delegations.map { zoneNumbers[$0.zone] ?? 0 }
        var sits: [[Int]] = Array(repeating: [], count: week.delegations.count)
        let delegationNumbers = Dictionary(
            week.delegations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (number, meeting) in meetings.enumerated() {
            for delegation in meeting.delegations {
                if let place = delegationNumbers[delegation] { sits[place].append(number) }
            }
        }
        var burdened: [Burdened] = []
        for (place, delegation) in week.delegations.enumerated() where !sits[place].isEmpty {
            if let known = burdened.firstIndex(where: { $0.zone == zoneOf[place] && $0.meetings == sits[place] }) {
                burdened[known].carried = max(burdened[known].carried, delegation.carried)
            } else {
                burdened.append(Burdened(zone: zoneOf[place], meetings: sits[place], carried: delegation.carried))
            }
        }
        self.burdened = burdened
        carried = week.delegations.map(\.carried).max() ?? 0

        // Rooms and interpreters.
        let roomsBind = !week.rooms.isEmpty && !without.contains(.rooms)
        let allowed: [Set<Int>] = meetings.map { meeting in
            let own = meeting.rooms.compactMap { room in week.rooms.firstIndex { $0.id == room } }
            let any = own.isEmpty || without.contains(.roomsAllowed(meeting.id))
            return Set(any ? Array(week.rooms.indices) : own)
        }
        var classes: [RoomClass] = []
        if roomsBind {
            var byUse: [[Bool]: Int] = [:]
            for room in week.rooms.indices {
                let use = allowed.map { $0.contains(room) }
                if let known = byUse[use], !singleRooms {
                    classes[known].rooms.append(room)
                } else {
                    byUse[use] = classes.count
                    classes.append(RoomClass(rooms: [room]))
                }
            }
        }
        roomClasses = classes
        let interpretersBind = !without.contains(.interpreters)
        interpreted = meetings.map { $0.interpreted && interpretersBind }
        teams = week.interpreters?.teams.count ?? 0
        rest = week.interpreters?.rest ?? 0

        // Order.
        var precedences: Set<Precedence> = []
        func called(_ name: WeekName) -> [Int] {
            meetings.indices.filter {
                let meeting = meetings[$0]
                return meeting.id.rawValue == name.rawValue || meeting.level.rawValue == name.rawValue
                    || meeting.groups.contains(name)
            }
        }
        for (index, rule) in week.order.enumerated() where !without.contains(.order(index)) {
            for before in called(rule.before) {
                for after in called(rule.after) {
                    precedences.insert(Precedence(before: before, after: after, gap: rule.gap))
                }
            }
        }
        self.precedences = precedences.sorted { ($0.before, $0.after, $0.gap) < ($1.before, $1.after, $1.gap) }

        // Places.
        let free = Self.freeHours(of: week, seats.names, by: clocks)
        let chairs = meetings.map { Set($0.chairs.compactMap { delegationNumbers[$0] }) }
        let weights = week.weights
        values = []
        for (number, meeting) in meetings.enumerated() {
            let length = meeting.length
            let stay = without.contains(.stays(meeting.id)) ? nil : published[meeting.id]
            let fixed = without.contains(.fixed(meeting.id)) ? nil : minute(meeting.start, week.zone)
            let window = !without.contains(.window(meeting.id))
            let earliest = window ? minute(meeting.earliest, week.zone) ?? .min : .min
            let latest = window ? minute(meeting.latest, week.zone) ?? .max : .max
            let zones = Dictionary(
                grouping: meeting.delegations.compactMap { delegationNumbers[$0] }.map { zoneOf[$0] }, by: { $0 }
            ).map { (zone: $0.key, count: $0.value.count) }
            let preferredDays = Set(meeting.preferredDays.map { $0.date.daysSince1970 })
            var list: [Value] = []
            var step = -1
            for (day, hours) in days.enumerated() {
                var starts = Array(stride(from: hours.lowerBound, through: hours.upperBound - length, by: grid))
                if let fixed {
                    starts = hours.lowerBound <= fixed && fixed + length <= hours.upperBound ? [fixed] : []
                }
                if let stay { starts = starts.contains(stay.start.minute) ? [stay.start.minute] : [] }
                let date = week.days[day].date.date.daysSince1970
                next: for start in starts where start >= earliest && start + length <= latest {
                    var cost = 0
                    for seat in attendance[number] {
                        guard !without.contains(.free(seats.names[seat.person])), let hours = free[seat.person],
                            !hours.contains(where: { $0.lowerBound <= start && start + length <= $0.upperBound })
                        else { continue }
                        if meeting.attendance == .all || chairs[number].contains(seat.delegation) { continue next }
                        cost += weights.deputy
                    }
                    for (zone, count) in feasibility ? [] : zones {
                        let table = tables[zone]
                        cost += Int(table[start + length - origin] - table[start - origin]) * count * weights.burden
                    }
                    if !preferredDays.isEmpty, !preferredDays.contains(date) { cost += weights.preferredDay }
                    if !feasibility, let hours = meeting.preferredHours {
                        let local = start + (clocks.offset(of: week.zone, at: Timestamp(minute: start)) ?? 0) / 60
                        let time = local - Int(date) * 1_440
                        if time < hours.from.minutes || time + length > hours.to.minutes {
                            cost += weights.preferredHours
                        }
                    }
                    step += 1
                    let rooms = classes.indices.filter { !allowed[number].isDisjoint(with: classes[$0].rooms) }
                    for room in classes.isEmpty ? [-1] : rooms {
                        if let stay, let place = stay.room, room >= 0,
                            !classes[room].rooms.contains(where: { week.rooms[$0].id == place })
                        {
                            continue
                        }
                        list.append(Value(start: start, day: day, room: room, cost: cost, step: step))
                    }
                }
            }
            values.append(list)
        }
    }

    /// Minutes outside the convenient hours of one zone.
    func burden(_ zone: Int, from start: Int, length: Int) -> Int {
        Int(inconvenient[zone][start + length - origin] - inconvenient[zone][start - origin])
    }

    private static func companies(_ members: [(person: Int, meetings: [Int])]) -> [Company] {
        var places: [[Int]: Int] = [:]
        var companies: [Company] = []
        for member in members {
            if let known = places[member.meetings] {
                companies[known].persons.append(member.person)
            } else {
                places[member.meetings] = companies.count
                companies.append(Company(meetings: member.meetings, persons: [member.person]))
            }
        }
        return companies
    }

    /// Running sums by minute. Offsets are asked once an hour and by the minute only where they change.
    private static func inconvenient(in zone: String, _ span: Range<Int>, by clocks: some Clocks) -> [Int32] {
        func offset(_ minute: Int) -> Int { clocks.offset(of: zone, at: Timestamp(minute: minute)) ?? 0 }
        var sums: [Int32] = [0]
        sums.reserveCapacity(span.count + 1)
        var sum: Int32 = 0
        for hour in stride(from: span.lowerBound, to: span.upperBound, by: 60) {
            let here = offset(hour)
            let same = here == offset(hour + 60)
            for minute in hour..<min(hour + 60, span.upperBound) {
                let seconds = minute * 60 + (same ? here : offset(minute))
                let local = Int((Double(seconds) / 60).rounded(.down))
                if !Burden.convenient.contains((local % 1_440 + 1_440) % 1_440) { sum += 1 }
                sums.append(sum)
            }
        }
        return sums
    }

    /// Of each person the free hours, joined; nil for those who gave none.
    private static func freeHours(of week: Week, _ names: [WeekName], by clocks: some Clocks) -> [[Range<Int>]?] {
        let zones = Dictionary(
            week.delegations.map { ($0.id, $0.zone) }, uniquingKeysWith: { first, _ in first })
        let known = Dictionary(week.principals.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return names.map { name in
            guard let principal = known[name], let intervals = principal.free else { return nil }
            let zone = zones[principal.delegation] ?? week.zone
            var minutes: [Range<Int>] = []
            for interval in intervals {
                guard let from = clocks.minute(of: interval.from, in: zone),
                    let to = clocks.minute(of: interval.to, in: zone), from < to
                else { continue }
                minutes.append(from..<to)
            }
            minutes.sort { $0.lowerBound < $1.lowerBound }
            return minutes.reduce(into: []) { joined, next in
                if let last = joined.last, next.lowerBound <= last.upperBound {
                    joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, next.upperBound)
                } else {
                    joined.append(next)
                }
            }
        }
    }
}
