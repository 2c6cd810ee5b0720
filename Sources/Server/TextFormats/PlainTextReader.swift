/// Paragraphs of plain text: blocks between blank lines, or, where there are none, lines. A line that begins as paragraphs of
/// negotiated texts do begins one.
enum PlainTextReader {
    static func paragraphs(of bytes: [UInt8]) throws(TextFormatFailure) -> [ImportedParagraph] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .unreadable }
        let lines = text.drop { $0 == "\u{feff}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let isBlank = lines.map { $0.allSatisfy(\.isWhitespace) }
        // Blank lines between paragraphs, not merely at the end.
        let end = isBlank.lastIndex(of: false) ?? 0
        let hasBlocks = isBlank[..<end].contains(true)
        var blocks: [String] = []
        var isOpen = false
        for (line, isBlank) in zip(lines, isBlank) {
            guard !isBlank else {
                isOpen = false
                continue
            }
            let trimmed = String(line.drop(while: \.isWhitespace))
            if isOpen, hasBlocks, ParagraphLabel(trimmed) == nil {
                blocks[blocks.count - 1] += " " + trimmed
            } else {
                blocks.append(trimmed)
            }
            isOpen = true
        }
        return blocks.map { ImportedParagraph(words: $0) }
    }
}
