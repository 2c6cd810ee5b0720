public import Negotiation
public import Summit

/// What an act changed, for those who follow a text. An edit is told as it is, and whoever follows folds it; of anything else, what
/// stands now is told of all that changed.
public struct TextChange: Sendable, Hashable, Encodable {
    /// The number of the act.
    public var sequence: Int
    public var at: Timestamp
    public var by: Author
    public var edited: Edited?
    public var event: TextEvent?
    /// Those that are there, in order, as soon as the order or a number has changed.
    public var order: [Place]?
    /// Those that are there and have changed.
    public var paragraphs: [TextView.ParagraphView]?
    /// Those that are new or have changed; none goes.
    public var proposals: [TextView.ProposalView]?
    public var comments: [TextView.CommentView]?
    public var removed: [TextView.RemovedView]?
    public var discussion: [ParagraphID]?
    /// All of them, as soon as one has changed.
    public var text: TextFacts?
    public var brackets: [TextView.BracketView]?
    public var placeholders: [TextView.PlaceholderView]?
    public var citations: [TextView.CitationView]?
    /// Of the citations in a paragraph that was edited.
    public var verbatim: [Verbatim]?
    public var languages: [LanguageTag]?
    public var packages: [TextView.PackageView]?
    public var revisions: [TextView.RevisionView]?
    public var course: CourseView?
    public var statements: [TextView.StatementView]?
    public var corrigenda: [TextView.CorrigendumView]?
    public var convergence: Convergence?

    public struct Edited: Sendable, Hashable, Encodable {
        public var paragraph: ParagraphID
        public var edits: [Edit]
        public var stamp: Stamp?
    }

    public struct Verbatim: Sendable, Hashable, Encodable {
        public var id: CitationID
        public var isVerbatim: Bool
    }

    public struct Place: Sendable, Hashable, Encodable {
        public var id: ParagraphID
        public var number: String
    }

    /// - Parameters:
    ///   - before: the text without the act.
    ///   - after: the text with it.
    public init(_ event: TextEvent, at time: Timestamp, by author: Author, from before: TextState, to after: TextState)
    {
        sequence = after.act
        at = time
        by = author
        if case .edited(let paragraph, let edits, let stamp) = event {
            edited = Edited(paragraph: paragraph, edits: edits, stamp: stamp)
        } else {
            self.event = event
        }
        // Where a footnote goes or comes back with its mark, all is told that follows.
        if case .edited(let paragraph, let edits, _) = event, !after.turnFootnote(edits) {
            // What an edit may change beside the words.
            if edits.contains(where: { after.turnsPlaceholder($0) }) {
                placeholders = TextView.placeholders(of: after)
                convergence = after.convergence
            }
            // Whether words still are those of their source follows from an edit as well.
            let cited = after.citations.values.filter { $0.paragraph == paragraph }.sorted { $0.id < $1.id }
            if !cited.isEmpty {
                verbatim = cited.map { Verbatim(id: $0.id, isVerbatim: after.isVerbatim($0)) }
            }
            return
        }
        /// What is made of something, if that is another now: first the two are compared as they are, which costs nothing where one is
        /// the other's copy.
        func changed<Whole: Equatable, Told: Equatable>(
            _ whole: (TextState) -> Whole, _ told: (TextState) -> Told
        ) -> Told? {
            guard whole(before) != whole(after) else { return nil }
            let new = told(after)
            return told(before) == new ? nil : new
        }
        func changed<Value: Equatable>(_ value: (TextState) -> Value) -> Value? { changed(value, value) }
        /// Of what never goes, what is made of those that are new or others now.
        func renewed<ID: Hashable & Comparable, Part: Equatable, Told: Equatable>(
            _ parts: (TextState) -> [ID: Part], _ told: (Part) -> Told
        ) -> [Told]? {
            let (old, new) = (parts(before), parts(after))
            let touched = new.filter { old[$0.key] != $0.value }.sorted { $0.key < $1.key }
            let renewed = touched.compactMap { id, part in
                let view = told(part)
                return old[id].map(told) == view ? nil : view
            }
            return renewed.isEmpty ? nil : renewed
        }
        let (old, new) = (Standing(of: before), Standing(of: after))
        if old.places != new.places { order = new.places }
        let paragraphs = new.views(changedSince: old)
        if !paragraphs.isEmpty { self.paragraphs = paragraphs }
        removed = changed(Words.init(of:), TextView.removed(of:))
        discussion = changed(\.discussion)
        text = changed(\.facts)
        brackets = changed(\.brackets, TextView.brackets(of:))
        placeholders = changed(Words.init(of:), TextView.placeholders(of:))
        proposals = renewed(\.proposals, TextView.ProposalView.init)
        comments = renewed(\.comments, TextView.CommentView.init)
        citations = changed(Cited.init(of:), \.citationViews)
        languages = changed(\.languages)
        packages = changed(\.packages, TextView.packages(of:))
        revisions = changed(\.revisions, TextView.revisions(of:))
        course = changed(CourseView.init(of:))
        statements = changed(\.statements, TextView.statements(of:))
        corrigenda = changed(\.corrigenda, TextView.corrigenda(of:))
        convergence = changed(\.convergence)
    }

    /// All that the order and the words follow from.
    private struct Words: Equatable {
        var paragraphs: [ParagraphID: Paragraph]
        var slots: [Slot]

        init(of state: TextState) { (paragraphs, slots) = (state.paragraphs, state.slots) }
    }

    /// All that citations follow from.
    private struct Cited: Equatable {
        var words: Words
        var citations: [CitationID: Citation]

        init(of state: TextState) { (words, citations) = (Words(of: state), state.citations) }
    }

    /// The paragraphs that are there, with what each has from the others.
    private struct Standing {
        let state: TextState
        let places: [Place]
        let settled: Set<ParagraphID>

        init(of state: TextState) {
            self.state = state
            let numbers = state.numbers
            places = state.order.map { Place(id: $0, number: numbers[$0] ?? "") }
            settled = state.settled
        }

        func views(changedSince old: Standing) -> [TextView.ParagraphView] {
            let numbers = Dictionary(old.places.map { ($0.id, $0.number) }) { $1 }
            return places.compactMap { place in
                guard let paragraph = state.paragraphs[place.id] else { return nil }
                let isSettled = settled.contains(place.id)
                func view(_ paragraph: Paragraph, _ number: String, _ isSettled: Bool) -> TextView.ParagraphView {
                    .init(of: paragraph, number: number, isSettled: isSettled)
                }
                guard let number = numbers[place.id], let before = old.state.paragraphs[place.id] else {
                    return view(paragraph, place.number, isSettled)
                }
                let wasSettled = old.settled.contains(place.id)
                if before == paragraph, number == place.number, wasSettled == isSettled { return nil }
                let now = view(paragraph, place.number, isSettled)
                return view(before, number, wasSettled) == now ? nil : now
            }
        }
    }
}

extension TextState {
    /// Whether an edit takes a placeholder out or puts it back.
    fileprivate func turnsPlaceholder(_ edit: Edit) -> Bool {
        switch edit {
        case .put: false
        case .remove(let range), .restore(let range):
            // A placeholder is the first that its act has made, and is named as its element is.
            range.places.contains(0) && placeholders[PlaceholderID(act: range.act, place: 0)] != nil
        }
    }
}
