extension CivilDate: RawRepresentable, Codable {
    /// The day written as `2020-04-14` (RFC 3339, full-date); nil for anything else, and for a day that no calendar has.
    public init?(rawValue: String) {
        let parts = rawValue.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = Self.number(parts[0]), let month = Self.number(parts[1]),
            let day = Self.number(parts[2]), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day written as `2020-04-14`; nil for anything else.
    public init?(_ text: some StringProtocol) { self.init(rawValue: String(text)) }

    public var rawValue: String { description }

    private static func number(_ digits: Substring.UTF8View) -> Int64? {
        digits.reduce(0) { value, byte in
            guard let value, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            return value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
    }
}

extension CivilDate {
    /// The day before. The first day that a ``CivilDate`` can write, 0000-01-01, has none and stays.
    var before: CivilDate {
        self <= CivilDate(year: 0, month: 1, day: 1) ? self : CivilDate(daysSince1970: daysSince1970 - 1)
    }

    var after: CivilDate { CivilDate(daysSince1970: daysSince1970 + 1) }
}
