import Summit

/// A file's name that can do no harm: no path, nothing unseen, and an ending that says what it is.
public struct FileName: Sendable, Hashable {
    public let text: String
    public let kind: FileKind

    /// Of what a browser sends: a path before the name is left out, characters that some systems do not take become `_`. Nil: nothing
    /// usable is left, or the ending is none of ``FileKind``.
    public init?(_ sent: String) {
        var name = sent.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        name = String(name.map { "<>:\"|?*%".contains($0) ? "_" : $0 })
        while let first = name.first, first == "." || first.isWhitespace { name.removeFirst() }
        while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
        guard name.unicodeScalars.count <= LibraryLimits.fileName,
            !name.unicodeScalars.contains(where: { $0.isUnseenControl || $0.properties.generalCategory == .control }),
            let dot = name.lastIndex(of: "."), dot != name.startIndex,
            let kind = FileKind(rawValue: name[name.index(after: dot)...].lowercased())
        else { return nil }
        text = name
        self.kind = kind
    }
}

/// The kinds of files that a library takes, by the ending of their names.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
    case pdf, docx, odt, rtf, txt, md, html, htm, xlsx, ods, csv, pptx, odp, png, jpg, jpeg

    public var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .rtf: "application/rtf"
        case .txt: "text/plain; charset=utf-8"
        case .md: "text/markdown; charset=utf-8"
        case .html, .htm: "text/html; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .csv: "text/csv; charset=utf-8"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .odp: "application/vnd.oasis.opendocument.presentation"
        case .png: "image/png"
        case .jpg, .jpeg: "image/jpeg"
        }
    }

    /// Whether a file of this kind can begin so.
    public func mayBegin(with bytes: some Collection<UInt8>) -> Bool {
        switch self {
        case .pdf: bytes.starts(with: Array("%PDF-".utf8))
        case .docx, .odt, .xlsx, .ods, .pptx, .odp: bytes.starts(with: [0x50, 0x4b, 0x03, 0x04])
        case .rtf: bytes.starts(with: Array("{\\rtf".utf8))
        case .png: bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        case .jpg, .jpeg: bytes.starts(with: [0xff, 0xd8, 0xff])
        case .txt, .md, .html, .htm, .csv: !bytes.contains(0)
        }
    }
}
