public import Summit

/// What the clocks of the world show. Time zones change by decree: the rules come from outside, such as a system's tz database.
public protocol Clocks: Sendable {
    /// Seconds that local time is ahead of UTC at that moment; nil when no zone of the IANA time zone database has this name.
    func offset(of zone: String, at moment: Timestamp) -> Int?
}
