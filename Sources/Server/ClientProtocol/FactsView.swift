public import Summit

/// The facts of one day, for screens that offer them.
public struct FactsView: Sendable, Hashable, Encodable {
    public var on: CivilDate
    /// In the English alphabetical order of their names.
    public var parties: [PartyView]
    public var formats: [FormatView]
    /// Of the day.
    public var coordinators: [CoordinatorView]
    public var levels: [Level]
    public var ranks: [RankView]
    public var outcomes: [Outcome]

    public struct PartyView: Sendable, Hashable, Encodable {
        public var id: SeatID
        public var name: Texts
        public var kind: Party.Kind
        public var flag: String?
        public var capital: Texts?
        public var timeZone: String?
        /// The function of its head at a leaders' meeting; empty when unknown.
        public var title: Texts
    }

    public struct FormatView: Sendable, Hashable, Encodable {
        public var id: FormatID
        public var name: Texts
        public var level: Level
        /// Who sits at the table, in order of precedence; empty before the format's first meeting.
        public var table: [SeatID]
        public var chair: SeatID?
        public var coChairs: [SeatID]
        /// Orders that were decided otherwise.
        public var overrides: [OrderOverride]
    }

    public struct CoordinatorView: Sendable, Hashable, Encodable {
        public var partner: SeatID
        public var party: SeatID
        public var since: CivilDate
        public var until: CivilDate?
    }

    public struct RankView: Sendable, Hashable, Encodable {
        public var id: Rank
        public var name: Texts
        public var precedence: Int
    }

    public init(of facts: Facts, on day: CivilDate) {
        on = day
        parties = facts.partiesInOrder.map { party in
            PartyView(
                id: party.code, name: party.name, kind: party.kind, flag: party.flag, capital: party.capital,
                timeZone: party.timeZone, title: party.headTitle(on: day))
        }
        formats = facts.formats.map { format in
            let table = try? facts.table(of: format.id, on: day)
            return FormatView(
                id: format.id, name: format.name, level: format.level,
                table: table?.places.map(\.seat).filter { $0.place == .table }.map(\.id) ?? [], chair: table?.chair,
                coChairs: table?.coChairs ?? [], overrides: table?.overrides ?? [])
        }
        coordinators = Set(facts.coordinations.map(\.partner)).sorted().compactMap { partner in
            facts.coordinator(of: partner, on: day).map {
                CoordinatorView(
                    partner: partner, party: $0.term.party, since: $0.term.period.since, until: $0.term.period.until)
            }
        }
        levels = Level.allCases
        ranks = facts.ranks.map { RankView(id: $0.rank, name: $0.name, precedence: $0.precedence) }
        outcomes = Outcome.allCases
    }
}
