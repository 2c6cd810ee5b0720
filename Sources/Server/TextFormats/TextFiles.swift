import Negotiation

/// Texts written into files, and read from them.
public struct TextFiles: Sendable {
    let converters = Converters()

    public init() {}

    /// The text in a form. `docx` and `odt` have its changes as tracked changes; `pdf`, `html`, `md`, `txt` and `akn` show them.
    public func bytes(of published: PublishedText, as format: TextFormat) async throws(TextFormatFailure) -> [UInt8] {
        switch format {
        case .docx: WordDocument.bytes(of: published)
        case .odt, .pdf:
            try await converters.office(docx: WordDocument.bytes(of: published), to: format.rawValue)
        case .html: [UInt8](HTMLPage.text(of: published).utf8)
        case .md:
            try await converters.pandoc(
                WordDocument.bytes(of: published), from: "docx", to: "markdown-smart",
                options: ["--track-changes=all", "--wrap=none", "-s"])
        case .txt: [UInt8](PlainText.text(of: published).utf8)
        case .akn: [UInt8](AkomaNtoso.text(of: published).utf8)
        }
    }
}
