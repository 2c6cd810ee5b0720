/// Who sits at the table of a kind of meeting, and how. Memberships are dated.
public struct Format: Sendable, Hashable {
    public let id: FormatID
    public var name: Texts
    /// At which it meets when nothing else is said.
    public var level: Level
    /// Its first meeting; before it nobody sits here.
    public var since: CivilDate
    /// The format whose members are members here as well, such as `asean`; nil: it has only its own.
    public var core: FormatID?
    public var memberships: [Membership]
    /// The format whose rotating chair presides here.
    public var chairedBy: FormatID?
    /// Whether the country coordinator and the partner are its co-chairs.
    public var coChaired: Bool
    public var seating: Seating
    /// Who sits at the end of the table when the secretariat's head takes part.
    public var secretaryGeneral: SeatID?

    public init(
        id: FormatID, name: Texts, level: Level = .leaders, since: CivilDate, core: FormatID? = nil,
        memberships: [Membership] = [], chairedBy: FormatID? = nil, coChaired: Bool = false,
        seating: Seating = Seating(),
        secretaryGeneral: SeatID? = nil
    ) {
        self.id = id
        self.name = name
        self.level = level
        self.since = since
        self.core = core
        self.memberships = memberships
        self.chairedBy = chairedBy
        self.coChaired = coChaired
        self.seating = seating
        self.secretaryGeneral = secretaryGeneral
    }
}

/// How seats are set around the table.
public struct Seating: Sendable, Hashable, Codable {
    public enum Arrangement: String, Sendable, Hashable, Codable, CaseIterable {
        /// From the chair on around the table, seen from above.
        case clockwise
        /// First on the chair's right hand, then on the left, then right again.
        case alternating
    }

    public var arrangement: Arrangement
    /// Whether the partner who co-chairs sits on the chair's right hand.
    public var partnerBesideChair: Bool

    public init(arrangement: Arrangement = .clockwise, partnerBesideChair: Bool = false) {
        self.arrangement = arrangement
        self.partnerBesideChair = partnerBesideChair
    }
}

extension Format: Codable {
    enum CodingKeys: String, CodingKey {
        case id, name, level, since, core, memberships, chairedBy, coChaired, seating, secretaryGeneral
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try fields.decode(FormatID.self, forKey: .id), name: try fields.decode(Texts.self, forKey: .name),
            level: try fields.decodeIfPresent(Level.self, forKey: .level) ?? .leaders,
            since: try fields.decode(CivilDate.self, forKey: .since),
            core: try fields.decodeIfPresent(FormatID.self, forKey: .core),
            memberships: try fields.decode([Membership].self, forKey: .memberships),
            chairedBy: try fields.decodeIfPresent(FormatID.self, forKey: .chairedBy),
            coChaired: try fields.decodeIfPresent(Bool.self, forKey: .coChaired) ?? false,
            seating: try fields.decodeIfPresent(Seating.self, forKey: .seating) ?? Seating(),
            secretaryGeneral: try fields.decodeIfPresent(SeatID.self, forKey: .secretaryGeneral))
    }
}
