import Negotiation

/// A paragraph of a file as it goes into a text: the words before its tracked changes, and the changes, in places of these words.
struct BasedParagraph {
    enum Edit {
        /// Behind a letter; nil: at the beginning.
        case insert(behind: Int?, words: String)
        case delete(Range<Int>)
        case replace(Range<Int>, words: String)
    }

    var kind: Negotiation.Paragraph.Kind
    private(set) var letters: [Unicode.Scalar] = []
    private(set) var brackets: [Range<Int>] = []
    private(set) var changes: [(edit: Edit, hand: ImportedParagraph.Hand)] = []
    private(set) var comments: [(range: Range<Int>?, hand: ImportedParagraph.Hand, words: String)] = []
    private(set) var notes: [Note] = []
    /// Who took all of it out.
    private(set) var removed: ImportedParagraph.Hand?
    /// All of it is an insertion.
    private(set) var isNew = false
    private(set) var alternativeTo: Int?

    struct Note {
        /// How many letters come before its mark.
        var place: Int
        /// Which of the brackets ends directly before it.
        var bracket: Int?
        /// Of the mark.
        var fate: ImportedParagraph.Fate
        var hand: ImportedParagraph.Hand
        /// Its words: always one.
        var paragraph: [BasedParagraph]
    }

    var words: String { String(String.UnicodeScalarView(letters)) }

    init(_ recognised: RecognisedParagraph, isDelegation: Bool) {
        kind = recognised.kind
        var paragraph = recognised.paragraph
        // On a paragraph that is proposed no footnote can be proposed.
        let isNew =
            paragraph.letters.allSatisfy { $0.fate == .inserted }
            && paragraph.notes.allSatisfy { $0.fate == .inserted }
        if isNew { paragraph.writeNotesOut() }
        // How many letters of the words before all changes come before each.
        var before = [0]
        for letter in paragraph.letters {
            before.append(before[before.count - 1] + (letter.fate == .inserted ? 0 : 1))
            if letter.fate != .inserted { letters.append(letter.scalar) }
        }
        func based(_ range: Range<Int>) -> Range<Int>? {
            let based = before[range.lowerBound]..<before[range.upperBound]
            return based.isEmpty ? nil : based
        }
        brackets = recognised.brackets.compactMap(based)
        notes = paragraph.notes.compactMap { note in
            RecognisedParagraph(note).map { recognised in
                Note(
                    place: before[note.first], bracket: note.bracket, fate: note.fate,
                    hand: note.hand ?? .init(name: "", time: ""),
                    paragraph: [BasedParagraph(recognised, isDelegation: isDelegation)])
            }
        }
        comments = paragraph.comments.map { comment in
            let range = comment.first..<max(comment.first, comment.end ?? comment.first)
            return (based(range), comment.hand, comment.words)
        }
        self.isNew = isNew && !paragraph.letters.isEmpty
        if isDelegation, !letters.isEmpty { alternativeTo = recognised.alternativeTo }
        if paragraph.mark == .deleted, paragraph.letters.allSatisfy({ $0.fate == .deleted }) {
            removed = paragraph.markHand
        } else {
            edit(paragraph.letters)
        }
    }

    /// It is no variant of another.
    mutating func standAlone() { alternativeTo = nil }

    /// Neighbouring letters of one fate and hand are one change; words put in where the same hand took some out replace them.
    private mutating func edit(_ imported: [ImportedParagraph.Letter]) {
        var rest = imported[...]
        var place = 0
        while let first = rest.first {
            let run = rest.prefix { $0.fate == first.fate && $0.hand == first.hand }
            rest = rest.dropFirst(run.count)
            let hand = first.hand ?? .init(name: "", time: "")
            let words = String(String.UnicodeScalarView(run.map(\.scalar)))
            switch first.fate {
            case .same: place += run.count
            case .deleted:
                changes.append((.delete(place..<place + run.count), hand))
                place += run.count
            case .inserted:
                if case .delete(let range)? = changes.last?.edit, range.upperBound == place,
                    changes.last?.hand.name == hand.name
                {
                    changes[changes.count - 1].edit = .replace(range, words: words)
                } else {
                    changes.append((.insert(behind: place == 0 ? nil : place - 1, words: words), hand))
                }
            }
        }
    }
}
