public import Summit

/// When and where a meeting is held.
public struct Placement: Sendable, Hashable, Codable {
    public var meeting: MeetingID
    public var start: Timestamp
    /// In the host's venue; nil: online alone.
    public var room: String?
    /// Of interpreters; nil: none is needed.
    public var team: String?

    public init(meeting: MeetingID, start: Timestamp, room: String? = nil, team: String? = nil) {
        self.meeting = meeting
        self.start = start
        self.room = room
        self.team = team
    }
}

/// A meeting in the published timetable.
public struct PublishedMeeting: Sendable, Hashable {
    public var placement: Placement
    /// Minutes.
    public var length: Int
    /// How often it changed since it was first published: a calendar's SEQUENCE (RFC 5545, section 3.8.7.4).
    public var sequence = 0
    public var isCancelled = false
    /// Of a meeting that was cancelled and is planned no more: as it was, so that calendars can say what does not take place.
    public var cancelledPlan: PlannedMeeting?
}
