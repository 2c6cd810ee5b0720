public import Summit

/// What the clocks of one zone show at every moment, as one release of the tz database tells it.
///
/// A list of changes, and from the last one on a rule that comes again every year. Before the first change stands the
/// file's first local time type; where a file has no rule, the last type stays.
public struct ZoneRules: Sendable, Hashable {
    struct Change: Sendable, Hashable {
        /// Since 1970-01-01T00:00:00Z.
        let second: Int64
        let type: LocalTimeType
    }

    let first: LocalTimeType
    /// In the order of time, each to another type than the one before.
    let changes: [Change]
    let rule: YearlyRule?
    /// The second from which on ``rule`` tells.
    let ruleStart: Int64

    /// A zone whose clocks never change.
    public init(fixed type: LocalTimeType) { self.init(first: type, changes: [], footer: .none) }

    /// - Parameter changes: in the order of time, of any moments.
    init(first: LocalTimeType, changes: [Change], footer: ZoneFooter) {
        var first = first
        var kept: [Change] = []
        // What happened before the year 0000 is over, what happens after 9999 has no timestamp.
        for change in changes where change.second <= Self.seconds.upperBound {
            if change.second < Self.seconds.lowerBound { first = change.type } else { kept.append(change) }
        }
        var start = Int64.min
        if let last = changes.last?.second, last >= Self.seconds.lowerBound { start = last }
        var rule: YearlyRule?
        switch footer {
        case _ where start > Self.seconds.upperBound: break
        case .none: break
        case .fixed(let type): Self.settle(&first, &kept, at: start, as: type)
        case .yearly(let yearly):
            rule = yearly
            Self.settle(&first, &kept, at: start, as: yearly.type(at: max(start, Self.seconds.lowerBound)))
        }
        var before = first
        self.changes = kept.filter { change in
            defer { before = change.type }
            return change.type != before
        }
        self.first = first
        self.rule = rule
        ruleStart = start
    }

    /// A day more on both sides than a ``Timestamp`` reaches, for local times.
    private static let seconds =
        Timestamp(milliseconds: .min).second - 2 * 86_400...Timestamp(milliseconds: .max).second + 2 * 86_400

    /// From the last change on the footer tells, as in the C libraries and in Python.
    private static func settle(
        _ first: inout LocalTimeType, _ changes: inout [Change], at start: Int64, as type: LocalTimeType
    ) {
        if changes.popLast() == nil { first = type } else { changes.append(Change(second: start, type: type)) }
    }
}

extension ZoneRules {
    /// Seconds that local time is ahead of UTC.
    public func offset(at moment: Timestamp) -> Int {
        let second = moment.second
        if let rule, second >= ruleStart { return rule.type(at: second).offset }
        let count = changesBegun(by: second)
        return count == 0 ? first.offset : changes[count - 1].type.offset
    }

    public func type(at moment: Timestamp) -> LocalTimeType { type(atSecond: moment.second) }

    /// What calendar and clock show.
    public func civilTime(at moment: Timestamp) -> CivilTime { CivilTime(at: moment, offset: offset(at: moment)) }

    func type(atSecond second: Int64) -> LocalTimeType {
        if let rule, second >= ruleStart { return rule.type(at: second) }
        let count = changesBegun(by: second)
        return count == 0 ? first : changes[count - 1].type
    }

    /// How many changes lie at or before this second.
    func changesBegun(by second: Int64) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].second <= second { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
