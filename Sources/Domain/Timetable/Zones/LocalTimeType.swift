/// What a zone's clocks do for a time: in RFC 9636 a local time type.
public struct LocalTimeType: Sendable, Hashable {
    /// Seconds that local time is ahead of UTC.
    public let offset: Int
    /// Whether the law of the place calls it daylight saving time. In Dublin and Casablanca that is the earlier clock.
    public let isDaylightTime: Bool
    /// `CEST`, or `+07` where no letters are in use.
    public let abbreviation: String

    /// Nil for an offset that no zone may have.
    public init?(offset: Int, isDaylightTime: Bool = false, abbreviation: String) {
        guard Self.offsets.contains(offset) else { return nil }
        self.offset = offset
        self.isDaylightTime = isDaylightTime
        self.abbreviation = abbreviation
    }

    /// More than 25 hours behind or 26 ahead is no zone (RFC 9636 section 3.2).
    static let offsets = -89_999...93_599
}
