import Summit

/// A text as its record tells it: the fold of its events.
public struct TextState: Sendable, Hashable {
    public internal(set) var facts: TextFacts
    /// The number of the last act that was folded; the first is 1.
    public internal(set) var act = 1
    /// Every paragraph that ever was.
    public internal(set) var paragraphs: [ParagraphID: Paragraph] = [:]
    /// The order in which they stand and stood.
    public internal(set) var slots: [Slot] = []
    public internal(set) var brackets: [BracketID: Bracket] = [:]
    public internal(set) var placeholders: [PlaceholderID: Placeholder] = [:]
    public internal(set) var proposals: [ProposalID: Proposal] = [:]
    public internal(set) var comments: [CommentID: Comment] = [:]
    public internal(set) var packages: [PackageID: Package] = [:]
    public internal(set) var revisions: [Revision] = []
    /// What came last from each device, and the act that came of it.
    public internal(set) var stamps: [String: Stamped] = [:]
    /// How many elements the last act has made.
    var elements = 0

    /// A text that was just created; nil for any other event.
    public init?(first event: TextEvent) {
        guard case .textCreated(let facts) = event else { return nil }
        self.facts = facts
    }

    /// The paragraphs that are there, in order; variants of one behind it.
    public var order: [ParagraphID] { slots.filter(\.presence.isThere).map(\.paragraph) }

    /// The paragraphs that were there after an act, in the order that they had.
    public func order(after act: Int) -> [ParagraphID] {
        slots.filter { $0.presence.wasThere(after: act) }.map(\.paragraph)
    }

    public func isThere(_ id: ParagraphID) -> Bool { slots.contains { $0.paragraph == id && $0.presence.isThere } }

    /// The brackets that are there in a paragraph.
    public func openBrackets(in id: ParagraphID) -> [Bracket] {
        brackets.values.filter { $0.paragraph == id && $0.presence.isThere }.sorted { $0.id < $1.id }
    }

    /// The placeholders that are there in a paragraph.
    public func openPlaceholders(in id: ParagraphID) -> [Placeholder] {
        paragraphs[id]?.wording.runs.compactMap { run in
            guard case .placeholder(let id) = run.content, run.presence.isThere else { return nil }
            return placeholders[id]
        } ?? []
    }

    /// The other variants of a paragraph that are there, and the paragraph itself: one when there is no choice.
    public func variants(of id: ParagraphID) -> [ParagraphID] {
        let base = paragraphs[id]?.alternativeTo ?? id
        return order.filter { $0 == base || paragraphs[$0]?.alternativeTo == base }
    }

    /// The paragraphs that are there and agreed, with all that each is agreed together with.
    public var settled: Set<ParagraphID> {
        let there = Set(order)
        let agreed = there.filter { paragraphs[$0]?.standing == .agreed }
        let held = packages.values.filter { !$0.paragraphs.intersection(there).isSubset(of: agreed) }
        return agreed.subtracting(held.flatMap(\.paragraphs))
    }
}

/// The last that a device sent.
public struct Stamped: Sendable, Hashable, Codable {
    public var number: Int
    public var act: Int

    public init(number: Int, act: Int) {
        self.number = number
        self.act = act
    }
}

/// What a text may grow to.
public enum TextLimits {
    public static let paragraphs = 5_000
    /// Letters of a paragraph that are there.
    public static let letters = 20_000
    /// Letters, of what is put in at once.
    public static let words = 20_000
    /// Edits in one command.
    public static let edits = 500
    public static let delegations = 200
    /// From which edits came.
    public static let devices = 5_000
    public static let brackets = 2_000
    public static let proposals = 10_000
    public static let comments = 10_000
    public static let packages = 200
    public static let revisions = 200
    /// Letters of a reason or a comment.
    public static let reason = 2_000
    /// Letters of a name or title.
    public static let name = 200
}
