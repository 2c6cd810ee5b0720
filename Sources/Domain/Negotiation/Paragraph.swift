public import Summit

/// A paragraph, with all that was ever in it.
public struct Paragraph: Sendable, Hashable, Identifiable {
    public let id: ParagraphID
    public internal(set) var kind: Kind
    public internal(set) var wording = Wording()
    public internal(set) var standing = Standing.open
    /// The paragraph in which a footnote's mark stands.
    public internal(set) var anchor: ParagraphID?
    /// The paragraph that this is another variant of.
    public internal(set) var alternativeTo: ParagraphID?
    /// The paragraphs in whose place this one stands, since it was chosen among them.
    public internal(set) var chosenOver: [ParagraphID] = []
    /// Who wants this one, where there are several variants.
    public internal(set) var supporters: Set<SeatID> = []
    /// Who confirmed it for their capital, by name.
    public internal(set) var confirmations: [SeatID: String] = [:]

    public enum Kind: Sendable, Hashable, Codable {
        /// 1 to 3.
        case heading(level: Int)
        case preambular
        case operative
        /// (a), then (i): 1 or 2.
        case sub(level: Int)
        /// Without a number.
        case plain
        /// Begins an annex, whose title it is.
        case annex
        /// Hangs on a mark in another paragraph, and stands in the order of the marks.
        case footnote
    }

    /// How far its negotiation is.
    public enum Standing: Sendable, Hashable, Codable {
        case open
        case underDiscussion
        /// In the room; these capitals have to confirm it.
        case agreedAdReferendum(waiting: Set<SeatID>)
        case agreed

        /// Whether nothing in it changes, unless the chair reopens it.
        public var isClosed: Bool {
            switch self {
            case .open, .underDiscussion: false
            case .agreedAdReferendum, .agreed: true
            }
        }
    }

    init(id: ParagraphID, kind: Kind) {
        self.id = id
        self.kind = kind
    }
}

/// A place in the order of a text. A paragraph that is moved leaves one and takes another.
public struct Slot: Sendable, Hashable {
    public let paragraph: ParagraphID
    public internal(set) var presence: Presence
}

/// Words that are not agreed: `[ … ]`, in one paragraph, one within another.
public struct Bracket: Sendable, Hashable, Identifiable {
    public let id: BracketID
    public let paragraph: ParagraphID
    /// Who wants the words to stay.
    public internal(set) var wanting: Set<SeatID>
    /// Who wants them to go.
    public internal(set) var opposing: Set<SeatID>
    public internal(set) var presence: Presence
}

/// Text to come.
public struct Placeholder: Sendable, Hashable, Identifiable {
    public let id: PlaceholderID
    public let paragraph: ParagraphID
    /// What will stand here.
    public var subject: String
    /// Who is to bring it.
    public var owner: SeatID?
    public var due: Timestamp?
}

/// Somebody's remark on a paragraph.
public struct Comment: Sendable, Hashable, Identifiable {
    public let id: CommentID
    public let paragraph: ParagraphID
    /// On which words; nil: on all of it.
    public let stretch: Stretch?
    public let delegation: SeatID?
    public let words: String
    public internal(set) var isResolved = false
}

/// Paragraphs that are agreed only together.
public struct Package: Sendable, Hashable, Identifiable {
    public let id: PackageID
    public let name: Texts
    public internal(set) var paragraphs: Set<ParagraphID>
}

/// A version that was circulated.
public struct Revision: Sendable, Hashable {
    /// `Zero draft`, `Rev.1` …
    public let name: String
    /// The act that circulated it: what stood then.
    public let act: Int
    public let at: Timestamp
    /// Until when comments are taken; nil: no limit.
    public let cutOff: Timestamp?
    /// How near to being agreed it was.
    public let stood: Convergence.Counts

    public init(name: String, act: Int, at: Timestamp, cutOff: Timestamp?, stood: Convergence.Counts) {
        self.name = name
        self.act = act
        self.at = at
        self.cutOff = cutOff
        self.stood = stood
    }
}
