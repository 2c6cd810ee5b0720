public import Negotiation
import Summit

extension PublishedText {
    /// - Parameters:
    ///   - history: up to the version that goes out.
    ///   - since: an act of it, from which on changes are shown; nil: none are.
    ///   - translation: with its words in another language, without changes and comments; what is not translated stands in English.
    public init(_ history: TextHistory, since: Int? = nil, translation: LanguageTag? = nil, names: TextNames) {
        let state = history.state
        facts = state.facts
        language = names.language
        self.translation = translation
        title = state.facts.title[translation?.rawValue ?? names.language]
        version = state.act
        at = history.acts[state.act - 1].at
        begun = history.acts[0].at
        self.since = translation == nil ? since : nil
        revision = state.revisions.last?.name
        var publisher = Publisher(history: history, translation: translation, names: names)
        paragraphs =
            publisher.paragraphs(since: translation == nil ? since : nil) + Self.outcome(of: state, names: names)
    }
}

private struct Publisher {
    let history: TextHistory
    let names: TextNames
    private let translation: LanguageTag?
    private let comments: [ParagraphID: [Comment]]
    private var numbered = 0
    private var noted = 0
    /// What became of each paragraph between the versions.
    private var fates: [ParagraphID: ComparedParagraph] = [:]

    init(history: TextHistory, translation: LanguageTag?, names: TextNames) {
        self.history = history
        self.translation = translation
        self.names = names
        comments = Dictionary(grouping: history.state.comments.values.filter { !$0.isResolved }, by: \.paragraph)
            .mapValues { $0.sorted { $0.id < $1.id } }
    }

    private var state: TextState { history.state }

    /// In the order of the slots. A paragraph that was moved is taken out of its old place and added in its new one, so that whoever
    /// takes none of the changes has the earlier version.
    mutating func paragraphs(since: Int?) -> [PublishedText.Paragraph] {
        let (before, after) = (since ?? state.act, state.act)
        let compared = state.comparison(from: before, to: after)
        fates = Dictionary(compared.paragraphs.map { ($0.id, $0) }) { first, _ in first }
        var paragraphs: [PublishedText.Paragraph] = []
        for slot in state.slots {
            guard let one = fates[slot.paragraph], let paragraph = state.paragraphs[slot.paragraph] else { continue }
            let (was, isThere) = (slot.presence.wasThere(after: before), slot.presence.wasThere(after: after))
            guard was || isThere else { continue }
            let label = Self.label(isThere ? one.numberAfter : one.numberBefore, paragraph)
            switch (one.fate, isThere) {
            case (.moved, false):
                let hand = hand(of: slot.presence.lastChange)
                paragraphs.append(
                    .init(
                        kind: paragraph.kind, label: label, standing: "", change: .removed(hand),
                        content: one.pieces.filter { if case .added = $0.fate { false } else { true } }
                            .map { item(of: $0, .removed(hand)).ofOneVersion }.joined))
            case (.moved, true):
                let hand = hand(of: slot.presence.since)
                let kept = one.pieces.filter { if case .removed = $0.fate { false } else { true } }
                let content = content(kept, of: paragraph).map { item -> PublishedText.Item in
                    switch item {
                    case .words(let words, _): .words(words, .added(hand))
                    case .footnote(let note, _): PublishedText.Item.footnote(note, .added(hand)).ofOneVersion
                    case .opens, .closes: item
                    }
                }
                paragraphs.append(
                    .init(
                        kind: paragraph.kind, label: label, standing: standing(of: paragraph), change: .added(hand),
                        content: content.joined))
            default:
                // Of a paragraph that came and went in several places, one tells it.
                guard isThere || one.fate == .removed else { continue }
                let change: PublishedText.Change =
                    switch one.fate {
                    case .added: .added(hand(of: slot.presence.changes.last { $0 <= after } ?? slot.presence.since))
                    case .removed: .removed(hand(of: slot.presence.lastChange))
                    case .same, .changed, .moved: .none
                    }
                paragraphs.append(
                    .init(
                        kind: paragraph.kind, label: label, standing: isThere ? standing(of: paragraph) : "",
                        change: change,
                        content: translated(paragraph) ?? content(one.pieces, of: paragraph).joined))
            }
        }
        return paragraphs
    }

    // MARK: Words

    /// The pieces, cut where comments begin and end.
    private mutating func content(_ pieces: [Piece], of paragraph: Paragraph) -> [PublishedText.Item] {
        var marks: [(place: Int, isEnd: Bool, comment: PublishedText.Comment)] = []
        let own = comments[paragraph.id] ?? []
        for (comment, told) in zip(own, told(own)) {
            let places = comment.stretch.flatMap { paragraph.wording.places(of: $0) } ?? 0..<Int.max
            marks.append((places.lowerBound, false, told))
            marks.append((places.upperBound, true, told))
        }
        marks.sort { ($0.place, $0.isEnd ? 0 : 1, $0.comment.number) < ($1.place, $1.isEnd ? 0 : 1, $1.comment.number) }
        var (items, waiting) = ([PublishedText.Item](), marks[...])
        func mark(upTo place: Int) {
            while let next = waiting.first, next.place <= place {
                items.append(next.isEnd ? .closes(next.comment) : .opens(next.comment))
                waiting.removeFirst()
            }
        }
        for piece in pieces {
            let change = change(piece.fate)
            guard case .letters(let letters) = piece.content else {
                mark(upTo: piece.places.first?.lowerBound ?? 0)
                // Word processors have no comments in footnotes: those stand around the mark.
                let notes =
                    if case .footnote(let id) = piece.content { told(comments[id] ?? []) } else {
                        [PublishedText.Comment]()
                    }
                items += notes.map { .opens($0) } + [item(of: piece, change)] + notes.map { .closes($0) }
                continue
            }
            var rest = letters[...]
            for places in piece.places {
                var place = places.lowerBound
                while place < places.upperBound {
                    mark(upTo: place)
                    let end = min(waiting.first?.place ?? places.upperBound, places.upperBound)
                    items.append(.words(String(String.UnicodeScalarView(rest.prefix(end - place))), change))
                    rest = rest.dropFirst(end - place)
                    place = end
                }
            }
        }
        mark(upTo: Int.max)
        return items
    }

    private mutating func told(_ comments: [Comment]) -> [PublishedText.Comment] {
        comments.map { comment in
            numbered += 1
            let name = comment.delegation.map(names.name) ?? Words.secretariat[names.language]
            return PublishedText.Comment(
                number: numbered, hand: .init(name: name, at: hand(of: comment.id.act).at), words: comment.words)
        }
    }

    /// What is no comment: words, or the mark of a footnote with what the footnote says.
    private mutating func item(of piece: Piece, _ change: PublishedText.Change) -> PublishedText.Item {
        guard case .footnote(let id) = piece.content else { return .words(words(of: piece), change) }
        let content = fates[id]?.pieces.map { PublishedText.Item.words(words(of: $0), self.change($0.fate)) } ?? []
        return .footnote(newNote(content.joined), change)
    }

    private mutating func newNote(_ content: [PublishedText.Item]) -> PublishedText.Note {
        noted += 1
        return PublishedText.Note(number: noted, content: content)
    }

    /// Its words in the other language, or those that there are; nil where none is asked for.
    private mutating func translated(_ paragraph: Paragraph) -> [PublishedText.Item]? {
        guard let language = translation else { return nil }
        var notes = state.footnotes(of: paragraph.id)[...]
        var items: [PublishedText.Item] = []
        for (index, words) in translated(paragraph, into: language).enumerated() {
            if index > 0, let note = notes.popFirst() { items.append(translated(note, into: language)) }
            if !words.isEmpty { items.append(.words(words, .none)) }
        }
        // Where the translation has too few marks, the rest of the footnotes comes behind its words.
        return items + notes.map { translated($0, into: language) }
    }

    /// What stands between the marks of the footnotes: those in the translation's words, else those of the paragraph.
    private func translated(_ paragraph: Paragraph, into language: LanguageTag) -> [String] {
        if let told = state.translation(of: paragraph.id, into: language) {
            return told.words.split(separator: Wording.footnoteMark, omittingEmptySubsequences: false).map(String.init)
        }
        var parts = [""]
        for run in paragraph.wording.runs where run.presence.isThere {
            if case .footnote = run.content { parts.append("") }
            parts[parts.count - 1] += words(of: Piece(fate: .same, content: run.content))
        }
        return parts
    }

    private mutating func translated(_ note: ParagraphID, into language: LanguageTag) -> PublishedText.Item {
        guard let paragraph = state.paragraphs[note] else { return .footnote(newNote([]), .none) }
        let standing = standing(ofTranslationOf: paragraph).map { "(\($0[names.language])) " } ?? ""
        let words = standing + translated(paragraph, into: language).joined()
        return .footnote(newNote(words.isEmpty ? [] : [.words(words, .none)]), .none)
    }

    private func words(of piece: Piece) -> String {
        switch piece.content {
        case .letters(let letters): return String(String.UnicodeScalarView(letters))
        case .open: return "["
        case .close: return "]"
        case .footnote: return ""
        case .placeholder(let id):
            guard let placeholder = state.placeholders[id] else { return "[…]" }
            let owner = placeholder.owner.map { " (\(names.name(of: $0)))" } ?? ""
            return "[\(Words.toCome[names.language]): \(placeholder.subject)\(owner)]"
        }
    }

    private func change(_ fate: Piece.Fate) -> PublishedText.Change {
        switch fate {
        case .same: .none
        case .added(let act): .added(hand(of: act))
        case .removed(let act): .removed(hand(of: act))
        }
    }

    private func hand(of act: Int) -> PublishedText.Hand {
        guard let act = history.act(act) else { return .init(name: "", at: history.acts[0].at) }
        return .init(name: act.sponsors.isEmpty ? names.name(of: act.by) : names.names(of: act.sponsors), at: act.at)
    }

    // MARK: Labels

    private func standing(of paragraph: Paragraph) -> String {
        let agreed: Texts? =
            switch paragraph.standing {
            case .open, .underDiscussion: nil
            case .agreedAdReferendum: Words.adReferendum
            case .agreed: Words.agreed
            }
        return [agreed, standing(ofTranslationOf: paragraph)].compactMap { $0?[names.language] }.joined(separator: ", ")
    }

    /// What a reader has to know of it; nil: it is official and of these words.
    private func standing(ofTranslationOf paragraph: Paragraph) -> Texts? {
        guard let language = translation, !paragraph.wording.isEmpty else { return nil }
        guard let told = state.translation(of: paragraph.id, into: language) else { return Words.notTranslated }
        if state.isOutOfDate(told, of: paragraph.id) { return Words.outOfDate }
        return told.isOfficial ? nil : Words.unofficial
    }

    private static func label(_ number: ParagraphNumber?, _ paragraph: Paragraph) -> String {
        guard let number, !number.isEmpty else { return "" }
        if number.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return "\(number)." }
        guard case .sub = paragraph.kind, let start = number.lastIndex(of: "(") else {
            return String(number.trimmingPrefix(" "))
        }
        return String(number[start...])
    }
}

extension [PublishedText.Item] {
    /// Words of one fate that follow one another are one item.
    fileprivate var joined: Self {
        reduce(into: []) { items, item in
            if case .words(let words, let change) = item, case .words(let before, change)? = items.last {
                items[items.count - 1] = .words(before + words, change)
            } else {
                items.append(item)
            }
        }
    }
}
