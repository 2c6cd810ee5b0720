import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@testable import TextFormats

extension Table {
    /// Its record up to an act.
    func history(through act: Int? = nil) throws -> TextHistory {
        var history = try #require(TextHistory(first: events[0], at: Self.start, by: authors[0]))
        for index in 1..<max(act ?? events.count, 1) {
            try history.evolve(events[index], at: Self.time(of: index + 1), by: authors[index])
        }
        return history
    }

    func published(through act: Int? = nil, since: Int? = nil, in language: String = "en") throws -> PublishedText {
        PublishedText(try history(through: act), since: since, names: .table(language))
    }
}

extension TextNames {
    static func table(_ language: String) -> TextNames {
        TextNames(
            language: language, delegations: ["VN": "Viet Nam", "ID": "Indonesia", "MY": "Malaysia"],
            people: ["vn-1": "VN", "id-1": "ID", "my-1": "MY", "ph-1": "PH"],
            meetings: ["summit-36": "36th ASEAN Summit"])
    }
}

extension String {
    /// Blanks as one, and none at the ends.
    fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension PublishedText {
    /// A line for each paragraph that stands when all changes are taken, or none, and behind it its footnotes if so wanted.
    func lines(taking: Bool, withFootnotes: Bool = false) -> [String] {
        func isShown(_ change: Change) -> Bool {
            switch change {
            case .none: true
            case .added: taking
            case .removed: !taking
            }
        }
        return paragraphs.filter { isShown($0.change) }.map { paragraph in
            let notes = paragraph.content.compactMap { item -> String? in
                guard withFootnotes, case .footnote(let note, let change) = item, isShown(change) else { return nil }
                let words = note.content.map { item in
                    if case .words(let words, let change) = item, isShown(change) { words } else { "" }
                }.joined()
                return words.contains { !$0.isWhitespace } ? " {\(words.trimmed)}" : nil
            }
            return paragraph.words(isShown) + notes.joined()
        }
    }
}
