public import Summit
public import Timetable

/// By which rules a conference's meetings are placed: its hours and halls, who rests how long, what comes before what
/// (docs/week.md). Lengths and gaps are in minutes.
public struct Planning: Sendable, Hashable {
    /// Empty: every day of the conference, ``standardHours``.
    public var days: [Week.Day]
    /// Meetings begin at multiples of it: 15 or 30.
    public var grid: Int
    public var rooms: [Week.Room]
    /// Between two meetings in one room.
    public var turnaround: Int
    /// Between two meetings of one person.
    public var gap: Int
    public var interpreters: Week.Interpreters?
    public var order: [Week.Order]
    public var lineTests: Week.LineTests?
    public var weights: Week.Weights
    /// Minutes of burden that delegations have borne this year before.
    public var carried: [SeatID: Int]

    /// By the host's clock.
    public static let standardHours = Week.Hours(from: TimeOfDay(minutes: 8 * 60), to: TimeOfDay(minutes: 20 * 60))

    public init(
        days: [Week.Day] = [], grid: Int = 30, rooms: [Week.Room] = [], turnaround: Int = 15, gap: Int = 15,
        interpreters: Week.Interpreters? = nil, order: [Week.Order] = [], lineTests: Week.LineTests? = Week.LineTests(),
        weights: Week.Weights = Week.Weights(), carried: [SeatID: Int] = [:]
    ) {
        self.days = days
        self.grid = grid
        self.rooms = rooms
        self.turnaround = turnaround
        self.gap = gap
        self.interpreters = interpreters
        self.order = order
        self.lineTests = lineTests
        self.weights = weights
        self.carried = carried
    }
}

extension Planning: Codable {
    enum CodingKeys: String, CodingKey {
        case days, grid, rooms, turnaround, gap, interpreters, order, lineTests, weights, carried
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let standard = Planning()
        self.init(
            days: try fields.decodeIfPresent([Week.Day].self, forKey: .days) ?? standard.days,
            grid: try fields.decodeIfPresent(Int.self, forKey: .grid) ?? standard.grid,
            rooms: try fields.decodeIfPresent([Week.Room].self, forKey: .rooms) ?? standard.rooms,
            turnaround: try fields.decodeIfPresent(Int.self, forKey: .turnaround) ?? standard.turnaround,
            gap: try fields.decodeIfPresent(Int.self, forKey: .gap) ?? standard.gap,
            interpreters: try fields.decodeIfPresent(Week.Interpreters.self, forKey: .interpreters),
            order: try fields.decodeIfPresent([Week.Order].self, forKey: .order) ?? standard.order,
            lineTests: try fields.decodeIfPresent(Week.LineTests.self, forKey: .lineTests),
            weights: try fields.decodeIfPresent(Week.Weights.self, forKey: .weights) ?? standard.weights,
            carried: try fields.decodeIfPresent([SeatID: Int].self, forKey: .carried) ?? standard.carried)
    }
}
