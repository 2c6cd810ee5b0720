public import Summit

/// What delegations ask to be changed.
public struct Proposal: Sendable, Hashable, Identifiable {
    public let id: ProposalID
    public let change: Change
    /// The text as its sponsors saw it.
    public let seen: Int
    public internal(set) var sponsors: Set<SeatID>
    public internal(set) var supporting: Set<SeatID> = []
    public internal(set) var opposing: Set<SeatID> = []
    /// Why; may be empty.
    public let reason: String
    public internal(set) var outcome: Outcome?

    public enum Change: Sendable, Hashable, Codable {
        /// Words directly behind an element, or at the beginning.
        case insert(paragraph: ParagraphID, behind: ElementID?, words: String)
        case delete(paragraph: ParagraphID, ranges: [ElementRange])
        /// Other words in the place of these.
        case replace(paragraph: ParagraphID, ranges: [ElementRange], words: String)
        /// Behind another, or to the beginning.
        case move(paragraph: ParagraphID, behind: ParagraphID?)
        case add(behind: ParagraphID?, kind: Paragraph.Kind, words: String)
        case remove(paragraph: ParagraphID)
        case alternative(to: ParagraphID, words: String)
        /// Its mark directly behind an element, or at the beginning.
        case footnote(paragraph: ParagraphID, behind: ElementID?, words: String)
    }

    /// What became of it; nil: it is on the table.
    public enum Outcome: Sendable, Hashable {
        case withdrawn
        case accepted
        /// Its words stand in brackets.
        case bracketed
        /// Its sponsors' wish is taken up by another one.
        case merged(into: ProposalID)
        case setAside(reason: String)
    }
}

extension Proposal.Change {
    /// The paragraph that it changes; nil: it adds one.
    public var paragraph: ParagraphID? {
        switch self {
        case .insert(let id, _, _), .delete(let id, _), .replace(let id, _, _), .move(let id, _), .remove(let id),
            .alternative(let id, _), .footnote(let id, _, _):
            id
        case .add: nil
        }
    }

    /// The words that it brings.
    public var words: String? {
        switch self {
        case .insert(_, _, let words), .replace(_, _, let words), .add(_, _, let words), .alternative(_, let words),
            .footnote(_, _, let words):
            words
        case .delete, .move, .remove: nil
        }
    }
}
