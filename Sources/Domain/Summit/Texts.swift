/// One text for people in several languages, English always among them. In JSON `{"en": "...", "vi": "..."}`.
public struct Texts: Sendable, Hashable {
    /// The text by language tag (RFC 5646, such as `en`, `vi`, `zh-Hant`).
    public let byLanguage: [String: String]

    /// The most languages that one text may come in.
    public static let maximumLanguages = 32

    public init(en: String, vi: String) { byLanguage = ["en": en, "vi": vi] }

    /// Nil without English, with more than ``maximumLanguages``, or with a key that is no language tag.
    public init?(_ byLanguage: [String: String]) {
        guard byLanguage["en"] != nil, byLanguage.count <= Self.maximumLanguages,
            byLanguage.keys.allSatisfy(Self.isLanguageTag)
        else { return nil }
        self.byLanguage = byLanguage
    }

    /// Nothing to say, in any language.
    public static let empty = Texts(en: "", vi: "")

    public var isEmpty: Bool { byLanguage.values.allSatisfy(\.isEmpty) }

    /// The greatest number of Unicode scalars in any language; a single character may be made of any number of them.
    public var length: Int { byLanguage.values.lazy.map(\.unicodeScalars.count).max() ?? 0 }

    /// The text in this language, else in the language without its region or script, else in English. A language in
    /// which nothing is said counts as missing.
    public subscript(language: String) -> String {
        var tag = language[...]
        while !tag.isEmpty {
            if let text = byLanguage[String(tag)], !text.isEmpty { return text }
            tag = tag.lastIndex(of: "-").map { tag[..<$0] } ?? ""
        }
        return byLanguage["en"] ?? ""
    }

    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard text.utf8.count <= 35, let language = parts.first, (2...8).contains(language.count) else { return false }
        return parts.allSatisfy { part in
            (1...8).contains(part.count)
                && part.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                    default: false
                    }
                }
        }
    }
}

extension Texts: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let texts = Texts(try container.decode([String: String].self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A text needs English (en) and language tags as keys.")
        }
        self = texts
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(byLanguage)
    }
}
