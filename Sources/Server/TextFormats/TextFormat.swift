/// Forms in which a text goes out, or comes in.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
    case docx, odt, pdf, html, md, txt, akn

    /// Those that can be read.
    public static let readable: [TextFormat] = [.docx, .odt, .md, .txt]

    public var mediaType: String {
        switch self {
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .pdf: "application/pdf"
        case .html: "text/html; charset=utf-8"
        case .md: "text/markdown; charset=utf-8"
        case .txt: "text/plain; charset=utf-8"
        case .akn: "application/akn+xml"
        }
    }

    /// The ending of a file's name.
    public var ending: String { self == .akn ? "xml" : rawValue }
}
