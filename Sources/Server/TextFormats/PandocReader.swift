import Foundation

/// Reads paragraphs from pandoc's JSON: their letters with tracked changes, and comments. How words look, links, pictures and the rest are left.
struct PandocReader {
    private typealias Node = [String: Any]

    private var paragraphs: [ImportedParagraph] = []
    private var current = ImportedParagraph()
    private var fate = ImportedParagraph.Fate.same
    private var hand: ImportedParagraph.Hand?
    private static let mostDeep = 200

    static func paragraphs(of json: [UInt8]) throws(TextFormatFailure) -> [ImportedParagraph] {
        guard let document = try? JSONSerialization.jsonObject(with: Data(json)) as? Node,
            let blocks = document["blocks"] as? [Any]
        else { throw .unreadable }
        var reader = PandocReader()
        for block in blocks { reader.block(block, .plain, depth: 0, level: 0) }
        return reader.paragraphs
    }

    // MARK: Blocks

    /// - Parameters:
    ///   - style: of the first paragraph in it.
    ///   - depth: of lists.
    ///   - level: of anything, so that no file is too deep.
    private mutating func block(_ any: Any, _ style: ImportedParagraph.Style, depth: Int, level: Int) {
        guard level < Self.mostDeep else { return }
        guard let node = any as? Node, let type = node["t"] as? String else {
            // Cells of tables, items of definitions: whatever blocks lie in it.
            for each in any as? [Any] ?? [] { block(each, .plain, depth: depth, level: level + 1) }
            return
        }
        let content = node["c"]
        let parts = content as? [Any] ?? []
        switch type {
        case "Para", "Plain": paragraph(parts, style, level)
        case "Header":
            guard parts.count == 3 else { return }
            let heading = min(max(parts[0] as? Int ?? 1, 1), 3)
            paragraph(parts[2] as? [Any] ?? [], .heading(level: heading), level)
        case "OrderedList":
            let marker = ((parts.first as? [Any])?.dropFirst().first as? Node)?["t"] as? String
            items(parts.last, Self.marker(marker), depth, level)
        case "BulletList": items(content, .bullet, depth, level)
        case "LineBlock": for line in parts { paragraph(line as? [Any] ?? [], .plain, level) }
        case "CodeBlock":
            for line in (parts.last as? String ?? "").split(whereSeparator: \.isNewline) {
                finish(ImportedParagraph(words: String(line)))
            }
        case "RawBlock", "HorizontalRule", "Null": return
        default: for each in parts { block(each, .plain, depth: depth, level: level + 1) }
        }
    }

    private mutating func items(_ items: Any?, _ marker: ImportedParagraph.Marker, _ depth: Int, _ level: Int) {
        for item in items as? [Any] ?? [] {
            for (index, each) in (item as? [Any] ?? []).enumerated() {
                let style: ImportedParagraph.Style = index == 0 ? .listed(marker, depth: depth + 1) : .plain
                block(each, style, depth: depth + 1, level: level + 1)
            }
        }
    }

    private static func marker(_ name: String?) -> ImportedParagraph.Marker {
        switch name {
        case "Decimal": .number
        case "LowerAlpha", "UpperAlpha": .letter
        case "LowerRoman", "UpperRoman": .roman
        default: .unknown
        }
    }

    private mutating func paragraph(_ inlines: [Any], _ style: ImportedParagraph.Style, _ level: Int) {
        current = ImportedParagraph(style: style)
        for each in inlines { inline(each, level + 1) }
        current.close()
        finish(current)
    }

    private mutating func finish(_ paragraph: ImportedParagraph) {
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
    }

    // MARK: Inlines

    private mutating func inline(_ any: Any, _ level: Int) {
        guard level < Self.mostDeep else { return }
        guard let node = any as? Node, let type = node["t"] as? String else {
            for each in any as? [Any] ?? [] { inline(each, level + 1) }
            return
        }
        let parts = node["c"] as? [Any] ?? []
        switch type {
        case "Str": current.append(node["c"] as? String ?? "", fate, hand)
        case "Space", "SoftBreak", "LineBreak": current.append(" ", fate, hand)
        case "Code", "Math": current.append(parts.last as? String ?? "", fate, hand)
        case "Span": span(parts, level)
        case "Quoted":
            let isSingle = (parts.first as? Node)?["t"] as? String == "SingleQuote"
            current.append(isSingle ? "‘" : "“", fate, hand)
            inline(parts.last ?? [], level + 1)
            current.append(isSingle ? "’" : "”", fate, hand)
        case "Note":
            var reader = PandocReader()
            reader.words(in: parts, level)
            current.append(note: reader.current, fate, hand)
        case "Link": inline(parts.dropFirst().first ?? [], level + 1)
        case "Cite": inline(parts.last ?? [], level + 1)
        case "Image", "RawInline": return
        default: for each in parts { inline(each, level + 1) }
        }
    }

    /// The words of blocks within a paragraph.
    private mutating func words(in blocks: [Any], _ level: Int) {
        for (index, block) in blocks.enumerated() {
            if index > 0 { current.append(" ", fate, hand) }
            inline((block as? Node)?["c"] ?? [], level + 1)
        }
    }

    private mutating func span(_ parts: [Any], _ level: Int) {
        guard let attributes = parts.first as? [Any], attributes.count == 3 else { return }
        let pairs = (attributes[2] as? [[String]] ?? []).filter { $0.count == 2 }.map { ($0[0], $0[1]) }
        let named = Dictionary(pairs) { first, _ in first }
        let who = ImportedParagraph.Hand(name: named["author"] ?? "", time: named["date"] ?? "")
        let inner = parts.last ?? []
        switch (attributes[1] as? [String])?.first {
        case "insertion": changed(inner, .inserted, who, level)
        case "deletion": changed(inner, .deleted, who, level)
        case "paragraph-insertion": (current.mark, current.markHand) = (.inserted, who)
        case "paragraph-deletion": (current.mark, current.markHand) = (.deleted, who)
        case "comment-start":
            var reader = PandocReader()
            for each in inner as? [Any] ?? [] { reader.inline(each, level + 1) }
            reader.current.trim()
            current.comments.append(
                .init(id: named["id"] ?? "", hand: who, words: reader.current.words, first: current.letters.count))
        case "comment-end":
            let end = current.letters.count
            if let index = current.comments.lastIndex(where: { $0.id == named["id"] }) {
                current.comments[index].end = end
            }
        default: inline(inner, level + 1)
        }
    }

    private mutating func changed(
        _ inner: Any, _ change: ImportedParagraph.Fate, _ who: ImportedParagraph.Hand, _ level: Int
    ) {
        let before = (fate, hand)
        (fate, hand) = (change, who)
        inline(inner, level + 1)
        (fate, hand) = before
    }
}
