public import Summit

// Literals for tests only: a malformed one fails the test where it stands.
extension SeatID: ExpressibleByStringLiteral {
    public init(stringLiteral: String) { self.init(stringLiteral)! }
}
extension ParticipantID: ExpressibleByStringLiteral {
    public init(stringLiteral: String) { self.init(stringLiteral)! }
}
extension MeetingID: ExpressibleByStringLiteral {
    public init(stringLiteral: String) { self.init(stringLiteral)! }
}
extension Author: ExpressibleByStringLiteral {
    public init(stringLiteral: String) { self.init(rawValue: stringLiteral)! }
}
extension FormatID: ExpressibleByStringLiteral {
    public init(stringLiteral: String) { self.init(stringLiteral)! }
}
extension CivilDate: ExpressibleByStringLiteral {
    public init(stringLiteral: String) { self.init(stringLiteral)! }
}
