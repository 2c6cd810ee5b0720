import Convening
import Summit

extension CompiledTable {
    public func bytes(as form: Form) -> [UInt8] {
        switch form {
        case .html: [UInt8](html.utf8)
        case .docx: docx
        // The mark tells spreadsheets that it is UTF-8.
        case .csv: [UInt8](("\u{feff}" + csv).utf8)
        }
    }

    private var heading: [String] {
        [Words.paragraph[published.language], Words.words[published.language]] + columns
    }

    private var title: String { "\(published.title): \(Words.table[published.language])" }

    private var csv: String {
        Sheet.text(
            heading: heading,
            rows: rows.map { [$0.label, $0.words] + $0.cells.map { $0.joined(separator: "; ") } })
    }

    private var html: String {
        HTMLPage.page(title: title, subtitle: published.subtitle, language: published.language) { xml in
            xml.element("table") { xml in
                xml.element("thead") { xml in
                    xml.element("tr") { xml in
                        for name in heading { xml.element("th", ["scope": "col"], words: name) }
                    }
                }
                xml.element("tbody") { xml in
                    for row in rows {
                        xml.element("tr") { xml in
                            xml.element("th", ["scope": "row"], words: row.label)
                            xml.element("td", words: row.words)
                            for cell in row.cells {
                                xml.element("td") { xml in for each in cell { xml.element("p", words: each) } }
                            }
                        }
                        xml.markup("\n")
                    }
                }
            }
        }
    }

    private var docx: [UInt8] {
        var xml = XMLWriter(declaration: false)
        WordDocument.paragraph(&xml, style: "Title", title)
        WordDocument.paragraph(&xml, style: "Subtitle", published.subtitle)
        xml.element("w:tbl") { xml in
            xml.element("w:tblPr") { xml in
                xml.empty("w:tblW", ["w:w": "5000", "w:type": "pct"])
                xml.element("w:tblBorders") { xml in
                    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                        xml.empty("w:\(side)", ["w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "888888"])
                    }
                }
            }
            xml.element("w:tblGrid") { xml in for _ in heading { xml.empty("w:gridCol", ["w:w": "2000"]) } }
            Self.row(&xml, heading.map { [$0] }, isHeading: true)
            for row in rows { Self.row(&xml, [[row.label], [row.words]] + row.cells) }
        }
        // A table is followed by a paragraph.
        WordDocument.paragraph(&xml, style: "Normal", "")
        return WordPackage.bytes(
            body: xml.text, title: title, footer: "\(title) · \(published.subtitle)", language: published.language,
            at: published.at, begun: published.begun, comments: [], isWide: true)
    }

    private static func row(_ xml: inout XMLWriter, _ cells: [[String]], isHeading: Bool = false) {
        xml.element("w:tr") { xml in
            if isHeading { xml.element("w:trPr") { $0.empty("w:tblHeader") } }
            for cell in cells {
                xml.element("w:tc") { xml in
                    for words in cell.isEmpty ? [""] : cell {
                        WordDocument.paragraph(&xml, style: "CommentText", words)
                    }
                }
            }
        }
    }
}
