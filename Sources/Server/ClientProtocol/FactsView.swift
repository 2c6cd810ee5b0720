public import Summit

/// What is known of a day: who sits at which table, and what everybody is called.
public struct FactsView: Sendable, Hashable, Encodable {
    public var on: CivilDate
    /// By code.
    public var parties: [PartyView]
    /// Those with somebody at their table on that day.
    public var formats: [FormatView]
    /// Who coordinates the relations with whom on that day.
    public var coordinators: [CoordinatorView]
    public var levels: [Level]
    public var ranks: [RankFact]
    /// What a meeting may do with a text.
    public var outcomes: [Outcome]

    public struct PartyView: Sendable, Hashable, Encodable {
        public var id: SeatID
        public var name: Texts
        public var kind: Party.Kind
        public var flag: String?
        public var capital: Texts?
        /// Nil where a country has several.
        public var timeZone: String?
        /// Working languages, RFC 5646.
        public var languages: [String]
    }

    public struct FormatView: Sendable, Hashable, Encodable {
        public var id: FormatID
        public var name: Texts
        public var level: Level
        /// In order of precedence at that level.
        public var table: [SeatID]
        public var chair: SeatID?
        public var coChairs: [SeatID]
        /// Beside precedence.
        public var orders: OrdersView
        /// Orders that were decided otherwise, with author and reason.
        public var overrides: [OrderOverride]
    }

    public struct OrdersView: Sendable, Hashable, Encodable {
        public var speaking: [SeatID]
        /// Members and partners.
        public var signing: [SeatID]
        /// Clockwise around the table, the head first.
        public var seating: [SeatID]
    }

    public struct CoordinatorView: Sendable, Hashable, Encodable {
        public var partner: SeatID
        public var party: SeatID
        public var since: CivilDate
        /// The last day; nil: until further notice.
        public var until: CivilDate?
    }

    public init(of facts: Facts, on day: CivilDate) {
        on = day
        parties = facts.parties.values.sorted { $0.code < $1.code }.map {
            PartyView(
                id: $0.code, name: $0.name, kind: $0.kind, flag: $0.flag, capital: $0.capital, timeZone: $0.timeZone,
                languages: $0.languages)
        }
        formats = facts.formats.compactMap { format in
            guard let table = try? facts.table(of: format.id, on: day) else { return nil }
            return FormatView(
                id: format.id, name: format.name, level: format.level, table: table.precedence, chair: table.chair,
                coChairs: table.coChairs,
                orders: OrdersView(speaking: table.speaking, signing: table.signing, seating: table.seating),
                overrides: table.overrides)
        }
        coordinators = Set(facts.coordinations.map(\.partner)).sorted().compactMap { partner in
            facts.coordinator(of: partner, on: day).map {
                CoordinatorView(
                    partner: partner, party: $0.term.party, since: $0.term.period.since, until: $0.term.period.until)
            }
        }
        levels = Level.allCases
        ranks = facts.ranks
        outcomes = Outcome.allCases
    }
}
