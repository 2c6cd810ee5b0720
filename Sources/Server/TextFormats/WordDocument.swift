import Negotiation
import Summit

/// A text as Office Open XML (ISO/IEC 29500, `.docx`): what changed as tracked changes with author and time, the paragraphs' ends among
/// them, so that whoever takes none has the earlier version; comments as comments.
struct WordDocument {
    private let published: PublishedText
    private var changes = 0

    init(_ published: PublishedText) { self.published = published }

    static func bytes(of published: PublishedText) -> [UInt8] {
        var document = WordDocument(published)
        let body = document.body()
        return WordPackage.bytes(
            body: body, notes: document.notes(), title: published.title, footer: footer(of: published),
            language: published.writtenIn, at: published.at, begun: published.begun, comments: published.comments)
    }

    private static func footer(of published: PublishedText) -> String { "\(published.title) · \(published.subtitle)" }

    private mutating func body() -> String {
        var xml = XMLWriter(declaration: false)
        Self.paragraph(&xml, style: "Title", published.title)
        Self.paragraph(&xml, style: "Subtitle", published.subtitle)
        for each in published.paragraphs { paragraph(&xml, each) }
        return xml.text
    }

    static func paragraph(_ xml: inout XMLWriter, style: String, _ words: String) {
        xml.element("w:p") { xml in
            xml.element("w:pPr") { $0.empty("w:pStyle", ["w:val": style]) }
            run(&xml, words)
        }
    }

    /// The footnotes, one element each; nil: there are none.
    private mutating func notes() -> String? {
        let notes = published.notes
        guard !notes.isEmpty else { return nil }
        var xml = XMLWriter(declaration: false)
        for note in notes {
            let groups = attributed(Self.groups(of: note.content))
            xml.element("w:footnote", ["w:id": "\(note.number)"]) { xml in
                xml.element("w:p") { xml in
                    xml.element("w:pPr") { $0.empty("w:pStyle", ["w:val": "FootnoteText"]) }
                    Self.reference(&xml, "w:footnoteRef")
                    Self.run(&xml, " ")
                    Self.write(groups, &xml)
                }
            }
        }
        return xml.text
    }

    private mutating func paragraph(_ xml: inout XMLWriter, _ paragraph: PublishedText.Paragraph) {
        let mark = attributes(paragraph.change)
        let groups = attributed(Self.groups(of: paragraph))
        xml.element("w:p") { xml in
            xml.element("w:pPr") { xml in
                xml.empty("w:pStyle", ["w:val": Self.style(of: paragraph)])
                guard let mark else { return }
                xml.element("w:rPr") { $0.empty(Self.name(of: paragraph.change), mark) }
            }
            Self.write(groups, &xml)
        }
    }

    // MARK: Runs

    private mutating func attributed(_ groups: [Group]) -> [Group] {
        groups.map { group in
            var group = group
            group.attributes = attributes(group.change)
            return group
        }
    }

    private static func write(_ groups: [Group], _ xml: inout XMLWriter) {
        for group in groups {
            guard let attributes = group.attributes else {
                for run in group.runs { write(run, &xml, isRemoved: false) }
                continue
            }
            let isRemoved = if case .removed = group.change { true } else { false }
            xml.element(name(of: group.change), attributes) { xml in
                for run in group.runs { write(run, &xml, isRemoved: isRemoved) }
            }
        }
    }

    /// To a footnote, or in it to its own mark.
    private static func reference(
        _ xml: inout XMLWriter, _ name: String, _ attributes: KeyValuePairs<String, String> = [:]
    ) {
        xml.element("w:r") { xml in
            xml.element("w:rPr") { $0.empty("w:rStyle", ["w:val": "FootnoteReference"]) }
            xml.empty(name, attributes)
        }
    }

    private enum Run {
        case label(String)
        case words(String)
        case opens(Int)
        case closes(Int)
        case footnote(Int)
    }

    /// Runs of one fate.
    private struct Group {
        var change: PublishedText.Change
        var runs: [Run]
        var attributes: KeyValuePairs<String, String>?
    }

    private static func groups(of paragraph: PublishedText.Paragraph) -> [Group] {
        let standing = paragraph.standing.isEmpty ? "" : "(\(paragraph.standing))"
        let label = [paragraph.label, standing].filter { !$0.isEmpty }.joined(separator: " ")
        return groups(of: paragraph.content, behind: label.isEmpty ? nil : (label, paragraph.change))
    }

    private static func groups(
        of content: [PublishedText.Item], behind label: (words: String, change: PublishedText.Change)? = nil
    ) -> [Group] {
        var groups: [Group] = []
        func add(_ run: Run, _ change: PublishedText.Change) {
            if groups.last?.change == change {
                groups[groups.count - 1].runs.append(run)
            } else {
                groups.append(Group(change: change, runs: [run]))
            }
        }
        if let label { add(.label(label.words), label.change) }
        for item in content {
            switch item {
            case .words(let words, let change): add(.words(words), change)
            case .footnote(let note, let change): add(.footnote(note.number), change)
            // Outside of changes, for within them pandoc overlooks them.
            case .opens(let comment): add(.opens(comment.number), .none)
            case .closes(let comment): add(.closes(comment.number), .none)
            }
        }
        return groups
    }

    private static func write(_ run: Run, _ xml: inout XMLWriter, isRemoved: Bool) {
        switch run {
        case .label(let label):
            xml.element("w:r") { xml in
                xml.element("w:rPr") { $0.empty("w:b") }
                xml.element(isRemoved ? "w:delText" : "w:t", ["xml:space": "preserve"], words: label)
                xml.empty("w:tab")
            }
        case .words(let words): self.run(&xml, words, isRemoved: isRemoved)
        case .footnote(let number): reference(&xml, "w:footnoteReference", ["w:id": "\(number)"])
        case .opens(let number): xml.empty("w:commentRangeStart", ["w:id": "\(number)"])
        case .closes(let number):
            xml.empty("w:commentRangeEnd", ["w:id": "\(number)"])
            xml.element("w:r") { xml in
                xml.element("w:rPr") { $0.empty("w:rStyle", ["w:val": "CommentReference"]) }
                xml.empty("w:commentReference", ["w:id": "\(number)"])
            }
        }
    }

    static func run(_ xml: inout XMLWriter, _ words: String, isRemoved: Bool = false) {
        xml.element("w:r") {
            $0.element(isRemoved ? "w:delText" : "w:t", ["xml:space": "preserve"], words: words)
        }
    }

    // MARK: Names

    private static func name(of change: PublishedText.Change) -> String {
        if case .removed = change { "w:del" } else { "w:ins" }
    }

    private mutating func attributes(_ change: PublishedText.Change) -> KeyValuePairs<String, String>? {
        switch change {
        case .none: return nil
        case .added(let hand), .removed(let hand):
            changes += 1
            return ["w:id": "\(changes)", "w:author": hand.name, "w:date": Self.time(hand.at)]
        }
    }

    /// Word has no fractions of a second.
    static func time(_ time: Timestamp) -> String { "\(time.rawValue.prefix(19))Z" }

    private static func style(of paragraph: PublishedText.Paragraph) -> String {
        switch paragraph.kind {
        case .heading(let level): "Heading\(min(max(level, 1), 3))"
        case .annex: "Annex"
        case .sub(let level): level == 1 ? "Sub1" : "Sub2"
        case .preambular: "Preambular"
        case .operative: "Operative"
        case .plain, .footnote: "Normal"
        }
    }
}
