/// A country or an organisation that sends a delegation.
public struct Party: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable {
        /// An entry of ISO 3166-1.
        case country
        case organisation
    }

    /// The function of its head of delegation at a leaders' meeting, for a time. No personal name.
    public struct Head: Sendable, Hashable, Codable {
        public var title: Texts
        /// Nil: as long as is known.
        public var since: CivilDate?
        /// The last day; nil: until further notice.
        public var until: CivilDate?

        public init(title: Texts, since: CivilDate? = nil, until: CivilDate? = nil) {
            self.title = title
            self.since = since
            self.until = until
        }
    }

    /// ISO 3166-1 alpha-2, or an organisation's short name.
    public let code: SeatID
    public let kind: Kind
    public let alpha3: String?
    /// Three digits.
    public let numeric: String?
    /// As it stands on the name plate; its English orders the table.
    public var name: Texts
    /// Or the seat of an organisation.
    public var capital: Texts?
    /// Of the capital, in the IANA time zone database.
    public var timeZone: String?
    /// Working languages, RFC 5646.
    public var languages: [String]
    /// A flag picture's name, ISO 3166-1 alpha-2 in lower case.
    public var flag: String?
    public var heads: [Head]

    public init(
        code: SeatID, kind: Kind, alpha3: String? = nil, numeric: String? = nil, name: Texts, capital: Texts? = nil,
        timeZone: String? = nil, languages: [String] = [], flag: String? = nil, heads: [Head] = []
    ) {
        self.code = code
        self.kind = kind
        self.alpha3 = alpha3
        self.numeric = numeric
        self.name = name
        self.capital = capital
        self.timeZone = timeZone
        self.languages = languages
        self.flag = flag
        self.heads = heads
    }

    /// The function of its head at a leaders' meeting of that day; empty when unknown.
    public func headTitle(on day: CivilDate) -> Texts {
        heads.first { ($0.since ?? day) <= day && day <= ($0.until ?? day) }?.title ?? .empty
    }

    /// Its place in a meeting of that day.
    public func seat(on day: CivilDate, place: Seat.Place = .table) -> Seat {
        Seat(
            id: code, name: name, title: headTitle(on: day), flag: flag, capital: capital, timeZone: timeZone,
            place: place)
    }
}
