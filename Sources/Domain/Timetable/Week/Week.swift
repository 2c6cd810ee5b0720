public import Summit

/// What has to be placed in a conference's days, and by which rules: the JSON of `mufakat timetable solve`
/// (docs/week.md, docs/timetable-week.schema.json). All lengths and gaps are in minutes.
public struct Week: Sendable, Hashable, Codable {
    public var title: Texts
    /// Where its facts come from.
    public var sources: [String]
    /// The host's zone in the IANA time zone database.
    public var zone: String
    /// Meetings begin at multiples of it from the day's opening: 15 or 30.
    public var grid: Int
    public var days: [Day]
    public var delegations: [Delegation]
    public var principals: [Principal]
    public var rooms: [Room]
    /// Between two meetings in one room.
    public var turnaround: Int
    /// Between two meetings of one person.
    public var gap: Int
    public var interpreters: Interpreters?
    public var meetings: [Meeting]
    public var order: [Order]
    public var lineTests: LineTests?
    public var weights: Weights

    public init(
        title: Texts = .empty, sources: [String] = [], zone: String, grid: Int = 30, days: [Day],
        delegations: [Delegation],
        principals: [Principal] = [], rooms: [Room] = [], turnaround: Int = 0, gap: Int = 0,
        interpreters: Interpreters? = nil, meetings: [Meeting], order: [Order] = [], lineTests: LineTests? = nil,
        weights: Weights = Weights()
    ) {
        self.title = title
        self.sources = sources
        self.zone = zone
        self.grid = grid
        self.days = days
        self.delegations = delegations
        self.principals = principals
        self.rooms = rooms
        self.turnaround = turnaround
        self.gap = gap
        self.interpreters = interpreters
        self.meetings = meetings
        self.order = order
        self.lineTests = lineTests
        self.weights = weights
    }
}

extension Week {
    /// A day of the conference with its hours, by the host's clock.
    public struct Day: Sendable, Hashable, Codable {
        public var date: WeekDate
        public var from: TimeOfDay
        public var to: TimeOfDay

        public init(date: WeekDate, from: TimeOfDay, to: TimeOfDay) {
            self.date = date
            self.from = from
            self.to = to
        }
    }

    public struct Delegation: Sendable, Hashable, Codable {
        public var id: SeatID
        public var name: Texts
        /// Where it sits during the week.
        public var zone: String
        /// Minutes of burden that it has borne this year before.
        public var carried: Int
        /// Where its lines end; empty: one site with the delegation's id and zone.
        public var sites: [Site]

        public init(id: SeatID, name: Texts = .empty, zone: String, carried: Int = 0, sites: [Site] = []) {
            self.id = id
            self.name = name
            self.zone = zone
            self.carried = carried
            self.sites = sites
        }
    }

    /// One end of a line that is tested.
    public struct Site: Sendable, Hashable, Codable {
        public var id: WeekName
        public var zone: String

        public init(id: WeekName, zone: String) {
            self.id = id
            self.zone = zone
        }
    }

    public enum Level: String, Sendable, Hashable, Codable, CaseIterable {
        case working
        case seniorOfficials = "senior-officials"
        case ministers, leaders
    }

    /// The person who sits for a delegation at a level. A pair that is not listed has one all the same, with the id
    /// `VN-ministers`, who is free at all hours of the conference.
    public struct Principal: Sendable, Hashable, Codable {
        public var id: WeekName
        public var delegation: SeatID
        public var level: Level
        public var name: Texts
        /// Nil: at all hours of the conference. Local times are by the delegation's clock.
        public var free: [Interval]?

        public init(id: WeekName, delegation: SeatID, level: Level, name: Texts = .empty, free: [Interval]? = nil) {
            self.id = id
            self.delegation = delegation
            self.level = level
            self.name = name
            self.free = free
        }
    }

    public struct Interval: Sendable, Hashable, Codable {
        public var from: WeekMoment
        public var to: WeekMoment

        public init(from: WeekMoment, to: WeekMoment) {
            self.from = from
            self.to = to
        }
    }

    /// Holds one meeting at a time.
    public struct Room: Sendable, Hashable, Codable {
        public var id: WeekName
        public var name: Texts

        public init(id: WeekName, name: Texts = .empty) {
            self.id = id
            self.name = name
        }
    }

    /// Each interpreted meeting takes one team; between two meetings a team rests.
    public struct Interpreters: Sendable, Hashable, Codable {
        public var teams: [WeekName]
        public var rest: Int

        public init(teams: [WeekName], rest: Int) {
            self.teams = teams
            self.rest = rest
        }
    }

    /// Whose hours bind a meeting.
    public enum Attendance: String, Sendable, Hashable, Codable, CaseIterable {
        /// Everybody's.
        case all
        /// Those of the chairs; for others who are not free a deputy sits, at a cost.
        case chairs
    }

    public struct Meeting: Sendable, Hashable, Codable {
        public var id: MeetingID
        public var title: Texts
        public var length: Int
        public var level: Level
        public var delegations: [SeatID]
        /// Who sits, where a delegation has several principals of the level, or one of another level.
        public var principals: [WeekName]
        public var chairs: [SeatID]
        public var attendance: Attendance
        /// What order rules may call it together with others; its level is one of its groups too.
        public var groups: [WeekName]
        /// Empty: any.
        public var rooms: [WeekName]
        public var interpreted: Bool
        /// Fixed, on the grid or not.
        public var start: WeekMoment?
        /// It begins no earlier.
        public var earliest: WeekMoment?
        /// It ends no later.
        public var latest: WeekMoment?
        public var preferredDays: [WeekDate]
        /// Within which it prefers to lie, by the host's clock.
        public var preferredHours: Hours?

        public init(
            id: MeetingID, title: Texts = .empty, length: Int, level: Level = .ministers, delegations: [SeatID],
            principals: [WeekName] = [], chairs: [SeatID] = [], attendance: Attendance = .all,
            groups: [WeekName] = [], rooms: [WeekName] = [], interpreted: Bool = false, start: WeekMoment? = nil,
            earliest: WeekMoment? = nil, latest: WeekMoment? = nil, preferredDays: [WeekDate] = [],
            preferredHours: Hours? = nil
        ) {
            self.id = id
            self.title = title
            self.length = length
            self.level = level
            self.delegations = delegations
            self.principals = principals
            self.chairs = chairs
            self.attendance = attendance
            self.groups = groups
            self.rooms = rooms
            self.interpreted = interpreted
            self.start = start
            self.earliest = earliest
            self.latest = latest
            self.preferredDays = preferredDays
            self.preferredHours = preferredHours
        }
    }

    public struct Hours: Sendable, Hashable, Codable {
        public var from: TimeOfDay
        public var to: TimeOfDay

        public init(from: TimeOfDay, to: TimeOfDay) {
            self.from = from
            self.to = to
        }
    }

    /// Every meeting called `before` ends, and `gap` minutes pass, ere any called `after` begins. Both are a meeting's
    /// id, a group or a level.
    public struct Order: Sendable, Hashable, Codable {
        public var before: WeekName
        public var after: WeekName
        public var gap: Int
        /// Why, for people.
        public var reason: Texts

        public init(before: WeekName, after: WeekName, gap: Int = 0, reason: Texts = .empty) {
            self.before = before
            self.after = after
            self.gap = gap
            self.reason = reason
        }
    }

    /// Every site is tested on each of its own days before the first of the conference.
    public struct LineTests: Sendable, Hashable, Codable {
        public var daysBefore: Int
        public var length: Int
        /// How many the technicians run at one time.
        public var atOnce: Int
        /// The technicians' hours, by the host's clock.
        public var hours: Hours
        /// The sites' hours, by their own clocks.
        public var siteHours: Hours

        public init(
            daysBefore: Int = 10, length: Int = 30, atOnce: Int = 2,
            hours: Hours = Hours(from: TimeOfDay(minutes: 0), to: TimeOfDay(minutes: 1_440)),
            siteHours: Hours = Hours(from: TimeOfDay(minutes: 480), to: TimeOfDay(minutes: 1_200))
        ) {
            self.daysBefore = daysBefore
            self.length = length
            self.atOnce = atOnce
            self.hours = hours
            self.siteHours = siteHours
        }
    }

    /// What is paid, in points, for what is allowed but not wished.
    public struct Weights: Sendable, Hashable, Codable {
        /// For each minute outside 08:00 to 20:00 of each delegation's clock.
        public var burden = 100
        /// For each minute of the most burdened delegation, what it carried included.
        public var fairness = 200
        /// For each day on which a person has a meeting.
        public var day = 100
        /// For each minute that a person waits between the first and the last meeting of a day.
        public var idle = 1
        /// For each meeting on another day than preferred.
        public var preferredDay = 6_000
        /// For each meeting that is not within its preferred hours.
        public var preferredHours = 3_000
        /// For each person for whom a deputy sits.
        public var deputy = 12_000

        public init() {}
    }
}
