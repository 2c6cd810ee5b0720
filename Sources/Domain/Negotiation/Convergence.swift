public import Summit

/// How near a text is to being agreed.
public struct Convergence: Sendable, Hashable, Codable {
    /// Paragraphs that are there and could be agreed: headings and annexes' titles are not counted.
    public var paragraphs = 0
    /// Agreed, with all that they are agreed together with.
    public var clean = 0
    public var brackets = 0
    public var placeholders = 0
    /// Proposals on the table.
    public var proposals = 0
    /// What each delegation still holds.
    public var held: [SeatID: Held] = [:]

    /// What waits for one delegation.
    public struct Held: Sendable, Hashable, Codable {
        /// Brackets in which it wants or opposes the words.
        public var brackets: [BracketID] = []
        /// Its own proposals on the table.
        public var proposals: [ProposalID] = []
        /// Paragraphs that wait for its capital.
        public var paragraphs: [ParagraphID] = []
        /// Placeholders that it is to fill.
        public var placeholders: [PlaceholderID] = []
    }

    public init() {}
}

extension TextState {
    public var convergence: Convergence {
        var sum = Convergence()
        let order = order
        let there = Set(order)
        let settled = settled
        for id in order {
            guard let paragraph = paragraphs[id] else { continue }
            switch paragraph.kind {
            case .heading, .annex: break
            case .preambular, .operative, .sub, .plain:
                sum.paragraphs += 1
                if settled.contains(id) { sum.clean += 1 }
            }
            if case .agreedAdReferendum(let waiting) = paragraph.standing {
                for seat in waiting { sum.held[seat, default: .init()].paragraphs.append(id) }
            }
            for placeholder in openPlaceholders(in: id) {
                sum.placeholders += 1
                if let owner = placeholder.owner {
                    sum.held[owner, default: .init()].placeholders.append(placeholder.id)
                }
            }
        }
        for bracket in brackets.values.sorted(by: { $0.id < $1.id })
        where bracket.presence.isThere && there.contains(bracket.paragraph) {
            sum.brackets += 1
            for seat in bracket.wanting.union(bracket.opposing) {
                sum.held[seat, default: .init()].brackets.append(bracket.id)
            }
        }
        for proposal in proposals.values.sorted(by: { $0.id < $1.id }) where proposal.outcome == nil {
            sum.proposals += 1
            for seat in proposal.sponsors { sum.held[seat, default: .init()].proposals.append(proposal.id) }
        }
        return sum
    }
}
