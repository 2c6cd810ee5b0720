public import Summit
public import Timetable

/// What the solver says of a week: the JSON of `mufakat timetable solve --json` (docs/week.md).
public struct WeekAnswer: Sendable, Codable {
    public enum Status: String, Sendable, Codable {
        /// Nothing costs less, proven.
        case optimal
        /// All rules are kept; what might be saved is not known, or as `gap` says.
        case feasible
        case infeasible
    }

    /// A rule that collides with the others listed.
    public struct Rule: Sendable, Codable {
        public var id: String
        public var words: Texts

        public init(_ rule: WeekRule, of week: Week, by clocks: some Clocks) {
            id = rule.id
            words = week.words(for: rule, by: clocks)
        }
    }

    public var status: Status
    public var timetable: WeekTimetable?
    public var cost: WeekCost?
    public var total: Int?
    /// No timetable of the week, on its own grid, costs less.
    public var bound: Int?
    /// Of the total, what at most might be saved: (total - bound) / total.
    public var gap: Double?
    /// Seconds until all rules were kept, and until the answer.
    public var firstSeconds: Double?
    public var seconds: Double
    /// Of an infeasible week: rules of which any one has to give way.
    public var conflict: [Rule]?
    /// Whether each of them is needed for the collision, proven.
    public var irreducible: Bool?
}
