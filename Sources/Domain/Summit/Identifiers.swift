/// A name given to one thing, made of a few ASCII characters so that it can stand in a link, a file name and a log line.
///
/// Text becomes an identifier once, at the edge; everything behind it trusts the type. In JSON it is a plain string
/// and may be the key of an object.
public protocol Identifier: RawRepresentable, Sendable, Hashable, Comparable, Codable, CodingKeyRepresentable,
    CustomStringConvertible
where RawValue == String {
    /// The greatest number of characters.
    static var maximumLength: Int { get }
    /// Whether this ASCII character may occur.
    static func allows(_ character: UInt8) -> Bool
    /// Words of the right form that mean something else on the wire.
    static var reserved: Set<String> { get }
    /// Wraps text that was found well formed.
    init(wellFormed: String)
}

extension Identifier {
    /// The identifier that is written so; nil when the text does not have the documented form.
    public init?(rawValue: String) {
        let characters = rawValue.utf8
        guard !characters.isEmpty, characters.count <= Self.maximumLength,
            characters.allSatisfy(Self.allows), !Self.reserved.contains(rawValue)
        else { return nil }
        self.init(wellFormed: rawValue)
    }

    /// The identifier that is written so; nil when the text does not have the documented form.
    public init?(_ text: some StringProtocol) { self.init(rawValue: String(text)) }

    public static var reserved: Set<String> { [] }
    public var description: String { rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names one meeting: `[a-z0-9-]{1,40}`, and no other record's name.
public struct MeetingID: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 40
    public static let reserved: Set<String> = [RecordID.factsText]
    public static func allows(_ character: UInt8) -> Bool { character.isLowercaseLetterDigitOrHyphen }
}

/// Names one conference: `[a-z0-9-]{1,40}`, and not `facts`, which has its own place at the desk.
public struct ConferenceID: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 40
    public static let reserved: Set<String> = [RecordID.factsText]
    public static func allows(_ character: UInt8) -> Bool { character.isLowercaseLetterDigitOrHyphen }
}

/// Names one text: `[a-z0-9-]{1,40}`.
public struct TextID: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 40
    public static func allows(_ character: UInt8) -> Bool { character.isLowercaseLetterDigitOrHyphen }
}

/// Names a seat within its meeting, by convention the delegation's ISO 3166-1 code: `[A-Z0-9-]{1,16}`.
public struct SeatID: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 16
    public static func allows(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

/// Names a format, as it stands in a meeting's `format`, such as `asean-plus-three`: `[a-z0-9-]{1,40}`.
public struct FormatID: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 40
    public static func allows(_ character: UInt8) -> Bool { character.isLowercaseLetterDigitOrHyphen }
}

/// Names a participant within their meeting: `[a-z0-9-]{1,40}`, and none of the words that name other authors.
public struct ParticipantID: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 40
    public static let reserved: Set<String> = [Author.systemText, Author.administrationText]
    public static func allows(_ character: UInt8) -> Bool { character.isLowercaseLetterDigitOrHyphen }
}

extension UInt8 {
    fileprivate var isLowercaseLetterDigitOrHyphen: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
