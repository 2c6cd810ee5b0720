/// The office of the person who represents a delegation.
public enum Rank: String, Sendable, Hashable, Codable, CaseIterable {
    case headOfState, headOfGovernment, minister, deputyMinister, seniorOfficial, other
}

/// The level of a meeting. Texts go up, decisions come down.
public enum Level: String, Sendable, Hashable, Codable, CaseIterable {
    case leaders, ministers, seniorOfficials, working

    /// The rank that a delegation is taken to have at this level when nothing else is known.
    public var usualRank: Rank {
        switch self {
        case .leaders: .headOfGovernment
        case .ministers: .minister
        case .seniorOfficials: .seniorOfficial
        case .working: .other
        }
    }
}

/// Where a rank stands in the order of precedence.
public struct RankFact: Sendable, Hashable, Codable {
    public var rank: Rank
    /// The smaller one goes first; equal ones follow the alphabet together.
    public var precedence: Int
    public var name: Texts

    public init(rank: Rank, precedence: Int, name: Texts) {
        self.rank = rank
        self.precedence = precedence
        self.name = name
    }
}
