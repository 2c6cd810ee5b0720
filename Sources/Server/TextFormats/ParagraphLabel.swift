/// What stands at the beginning of a paragraph and is no part of its words: `PP2`, `OP12.`, `12.`, `(a)`, `OP7 alt 1`.
struct ParagraphLabel: Hashable {
    enum Kind: Hashable {
        case preambular, operative
        /// Letters in parentheses, in lower case.
        case sub(String)
        /// Of the paragraph with this number; nil: of the one before.
        case alternative(to: String?)
    }

    var kind: Kind
    /// Such as `OP12`; by it variants find their paragraph.
    var number: String
    /// Scalars to be taken off, with the blanks behind.
    var length: Int

    /// Nil when a paragraph begins with its words.
    init?(_ words: String) {
        let start = words.prefix(40)
        if let match = start.prefixMatch(of: Self.alternative) {
            self.init(kind: .alternative(to: Self.key(match.1)), number: "", length: match.0.unicodeScalars.count)
        } else if let match = start.prefixMatch(of: Self.nextAlternative) {
            self.init(kind: .alternative(to: nil), number: "", length: match.0.unicodeScalars.count)
        } else if let match = start.prefixMatch(of: Self.resolution) {
            let isPreambular = match.1.lowercased() == "pp"
            self.init(
                kind: isPreambular ? .preambular : .operative, number: Self.key(match.1 + match.2),
                length: match.0.unicodeScalars.count)
        } else if let match = start.prefixMatch(of: Self.numbered) {
            self.init(kind: .operative, number: String(match.1), length: match.0.unicodeScalars.count)
        } else if let match = start.prefixMatch(of: Self.lettered) {
            self.init(
                kind: .sub(String(match.1)), number: Self.key("(\(match.1))"),
                length: match.0.unicodeScalars.count)
        } else {
            return nil
        }
    }

    private init(kind: Kind, number: String, length: Int) {
        (self.kind, self.number, self.length) = (kind, number, length)
    }

    private static func key(_ number: some StringProtocol) -> String {
        let key = number.uppercased().filter { $0 != " " }
        return key.hasPrefix("ANNEX") ? annexKey : key
    }

    /// Of the last annex.
    static let annexKey = "ANNEX"

    // A regex is no Sendable value; each use makes its own.
    private static var alternative: Regex<(Substring, Substring)> {
        /(?i)((?:PP|OP)? ?\d{1,4}|\([a-z]{1,7}\)|annex [ivxlc]{1,6})\.? ?alt\.?(?: ?\d{1,3})?[.:)]?(?: +|$)/
    }
    private static var nextAlternative: Regex<Substring> { /(?i)alt\.? ?\d{1,3}[.:)]?(?: +|$)/ }
    private static var resolution: Regex<(Substring, Substring, Substring)> {
        /(PP|OP) ?(\d{1,4}(?: ?(?:bis|ter|quater))?)[.:)]?(?: +|$)/
    }
    private static var numbered: Regex<(Substring, Substring)> { /(\d{1,4})[.)](?: +|$)/ }
    private static var lettered: Regex<(Substring, Substring)> { /\(([a-z]{1,7})\)(?: +|$)/ }
}

extension ParagraphLabel {
    /// How many scalars at the beginning tell that a paragraph is agreed: `(agreed ad ref.) `.
    static func standing(_ words: String) -> Int {
        let pattern = /(?i)\((?:agreed(?: ad ref(?:erendum|\.)?)?|đã nhất trí|nhất trí ad ref\.)\)(?: +|$)/
        return words.prefix(40).prefixMatch(of: pattern)?.0.unicodeScalars.count ?? 0
    }

    /// How many scalars at the beginning call a short line an annex: `Annex II: `; nil when it is none.
    static func annex(_ words: String) -> Int? {
        let pattern = /(?i)(?:annex|phụ lục)(?: +[IVXLC0-9]{1,6})?[.:]?(?: +[-–—] *| +|$)/
        guard words.unicodeScalars.count <= 120, !words.hasSuffix("."), !words.hasSuffix(";") else { return nil }
        return words.prefixMatch(of: pattern)?.0.unicodeScalars.count
    }

    static func isRoman(_ letters: String) -> Bool { letters.allSatisfy { "ivxl".contains($0) } }
}
