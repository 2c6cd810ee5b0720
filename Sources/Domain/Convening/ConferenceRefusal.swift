import Summit

/// A command that a conference's rules do not allow now.
public struct ConferenceRefusal: Error, Sendable, Hashable {
    public var reason: Reason
    /// What this is about: a member of the command, such as `meeting.segments[2].minutes`, or the id of who or what.
    public var subject: String
    public var minimum: Int?
    public var maximum: Int?

    public init(_ reason: Reason, _ subject: String = "", minimum: Int? = nil, maximum: Int? = nil) {
        self.reason = reason
        self.subject = subject
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Stable names of the rules that refuse.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// The author has not the right.
        case notAllowed
        case noSuchMeeting, noSuchDelegation, noSuchPerson, noSuchSite, noSuchCue, noSuchItem
        case meetingExists, delegationExists, personExists
        /// A meeting feeds one that feeds it.
        case circular
        /// The person belongs to another delegation, and stays there.
        case keepsDelegation
        /// What happens with consequences needs a reason.
        case reasonNeeded
        /// No zone of the time zone database has this name.
        case unknownZone
        case outOfRange, tooLong, tooMany, missing, twice
        /// A text has a character that nobody sees (``Swift/Unicode/Scalar/isUnseenControl``).
        case controlCharacter
        /// Nothing that could be published changed.
        case nothingToPublish
        /// Meetings without a place in the timetable.
        case unplaced
    }
}
