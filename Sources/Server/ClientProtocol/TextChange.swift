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
    /// All of them, as soon as one has changed.
    public var text: TextFacts?
    public var brackets: [TextView.BracketView]?
    public var placeholders: [TextView.PlaceholderView]?
    public var proposals: [TextView.ProposalView]?
    public var comments: [TextView.CommentView]?
    public var packages: [TextView.PackageView]?
    public var revisions: [TextView.RevisionView]?
    public var convergence: Convergence?

    public struct Edited: Sendable, Hashable, Encodable {
        public var paragraph: ParagraphID
        public var edits: [Edit]
        public var stamp: Stamp?
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
            return
        }
        self.event = event
        let (old, new) = (TextView(of: before), TextView(of: after))
        func changed<Value: Equatable>(_ member: KeyPath<TextView, Value>) -> Value? {
            old[keyPath: member] == new[keyPath: member] ? nil : new[keyPath: member]
        }
        let places = new.paragraphs.map { Place(id: $0.id, number: $0.number) }
        if old.paragraphs.map({ Place(id: $0.id, number: $0.number) }) != places { order = places }
        let known = Dictionary(old.paragraphs.map { ($0.id, $0) }) { $1 }
        let paragraphs = new.paragraphs.filter { known[$0.id] != $0 }
        if !paragraphs.isEmpty { self.paragraphs = paragraphs }
        text = changed(\.text)
        brackets = changed(\.brackets)
        placeholders = changed(\.placeholders)
        proposals = changed(\.proposals)
        comments = changed(\.comments)
        packages = changed(\.packages)
        revisions = changed(\.revisions)
        convergence = changed(\.convergence)
    }
}
