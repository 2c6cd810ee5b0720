/// Names a proposal for who made it, before the text does: 1 to 64 of `[a-zA-Z0-9-]`, such as a random number in hexadecimal digits.
public struct ProposalKey: RawRepresentable, Sendable, Hashable, Codable {
    public let rawValue: String

    public init?(rawValue: String) {
        let isWellFormed = rawValue.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isWellFormed, (1...64).contains(rawValue.utf8.count) else { return nil }
        self.rawValue = rawValue
    }
}
