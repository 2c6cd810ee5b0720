public import Timetable

/// What a meeting asks of the timetable besides its length and its people (docs/week.md).
public struct MeetingWishes: Sendable, Hashable {
    public var attendance: Week.Attendance
    /// Other people sit in it than in the delegations' other meetings, so that it can be held beside them.
    public var apart: Bool
    /// What order rules may call it together with others.
    public var groups: [WeekName]
    /// Empty: any room.
    public var rooms: [WeekName]
    /// Fixed.
    public var start: WeekMoment?
    public var earliest: WeekMoment?
    public var latest: WeekMoment?
    public var preferredDays: [WeekDate]
    public var preferredHours: Week.Hours?

    public init(
        attendance: Week.Attendance = .all, apart: Bool = false, groups: [WeekName] = [], rooms: [WeekName] = [],
        start: WeekMoment? = nil, earliest: WeekMoment? = nil, latest: WeekMoment? = nil,
        preferredDays: [WeekDate] = [],
        preferredHours: Week.Hours? = nil
    ) {
        self.attendance = attendance
        self.apart = apart
        self.groups = groups
        self.rooms = rooms
        self.start = start
        self.earliest = earliest
        self.latest = latest
        self.preferredDays = preferredDays
        self.preferredHours = preferredHours
    }
}

extension MeetingWishes: Codable {
    enum CodingKeys: String, CodingKey {
        case attendance, apart, groups, rooms, start, earliest, latest, preferredDays, preferredHours
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            attendance: try fields.decodeIfPresent(Week.Attendance.self, forKey: .attendance) ?? .all,
            apart: try fields.decodeIfPresent(Bool.self, forKey: .apart) ?? false,
            groups: try fields.decodeIfPresent([WeekName].self, forKey: .groups) ?? [],
            rooms: try fields.decodeIfPresent([WeekName].self, forKey: .rooms) ?? [],
            start: try fields.decodeIfPresent(WeekMoment.self, forKey: .start),
            earliest: try fields.decodeIfPresent(WeekMoment.self, forKey: .earliest),
            latest: try fields.decodeIfPresent(WeekMoment.self, forKey: .latest),
            preferredDays: try fields.decodeIfPresent([WeekDate].self, forKey: .preferredDays) ?? [],
            preferredHours: try fields.decodeIfPresent(Week.Hours.self, forKey: .preferredHours))
    }
}
