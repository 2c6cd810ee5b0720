public import Summit

/// What was laid down when a meeting was called.
public struct MeetingFacts: Sendable, Hashable {
    public var id: MeetingID
    public var title: Texts
    /// A ``Format``'s id, or any other name for the kind of meeting.
    public var format: String?
    /// The seat of the host country.
    public var host: SeatID?
    public var startsAt: Timestamp
    /// Whether participants wait to be let in.
    public var lobby: Bool
    public var floorRule: FloorRule
    /// Seconds granted with the floor; nil: unlimited.
    public var speakingLimitSeconds: Int?
    /// The meeting begins in the first of them, if any are planned.
    public var segments: [PlannedSegment]
    public var replyRule: ReplyRule

    public init(
        id: MeetingID, title: Texts, format: String? = nil, host: SeatID? = nil, startsAt: Timestamp,
        lobby: Bool = true, floorRule: FloorRule = .chair, speakingLimitSeconds: Int? = nil,
        segments: [PlannedSegment] = [], replyRule: ReplyRule = .standard
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
    }
}

extension MeetingFacts: Codable {
    enum CodingKeys: String, CodingKey {
        case id, title, format, host, startsAt, lobby, floorRule, speakingLimitSeconds, segments, replyRule
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(MeetingID.self, forKey: .id)
        title = try fields.decode(Texts.self, forKey: .title)
        format = try fields.decodeIfPresent(String.self, forKey: .format)
        host = try fields.decodeIfPresent(SeatID.self, forKey: .host)
        startsAt = try fields.decode(Timestamp.self, forKey: .startsAt)
        lobby = try fields.decode(Bool.self, forKey: .lobby)
        floorRule = try fields.decode(FloorRule.self, forKey: .floorRule)
        speakingLimitSeconds = try fields.decodeIfPresent(Int.self, forKey: .speakingLimitSeconds)
        // Older records have neither.
        segments = try fields.decodeIfPresent([PlannedSegment].self, forKey: .segments) ?? []
        replyRule = try fields.decodeIfPresent(ReplyRule.self, forKey: .replyRule) ?? .standard
    }

    /// What is unknown is written as null, so that a reader meets every member.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(format, forKey: .format)
        try container.encode(host, forKey: .host)
        try container.encode(startsAt, forKey: .startsAt)
        try container.encode(lobby, forKey: .lobby)
        try container.encode(floorRule, forKey: .floorRule)
        try container.encode(speakingLimitSeconds, forKey: .speakingLimitSeconds)
        try container.encode(segments, forKey: .segments)
        try container.encode(replyRule, forKey: .replyRule)
    }
}
