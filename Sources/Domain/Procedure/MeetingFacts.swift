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

    public init(
        id: MeetingID, title: Texts, format: String? = nil, host: SeatID? = nil, startsAt: Timestamp,
        lobby: Bool = true, floorRule: FloorRule = .chair, speakingLimitSeconds: Int? = nil
    ) {
        self.id = id
        self.title = title
        self.format = format
        self.host = host
        self.startsAt = startsAt
        self.lobby = lobby
        self.floorRule = floorRule
        self.speakingLimitSeconds = speakingLimitSeconds
    }
}

extension MeetingFacts: Codable {
    enum CodingKeys: String, CodingKey {
        case id, title, format, host, startsAt, lobby, floorRule, speakingLimitSeconds
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
    }
}
