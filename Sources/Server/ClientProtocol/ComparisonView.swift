public import Negotiation
import Summit

/// Two versions of a text beside one another, as it is told.
public struct ComparisonView: Sendable, Hashable, Encodable {
    public var from: Int
    public var to: Int
    public var paragraphs: [ParagraphView]

    public struct ParagraphView: Sendable, Hashable, Encodable {
        public var id: ParagraphID
        public var fate: ComparedParagraph.Fate
        /// Nil where it is not there.
        public var numberBefore: String?
        public var numberAfter: String?
        public var pieces: [PieceView]
    }

    public struct PieceView: Sendable, Hashable, Encodable {
        /// `same`, `added`, `removed`.
        public var fate: String
        /// The act that added or removed it.
        public var act: Int?
        /// Nil for the mark of a bracket or a placeholder.
        public var words: String?
        public var open: BracketID?
        public var close: BracketID?
        public var placeholder: PlaceholderID?
        /// The footnote whose mark it is.
        public var footnote: ParagraphID?
    }

    public init(_ comparison: Comparison) {
        from = comparison.before
        to = comparison.after
        paragraphs = comparison.paragraphs.map { paragraph in
            ParagraphView(
                id: paragraph.id, fate: paragraph.fate, numberBefore: paragraph.numberBefore,
                numberAfter: paragraph.numberAfter, pieces: paragraph.pieces.map(PieceView.init))
        }
    }
}

extension ComparisonView.PieceView {
    init(_ piece: Piece) {
        switch piece.fate {
        case .same: fate = "same"
        case .added(let by): (fate, act) = ("added", by)
        case .removed(let by): (fate, act) = ("removed", by)
        }
        switch piece.content {
        case .letters(let letters): words = String(String.UnicodeScalarView(letters))
        case .open(let id): open = id
        case .close(let id): close = id
        case .placeholder(let id): placeholder = id
        case .footnote(let id): footnote = id
        }
    }
}
