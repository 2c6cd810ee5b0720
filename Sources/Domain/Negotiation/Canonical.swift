internal import Crypto
import Summit

extension TextState {
    /// The words of the text in the one form over which its digest is made: UTF-8 with a line feed behind each line. The first lines are
    /// `mufakat-text 1`, the type and the English title; then each paragraph that is there has one: its kind, its number and its words, between tabs.
    /// Brackets are `[` and `]`, text to come is `[…]`, a footnote's mark `[^]`; the footnotes follow their paragraph, in the order of the marks.
    public var canonical: String {
        let numbers = numbers
        var lines = ["mufakat-text 1", facts.type.rawValue, Self.line(facts.title["en"])]
        for id in order {
            guard let paragraph = paragraphs[id] else { continue }
            lines.append("\(paragraph.kind.canonical)\t\(numbers[id] ?? "")\t\(Self.line(paragraph.wording.printed))")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// SHA-256 of ``canonical``, 64 hexadecimal digits.
    public var digest: String {
        SHA256.hash(data: Array(canonical.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private static func line(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}

extension Paragraph.Kind {
    fileprivate var canonical: String {
        switch self {
        case .heading(let level): "heading \(level)"
        case .preambular: "preambular"
        case .operative: "operative"
        case .sub(let level): "sub \(level)"
        case .plain: "plain"
        case .annex: "annex"
        case .footnote: "footnote"
        }
    }
}
