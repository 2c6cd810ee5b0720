/// A language as BCP 47 (RFC 5646) writes it: a language, a script and a region at most, such as `vi`, `zh-Hant` or `pt-TL`.
public struct LanguageTag: RawRepresentable, Sendable, Hashable, Comparable, Codable, CodingKeyRepresentable {
    public let rawValue: String

    /// Nil for any other spelling than the recommended one.
    public init?(rawValue: String) {
        var parts = rawValue.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)[...]
        func take(_ isPart: (Substring.UTF8View) -> Bool) -> Bool {
            guard let part = parts.first, isPart(part) else { return false }
            parts.removeFirst()
            return true
        }
        func isSmall(_ letter: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) }
        func isCapital(_ letter: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) }
        func isDigit(_ letter: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(letter) }
        guard take({ (2...3).contains($0.count) && $0.allSatisfy(isSmall) }) else { return nil }
        _ = take { $0.count == 4 && $0.first.map(isCapital) == true && $0.dropFirst().allSatisfy(isSmall) }
        _ = take { $0.count == 2 && $0.allSatisfy(isCapital) || $0.count == 3 && $0.allSatisfy(isDigit) }
        guard parts.isEmpty else { return nil }
        self.rawValue = rawValue
    }

    /// Of the texts themselves.
    public static let authentic = LanguageTag(wellFormed: "en")

    private init(wellFormed: String) { rawValue = wellFormed }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
