/// Days on which something holds, both ends among them.
public struct Period: Sendable, Hashable {
    public var since: CivilDate
    /// The last day; nil: until further notice.
    public var until: CivilDate?

    public init(since: CivilDate, until: CivilDate? = nil) {
        self.since = since
        self.until = until
    }

    public func contains(_ day: CivilDate) -> Bool { since <= day && until.map { day <= $0 } ?? true }

    public func overlaps(_ other: Period) -> Bool {
        (until.map { other.since <= $0 } ?? true) && (other.until.map { since <= $0 } ?? true)
    }

    /// Whether it ends before it begins.
    public var isReversed: Bool { until.map { $0 < since } ?? false }
}

/// In JSON `since` and `until` stand beside the members of what holds.
extension Period: Codable {
    enum CodingKeys: String, CodingKey { case since, until }
}

extension Period: CustomStringConvertible {
    public var description: String { until.map { "\(since) to \($0)" } ?? "\(since) and on" }
}
