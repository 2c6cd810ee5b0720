public import Summit

/// A state's or organisation's team at a conference.
public struct Delegation: Sendable, Hashable, Identifiable {
    /// Name, flag, capital, zone and the title of its head, as they stand in each of its meetings.
    public var seat: Seat
    /// Who registers its people.
    public var focalPoint: ParticipantID?
    public var sites: [Site] = []
    /// When its principals are free; a level that is not there is free whenever the conference is.
    ///
    /// Confidential: the secretariat and the delegation itself read it, and nobody else.
    public var freeHours: [Level: [Interval]] = [:]
    /// Which address of its calendar is the valid one.
    public var calendarGeneration = 1
    public var id: SeatID { seat.id }
}

/// A room from which a delegation takes part, or its place in the hall.
public struct Site: Sendable, Hashable, Identifiable, Codable {
    public var id: String
    public var name: Texts
    /// A name of the IANA time zone database.
    public var timeZone: String
    public var inHall: Bool
    /// The language that is spoken there, as a tag of RFC 5646.
    public var language: String
    public var equipment: String

    public init(
        id: String, name: Texts, timeZone: String, inHall: Bool = false, language: String = "en", equipment: String = ""
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.inHall = inHall
        self.language = language
        self.equipment = equipment
    }
}

/// From one moment up to another.
public struct Interval: Sendable, Hashable, Codable {
    public var from: Timestamp
    public var to: Timestamp

    public init(from: Timestamp, to: Timestamp) {
        self.from = from
        self.to = to
    }
}

/// When a delegation's principals at one level are free; no hours: whenever the conference is.
public struct FreeHours: Sendable, Hashable, Codable {
    public var delegation: SeatID
    public var level: Level
    public var hours: [Interval]?

    public init(delegation: SeatID, level: Level, hours: [Interval]?) {
        self.delegation = delegation
        self.level = level
        self.hours = hours
    }
}

/// Somebody whom a delegation registered.
public struct Person: Sendable, Hashable, Identifiable, Codable {
    public var id: ParticipantID
    /// Nil for the secretariat, interpreters and press.
    public var delegation: SeatID?
    public var role: Role
    /// Whom they represent, where that changes precedence: a deputy minister for a minister.
    public var rank: Rank?
    /// Their function, as it stands under the name plate.
    public var title: Texts
    public var name: Texts
    /// The levels at which they take part; none: at all.
    public var levels: [Level]
    public var inHall: Bool
    /// Where notices are sent; read by the secretariat, the delegation's focal point and the person alone.
    public var email: MailAddress?

    public init(
        id: ParticipantID, delegation: SeatID? = nil, role: Role, rank: Rank? = nil, title: Texts = .empty,
        name: Texts = .empty, levels: [Level] = [], inHall: Bool = false, email: MailAddress? = nil
    ) {
        self.id = id
        self.delegation = delegation
        self.role = role
        self.rank = rank
        self.title = title
        self.name = name
        self.levels = levels
        self.inHall = inHall
        self.email = email
    }
}

/// How far somebody has come on the way to their seat.
public enum Accreditation: String, Sendable, Hashable, Codable, CaseIterable {
    /// By their delegation.
    case registered
    /// By the secretariat: they may enter their meetings.
    case approved
    /// They may not, and are cut off where they are in one.
    case revoked
}
