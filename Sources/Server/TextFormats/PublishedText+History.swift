public import Negotiation
import Summit

extension PublishedText {
    /// - Parameters:
    ///   - history: up to the version that goes out.
    ///   - since: an act of it, from which on changes are shown; nil: none are.
    public init(_ history: TextHistory, since: Int? = nil, names: TextNames) {
        let state = history.state
        facts = state.facts
        language = names.language
        title = state.facts.title[names.language]
        version = state.act
        at = history.acts[state.act - 1].at
        begun = history.acts[0].at
        self.since = since
        revision = state.revisions.last?.name
        var publisher = Publisher(history: history, names: names)
        paragraphs = publisher.paragraphs(since: since)
    }
}

private struct Publisher {
    let history: TextHistory
    let names: TextNames
    private let comments: [ParagraphID: [Comment]]
    private var numbered = 0

    init(history: TextHistory, names: TextNames) {
        self.history = history
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
        let fates = Dictionary(compared.paragraphs.map { ($0.id, $0) }) { first, _ in first }
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
                            .map { PublishedText.Item.words(words(of: $0), .removed(hand)) }.joined))
            case (.moved, true):
                let hand = hand(of: slot.presence.since)
                let kept = one.pieces.filter { if case .removed = $0.fate { false } else { true } }
                let content = content(kept, of: paragraph).map { item -> PublishedText.Item in
                    if case .words(let words, _) = item { .words(words, .added(hand)) } else { item }
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
                        change: change, content: content(one.pieces, of: paragraph).joined))
            }
        }
        return paragraphs
    }

    // MARK: Words

    /// The pieces, cut where comments begin and end.
    private mutating func content(_ pieces: [Piece], of paragraph: Paragraph) -> [PublishedText.Item] {
        var marks: [(place: Int, isEnd: Bool, comment: PublishedText.Comment)] = []
        for comment in comments[paragraph.id] ?? [] {
            numbered += 1
            let name = comment.delegation.map(names.name) ?? Words.secretariat[names.language]
            let told = PublishedText.Comment(
                number: numbered, hand: .init(name: name, at: hand(of: comment.id.act).at), words: comment.words)
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
                items.append(.words(words(of: piece), change))
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

    private func words(of piece: Piece) -> String {
        switch piece.content {
        case .letters(let letters): return String(String.UnicodeScalarView(letters))
        case .open: return "["
        case .close: return "]"
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
        switch paragraph.standing {
        case .open, .underDiscussion: ""
        case .agreedAdReferendum: Words.adReferendum[names.language]
        case .agreed: Words.agreed[names.language]
        }
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
