public import Summit

/// A hard rule that a timetable breaks: which, who, what, when, and in words.
public struct WeekViolation: Sendable, Hashable, Codable {
    /// Stable names of the rules.
    public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
        /// A meeting of the week has no place, or two; or something is placed that the week does not know.
        case missing, twice, unknown
        /// Outside the conference's hours; off the grid; not where it was fixed; before earliest or after latest.
        case hours, grid, fixed, window
        /// A person in two meetings at once; less than the gap between two; not free.
        case clash, gap, notFree
        /// A meeting before, or too soon after, one that comes first.
        case order
        case roomMissing, roomUnknown, roomNotAllowed, roomOccupied
        case teamMissing, teamUnknown, teamOccupied
        /// Line tests of a site: none on a day, two on a day, outside the hours, more at once than the technicians run.
        case testMissing, testTwice, testHours, testsAtOnce
    }

    public let rule: Rule
    public let meetings: [MeetingID]
    public let principals: [WeekName]
    /// The room, the team or the site.
    public let place: WeekName?
    /// When the collision is.
    public let from: Timestamp?
    public let to: Timestamp?
    public let words: Texts

    init(
        _ rule: Rule, meetings: [MeetingID] = [], principals: [WeekName] = [], place: WeekName? = nil,
        at span: (from: Int, to: Int)? = nil, en: String, vi: String
    ) {
        self.rule = rule
        self.meetings = meetings
        self.principals = principals
        self.place = place
        from = span.map { Timestamp(minute: $0.from) }
        to = span.map { Timestamp(minute: $0.to) }
        words = Texts(en: en, vi: vi)
    }
}
