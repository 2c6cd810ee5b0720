/// A text in letters alone, a paragraph a line, blank lines between, footnotes behind all of it; what changed as `{+added+}` and `[-removed-]`.
enum PlainText {
    static func text(of published: PublishedText) -> String {
        let notes = published.notes.map { "[\($0.number)] \(words(of: $0.content))" }
        return ([published.title, published.subtitle] + published.paragraphs.map(line) + notes)
            .joined(separator: "\n\n") + "\n"
    }

    private static func line(_ paragraph: PublishedText.Paragraph) -> String {
        let standing = paragraph.standing.isEmpty ? "" : "(\(paragraph.standing))"
        return [paragraph.label, standing, words(of: paragraph.content)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func words(of content: [PublishedText.Item]) -> String {
        content.map { item in
            switch item {
            case .words(let words, let change): marked(words, change)
            case .footnote(let note, let change): marked("[\(note.number)]", change)
            case .opens, .closes: ""
            }
        }.joined()
    }

    private static func marked(_ words: String, _ change: PublishedText.Change) -> String {
        switch change {
        case .none: words
        case .added: "{+\(words)+}"
        case .removed: "[-\(words)-]"
        }
    }
}
