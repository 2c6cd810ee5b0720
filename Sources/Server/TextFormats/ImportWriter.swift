import Negotiation
import Summit

/// Writes what a file brings as commands, each of which becomes one act.
struct ImportWriter {
    private(set) var commands: [TextCommand] = []
    private var act: Int
    private let isDelegation: Bool

    /// Most bytes of words in one command, so that its line in the record is not too long.
    private static let mostBytes = 200_000
    /// Letters of a comment that are put into one.
    private static let comment = 1_800

    init(act: Int, isDelegation: Bool) {
        self.act = act
        self.isDelegation = isDelegation
    }

    /// - Returns: the act that comes of it.
    @discardableResult
    private mutating func ask(_ command: TextCommand) -> Int {
        commands.append(command)
        act += 1
        return act
    }

    /// Where a paragraph stands in the text, and the name of its first letter.
    private struct Place {
        var id: ParagraphID
        var first: ElementID
        /// The acts that made its brackets, each of which made the closing mark first.
        var brackets: [Int] = []

        func element(_ index: Int) -> ElementID { ElementID(act: first.act, place: first.place + index) }
    }

    mutating func write(_ paragraphs: [RecognisedParagraph], behind: ParagraphID?) {
        var based = paragraphs.map { BasedParagraph($0, isDelegation: isDelegation) }
        // Of what does not stand in the text yet there are no variants.
        for (index, paragraph) in based.enumerated() {
            if let base = paragraph.alternativeTo, based[base].isNew { based[index].standAlone() }
        }
        var places = add(based, behind: behind)
        for (index, paragraph) in based.enumerated() {
            places[index] = places[index].map { bracket(paragraph, at: $0) }
        }
        for (index, paragraph) in based.enumerated() {
            guard let base = paragraph.alternativeTo, let other = places[base] else { continue }
            let place = addAlternative(paragraph, to: other.id)
            places[index] = bracket(paragraph, at: place)
        }
        var previous = behind
        for (index, paragraph) in based.enumerated() {
            if let place = places[index] {
                annotate(paragraph, at: place)
                propose(paragraph, at: place)
                comment(paragraph, at: place)
                if paragraph.alternativeTo == nil { previous = place.id }
            } else if paragraph.isNew {
                for change in paragraph.changes {
                    guard case .insert(_, let words) = change.edit, !words.isEmpty else { continue }
                    propose(.add(behind: previous, kind: paragraph.kind, words: words), change.hand)
                }
            }
        }
    }

    // MARK: Paragraphs

    /// - Returns: where those are that stand in the text now, by their place in the file.
    private mutating func add(_ paragraphs: [BasedParagraph], behind: ParagraphID?) -> [Int: Place] {
        var places: [Int: Place] = [:]
        var (chunk, indices, bytes, behind) = ([NewParagraph](), [Int](), 0, behind)
        func flush(_ writer: inout ImportWriter) {
            guard !chunk.isEmpty else { return }
            let act = writer.ask(.addParagraphs(behind: behind, paragraphs: chunk))
            var first = 0
            for (place, index) in indices.enumerated() {
                let id = ParagraphID(act: act, place: place)
                places[index] = Place(id: id, first: ElementID(act: act, place: first))
                first += paragraphs[index].letters.count
                behind = id
            }
            (chunk, indices, bytes) = ([], [], 0)
        }
        for (index, paragraph) in paragraphs.enumerated() where !paragraph.isNew && paragraph.alternativeTo == nil {
            let words = paragraph.words
            if chunk.count == TextLimits.edits || bytes + words.utf8.count > Self.mostBytes { flush(&self) }
            chunk.append(NewParagraph(kind: paragraph.kind, words: words))
            indices.append(index)
            bytes += words.utf8.count
        }
        flush(&self)
        return places
    }

    /// A variant comes into a text by a proposal; that it stands in the file is nobody's support for it.
    private mutating func addAlternative(_ paragraph: BasedParagraph, to id: ParagraphID) -> Place {
        let seen = act
        let change = Proposal.Change.alternative(to: id, words: paragraph.words)
        let proposal = ProposalID(act: ask(.propose(change: change, seen: seen, reason: "")), place: 0)
        let act = ask(.bracketProposal(proposal: proposal))
        let variant = ParagraphID(act: act, place: 0)
        ask(.takeSide(on: .variant(id: variant), side: .neither, for: nil))
        return Place(id: variant, first: ElementID(act: act, place: 0))
    }

    /// - Returns: where it stands, with its brackets.
    private mutating func bracket(_ paragraph: BasedParagraph, at place: Place) -> Place {
        var place = place
        place.brackets = paragraph.brackets.map { range in
            ask(.bracket(paragraph: place.id, stretch: Self.stretch(range, place), wanting: [], opposing: []))
        }
        return place
    }

    /// The last first: of two at one place, each stands before those that are there.
    private mutating func annotate(_ paragraph: BasedParagraph, at place: Place) {
        for note in paragraph.notes.reversed() {
            guard let words = note.paragraph.first else { continue }
            let closing = note.bracket.map { ElementID(act: place.brackets[$0], place: 0) }
            let behind = closing ?? (note.place == 0 ? nil : place.element(note.place - 1))
            guard note.fate != .inserted else {
                propose(.footnote(paragraph: place.id, behind: behind, words: words.words), note.hand)
                continue
            }
            let act = ask(.addFootnote(paragraph: place.id, behind: behind, words: words.words))
            // The mark is the first element that the act makes.
            let own = bracket(
                words, at: Place(id: ParagraphID(act: act, place: 0), first: ElementID(act: act, place: 1)))
            propose(words, at: own)
            if note.fate == .deleted { propose(.remove(paragraph: own.id), note.hand) }
        }
    }

    // MARK: Proposals and comments

    private mutating func propose(_ paragraph: BasedParagraph, at place: Place) {
        if let hand = paragraph.removed { return propose(.remove(paragraph: place.id), hand) }
        for change in paragraph.changes {
            let asked: Proposal.Change? =
                switch change.edit {
                case .insert(let behind, let words):
                    .insert(paragraph: place.id, behind: behind.map(place.element), words: words)
                case .delete(let range):
                    Self.range(range, place).map { .delete(paragraph: place.id, ranges: [$0]) }
                case .replace(let range, let words):
                    Self.range(range, place).map { .replace(paragraph: place.id, ranges: [$0], words: words) }
                }
            if let asked { propose(asked, change.hand) }
        }
    }

    private mutating func propose(_ change: Proposal.Change, _ hand: ImportedParagraph.Hand) {
        ask(.propose(change: change, seen: act, reason: hand.told))
    }

    private mutating func comment(_ paragraph: BasedParagraph, at place: Place) {
        for comment in paragraph.comments {
            let words = (comment.hand.told.isEmpty ? "" : "\(comment.hand.told): ") + comment.words
            let stretch = comment.range.map { Self.stretch($0, place) }
            var rest = Array(words.unicodeScalars)[...]
            while !rest.isEmpty {
                let part = String(String.UnicodeScalarView(rest.prefix(Self.comment)))
                if part.contains(where: { !$0.isWhitespace }) {
                    ask(.comment(paragraph: place.id, stretch: stretch, words: part))
                }
                rest = rest.dropFirst(Self.comment)
            }
        }
    }

    private static func stretch(_ range: Range<Int>, _ place: Place) -> Stretch {
        Stretch(first: place.element(range.lowerBound), last: place.element(range.upperBound - 1))
    }

    private static func range(_ range: Range<Int>, _ place: Place) -> ElementRange? {
        ElementRange(
            act: place.first.act, places: place.first.place + range.lowerBound..<place.first.place + range.upperBound)
    }
}

extension ImportedParagraph.Hand {
    /// `Viet Nam, 2020-06-26T01:00:00Z`
    fileprivate var told: String {
        let parts = [name, time].map { String($0.unicodeScalars.filter { !$0.isUnseenControl }.prefix(100)) }
        return parts.filter { $0.contains { !$0.isWhitespace } }.joined(separator: ", ")
    }
}
