public import Summit

/// One sitting of a conference as it is planned: who, at which level, for how long, about what.
public struct PlannedMeeting: Sendable, Hashable, Identifiable, Codable {
    public var id: MeetingID
    public var title: Texts
    /// A ``Format``'s id, or any other name for the kind of meeting.
    public var format: String?
    public var level: Level
    public var chair: SeatID
    public var coChairs: [SeatID]
    /// Minutes, breaks included.
    public var length: Int
    /// Who sits at the table, in order of precedence.
    public var table: [SeatID]
    /// Observers and guests.
    public var offstage: [SeatID]
    public var agenda: [AnnotatedItem]
    public var segments: [PlannedSegment]
    /// The meetings to which it hands on its texts and reports; each comes after it.
    public var feeds: [MeetingID]
    public var interpreted: Bool
    /// What the timetable should give it.
    public var wishes: MeetingWishes

    public init(
        id: MeetingID, title: Texts, format: String? = nil, level: Level, chair: SeatID, coChairs: [SeatID] = [],
        length: Int, table: [SeatID], offstage: [SeatID] = [], agenda: [AnnotatedItem] = [],
        segments: [PlannedSegment] = [], feeds: [MeetingID] = [], interpreted: Bool = false,
        wishes: MeetingWishes = MeetingWishes()
    ) {
        self.id = id
        self.title = title
        self.format = format
        self.level = level
        self.chair = chair
        self.coChairs = coChairs
        self.length = length
        self.table = table
        self.offstage = offstage
        self.agenda = agenda
        self.segments = segments
        self.feeds = feeds
        self.interpreted = interpreted
        self.wishes = wishes
    }

    /// Everybody who has a seat in it.
    public var seats: [SeatID] { table + offstage }
}

/// One item of an annotated agenda.
public struct AnnotatedItem: Sendable, Hashable, Codable {
    public var title: Texts
    /// Who introduces it.
    public var lead: SeatID?
    /// Symbols of the documents before the meeting.
    public var documents: [String]
    /// What the meeting is expected to do with it.
    public var action: Outcome?
    public var minutes: Int?
    /// Seconds for each speaker on this item; nil: the meeting's own limit.
    public var speakingLimitSeconds: Int?

    public init(
        title: Texts, lead: SeatID? = nil, documents: [String] = [], action: Outcome? = nil, minutes: Int? = nil,
        speakingLimitSeconds: Int? = nil
    ) {
        self.title = title
        self.lead = lead
        self.documents = documents
        self.action = action
        self.minutes = minutes
        self.speakingLimitSeconds = speakingLimitSeconds
    }
}

/// A part of a meeting with one class of openness.
public struct PlannedSegment: Sendable, Hashable, Codable {
    public var segment: Segment
    public var minutes: Int

    public init(segment: Segment, minutes: Int) {
        self.segment = segment
        self.minutes = minutes
    }
}

/// What a meeting does with a text. Distinct on purpose: to note is not to welcome, and to welcome is not to endorse.
public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    case adopt, endorse, approve, note, welcome, appreciate, reaffirm, urge, encourage, commit, exchangeViews
}
