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

    /// The numbers alone.
    public struct Counts: Sendable, Hashable, Codable {
        public var paragraphs: Int
        public var clean: Int
        public var brackets: Int
        public var placeholders: Int
        public var proposals: Int

        public init(paragraphs: Int, clean: Int, brackets: Int, placeholders: Int, proposals: Int) {
            self.paragraphs = paragraphs
            self.clean = clean
            self.brackets = brackets
            self.placeholders = placeholders
            self.proposals = proposals
        }
    }

    public init() {}

    public var counts: Counts {
        Counts(
            paragraphs: paragraphs, clean: clean, brackets: brackets, placeholders: placeholders, proposals: proposals)
    }
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
            case .preambular, .operative, .sub, .plain, .footnote:
                sum.paragraphs += 1
                if settled.contains(id) { sum.clean += 1 }
            }
            if case .agreedAdReferendum(let waiting) = paragraph.standing {
                for seat in waiting { sum.held[seat, default: .init()].paragraphs.append(id) }
            }
        }
        for placeholder in openPlaceholders {
            sum.placeholders += 1
            if let owner = placeholder.owner { sum.held[owner, default: .init()].placeholders.append(placeholder.id) }
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
