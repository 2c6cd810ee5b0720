/// How the kinds of paragraphs look in a `.docx`; names that word processors know are those that they know.
enum WordStyles {
    private struct Style {
        var id: String
        var name: String
        /// Half points.
        var size: Int? = nil
        var isBold = false
        var isCentred = false
        /// Twentieths of a point, as all that follows.
        var left = 0
        var hanging = 0
        var before = 0
        var after = 120
        var outline: Int? = nil
    }

    private static let all = [
        Style(id: "Normal", name: "Normal"),
        Style(id: "Title", name: "Title", size: 32, isBold: true, isCentred: true),
        Style(id: "Subtitle", name: "Subtitle", size: 18, isCentred: true, after: 360),
        Style(id: "Heading1", name: "heading 1", size: 28, isBold: true, before: 240, outline: 0),
        Style(id: "Heading2", name: "heading 2", size: 26, isBold: true, before: 200, outline: 1),
        Style(id: "Heading3", name: "heading 3", size: 24, isBold: true, before: 160, outline: 2),
        Style(id: "Annex", name: "Annex", size: 26, isBold: true, before: 360),
        Style(id: "Preambular", name: "Preambular", left: 850, hanging: 850),
        Style(id: "Operative", name: "Operative", left: 850, hanging: 850),
        Style(id: "Sub1", name: "Sub-paragraph 1", left: 1417, hanging: 567),
        Style(id: "Sub2", name: "Sub-paragraph 2", left: 1984, hanging: 567),
        Style(id: "CommentText", name: "annotation text", size: 20, after: 0),
        Style(id: "FootnoteText", name: "footnote text", size: 20, after: 0),
        Style(id: "Footer", name: "footer", size: 16, after: 0),
    ]

    static func part(_ namespace: String, _ language: String) -> String {
        var xml = XMLWriter()
        xml.element("w:styles", ["xmlns:w": namespace]) { xml in
            xml.element("w:docDefaults") { xml in
                xml.element("w:rPrDefault") { xml in
                    xml.element("w:rPr") { xml in
                        xml.empty(
                            "w:rFonts",
                            ["w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman", "w:cs": "Times New Roman"])
                        xml.empty("w:sz", ["w:val": "24"])
                        xml.empty("w:lang", ["w:val": ["en": "en-GB", "vi": "vi-VN"][language] ?? language])
                    }
                }
            }
            for style in all { write(style, &xml) }
            xml.element("w:style", ["w:type": "character", "w:styleId": "FootnoteReference"]) { xml in
                xml.empty("w:name", ["w:val": "footnote reference"])
                xml.element("w:rPr") { $0.empty("w:vertAlign", ["w:val": "superscript"]) }
            }
            xml.element("w:style", ["w:type": "character", "w:styleId": "CommentReference"]) { xml in
                xml.empty("w:name", ["w:val": "annotation reference"])
                xml.element("w:rPr") { $0.empty("w:sz", ["w:val": "16"]) }
            }
        }
        return xml.text
    }

    private static func write(_ style: Style, _ xml: inout XMLWriter) {
        let isNormal = style.id == "Normal"
        let attributes: KeyValuePairs =
            isNormal
            ? ["w:type": "paragraph", "w:default": "1", "w:styleId": style.id]
            : ["w:type": "paragraph", "w:styleId": style.id]
        xml.element("w:style", attributes) { xml in
            xml.empty("w:name", ["w:val": style.name])
            if !isNormal { xml.empty("w:basedOn", ["w:val": "Normal"]) }
            xml.element("w:pPr") { xml in
                xml.empty("w:spacing", ["w:before": "\(style.before)", "w:after": "\(style.after)"])
                if style.left > 0 {
                    xml.empty("w:ind", ["w:left": "\(style.left)", "w:hanging": "\(style.hanging)"])
                }
                if style.isCentred { xml.empty("w:jc", ["w:val": "center"]) }
                if let outline = style.outline { xml.empty("w:outlineLvl", ["w:val": "\(outline)"]) }
            }
            xml.element("w:rPr") { xml in
                if style.isBold { xml.empty("w:b") }
                if let size = style.size { xml.empty("w:sz", ["w:val": "\(size)"]) }
            }
        }
    }
}
