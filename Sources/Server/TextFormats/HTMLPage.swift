import Negotiation
import Summit

/// A text as a page of its own (HTML 5): what changed as `ins` and `del` with their times, comments behind it. It loads nothing and
/// runs nothing.
enum HTMLPage {
    private static let style = """
        body{font:1.05rem/1.5 serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
        h1,.version{text-align:center}.sub1{margin-left:2rem}.sub2{margin-left:4rem}
        ins{background:#d9f2df}del{background:#f9dede}table{border-collapse:collapse}
        td,th{border:1px solid #888;padding:.3rem .5rem;vertical-align:top;text-align:left}
        """

    static func text(of published: PublishedText) -> String {
        page(title: published.title, subtitle: published.subtitle, language: published.writtenIn) { xml in
            for each in published.paragraphs { paragraph(&xml, each) }
            notes(&xml, published.notes)
            let comments = published.comments
            guard !comments.isEmpty else { return }
            xml.element("ol") { xml in
                for comment in comments {
                    xml.element("li", ["id": "comment-\(comment.number)"]) { xml in
                        xml.element("b", words: comment.hand.name)
                        xml.words(", ")
                        xml.element("time", ["datetime": comment.hand.at.rawValue], words: "\(comment.hand.at.date)")
                        xml.words(": \(comment.words)")
                    }
                }
            }
        }
    }

    static func page(
        title: String, subtitle: String, language: String, _ body: (inout XMLWriter) -> Void
    ) -> String {
        var xml = XMLWriter(declaration: false)
        xml.markup("<!DOCTYPE html>\n")
        xml.element("html", ["lang": language]) { xml in
            xml.element("head") { xml in
                xml.empty("meta", ["charset": "utf-8"])
                xml.element("title", words: title)
                xml.element("style") { $0.markup(style) }
            }
            xml.element("body") { xml in
                xml.element("h1", words: title)
                xml.element("p", ["class": "version"], words: subtitle)
                body(&xml)
            }
        }
        return xml.text + "\n"
    }

    private static func paragraph(_ xml: inout XMLWriter, _ paragraph: PublishedText.Paragraph) {
        let (name, role) = element(for: paragraph.kind)
        xml.element(name, ["class": role]) { xml in
            if !paragraph.label.isEmpty {
                marked(&xml, paragraph.change) { $0.element("b", words: paragraph.label) }
                xml.words(" ")
            }
            if !paragraph.standing.isEmpty { xml.element("i", words: "(\(paragraph.standing)) ") }
            for item in paragraph.content {
                switch item {
                case .words(let words, let change): marked(&xml, change) { $0.words(words) }
                case .footnote(let note, let change):
                    marked(&xml, change) { xml in
                        xml.element("sup", ["id": "note-mark-\(note.number)"]) {
                            $0.element(
                                "a", ["href": "#note-\(note.number)", "role": "doc-noteref"], words: "\(note.number)")
                        }
                    }
                case .opens: continue
                case .closes(let comment):
                    xml.element("sup") {
                        $0.element("a", ["href": "#comment-\(comment.number)"], words: "\(comment.number)")
                    }
                }
            }
        }
        xml.markup("\n")
    }

    private static func notes(_ xml: inout XMLWriter, _ notes: [PublishedText.Note]) {
        guard !notes.isEmpty else { return }
        xml.element("section", ["role": "doc-endnotes"]) { xml in
            xml.element("ol") { xml in
                for note in notes {
                    xml.element("li", ["id": "note-\(note.number)"]) { xml in
                        for case .words(let words, let change) in note.content {
                            marked(&xml, change) { $0.words(words) }
                        }
                        xml.words(" ")
                        xml.element("a", ["href": "#note-mark-\(note.number)", "role": "doc-backlink"], words: "↩")
                    }
                }
            }
        }
    }

    private static func marked(
        _ xml: inout XMLWriter, _ change: PublishedText.Change, _ body: (inout XMLWriter) -> Void
    ) {
        switch change {
        case .none: body(&xml)
        case .added(let hand): xml.element("ins", ["datetime": hand.at.rawValue, "title": hand.name], body)
        case .removed(let hand): xml.element("del", ["datetime": hand.at.rawValue, "title": hand.name], body)
        }
    }

    private static func element(for kind: PublishedText.Kind) -> (name: String, role: String) {
        switch kind {
        case .heading(let level): ("h\(min(max(level, 1), 3) + 1)", "heading")
        case .annex: ("h2", "annex")
        case .preambular: ("p", "preambular")
        case .operative: ("p", "operative")
        case .sub(let level): ("p", "sub\(level)")
        case .plain, .footnote: ("p", "plain")
        }
    }
}
