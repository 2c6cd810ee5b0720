public import Summit

/// Says of any timetable which hard rules of the week it breaks, and what it costs. It reads the week by itself and
/// shares no code with what makes timetables (`WeekProblem`), so that each proves the other. Made once for a week, it
/// answers within milliseconds: the screen asks while a meeting is being dragged.
public struct WeekChecker: Sendable {
    let week: Week
    let clocks: any Clocks
    let words: WeekWords
    private let openings: [Range<Int>]
    private let meetings: [Meeting]
    private let numbers: [MeetingID: Int]
    private let people: [Person]
    /// Pairs of meetings with the gap between them.
    private let pairs: [(before: Int, after: Int, gap: Int)]

    private struct Meeting: Sendable {
        var people: [Int] = []
        var bound: Set<Int> = []
        var start: Int?
        var earliest: Int?
        var latest: Int?
    }

    private struct Person: Sendable {
        let name: WeekName
        /// In order, none touching another; nil: always.
        let free: [Range<Int>]?
    }

    /// - Throws: what is wrong with the week.
    public init(_ week: Week, by clocks: some Clocks) throws(WeekFault) {
        try week.validate(by: clocks)
        self.week = week
        self.clocks = clocks
        words = WeekWords(zone: week.zone, clocks: clocks)
        func minute(_ moment: WeekMoment?, _ zone: String) -> Int? {
            moment.flatMap { clocks.minute(of: $0, in: zone) }
        }
        openings = week.days.map { day in
            let from = clocks.minute(of: day.date, day.from, in: week.zone) ?? 0
            return from..<max(from, clocks.minute(of: day.date, day.to, in: week.zone) ?? 0)
        }
        numbers = Dictionary(uniqueKeysWithValues: week.meetings.enumerated().map { ($1.id, $0) })
        var people: [Person] = []
        var indices: [WeekName: Int] = [:]
        func index(of name: WeekName, _ make: () -> Person) -> Int {
            if let known = indices[name] { return known }
            indices[name] = people.count
            people.append(make())
            return people.count - 1
        }
        let zones = Dictionary(uniqueKeysWithValues: week.delegations.map { ($0.id, $0.zone) })
        for principal in week.principals {
            let zone = zones[principal.delegation] ?? week.zone
            var joined: [Range<Int>] = []
            let spans = (principal.free ?? []).map { (minute($0.from, zone) ?? 0, minute($0.to, zone) ?? 0) }
            for (from, to) in spans.sorted(by: { $0 < $1 }) where from < to {
                if let last = joined.last, from <= last.upperBound {
                    joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, to)
                } else {
                    joined.append(from..<to)
                }
            }
            let free = principal.free == nil ? nil : joined
            _ = index(of: principal.id) { Person(name: principal.id, free: free) }
        }
        var meetings: [Meeting] = []
        for meeting in week.meetings {
            var entry = Meeting(
                start: minute(meeting.start, week.zone), earliest: minute(meeting.earliest, week.zone),
                latest: minute(meeting.latest, week.zone))
            for delegation in meeting.delegations {
                let named = week.principals.filter {
                    $0.delegation == delegation && meeting.principals.contains($0.id)
                }
                let standing = week.principals.filter { $0.delegation == delegation && $0.level == meeting.level }
                let names = (named.isEmpty ? standing : named).map(\.id)
                for name in names.isEmpty ? [.standing(delegation, meeting.level)] : names {
                    let number = index(of: name) { Person(name: name, free: nil) }
                    entry.people.append(number)
                    if meeting.attendance == .all || meeting.chairs.contains(delegation) { entry.bound.insert(number) }
                }
            }
            entry.people.sort()
            meetings.append(entry)
        }
        self.people = people
        self.meetings = meetings
        func called(_ name: WeekName) -> [Int] {
            week.meetings.enumerated().filter { _, meeting in
                meeting.id.rawValue == name.rawValue || meeting.level.rawValue == name.rawValue
                    || meeting.groups.contains(name)
            }.map(\.offset)
        }
        pairs = week.order.flatMap { rule in
            called(rule.before).flatMap { before in called(rule.after).map { (before, $0, rule.gap) } }
        }
    }

    // MARK: Hard rules

    /// Every hard rule that the timetable breaks.
    ///
    /// - Parameter tests: false while meetings are moved and line tests stand where they are.
    public func violations(of timetable: WeekTimetable, tests: Bool = true) -> [WeekViolation] {
        var found: [WeekViolation] = []
        var placed: [Int: (from: Int, to: Int)] = [:]
        var entries: [(meeting: Int, placement: WeekTimetable.Placement)] = []
        for placement in timetable.placements {
            guard let number = numbers[placement.meeting] else {
                found.append(
                    WeekViolation(
                        .unknown, meetings: [placement.meeting], en: "\(placement.meeting) is no meeting of this week.",
                        vi: "\(placement.meeting) không phải cuộc họp của tuần này."))
                continue
            }
            let from = placement.start.minute
            guard placed[number] == nil else {
                found.append(
                    WeekViolation(
                        .twice, meetings: [placement.meeting], en: "\(placement.meeting) is placed twice.",
                        vi: "\(placement.meeting) bị xếp hai lần."))
                continue
            }
            placed[number] = (from, from + week.meetings[number].length)
            entries.append((number, placement))
        }
        for (number, meeting) in week.meetings.enumerated() where placed[number] == nil {
            found.append(
                WeekViolation(
                    .missing, meetings: [meeting.id], en: "\(meeting.id) is not placed.",
                    vi: "\(meeting.id) chưa được xếp."))
        }
        for (number, placement) in entries {
            if let span = placed[number] { single(number, placement, span, into: &found) }
        }
        for first in entries.indices {
            for second in entries.indices.dropFirst(first + 1) {
                both(entries[first], entries[second], placed, into: &found)
            }
        }
        for pair in pairs {
            guard let before = placed[pair.before], let after = placed[pair.after],
                after.from < before.to + pair.gap
            else { continue }
            let ids = [week.meetings[pair.before].id, week.meetings[pair.after].id]
            let (en, vi) = (words.moment(before.to), words.moment(after.from))
            let gap = pair.gap == 0 ? ("", "") : (" by \(pair.gap) min", " \(pair.gap) phút")
            found.append(
                WeekViolation(
                    .order, meetings: ids, at: (after.from, before.to + pair.gap),
                    en:
                        "\(ids[0]) ends before \(ids[1]) begins\(gap.0), but it ends \(en["en"]) and the other begins \(vi["en"]).",
                    vi:
                        "\(ids[0]) phải kết thúc trước khi \(ids[1]) bắt đầu\(gap.1), nhưng kết thúc lúc \(en["vi"]) còn cuộc kia bắt đầu lúc \(vi["vi"])."
                ))
        }
        if tests { found += testViolations(of: timetable.tests) }
        return found
    }

    private func single(
        _ number: Int, _ placement: WeekTimetable.Placement, _ span: (from: Int, to: Int),
        into found: inout [WeekViolation]
    ) {
        let meeting = week.meetings[number]
        let entry = meetings[number]
        let when = words.span(span.from, span.to)
        func add(
            _ rule: WeekViolation.Rule, _ en: String, _ vi: String, people: [WeekName] = [], place: WeekName? = nil
        ) {
            found.append(
                WeekViolation(
                    rule, meetings: [meeting.id], principals: people, place: place, at: span,
                    en: "\(meeting.id) (\(when["en"])) \(en).", vi: "\(meeting.id) (\(when["vi"])) \(vi)."))
        }
        let opening = openings.first { $0.lowerBound <= span.from && span.to <= $0.upperBound }
        if opening == nil { add(.hours, "lies outside the conference's hours", "nằm ngoài giờ của hội nghị") }
        if !placement.start.isWholeMinute {
            add(.grid, "does not begin on a whole minute", "không bắt đầu vào phút chẵn")
        } else if entry.start == nil, let opening, (span.from - opening.lowerBound) % week.grid != 0 {
            add(.grid, "does not begin on the grid of \(week.grid) min", "không bắt đầu theo bước \(week.grid) phút")
        }
        if let start = entry.start, start != span.from {
            let fixed = words.moment(start)
            add(.fixed, "is fixed to begin \(fixed["en"])", "đã ấn định bắt đầu lúc \(fixed["vi"])")
        }
        if let earliest = entry.earliest, span.from < earliest {
            let bound = words.moment(earliest)
            add(.window, "may not begin before \(bound["en"])", "không được bắt đầu trước \(bound["vi"])")
        }
        if let latest = entry.latest, span.to > latest {
            let bound = words.moment(latest)
            add(.window, "has to end by \(bound["en"])", "phải kết thúc trước \(bound["vi"])")
        }
        let absent = entry.people.filter { entry.bound.contains($0) && !isFree(people[$0], span) }.map {
            people[$0].name
        }
        if !absent.isEmpty {
            let names = shortList(absent)
            add(.notFree, "lies where \(names) is not free", "trùng giờ bận của \(names)", people: absent)
        }
        if !week.rooms.isEmpty {
            if let room = placement.room {
                if !week.rooms.contains(where: { $0.id == room }) {
                    add(
                        .roomUnknown, "is in a room that is not there: \(room)", "ở phòng không có: \(room)",
                        place: room)
                } else if !meeting.rooms.isEmpty, !meeting.rooms.contains(room) {
                    add(
                        .roomNotAllowed, "may not be in the room \(room)", "không được họp ở phòng \(room)", place: room
                    )
                }
            } else {
                add(.roomMissing, "has no room", "chưa có phòng")
            }
        }
        if meeting.interpreted {
            if let team = placement.team {
                if !(week.interpreters?.teams.contains(team) ?? false) {
                    add(
                        .teamUnknown, "has a team that is not there: \(team)",
                        "có nhóm phiên dịch không tồn tại: \(team)", place: team)
                }
            } else {
                add(.teamMissing, "has no interpreters", "chưa có phiên dịch")
            }
        }
    }

    private func isFree(_ person: Person, _ span: (from: Int, to: Int)) -> Bool {
        person.free?.contains { $0.lowerBound <= span.from && span.to <= $0.upperBound } ?? true
    }

    private func both(
        _ one: (meeting: Int, placement: WeekTimetable.Placement),
        _ two: (meeting: Int, placement: WeekTimetable.Placement), _ placed: [Int: (from: Int, to: Int)],
        into found: inout [WeekViolation]
    ) {
        guard let a = placed[one.meeting], let b = placed[two.meeting] else { return }
        let (first, second, early, late) = a.from <= b.from ? (one, two, a, b) : (two, one, b, a)
        // Minutes between the end of the earlier and the beginning of the later; negative when they overlap.
        let distance = late.from - early.to
        let most = max(week.gap, week.turnaround, week.interpreters?.rest ?? 0)
        guard distance < most || distance < 0 else { return }
        let ids = [week.meetings[first.meeting].id, week.meetings[second.meeting].id]
        let at = (min(late.from, early.to), max(late.from, early.to))
        let spans = (words.span(early.from, early.to), words.span(late.from, late.to))
        let en = "\(ids[0]) (\(spans.0["en"])) and \(ids[1]) (\(spans.1["en"]))"
        let vi = "\(ids[0]) (\(spans.0["vi"])) và \(ids[1]) (\(spans.1["vi"]))"
        if distance < week.gap || distance < 0 {
            let shared = common(meetings[one.meeting].people, meetings[two.meeting].people).map { people[$0].name }
            if !shared.isEmpty, distance < 0 {
                found.append(
                    WeekViolation(
                        .clash, meetings: ids, principals: shared, at: at,
                        en: "\(en) are at the same time, and both need \(shortList(shared)).",
                        vi: "\(vi) trùng giờ, và đều cần \(shortList(shared))."))
            } else if !shared.isEmpty {
                found.append(
                    WeekViolation(
                        .gap, meetings: ids, principals: shared, at: at,
                        en: "Between \(en) are \(distance) min; \(shortList(shared)) needs \(week.gap).",
                        vi: "Giữa \(vi) chỉ có \(distance) phút; \(shortList(shared)) cần \(week.gap)."))
            }
        }
        if let room = one.placement.room, room == two.placement.room, distance < week.turnaround || distance < 0 {
            found.append(
                WeekViolation(
                    .roomOccupied, meetings: ids, place: room, at: at,
                    en: "\(en) are both in the room \(room), which needs \(week.turnaround) min between two.",
                    vi: "\(vi) cùng ở phòng \(room), nơi cần \(week.turnaround) phút giữa hai cuộc họp."))
        }
        let rest = week.interpreters?.rest ?? 0
        if week.meetings[one.meeting].interpreted, week.meetings[two.meeting].interpreted,
            let team = one.placement.team, team == two.placement.team, distance < rest || distance < 0
        {
            found.append(
                WeekViolation(
                    .teamOccupied, meetings: ids, place: team, at: at,
                    en: "\(en) have the same interpreters \(team), who rest \(rest) min between two.",
                    vi: "\(vi) cùng dùng nhóm phiên dịch \(team), cần nghỉ \(rest) phút giữa hai cuộc họp."))
        }
    }

    private func common(_ left: [Int], _ right: [Int]) -> [Int] {
        var (i, j) = (0, 0)
        var both: [Int] = []
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                both.append(left[i])
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return both
    }

    /// Every moment at which a meeting of this length may begin, as far as the conference's hours and the grid say.
    public func starts(length: Int) -> [Timestamp] {
        openings.flatMap { day in
            stride(from: day.lowerBound, through: day.upperBound - length, by: week.grid).map(Timestamp.init(minute:))
        }
    }

    // MARK: Cost

    /// The minutes outside 08:00 to 20:00 that each delegation bears in this timetable, without what it carried before.
    public func burdens(of timetable: WeekTimetable) -> [SeatID: Int] {
        var burdens = Dictionary(uniqueKeysWithValues: week.delegations.map { ($0.id, 0) })
        let zones = Dictionary(uniqueKeysWithValues: week.delegations.map { ($0.id, $0.zone) })
        for placement in timetable.placements {
            guard let number = numbers[placement.meeting] else { continue }
            let meeting = week.meetings[number]
            var minutes: [String: Int] = [:]
            for delegation in meeting.delegations {
                let zone = zones[delegation] ?? week.zone
                let burden =
                    minutes[zone]
                    ?? Burden.minutes(from: placement.start, length: meeting.length, in: zone, by: clocks) ?? 0
                minutes[zone] = burden
                burdens[delegation, default: 0] += burden
            }
        }
        return burdens
    }

    /// What the timetable costs. Meetings that the week does not know cost nothing.
    public func cost(of timetable: WeekTimetable) -> WeekCost {
        var cost = WeekCost()
        let weights = week.weights
        let burdens = burdens(of: timetable)
        cost.burden = burdens.values.reduce(0, +) * weights.burden
        cost.fairness = (week.delegations.map { $0.carried + (burdens[$0.id] ?? 0) }.max() ?? 0) * weights.fairness
        var attended: [Int: [Int: (first: Int, last: Int, busy: Int)]] = [:]
        for placement in timetable.placements {
            guard let number = numbers[placement.meeting] else { continue }
            let meeting = week.meetings[number]
            let (from, to) = (placement.start.minute, placement.start.minute + meeting.length)
            let local = words.local(from)
            let day = (local >= 0 ? local : local - 1_439) / 1_440
            for person in meetings[number].people {
                let known = attended[person]?[day] ?? (from, to, 0)
                attended[person, default: [:]][day] = (
                    min(known.first, from), max(known.last, to), known.busy + meeting.length
                )
                if !meetings[number].bound.contains(person), !isFree(people[person], (from, to)) {
                    cost.deputies += weights.deputy
                }
            }
            if !meeting.preferredDays.isEmpty,
                !meeting.preferredDays.contains(where: { $0.date.daysSince1970 == Int64(day) })
            {
                cost.preferredDays += weights.preferredDay
            }
            if let hours = meeting.preferredHours {
                let time = local - day * 1_440
                if time < hours.from.minutes || time + meeting.length > hours.to.minutes {
                    cost.preferredHours += weights.preferredHours
                }
            }
        }
        for days in attended.values {
            cost.days += days.count * weights.day
            for day in days.values { cost.idle += (day.last - day.first - day.busy) * weights.idle }
        }
        return cost
    }
}

extension Week {
    /// Every hard rule that the timetable breaks (`WeekChecker`, for one question).
    public func violations(of timetable: WeekTimetable, by clocks: some Clocks) throws(WeekFault) -> [WeekViolation] {
        try WeekChecker(self, by: clocks).violations(of: timetable)
    }

    public func cost(of timetable: WeekTimetable, by clocks: some Clocks) throws(WeekFault) -> WeekCost {
        try WeekChecker(self, by: clocks).cost(of: timetable)
    }
}
