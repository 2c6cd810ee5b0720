/// An address of electronic mail that can stand in a header and an envelope as it is: a dot-atom and a host's name in ASCII (RFC 5321).
public struct MailAddress: Sendable, Hashable {
    public let text: String

    /// Nil: not of that form. Nothing that begins a line, a list or a comment comes through.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].count),
            Self.isDotted(parts[0], by: Self.isOfAtoms),
            Self.isDotted(parts[1], by: Self.isOfHosts),
            parts[1].split(separator: UInt8(ascii: ".")).allSatisfy({
                $0.count <= 63 && $0.first != UInt8(ascii: "-") && $0.last != UInt8(ascii: "-")
            })
        else { return nil }
        self.text = text
    }

    private static func isDotted(_ part: Substring.UTF8View.SubSequence, by isAllowed: (UInt8) -> Bool) -> Bool {
        part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0.allSatisfy(isAllowed)
        }
    }

    private static func isOfHosts(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isOfAtoms(_ byte: UInt8) -> Bool {
        isOfHosts(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }
}

extension MailAddress: Codable, CustomStringConvertible, CustomReflectable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = MailAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "This is no mail address in ASCII, such as minister@mofa.example.")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { "REDACTED" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
