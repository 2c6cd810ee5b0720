public import Summit
public import Timetable

// A conference's plan as a week that can be solved and checked (docs/week.md).

extension ConferenceState {
    /// What has to be placed, and by which rules.
    ///
    /// Bound are those at the table; observers and guests follow. A meeting that hands on to another comes before it. Who
    /// sits in the hall or far away has the clock of their delegation.
    public var week: Week {
        Week(
            title: facts.title, zone: facts.timeZone, grid: planning.grid, days: weekDays,
            delegations: delegations.map(weekDelegation), principals: delegations.flatMap(principals) + standIns,
            rooms: planning.rooms, turnaround: planning.turnaround, gap: planning.gap,
            interpreters: planning.interpreters, meetings: meetings.enumerated().map { weekMeeting($1, at: $0) },
            order: weekOrder,
            lineTests: planning.lineTests, weights: planning.weights)
    }

    /// The days on which it may meet.
    public var weekDays: [Week.Day] {
        guard planning.days.isEmpty else { return planning.days }
        return (facts.firstDay.daysSince1970...facts.lastDay.daysSince1970).map { day in
            Week.Day(
                date: WeekDate(CivilDate(daysSince1970: day)), from: Planning.standardHours.from,
                to: Planning.standardHours.to)
        }
    }

    private func weekDelegation(_ delegation: Delegation) -> Week.Delegation {
        let zone = delegation.seat.timeZone ?? facts.timeZone
        return Week.Delegation(
            id: delegation.id, name: delegation.seat.name, zone: zone, carried: planning.carried[delegation.id] ?? 0,
            sites: delegation.sites.indices.map { index in
                Week.Site(id: delegation.weekSite(index), zone: delegation.sites[index].timeZone)
            })
    }

    private func principals(of delegation: Delegation) -> [Week.Principal] {
        Level.allCases.filter { level in
            delegation.freeHours[level] != nil
                || meetings.contains { $0.level == level && $0.table.contains(delegation.id) }
        }.map { level in
            Week.Principal(
                id: .principal(of: delegation.id, at: level), delegation: delegation.id, level: Week.Level(level),
                name: delegation.seat.name,
                free: delegation.freeHours[level]?.map {
                    Week.Interval(from: .universal($0.from), to: .universal($0.to))
                })
        }
    }

    /// Those who sit in the meetings that are held beside others.
    private var standIns: [Week.Principal] {
        meetings.enumerated().filter(\.element.wishes.apart).flatMap { index, meeting in
            meeting.table.map { seat in
                Week.Principal(id: .standIn(of: seat, in: index), delegation: seat, level: Week.Level(meeting.level))
            }
        }
    }

    private func weekMeeting(_ meeting: PlannedMeeting, at index: Int) -> Week.Meeting {
        let wishes = meeting.wishes
        // Where a delegation sends others to some meetings, it must be said of each who sits.
        let sits: (SeatID) -> WeekName = { seat in
            wishes.apart ? .standIn(of: seat, in: index) : .principal(of: seat, at: meeting.level)
        }
        return Week.Meeting(
            id: meeting.id, title: meeting.title, length: meeting.length, level: Week.Level(meeting.level),
            delegations: meeting.table,
            principals: meetings.contains(where: \.wishes.apart) ? meeting.table.map(sits) : [],
            chairs: [meeting.chair] + meeting.coChairs, attendance: wishes.attendance,
            groups: wishes.groups, rooms: wishes.rooms,
            interpreted: meeting.interpreted && planning.interpreters != nil,
            start: wishes.start, earliest: wishes.earliest, latest: wishes.latest, preferredDays: wishes.preferredDays,
            preferredHours: wishes.preferredHours)
    }

    /// The rules that were laid down, as far as they speak of meetings that are planned, and those that follow from who
    /// hands on to whom.
    private var weekOrder: [Week.Order] {
        var names = Set(meetings.flatMap(\.wishes.groups))
        names.formUnion(meetings.map { WeekName(wellFormed: $0.id.rawValue) })
        names.formUnion(meetings.map { WeekName(wellFormed: Week.Level($0.level).rawValue) })
        let laidDown = planning.order.filter { names.contains($0.before) && names.contains($0.after) }
        let handedOn = meetings.flatMap { meeting in
            meeting.feeds.map { next in
                Week.Order(
                    before: WeekName(wellFormed: meeting.id.rawValue), after: WeekName(wellFormed: next.rawValue),
                    reason: Texts(en: "It hands on its texts", vi: "Chuyển văn bản và báo cáo"))
            }
        }
        let known = Set(laidDown.map { [$0.before, $0.after] })
        return laidDown + handedOn.filter { !known.contains([$0.before, $0.after]) }
    }

    /// What is placed now, as the week's rules read it.
    public func weekTimetable(of placements: some Collection<Placement>) -> WeekTimetable {
        WeekTimetable(
            placements: placements.map { placement in
                WeekTimetable.Placement(
                    meeting: placement.meeting, start: placement.start, room: placement.room.flatMap { WeekName($0) },
                    team: placement.team.flatMap { WeekName($0) })
            }.sorted { ($0.start, $0.meeting) < ($1.start, $1.meeting) })
    }

    /// Whose line a test of the week is on.
    public func lineTest(_ test: WeekTimetable.Test, length: Int) -> LineTest? {
        for delegation in delegations {
            if test.site.rawValue == delegation.id.rawValue, delegation.sites.isEmpty {
                return LineTest(delegation: delegation.id, site: nil, start: test.start, length: length)
            }
            for index in delegation.sites.indices where delegation.weekSite(index) == test.site {
                return LineTest(
                    delegation: delegation.id, site: delegation.sites[index].id, start: test.start, length: length)
            }
        }
        return nil
    }
}

extension Placement {
    public init(_ placement: WeekTimetable.Placement) {
        self.init(
            meeting: placement.meeting, start: placement.start, room: placement.room?.rawValue,
            team: placement.team?.rawValue)
    }
}

extension Delegation {
    /// How a site is called in the week, where names are shared by all delegations.
    fileprivate func weekSite(_ index: Int) -> WeekName {
        WeekName("\(id)-\(sites[index].id)") ?? WeekName(wellFormed: "\(id)-site-\(index + 1)")
    }
}

extension WeekName {
    fileprivate static func standIn(of delegation: SeatID, in meeting: Int) -> WeekName {
        WeekName(wellFormed: "\(delegation)-apart-\(meeting + 1)")
    }

    /// As the week names a principal that is not listed.
    fileprivate static func principal(of delegation: SeatID, at level: Level) -> WeekName {
        WeekName(wellFormed: "\(delegation)-\(Week.Level(level).rawValue)")
    }
}

extension Week.Level {
    public init(_ level: Level) {
        switch level {
        case .leaders: self = .leaders
        case .ministers: self = .ministers
        case .seniorOfficials: self = .seniorOfficials
        case .working: self = .working
        }
    }
}
