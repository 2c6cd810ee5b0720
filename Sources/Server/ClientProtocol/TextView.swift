public import Negotiation
public import Summit

/// A text as its readers see it, with all that a page needs to fold the edits that follow (docs/protocol.md).
public struct TextView: Sendable, Hashable, Encodable {
    public var text: TextFacts
    /// Those that are there, in order.
    public var paragraphs: [ParagraphView]
    /// Those that were taken out.
    public var removed: [RemovedView]
    /// What is under discussion, as it was taken up: the discussion is at the last.
    public var discussion: [ParagraphID]
    public var brackets: [BracketView]
    public var placeholders: [PlaceholderView]
    public var proposals: [ProposalView]
    public var comments: [CommentView]
    public var citations: [CitationView]
    /// In which there is something of the text besides English.
    public var languages: [LanguageTag]
    public var packages: [PackageView]
    public var revisions: [RevisionView]
    public var course: CourseView
    public var statements: [StatementView]
    public var corrigenda: [CorrigendumView]
    public var convergence: Convergence
    /// What came last from each device.
    public var stamps: [String: Stamped]

    public struct ParagraphView: Sendable, Hashable, Encodable {
        public var id: ParagraphID
        public var kind: Paragraph.Kind
        /// Empty for what has none.
        public var number: String
        public var standing: String
        /// Whose capital has to confirm it.
        public var waiting: [SeatID]
        public var confirmations: [SeatID: String]
        /// Of a footnote: the paragraph in which its mark stands.
        public var anchor: ParagraphID?
        public var alternativeTo: ParagraphID?
        public var supporters: [SeatID]
        /// Whether it is agreed, and all that it is agreed together with.
        public var isSettled: Bool
        public var runs: [RunView]
    }

    public struct RemovedView: Sendable, Hashable, Encodable {
        public var id: ParagraphID
        public var kind: Paragraph.Kind
        /// How it begins.
        public var words: String
    }

    public struct BracketView: Sendable, Hashable, Encodable {
        public var id: BracketID
        public var paragraph: ParagraphID
        public var wanting: [SeatID]
        public var opposing: [SeatID]
    }

    public struct PlaceholderView: Sendable, Hashable, Encodable {
        public var id: PlaceholderID
        public var paragraph: ParagraphID
        public var subject: String
        public var owner: SeatID?
        public var due: Timestamp?
    }

    public struct ProposalView: Sendable, Hashable, Encodable {
        public var id: ProposalID
        public var change: Proposal.Change
        public var seen: Int
        public var sponsors: [SeatID]
        public var supporting: [SeatID]
        public var opposing: [SeatID]
        public var reason: String
        /// `tabled`, `withdrawn`, `accepted`, `bracketed`, `merged`, `setAside`.
        public var state: String
        public var into: ProposalID?
        public var setAside: String?
    }

    public struct CommentView: Sendable, Hashable, Encodable {
        public var id: CommentID
        public var paragraph: ParagraphID
        public var stretch: Stretch?
        public var delegation: SeatID?
        public var words: String
        public var isResolved: Bool
    }

    public struct PackageView: Sendable, Hashable, Encodable {
        public var id: PackageID
        public var name: Texts
        public var paragraphs: [ParagraphID]
    }

    public struct RevisionView: Sendable, Hashable, Encodable {
        public var name: String
        public var act: Int
        public var at: Timestamp
        public var cutOff: Timestamp?
        public var stood: Convergence.Counts
    }
}

/// Elements that one act put in one behind the other: an array of the first one's name, what they are, and the acts that took
/// them out and put them back: `["12.3","words",[14]]`; where they stood before, if they came from another place of the text, is a
/// fourth: `["12.3","words",[],"7.0"]`. A mark is `{"open":"12.0"}` or `{"close":"12.0"}`, a placeholder
/// `{"placeholder":"13.0"}`, a footnote's `{"footnote":"14.0"}`.
public struct RunView: Sendable, Hashable, Encodable {
    public var run: Wording.Run

    private enum Mark: String, CodingKey { case open, close, placeholder, footnote }

    public func encode(to encoder: any Encoder) throws {
        var array = encoder.unkeyedContainer()
        try array.encode(run.id)
        switch run.content {
        case .letters(let letters): try array.encode(String(String.UnicodeScalarView(letters)))
        case .open(let id):
            var mark = array.nestedContainer(keyedBy: Mark.self)
            try mark.encode(id, forKey: .open)
        case .close(let id):
            var mark = array.nestedContainer(keyedBy: Mark.self)
            try mark.encode(id, forKey: .close)
        case .placeholder(let id):
            var mark = array.nestedContainer(keyedBy: Mark.self)
            try mark.encode(id, forKey: .placeholder)
        case .footnote(let id):
            var mark = array.nestedContainer(keyedBy: Mark.self)
            try mark.encode(id, forKey: .footnote)
        }
        if !run.presence.changes.isEmpty || run.source != nil { try array.encode(run.presence.changes) }
        if let source = run.source { try array.encode(source) }
    }
}

extension TextView {
    public init(of state: TextState) {
        text = state.facts
        paragraphs = state.paragraphViews(state.order)
        removed = Self.removed(of: state)
        discussion = state.discussion
        brackets = Self.brackets(of: state)
        placeholders = Self.placeholders(of: state)
        proposals = Self.proposals(of: state)
        comments = Self.comments(of: state)
        citations = state.citationViews
        languages = state.languages
        packages = Self.packages(of: state)
        revisions = Self.revisions(of: state)
        course = CourseView(of: state)
        statements = Self.statements(of: state)
        corrigenda = Self.corrigenda(of: state)
        convergence = state.convergence
        stamps = state.stamps
    }

    static func removed(of state: TextState) -> [RemovedView] {
        state.removed.compactMap { state.paragraphs[$0] }.map(RemovedView.init)
    }

    static func brackets(of state: TextState) -> [BracketView] {
        state.brackets.values.filter(\.presence.isThere).sorted { $0.id < $1.id }.map(BracketView.init)
    }

    static func placeholders(of state: TextState) -> [PlaceholderView] {
        state.openPlaceholders.map(PlaceholderView.init)
    }

    static func proposals(of state: TextState) -> [ProposalView] {
        state.proposals.values.sorted { $0.id < $1.id }.map(ProposalView.init)
    }

    static func comments(of state: TextState) -> [CommentView] {
        state.comments.values.sorted { $0.id < $1.id }.map(CommentView.init)
    }

    static func packages(of state: TextState) -> [PackageView] {
        state.packages.values.sorted { $0.id < $1.id }.map {
            PackageView(id: $0.id, name: $0.name, paragraphs: $0.paragraphs.sorted())
        }
    }

    static func revisions(of state: TextState) -> [RevisionView] {
        state.revisions.map {
            RevisionView(name: $0.name, act: $0.act, at: $0.at, cutOff: $0.cutOff, stood: $0.stood)
        }
    }
}

extension TextState {
    func paragraphViews(_ ids: [ParagraphID]) -> [TextView.ParagraphView] {
        let (numbers, settled) = (numbers, settled)
        return ids.compactMap { id in
            paragraphs[id].map { .init(of: $0, number: numbers[id] ?? "", isSettled: settled.contains(id)) }
        }
    }
}

extension TextView.ParagraphView {
    init(of paragraph: Paragraph, number: String, isSettled: Bool) {
        id = paragraph.id
        kind = paragraph.kind
        self.number = number
        waiting = []
        switch paragraph.standing {
        case .open: standing = "open"
        case .underDiscussion: standing = "underDiscussion"
        case .agreedAdReferendum(let seats):
            standing = "agreedAdReferendum"
            waiting = seats.sorted()
        case .agreed: standing = "agreed"
        }
        confirmations = paragraph.confirmations
        anchor = paragraph.anchor
        alternativeTo = paragraph.alternativeTo
        supporters = paragraph.supporters.sorted()
        self.isSettled = isSettled
        runs = paragraph.wording.runs.map(RunView.init)
    }
}

extension TextView.RemovedView {
    /// Letters that are told of one.
    private static let beginning = 120

    init(_ paragraph: Paragraph) {
        id = paragraph.id
        kind = paragraph.kind
        words = String(String.UnicodeScalarView(paragraph.wording.words.unicodeScalars.prefix(Self.beginning)))
    }
}

extension TextView.BracketView {
    init(_ bracket: Bracket) {
        id = bracket.id
        paragraph = bracket.paragraph
        wanting = bracket.wanting.sorted()
        opposing = bracket.opposing.sorted()
    }
}

extension TextView.PlaceholderView {
    init(_ placeholder: Placeholder) {
        id = placeholder.id
        paragraph = placeholder.paragraph
        subject = placeholder.subject
        owner = placeholder.owner
        due = placeholder.due
    }
}

extension TextView.ProposalView {
    init(_ proposal: Proposal) {
        id = proposal.id
        change = proposal.change
        seen = proposal.seen
        sponsors = proposal.sponsors.sorted()
        supporting = proposal.supporting.sorted()
        opposing = proposal.opposing.sorted()
        reason = proposal.reason
        switch proposal.outcome {
        case nil: state = "tabled"
        case .withdrawn: state = "withdrawn"
        case .accepted: state = "accepted"
        case .bracketed: state = "bracketed"
        case .merged(let other):
            state = "merged"
            into = other
        case .setAside(let reason):
            state = "setAside"
            setAside = reason
        }
    }
}

extension TextView.CommentView {
    init(_ comment: Comment) {
        id = comment.id
        paragraph = comment.paragraph
        stretch = comment.stretch
        delegation = comment.delegation
        words = comment.words
        isResolved = comment.isResolved
    }
}
