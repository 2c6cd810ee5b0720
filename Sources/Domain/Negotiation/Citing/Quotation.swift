/// Whether words are those of a source: the same letters, however they are composed (Unicode canonical equivalence), where any blanks
/// count as one.
public enum Quotation {
    /// As they are compared: blanks between words are one, those at the ends none.
    static func letters(of words: String) -> [Character] {
        Array(words.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// Whether words are those of a source. What is much longer than the other is not compared letter by letter: one letter is made of at most
    /// four others, however it is composed (UAX #15).
    static func isSame(_ words: String, as source: String) -> Bool {
        let other = withoutRepeatedBlanks(source, upTo: .max)
        let most = 4 * other.count + 2
        let own = withoutRepeatedBlanks(words, upTo: most)
        guard own.count <= most, other.count <= 4 * own.count + 2 else { return false }
        func letters(_ scalars: [Unicode.Scalar]) -> [Character] {
            self.letters(of: String(String.UnicodeScalarView(scalars)))
        }
        return letters(own) == letters(other)
    }

    /// - Parameter most: what comes behind so many is left away, but the first.
    private static func withoutRepeatedBlanks(_ words: String, upTo most: Int) -> [Unicode.Scalar] {
        var kept: [Unicode.Scalar] = []
        for scalar in words.unicodeScalars {
            if scalar.properties.isWhitespace, kept.last?.properties.isWhitespace == true { kept.removeLast() }
            kept.append(scalar)
            if kept.count > most { break }
        }
        return kept
    }

    /// Where words begin to differ from those of a source, with what stands around it in both; nil: they do not.
    static func difference(between words: String, and source: String) -> String? {
        let (own, other) = (letters(of: words), letters(of: source))
        guard own != other else { return nil }
        let at = zip(own, other).prefix { $0 == $1 }.count
        func around(_ letters: [Character]) -> String {
            let (from, to) = (max(at - 16, 0), min(at + 16, letters.count))
            return "\(from > 0 ? "…" : "")\(String(letters[from..<to]))\(to < letters.count ? "…" : "")"
        }
        return "“\(around(own))” – “\(around(other))”"
    }

    /// What of a source words quote: their place in it where they stand there, else all of it. Time: linear in both.
    public static func part(of source: String, quotedBy words: String) -> String {
        let (wanted, all) = (letters(of: words), letters(of: source))
        return contains(all, wanted) ? String(wanted) : String(all)
    }

    /// Knuth, Morris, Pratt.
    private static func contains(_ all: [Character], _ wanted: [Character]) -> Bool {
        guard !wanted.isEmpty else { return false }
        var borders = [0]
        var border = 0
        for letter in wanted.dropFirst() {
            while border > 0, wanted[border] != letter { border = borders[border - 1] }
            if wanted[border] == letter { border += 1 }
            borders.append(border)
        }
        var found = 0
        for letter in all {
            while found > 0, wanted[found] != letter { found = borders[found - 1] }
            if wanted[found] == letter { found += 1 }
            if found == wanted.count { return true }
        }
        return false
    }
}
