import Negotiation
import Summit

/// What delegations say on paragraphs, in words.
struct TableEntries {
    private struct Key: Hashable {
        var paragraph: ParagraphID?
        var seat: SeatID?
    }

    private var entries: [Key: [String]] = [:]
    private let state: TextState
    private let language: String

    subscript(paragraph: ParagraphID?, seat: SeatID?) -> [String] {
        entries[Key(paragraph: paragraph, seat: seat)] ?? []
    }

    init(_ state: TextState, names: TextNames) {
        self.state = state
        language = names.language
        for comment in state.comments.values.sorted(by: { $0.id < $1.id }) where !comment.isResolved {
            add([comment.delegation], comment.paragraph, told(TableWords.comment, comment.words))
        }
        for proposal in state.proposals.values.sorted(by: { $0.id < $1.id }) where proposal.outcome == nil {
            let (paragraph, change) = told(proposal.change)
            let reason = proposal.reason.isEmpty ? "" : " (\(proposal.reason))"
            add(proposal.sponsors.map { $0 }, paragraph, told(TableWords.proposes, change + reason))
            let sponsored = "\(names.names(of: proposal.sponsors)): \(change)"
            add(proposal.supporting.map { $0 }, paragraph, told(TableWords.supports, sponsored))
            add(proposal.opposing.map { $0 }, paragraph, told(TableWords.opposes, sponsored))
        }
        for bracket in state.brackets.values.sorted(by: { $0.id < $1.id }) where bracket.presence.isThere {
            let words = "[\(self.words(in: bracket))]"
            add(bracket.wanting.map { $0 }, bracket.paragraph, told(TableWords.wants, words))
            add(bracket.opposing.map { $0 }, bracket.paragraph, told(TableWords.opposes, words))
        }
    }

    private mutating func add(_ seats: [SeatID?], _ paragraph: ParagraphID?, _ words: String) {
        for seat in seats { entries[Key(paragraph: paragraph, seat: seat), default: []].append(words) }
    }

    private func told(_ what: Texts, _ words: String) -> String { "\(what[language]): \(words)" }

    // MARK: Words

    private func told(_ change: Proposal.Change) -> (ParagraphID?, String) {
        func quoted(_ words: String) -> String { "“\(words)”" }
        func place(_ behind: ElementID?, _ id: ParagraphID) -> String {
            let before = behind.map { self.words(before: $0, in: id) } ?? ""
            return before.isEmpty ? "" : " \(TableWords.behind[language]) \(quoted("…\(before)"))"
        }
        switch change {
        case .insert(let id, let behind, let words): return (id, "+ \(quoted(words))\(place(behind, id))")
        case .delete(let id, let ranges): return (id, "− \(quoted(self.words(in: ranges, of: id)))")
        case .replace(let id, let ranges, let words):
            return (id, "\(quoted(self.words(in: ranges, of: id))) → \(quoted(words))")
        case .move(let id, let behind):
            let place = behind.map { state.numbers[$0] ?? "" } ?? TableWords.beginning[language]
            return (id, "\(TableWords.move[language]) \(place)")
        case .add(let behind, _, let words): return (behind, "\(TableWords.paragraph[language]): \(quoted(words))")
        case .remove(let id): return (id, TableWords.remove[language])
        case .alternative(let id, let words): return (id, "alt: \(quoted(words))")
        case .footnote(let id, let behind, let words):
            return (id, "+ \(TableWords.footnote[language]): \(quoted(words))\(place(behind, id))")
        }
    }

    private func words(in bracket: Bracket) -> String {
        var words = ""
        var isInside = false
        for run in state.paragraphs[bracket.paragraph]?.wording.runs ?? [] where run.presence.isThere {
            switch run.content {
            case .open(bracket.id): isInside = true
            case .close(bracket.id): return words
            case .open: if isInside { words += "[" }
            case .close: if isInside { words += "]" }
            case .letters(let letters): if isInside { words += String(String.UnicodeScalarView(letters)) }
            case .placeholder: if isInside { words += "…" }
            case .footnote: continue
            }
        }
        return words
    }

    private func words(in ranges: [ElementRange], of id: ParagraphID) -> String {
        letters(of: id).filter { letter in
            ranges.contains { $0.act == letter.id.act && $0.places.contains(letter.id.place) }
        }.map { String($0.letter) }.joined()
    }

    /// The last few words up to a letter.
    private func words(before element: ElementID, in id: ParagraphID) -> String {
        let letters = letters(of: id)
        guard let end = letters.firstIndex(where: { $0.id == element }) else { return "" }
        return letters[...end].suffix(24).map { String($0.letter) }.joined()
    }

    private func letters(of id: ParagraphID) -> [(id: ElementID, letter: Unicode.Scalar)] {
        (state.paragraphs[id]?.wording.runs ?? []).flatMap { run -> [(id: ElementID, letter: Unicode.Scalar)] in
            guard case .letters(let letters) = run.content else { return [] }
            return letters.enumerated().map {
                (ElementID(act: run.id.act, place: run.id.place + $0.offset), $0.element)
            }
        }
    }
}

enum TableWords {
    static let comment = Texts(en: "Comment", vi: "Ý kiến")
    static let proposes = Texts(en: "Proposes", vi: "Đề xuất")
    static let supports = Texts(en: "Supports", vi: "Ủng hộ")
    static let opposes = Texts(en: "Opposes", vi: "Phản đối")
    static let wants = Texts(en: "Wants", vi: "Muốn giữ")
    static let footnote = Texts(en: "Footnote", vi: "Chú thích")
    static let behind = Texts(en: "behind", vi: "sau")
    static let beginning = Texts(en: "Beginning of the text", vi: "Đầu văn bản")
    static let move = Texts(en: "Move behind", vi: "Chuyển xuống sau")
    static let paragraph = Texts(en: "New paragraph behind this one", vi: "Thêm đoạn mới sau đoạn này")
    static let remove = Texts(en: "Delete the paragraph", vi: "Bỏ đoạn này")
}
