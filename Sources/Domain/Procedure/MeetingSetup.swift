public import Summit

/// How a meeting is called: the body of `POST /api/meetings`. What is left out is filled in by ``events(id:at:facts:)``.
public struct MeetingSetup: Sendable, Hashable {
    /// Nil: the caller of ``events(id:at:facts:)`` names the meeting.
    public var id: MeetingID?
    public var title: Texts
    /// With a known ``Format``'s id the seats may be left out: its table of the day is set.
    public var format: String?
    public var host: SeatID?
    /// Nil: now.
    public var startsAt: Timestamp?
    public var lobby: Bool
    public var floorRule: FloorRule
    public var speakingLimitSeconds: Int?
    public var segments: [PlannedSegment]
    public var replyRule: ReplyRule
    public var agenda: [AgendaItem]
    public var seats: [SeatSetup]

    public init(
        id: MeetingID? = nil, title: Texts, format: String? = nil, host: SeatID? = nil, startsAt: Timestamp? = nil,
        lobby: Bool = true, floorRule: FloorRule = .chair, speakingLimitSeconds: Int? = nil,
        segments: [PlannedSegment] = [], replyRule: ReplyRule = .standard,
        agenda: [AgendaItem] = [], seats: [SeatSetup] = []
    ) {
        self.id = id
        self.title = title
        self.format = format
        self.host = host
        self.startsAt = startsAt
        self.lobby = lobby
        self.floorRule = floorRule
        self.speakingLimitSeconds = speakingLimitSeconds
        self.segments = segments
        self.replyRule = replyRule
        self.agenda = agenda
        self.seats = seats
    }
}

/// A seat as it is asked for. The code of a known country or organisation is enough; what is given comes before the known facts.
public struct SeatSetup: Sendable, Hashable, Codable {
    public var id: SeatID
    public var name: Texts?
    public var title: Texts?
    public var flag: String?
    public var capital: Texts?
    public var timeZone: String?
    public var place: Seat.Place?

    public init(
        id: SeatID, name: Texts? = nil, title: Texts? = nil, flag: String? = nil, capital: Texts? = nil,
        timeZone: String? = nil, place: Seat.Place? = nil
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.flag = flag
        self.capital = capital
        self.timeZone = timeZone
        self.place = place
    }

    /// The seat at a meeting of that day; nil when neither a name was given nor the code is known.
    public func seat(on day: CivilDate, facts: Facts) -> Seat? {
        let known = facts.party(id)?.seat(on: day)
        guard let name = name ?? known?.name else { return nil }
        return Seat(
            id: id, name: name, title: title ?? known?.title ?? .empty, flag: flag ?? known?.flag,
            capital: capital ?? known?.capital, timeZone: timeZone ?? known?.timeZone, place: place ?? .table)
    }
}

extension MeetingSetup: Codable {
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decodeIfPresent(MeetingID.self, forKey: .id)
        title = try fields.decode(Texts.self, forKey: .title)
        format = try fields.decodeIfPresent(String.self, forKey: .format)
        host = try fields.decodeIfPresent(SeatID.self, forKey: .host)
        startsAt = try fields.decodeIfPresent(Timestamp.self, forKey: .startsAt)
        lobby = try fields.decodeIfPresent(Bool.self, forKey: .lobby) ?? true
        floorRule = try fields.decodeIfPresent(FloorRule.self, forKey: .floorRule) ?? .chair
        speakingLimitSeconds = try fields.decodeIfPresent(Int.self, forKey: .speakingLimitSeconds)
        segments = try fields.decodeIfPresent([PlannedSegment].self, forKey: .segments) ?? []
        replyRule = try fields.decodeIfPresent(ReplyRule.self, forKey: .replyRule) ?? .standard
        agenda = try fields.decodeIfPresent([AgendaItem].self, forKey: .agenda) ?? []
        seats = try fields.decodeIfPresent([SeatSetup].self, forKey: .seats) ?? []
    }
}
