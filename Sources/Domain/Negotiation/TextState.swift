public import Summit

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
    public internal(set) var standing = TextStanding.negotiated
    /// Silence procedures that are over.
    public internal(set) var silences: [Silence] = []
    /// What was decided before it went on to another level.
    public internal(set) var earlierDecisions: [Decision] = []
    /// What capitals did not agree to.
    public internal(set) var declined: [Declined] = []
    /// Where it came from, level by level.
    public internal(set) var referrals: [Referred] = []
    /// When its negotiation was last taken up again.
    public internal(set) var resumption: Resumption?
    public internal(set) var statements: [StatementID: Statement] = [:]
    public internal(set) var corrigenda: [CorrigendumID: Corrigendum] = [:]
    public internal(set) var citations: [CitationID: Citation] = [:]
    var translations: [LanguageTag: [ParagraphID: Translation]] = [:]
    /// As the outcome document is cited.
    public internal(set) var symbol: String?
    /// The paragraphs that were taken up, each where it was taken up last.
    var takenUp: [ParagraphID] = []
    /// What came last from each device, and the act that came of it.
    public internal(set) var stamps: [String: Stamped] = [:]
    /// The proposals that came with a key, by who made them.
    var keyed: [SeatID: [ProposalKey: ProposalID]] = [:]
    /// The paragraphs in which a footnote's mark stands or stood.
    var noted: Set<ParagraphID> = []
    /// How many elements the last act has made.
    var elements = 0

    /// A text that was just created; nil for any other event.
    public init?(first event: TextEvent) {
        guard case .textCreated(let facts) = event else { return nil }
        self.facts = facts
    }

    /// The paragraphs that are there, in order; variants of one behind it, and behind each the footnotes whose marks stand in it.
    public var order: [ParagraphID] { withFootnotes(body) { $0.isThere } }

    /// The paragraphs that were there after an act, in the order that they had.
    public func order(after act: Int) -> [ParagraphID] {
        let body = slots.filter { $0.presence.wasThere(after: act) }.map(\.paragraph)
        return withFootnotes(body) { $0.wasThere(after: act) }
    }

    /// What is under discussion, in the order in which the chair took it up: the discussion is at the last.
    public var discussion: [ParagraphID] {
        takenUp.filter { paragraphs[$0]?.standing == .underDiscussion && isThere($0) }
    }

    /// The paragraphs that were taken out, in the order in which they came in; without the footnotes that went with their paragraph.
    public var removed: [ParagraphID] {
        let there = Set(order)
        return paragraphs.values.filter { paragraph in
            !there.contains(paragraph.id) && (paragraph.anchor.map(there.contains) ?? true)
        }.map(\.id).sorted()
    }

    public func isThere(_ id: ParagraphID) -> Bool {
        if let anchor = paragraphs[id]?.anchor { return isThere(anchor) && footnotes(of: anchor).contains(id) }
        return slots.contains { $0.paragraph == id && $0.presence.isThere }
    }

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

    /// What a delegation proposed under a key; nil: nothing.
    public func proposal(of delegation: SeatID, _ key: ProposalKey) -> ProposalID? { keyed[delegation]?[key] }

    /// The placeholders that are there, in the order of the text.
    public var openPlaceholders: [Placeholder] {
        let holders = Set(placeholders.values.map(\.paragraph))
        return holders.isEmpty ? [] : order.filter(holders.contains).flatMap(openPlaceholders(in:))
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

/// A text went on from one body to another.
public struct Referred: Sendable, Hashable, Codable {
    public var at: Timestamp
    public var from: Referral
    public var reason: String
}

/// The chair took up the negotiation again.
public struct Resumption: Sendable, Hashable {
    public var act: Int
    public var at: Timestamp
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
    public static let citations = 500
    /// Letters of all that is cited.
    public static let citedLetters = 100_000
    public static let languages = 30
    public static let packages = 200
    public static let revisions = 200
    public static let statements = 1_000
    public static let corrigenda = 200
    /// Silence procedures, and extensions of one.
    public static let silences = 100
    public static let referrals = 100
    /// Seconds of a silence procedure.
    public static let silence = 90 * 86_400
    /// Letters of a statement.
    public static let statement = 20_000
    /// Letters of a reason or a comment.
    public static let reason = 2_000
    /// Letters of a name or title.
    public static let name = 200
}
