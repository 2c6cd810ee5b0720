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
    /// Who sits at the table, in order of precedence. Who is represented at a lower rank sits further down (``orderReason``).
    public var table: [SeatID]
    /// Why the table's order was decided otherwise than by protocol: then it stays as it is, whoever comes.
    public var orderReason: String?
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
        length: Int, table: [SeatID], orderReason: String? = nil, offstage: [SeatID] = [], agenda: [AnnotatedItem] = [],
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
        self.orderReason = orderReason
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
