/// Who presides over a group's meetings: terms on record, then a rotation by calendar years with recorded exceptions.
///
/// The rotation follows the English alphabetical order of those who are members on 1 January. In each year it is
/// somebody's turn: of the member after the one whose turn it was the year before. That member presides, unless an
/// exception names another; the exception also says whose turn the year counts as. An exchange of years keeps the turns
/// (2011 was Brunei Darussalam's turn and Indonesia's chair); who is passed over loses the turn (2026).
public struct Chairmanship: Sendable, Hashable, Codable {
    /// A year from which on the rule holds.
    public struct Start: Sendable, Hashable, Codable {
        public var year: Int
        public var party: SeatID

        public init(year: Int, party: SeatID) {
            self.year = year
            self.party = party
        }
    }

    /// A year's chair that is not, or not only, the rule's.
    public struct Exception: Sendable, Hashable {
        public var year: Int
        public var chair: SeatID
        /// Whose turn the year counts as; the next year is that of the member after.
        public var turn: SeatID
        public var grounds: Grounds

        public init(year: Int, chair: SeatID, turn: SeatID, grounds: Grounds) {
            self.year = year
            self.chair = chair
            self.turn = turn
            self.grounds = grounds
        }
    }

    /// The format whose members take turns.
    public let group: FormatID
    /// Before the rule.
    public var terms: [Term]
    public var start: Start
    public var exceptions: [Exception]

    public init(group: FormatID, terms: [Term] = [], start: Start, exceptions: [Exception] = []) {
        self.group = group
        self.terms = terms
        self.start = start
        self.exceptions = exceptions
    }
}

extension Chairmanship {
    /// How far from its start the rotation is followed, years.
    static let foreseeable = 200

    /// Whether the rule says who presides in that year.
    func reaches(_ year: Int) -> Bool {
        let (distance, overflow) = year.subtractingReportingOverflow(start.year)
        return !overflow && (0...Self.foreseeable).contains(distance)
    }
}

/// A party's time in a function.
public struct Term: Sendable, Hashable {
    public var party: SeatID
    public var period: Period
    public var grounds: Grounds

    public init(party: SeatID, period: Period, grounds: Grounds = Grounds()) {
        self.party = party
        self.period = period
        self.grounds = grounds
    }
}

extension Term: Codable {
    private enum CodingKeys: String, CodingKey { case party }

    public init(from decoder: any Decoder) throws {
        party = try decoder.container(keyedBy: CodingKeys.self).decode(SeatID.self, forKey: .party)
        period = try Period(from: decoder)
        grounds = try Grounds(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(party, forKey: .party)
        try period.encode(to: encoder)
        try grounds.encode(to: encoder)
    }
}

extension Chairmanship.Exception: Codable {
    private enum CodingKeys: String, CodingKey { case year, chair, turn }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        year = try fields.decode(Int.self, forKey: .year)
        chair = try fields.decode(SeatID.self, forKey: .chair)
        turn = try fields.decode(SeatID.self, forKey: .turn)
        grounds = try Grounds(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(year, forKey: .year)
        try fields.encode(chair, forKey: .chair)
        try fields.encode(turn, forKey: .turn)
        try grounds.encode(to: encoder)
    }
}
