public import Summit

/// What the clocks of the world show. Time zones change by decree: the rules come from outside, such as a system's tz database.
public protocol Clocks: Sendable {
    /// Seconds that local time is ahead of UTC at that moment; nil when no zone of the IANA time zone database has this name.
    func offset(of zone: String, at moment: Timestamp) -> Int?

    /// The same offset, and how long it certainly stays so.
    func run(of zone: String, from moment: Timestamp) -> OffsetRun?
}

/// A time during which a zone's clocks keep their distance from UTC.
public struct OffsetRun: Sendable, Hashable {
    /// Seconds ahead of UTC.
    public let offset: Int
    /// The first moment at which it may be another; nil when there is none.
    public let end: Timestamp?

    public init(offset: Int, end: Timestamp?) {
        self.offset = offset
        self.end = end
    }
}

extension Clocks {
    /// Of clocks that say no more than an offset, a minute is known.
    public func run(of zone: String, from moment: Timestamp) -> OffsetRun? {
        offset(of: zone, at: moment).map { OffsetRun(offset: $0, end: moment.advanced(byMilliseconds: 60_000)) }
    }
}

/// Clocks whose rules are known.
public protocol Zones: Clocks {
    /// The rules of a zone of the IANA time zone database; nil when none has this name.
    func rules(of zone: String) -> ZoneRules?
}

extension Zones {
    public func offset(of zone: String, at moment: Timestamp) -> Int? { rules(of: zone)?.offset(at: moment) }
    public func run(of zone: String, from moment: Timestamp) -> OffsetRun? { rules(of: zone)?.run(from: moment) }
}
