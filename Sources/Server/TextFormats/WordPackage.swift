import Summit

/// The parts of a `.docx` around its words.
enum WordPackage {
    private static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    static func bytes(
        body: String, notes: String? = nil, title: String, footer: String, language: String, at time: Timestamp,
        begun: Timestamp,
        comments: [PublishedText.Comment], isWide: Bool = false
    ) -> [UInt8] {
        var archive = ZipArchive()
        archive.add("[Content_Types].xml", contentTypes(hasNotes: notes != nil))
        archive.add("_rels/.rels", rootRelations)
        archive.add("docProps/core.xml", core(title, time, begun, language))
        archive.add("word/document.xml", document(body, isWide: isWide))
        archive.add("word/_rels/document.xml.rels", documentRelations(hasNotes: notes != nil))
        if let notes { archive.add("word/footnotes.xml", notesPart(notes)) }
        archive.add("word/styles.xml", WordStyles.part(main, language))
        archive.add("word/comments.xml", commentsPart(comments))
        archive.add("word/footer1.xml", footerPart(footer, language))
        return archive.bytes
    }

    private static func document(_ body: String, isWide: Bool) -> String {
        var xml = XMLWriter()
        xml.element("w:document", ["xmlns:w": main, "xmlns:r": relations]) { xml in
            xml.element("w:body") { xml in
                xml.markup(body)
                xml.element("w:sectPr") { xml in
                    xml.empty("w:footerReference", ["w:type": "default", "r:id": "rId3"])
                    if isWide {
                        xml.empty("w:pgSz", ["w:w": "16838", "w:h": "11906", "w:orient": "landscape"])
                    } else {
                        xml.empty("w:pgSz", ["w:w": "11906", "w:h": "16838"])
                    }
                    xml.empty(
                        "w:pgMar",
                        [
                            "w:top": "1417", "w:right": "1417", "w:bottom": "1417", "w:left": "1417",
                            "w:header": "708", "w:footer": "708", "w:gutter": "0",
                        ])
                }
            }
        }
        return xml.text
    }

    private static func commentsPart(_ comments: [PublishedText.Comment]) -> String {
        var xml = XMLWriter()
        xml.element("w:comments", ["xmlns:w": main]) { xml in
            for comment in comments {
                xml.element(
                    "w:comment",
                    [
                        "w:id": "\(comment.number)", "w:author": comment.hand.name,
                        "w:date": WordDocument.time(comment.hand.at),
                        "w:initials": String(comment.hand.name.prefix(2)),
                    ]
                ) { xml in
                    for line in comment.words.split(whereSeparator: \.isNewline) {
                        WordDocument.paragraph(&xml, style: "CommentText", String(line))
                    }
                }
            }
        }
        return xml.text
    }

    /// - Parameter notes: their elements; the two before them are the lines that separate them from the text.
    private static func notesPart(_ notes: String) -> String {
        var xml = XMLWriter()
        xml.element("w:footnotes", ["xmlns:w": main]) { xml in
            for (id, type) in [("-1", "separator"), ("0", "continuationSeparator")] {
                xml.element("w:footnote", ["w:type": type, "w:id": id]) { xml in
                    xml.element("w:p") { $0.element("w:r") { $0.empty("w:\(type)") } }
                }
            }
            xml.markup(notes)
        }
        return xml.text
    }

    private static func footerPart(_ footer: String, _ language: String) -> String {
        var xml = XMLWriter()
        xml.element("w:ftr", ["xmlns:w": main]) { xml in
            xml.element("w:p") { xml in
                xml.element("w:pPr") { $0.empty("w:pStyle", ["w:val": "Footer"]) }
                WordDocument.run(&xml, "\(footer) · \(Words.page[language]) ")
                xml.element("w:fldSimple", ["w:instr": "PAGE"]) { WordDocument.run(&$0, "1") }
            }
        }
        return xml.text
    }

    private static func core(_ title: String, _ time: Timestamp, _ begun: Timestamp, _ language: String) -> String {
        let w3c = ["xsi:type": "dcterms:W3CDTF"] as KeyValuePairs
        var xml = XMLWriter()
        xml.element(
            "cp:coreProperties",
            [
                "xmlns:cp": "\(package)/metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
                "xmlns:dcterms": "http://purl.org/dc/terms/", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            ]
        ) { xml in
            xml.element("dc:title", words: title)
            xml.element("dc:language", words: language)
            xml.element("dcterms:created", w3c, words: WordDocument.time(begun))
            xml.element("dcterms:modified", w3c, words: WordDocument.time(time))
        }
        return xml.text
    }

    private static func contentTypes(hasNotes: Bool) -> String {
        var xml = XMLWriter()
        xml.element("Types", ["xmlns": "\(package)/content-types"]) { xml in
            xml.empty(
                "Default",
                ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
            for (part, type) in [
                ("/word/document.xml", "\(word).document.main+xml"), ("/word/styles.xml", "\(word).styles+xml"),
                ("/word/comments.xml", "\(word).comments+xml"), ("/word/footer1.xml", "\(word).footer+xml"),
                ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ] + (hasNotes ? [("/word/footnotes.xml", "\(word).footnotes+xml")] : []) {
                xml.empty("Override", ["PartName": part, "ContentType": type])
            }
        }
        return xml.text
    }

    private static var rootRelations: String {
        relationships([
            ("\(relations)/officeDocument", "word/document.xml"),
            ("\(package)/relationships/metadata/core-properties", "docProps/core.xml"),
        ])
    }

    private static func documentRelations(hasNotes: Bool) -> String {
        relationships(
            [
                ("\(relations)/styles", "styles.xml"), ("\(relations)/comments", "comments.xml"),
                ("\(relations)/footer", "footer1.xml"),
            ] + (hasNotes ? [("\(relations)/footnotes", "footnotes.xml")] : []))
    }

    /// `rId1` and so on, in this order.
    private static func relationships(_ targets: [(type: String, target: String)]) -> String {
        var xml = XMLWriter()
        xml.element("Relationships", ["xmlns": "\(package)/relationships"]) { xml in
            for (index, each) in targets.enumerated() {
                xml.empty("Relationship", ["Id": "rId\(index + 1)", "Type": each.type, "Target": each.target])
            }
        }
        return xml.text
    }
}
