/// A text in letters alone, a paragraph a line, blank lines between; what changed as `{+added+}` and `[-removed-]`.
enum PlainText {
    static func text(of published: PublishedText) -> String {
        ([published.title, published.subtitle] + published.paragraphs.map(line)).joined(separator: "\n\n") + "\n"
    }

    private static func line(_ paragraph: PublishedText.Paragraph) -> String {
        let standing = paragraph.standing.isEmpty ? "" : "(\(paragraph.standing))"
        let words = paragraph.content.map { item in
            guard case .words(let words, let change) = item else { return "" }
            return switch change {
            case .none: words
            case .added: "{+\(words)+}"
            case .removed: "[-\(words)-]"
            }
        }.joined()
        return [paragraph.label, standing, words].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
