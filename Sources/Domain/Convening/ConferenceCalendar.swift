public import Summit
public import Timetable

/// Whose calendar it is.
public enum CalendarOwner: Sendable, Hashable {
    case delegation(SeatID)
    case person(ParticipantID)
}

/// What a calendar needs that is not the conference's.
public struct CalendarSetting: Sendable {
    /// What entries are named for, the same for ever.
    public var installation: String
    /// What addresses begin with, such as `https://summit.example`.
    public var origin: String
    /// When each meeting of the published timetable changed last.
    public var changed: [MeetingID: Timestamp]

    public init(installation: String, origin: String, changed: [MeetingID: Timestamp]) {
        self.installation = installation
        self.origin = origin
        self.changed = changed
    }
}

extension ConferenceState {
    /// Minutes after which a calendar program looks again.
    static let calendarRefresh = 15
    /// Days before and after the conference on which entries may lie.
    private static let calendarReach: Int64 = 400

    /// Which address of somebody's calendar is the valid one; nil: they have none.
    public func calendarGeneration(of owner: CalendarOwner) -> Int? {
        switch owner {
        case .delegation(let id): delegation(id)?.calendarGeneration
        case .person(let id):
            people[id].flatMap { $0.accreditation == .revoked ? nil : $0.calendarGeneration }
        }
    }

    /// The published meetings in which somebody takes part, and nothing else of the conference.
    public func calendar(
        of owner: CalendarOwner, _ setting: CalendarSetting, by clocks: some Zones
    ) throws(CalendarProblem) -> CalendarFile {
        let zone = clocks.rules(of: facts.timeZone) == nil ? "Etc/UTC" : facts.timeZone
        let writer = CalendarWriter(state: self, owner: owner, setting: setting, zone: zone, clocks: clocks)
        let days = (
            facts.firstDay.daysSince1970 - Self.calendarReach, facts.lastDay.daysSince1970 + Self.calendarReach
        )
        let entries = (published ?? [:]).sorted { $0.key < $1.key }.compactMap { id, published -> CalendarEntry? in
            guard let plan = meeting(id) ?? published.cancelledPlan, takesPart(owner, in: plan),
                (days.0...days.1).contains(published.placement.start.date.daysSince1970)
            else { return nil }
            return writer.entry(plan, published)
        }
        return try CalendarFile(
            .publish, entries,
            feed: CalendarFeed(name: writer.name, refresh: Self.calendarRefresh, zone: zone, day: facts.firstDay),
            by: clocks)
    }

    private func takesPart(_ owner: CalendarOwner, in plan: PlannedMeeting) -> Bool {
        switch owner {
        case .delegation(let id): plan.seats.contains(id)
        case .person(let id): people[id].map { takesPart($0, at: plan.level, among: Set(plan.seats)) } ?? false
        }
    }
}
