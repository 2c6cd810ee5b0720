/// What the system knows of the world it meets in, by date: countries and organisations, formats and their members,
/// who chairs and who coordinates, and which orders were decided otherwise.
///
/// A pure value. The program begins with reviewed data (`Facts.standard` of the module StandardFacts); what
/// people change later are ``FactsChange``s, and the facts of an installation are the fold of both.
public struct Facts: Sendable, Hashable, Codable {
    public internal(set) var parties: [SeatID: Party]
    /// In the order of the data: what people choose from.
    public internal(set) var formats: [Format]
    public internal(set) var chairmanships: [Chairmanship]
    public internal(set) var coordinations: [Coordination]
    public internal(set) var ranks: [RankFact]
    /// Later ones come before earlier ones.
    public internal(set) var overrides: [OrderOverride]
    /// Titles and places of the works that ``Grounds/source`` refers to.
    public internal(set) var sources: [String: String]

    public init(
        parties: [Party], formats: [Format], chairmanships: [Chairmanship] = [], coordinations: [Coordination] = [],
        ranks: [RankFact] = [], overrides: [OrderOverride] = [], sources: [String: String] = [:]
    ) {
        self.parties = Dictionary(parties.map { ($0.code, $0) }) { $1 }
        self.formats = formats
        self.chairmanships = chairmanships
        self.coordinations = coordinations
        self.ranks = ranks
        self.overrides = overrides
        self.sources = sources
    }

    /// The country or organisation with this code, if it is known.
    public func party(_ code: SeatID) -> Party? { parties[code] }

    /// The format with this id, if it is known.
    public func format(_ id: FormatID) -> Format? { formats.first { $0.id == id } }

    /// Where something can be read, in words.
    public func source(of grounds: Grounds) -> String? { grounds.source.map { sources[$0] ?? $0 } }

    /// How parties stand in the English alphabet; codes that nobody knows are left out.
    func inEnglishOrder(_ codes: some Sequence<SeatID>) -> [SeatID] {
        EnglishAlphabet.sorted(codes.compactMap { parties[$0] }).map(\.code)
    }
}
