/// A place in a meeting, held by a delegation.
public struct Seat: Sendable, Hashable {
    public enum Place: String, Sendable, Hashable, Codable, CaseIterable {
        /// At the table, in order of precedence; may ask for the floor.
        case table
        /// Behind or beside it: observers and guests.
        case offstage
    }

    public var id: SeatID
    /// The delegation's name as it stands on the name plate.
    public var name: Texts
    /// The function of its head, such as Prime Minister; empty when unknown. No personal name.
    public var title: Texts
    /// ISO 3166-1 alpha-2 code in lower case, or another name of a flag picture.
    public var flag: String?
    public var capital: Texts?
    /// A name of the IANA time zone database.
    public var timeZone: String?
    public var place: Place

    public init(
        id: SeatID, name: Texts, title: Texts = .empty, flag: String? = nil, capital: Texts? = nil,
        timeZone: String? = nil, place: Place = .table
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.flag = flag
        self.capital = capital
        self.timeZone = timeZone
        self.place = place
    }
}

extension Seat: Codable {
    enum CodingKeys: String, CodingKey { case id, name, title, flag, capital, timeZone, place }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(SeatID.self, forKey: .id)
        name = try container.decode(Texts.self, forKey: .name)
        title = try container.decodeIfPresent(Texts.self, forKey: .title) ?? .empty
        flag = try container.decodeIfPresent(String.self, forKey: .flag)
        capital = try container.decodeIfPresent(Texts.self, forKey: .capital)
        timeZone = try container.decodeIfPresent(String.self, forKey: .timeZone)
        place = try container.decodeIfPresent(Place.self, forKey: .place) ?? .table
    }

    /// What is unknown is written as null, so that a reader meets every member.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(title, forKey: .title)
        try container.encode(flag, forKey: .flag)
        try container.encode(capital, forKey: .capital)
        try container.encode(timeZone, forKey: .timeZone)
        try container.encode(place, forKey: .place)
    }
}
