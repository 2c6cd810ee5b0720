public import Summit
public import Timetable

/// A kind of conference with its meetings, rules, script and checks. Dates, tables and chairs come from the facts when one is
/// called by it.
public struct ConferenceTemplate: Sendable, Hashable, Identifiable, Codable {
    public var id: String
    public var title: Texts
    /// What it is for, in a sentence.
    public var summary: Texts
    /// How many days it takes.
    public var days: Int
    /// Of each day, by the host's clock.
    public var hours: Week.Hours
    /// Without days; order rules may name the template's own meetings.
    public var planning: Planning
    public var meetings: [Meeting]
    /// The script of each meeting.
    public var cues: [Cue]
    public var checks: [CheckPlan]

    public struct Meeting: Sendable, Hashable, Codable {
        /// Within the template; the conference's id is put before it.
        public var id: String
        public var title: Texts
        /// Whose table it has.
        public var format: FormatID
        public var level: Level
        public var length: Int
        /// Instead of the whole table of the format.
        public var table: [SeatID]?
        /// Instead of who chairs the format, if they sit there.
        public var chair: SeatID?
        public var agenda: [AnnotatedItem]?
        public var segments: [PlannedSegment]?
        public var feeds: [String]?
        public var interpreted: Bool?
        public var groups: [WeekName]?
        public var rooms: [WeekName]?
        public var attendance: Week.Attendance?
        /// As ``MeetingWishes/apart``.
        public var apart: Bool?
        /// Of the conference, from 1.
        public var preferredDay: Int?
        public var preferredHours: Week.Hours?
    }

    /// Asked of every delegation, or for every meeting.
    public struct CheckPlan: Sendable, Hashable, Codable {
        public enum Scope: String, Sendable, Hashable, Codable { case delegation, meeting }

        public var check: Check
        public var per: Scope
        public var what: Texts
        public var owner: String
        /// The first day of the conference.
        public var daysBefore: Int
    }
}

/// Why no conference can be called by a template.
public enum TemplateProblem: Error, Sendable, Hashable {
    case table(meeting: String, TableProblem)
    /// Who is named in the template does not sit in the format on that day.
    case notAtTable(meeting: String, SeatID)
    /// The meetings' ids would be longer than ids may be.
    case idTooLong(most: Int)
    case unknownHost(SeatID)
}

extension ConferenceTemplate {
    /// What the secretariat would have to do by hand: invite the delegations, lay down the rules, plan the meetings, ask for
    /// what must be ready.
    /// - Parameter midnight: of the conference's first day at the host's.
    public func commands(
        for conference: ConferenceFacts, by facts: Facts, midnight: Timestamp
    ) throws(TemplateProblem) -> [ConferenceCommand] {
        let day = conference.firstDay
        let longest = meetings.map(\.id.utf8.count).max() ?? 0
        let room = MeetingID.maximumLength - 1 - longest
        guard conference.id.rawValue.utf8.count <= room else { throw .idTooLong(most: room) }
        func id(_ meeting: String) -> MeetingID { MeetingID(wellFormed: "\(conference.id)-\(meeting)") }
        var seats: [SeatID: Seat] = [:]
        var order: [SeatID] = []
        var planned: [PlannedMeeting] = []
        for meeting in meetings {
            let table: MeetingTable
            do { table = try facts.table(of: meeting.format, on: day, TableRequest(level: meeting.level)) } catch {
                throw .table(meeting: meeting.id, error)
            }
            let precedence = table.precedence.filter { meeting.table?.contains($0) ?? true }
            for seat in meeting.table ?? [] where !precedence.contains(seat) {
                throw .notAtTable(meeting: meeting.id, seat)
            }
            for place in table.places where precedence.contains(place.seat.id) && seats[place.seat.id] == nil {
                seats[place.seat.id] = place.seat
                order.append(place.seat.id)
            }
            planned.append(plan(meeting, as: id, precedence, table, conference))
        }
        guard let host = facts.party(conference.host)?.seat(on: day) else { throw .unknownHost(conference.host) }
        if seats[conference.host] == nil {
            seats[conference.host] = host
            order.append(conference.host)
        }
        var invited = order.compactMap { seats[$0] }
        for index in invited.indices where invited[index].timeZone == nil {
            invited[index].timeZone = conference.timeZone
        }
        return invited.map { .inviteDelegation(seat: $0) }
            + [.setPlanning(planning: planning(of: conference, naming: id))]
            + planned.map { .planMeeting(meeting: $0.handingOn(to: [])) }
            // Whom a meeting hands on to must be there first.
            + planned.filter { !$0.feeds.isEmpty }.map { .changeMeeting(meeting: $0) }
            + planned.flatMap { script(of: $0) } + checklist(of: planned, order, before: midnight)
    }

    private func plan(
        _ meeting: Meeting, as id: (String) -> MeetingID, _ precedence: [SeatID], _ table: MeetingTable,
        _ conference: ConferenceFacts
    ) -> PlannedMeeting {
        func present(_ seat: SeatID?) -> SeatID? { seat.flatMap { precedence.contains($0) ? $0 : nil } }
        let coChairs = table.coChairs.filter(precedence.contains)
        let chair =
            // Of two co-chairs the country coordinator has the chair of ASEAN's side.
            present(meeting.chair) ?? (coChairs.count == 2 ? coChairs[0] : nil) ?? present(table.chair)
            ?? present(conference.host) ?? precedence[0]
        let preferred = meeting.preferredDay.map {
            WeekDate(CivilDate(daysSince1970: conference.firstDay.daysSince1970 + Int64($0) - 1))
        }
        return PlannedMeeting(
            id: id(meeting.id), title: meeting.title, format: meeting.format.rawValue, level: meeting.level,
            chair: chair, coChairs: coChairs.filter { $0 != chair }, length: meeting.length, table: precedence,
            agenda: meeting.agenda ?? [], segments: meeting.segments ?? [], feeds: (meeting.feeds ?? []).map(id),
            interpreted: meeting.interpreted ?? false,
            wishes: MeetingWishes(
                attendance: meeting.attendance ?? .all, apart: meeting.apart ?? false, groups: meeting.groups ?? [],
                rooms: meeting.rooms ?? [], preferredDays: preferred.map { [$0] } ?? [],
                preferredHours: meeting.preferredHours))
    }

    private func planning(of conference: ConferenceFacts, naming id: (String) -> MeetingID) -> Planning {
        let own = Set(meetings.map(\.id))
        func named(_ name: WeekName) -> WeekName {
            own.contains(name.rawValue) ? WeekName(wellFormed: id(name.rawValue).rawValue) : name
        }
        var planning = planning
        planning.days = (conference.firstDay.daysSince1970...conference.lastDay.daysSince1970)
            .prefix(Week.Limits.days).map { day in
                Week.Day(date: WeekDate(CivilDate(daysSince1970: day)), from: hours.from, to: hours.to)
            }
        for index in planning.order.indices {
            planning.order[index].before = named(planning.order[index].before)
            planning.order[index].after = named(planning.order[index].after)
        }
        return planning
    }

    private func script(of meeting: PlannedMeeting) -> [ConferenceCommand] {
        zip(cues, [nil] + cues.map(\.id)).map { .setCue(meeting: meeting.id, cue: $0, after: $1) }
    }

    private func checklist(
        of meetings: [PlannedMeeting], _ delegations: [SeatID], before midnight: Timestamp
    ) -> [ConferenceCommand] {
        checks.enumerated().flatMap { number, plan in
            let due = midnight.advanced(byMilliseconds: -Int64(plan.daysBefore) * 86_400_000)
            func item(_ subject: String, _ meeting: MeetingID?, _ delegation: SeatID?) -> ConferenceCommand {
                .setChecklistItem(
                    item: ChecklistItem(
                        id: "\(plan.check.rawValue)-\(number + 1)-\(subject)", check: plan.check, meeting: meeting,
                        delegation: delegation, what: plan.what, owner: plan.owner, due: due))
            }
            return switch plan.per {
            case .delegation: delegations.map { item($0.rawValue, nil, $0) }
            case .meeting: meetings.map { item($0.id.rawValue, $0.id, nil) }
            }
        }
    }
}

extension PlannedMeeting {
    fileprivate func handingOn(to next: [MeetingID]) -> Self {
        var meeting = self
        meeting.feeds = next
        return meeting
    }
}
