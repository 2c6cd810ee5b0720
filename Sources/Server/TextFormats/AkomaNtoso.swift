import Negotiation
import Summit

/// A text in Akoma Ntoso 3.0 (OASIS LegalDocML), a `statement`: paragraphs with those under them, what changed as `ins` and `del`, comments
/// as notes.
struct AkomaNtoso {
    private static let namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    private let published: PublishedText
    private var elements = 0

    static func text(of published: PublishedText) -> String {
        var writer = AkomaNtoso(published: published)
        return writer.text() + "\n"
    }

    private init(published: PublishedText) { self.published = published }

    private mutating func text() -> String {
        var body = XMLWriter(declaration: false)
        write(published.paragraphs[...], &body, level: 0)
        // A body without anything in it is none.
        if published.paragraphs.isEmpty { body.empty("p") }
        var xml = XMLWriter()
        xml.element("akomaNtoso", ["xmlns": Self.namespace]) { xml in
            xml.element("statement", ["name": published.facts.type.rawValue]) { xml in
                meta(&xml)
                xml.element("preface") { xml in
                    xml.element("p") { $0.element("docTitle", words: published.title) }
                    xml.element("p") { $0.element("docStage", words: published.subtitle) }
                }
                xml.element("mainBody") { $0.markup(body.text) }
            }
        }
        return xml.text
    }

    // MARK: What it is

    private func meta(_ xml: inout XMLWriter) {
        let work = "/akn/mufakat/statement/\(published.begun.date)/\(published.facts.id)"
        let language = ["en": "eng", "vi": "vie"][published.writtenIn] ?? published.writtenIn
        let expression = "\(work)/\(language)@\(published.at.date)/\(published.version)"
        xml.element("meta") { xml in
            xml.element("identification", ["source": "#mufakat"]) { xml in
                xml.element("FRBRWork") { xml in
                    common(&xml, "\(work)/!main", work, published.begun)
                    xml.empty("FRBRcountry", ["value": "asean"])
                }
                xml.element("FRBRExpression") { xml in
                    common(&xml, "\(expression)/!main", expression, published.at)
                    xml.empty("FRBRlanguage", ["language": language])
                }
                xml.element("FRBRManifestation") { xml in
                    common(&xml, "\(expression)/!main.xml", "\(expression).xml", published.at)
                    xml.empty("FRBRformat", ["value": "application/akn+xml"])
                }
            }
            xml.element("references", ["source": "#mufakat"]) { xml in
                xml.empty(
                    "TLCOrganization",
                    ["eId": "mufakat", "href": "/akn/ontology/organization/mufakat", "showAs": "Mufakat"])
            }
            let comments = published.comments
            guard !comments.isEmpty else { return }
            xml.element("notes", ["source": "#mufakat"]) { xml in
                for comment in comments {
                    xml.element("note", ["eId": "note_\(comment.number)"]) { xml in
                        xml.element("p", words: "\(comment.hand.name), \(comment.hand.at.date): \(comment.words)")
                    }
                }
            }
        }
    }

    private func common(_ xml: inout XMLWriter, _ this: String, _ uri: String, _ time: Timestamp) {
        xml.empty("FRBRthis", ["value": this])
        xml.empty("FRBRuri", ["value": uri])
        xml.empty("FRBRdate", ["date": "\(time.date)", "name": "version"])
        xml.empty("FRBRauthor", ["href": "#mufakat"])
    }

    // MARK: Paragraphs

    private static let names = ["paragraph", "subparagraph", "clause"]

    private static func level(of paragraph: PublishedText.Paragraph) -> Int {
        if case .sub(let level) = paragraph.kind { min(max(level, 1), 2) } else { 0 }
    }

    /// Each with those under it.
    private mutating func write(_ paragraphs: ArraySlice<PublishedText.Paragraph>, _ xml: inout XMLWriter, level: Int) {
        var rest = paragraphs
        while let first = rest.popFirst() {
            let under = rest.prefix { Self.level(of: $0) > Self.level(of: first) }
            rest = rest.dropFirst(under.count)
            write(first, under, &xml, level: level)
        }
    }

    private mutating func write(
        _ paragraph: PublishedText.Paragraph, _ under: ArraySlice<PublishedText.Paragraph>, _ xml: inout XMLWriter,
        level: Int
    ) {
        elements += 1
        let name = Self.names[min(level, Self.names.count - 1)]
        let id = "\(["para", "subpara", "clause"][min(level, 2)])_\(elements)"
        var inner = XMLWriter(declaration: false)
        write(under, &inner, level: level + 1)
        switch paragraph.kind {
        case .heading, .annex:
            let role = if case .annex = paragraph.kind { "annex" } else { "heading" }
            xml.element("hcontainer", ["name": role, "eId": id]) { xml in
                number(paragraph, &xml)
                xml.element("heading") { words(paragraph, &$0) }
                xml.markup(inner.text)
            }
        case .preambular, .operative, .sub, .plain, .footnote:
            xml.element(name, ["eId": id, "class": Self.role(of: paragraph)]) { xml in
                number(paragraph, &xml)
                xml.element(under.isEmpty ? "content" : "intro") { xml in
                    xml.element("p") { words(paragraph, &$0) }
                }
                xml.markup(inner.text)
            }
        }
    }

    private func number(_ paragraph: PublishedText.Paragraph, _ xml: inout XMLWriter) {
        guard !paragraph.label.isEmpty else { return }
        xml.element("num") { xml in marked(&xml, paragraph.change) { $0.words(paragraph.label) } }
    }

    private func words(_ paragraph: PublishedText.Paragraph, _ xml: inout XMLWriter) { write(paragraph.content, &xml) }

    private func write(_ content: [PublishedText.Item], _ xml: inout XMLWriter) {
        for item in content {
            switch item {
            case .words(let words, let change): marked(&xml, change) { $0.words(words) }
            case .footnote(let note, let change):
                marked(&xml, change) { xml in
                    xml.element("authorialNote", ["marker": "\(note.number)", "placement": "bottom"]) { xml in
                        xml.element("p") { write(note.content, &$0) }
                    }
                }
            case .opens: continue
            case .closes(let comment):
                xml.empty("noteRef", ["href": "#note_\(comment.number)", "marker": "\(comment.number)"])
            }
        }
    }

    private func marked(
        _ xml: inout XMLWriter, _ change: PublishedText.Change, _ body: (inout XMLWriter) -> Void
    ) {
        switch change {
        case .none: body(&xml)
        case .added(let hand): xml.element("ins", ["title": Self.title(hand)], body)
        case .removed(let hand): xml.element("del", ["title": Self.title(hand)], body)
        }
    }

    private static func title(_ hand: PublishedText.Hand) -> String { "\(hand.name), \(hand.at)" }

    private static func role(of paragraph: PublishedText.Paragraph) -> String {
        let standing = paragraph.standing.isEmpty ? "" : " agreed"
        return switch paragraph.kind {
        case .preambular: "preambular\(standing)"
        case .operative: "operative\(standing)"
        case .sub(let level): "sub\(level)\(standing)"
        case .plain, .heading, .annex, .footnote: "plain\(standing)"
        }
    }
}
