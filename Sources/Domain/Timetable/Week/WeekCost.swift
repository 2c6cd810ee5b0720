/// What a timetable costs in points, by what is wished and not had.
public struct WeekCost: Sendable, Hashable, Codable {
    /// Minutes outside 08:00 to 20:00, of all delegations.
    public var burden = 0
    /// The greatest burden of one delegation, with what it carried.
    public var fairness = 0
    public var days = 0
    public var idle = 0
    public var preferredDays = 0
    public var preferredHours = 0
    public var deputies = 0

    public init() {}

    public var total: Int {
        burden + fairness + days + idle + preferredDays + preferredHours + deputies
    }
}
