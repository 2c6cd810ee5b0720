public import Summit

/// A moment at which a zone's clocks are changed: their distance from UTC, their name, or whether the law calls it daylight time.
public struct ZoneTransition: Sendable, Hashable {
    public let moment: Timestamp
    public let before: LocalTimeType
    /// From that moment on.
    public let after: LocalTimeType
}

extension ZoneRules {
    /// The first change later than a moment; nil when there is none before the year 10000.
    public func transition(after moment: Timestamp) -> ZoneTransition? { transition(at: change(after: moment.second)) }

    /// The last change earlier than a moment; nil when there is none since the year 0000.
    public func transition(before moment: Timestamp) -> ZoneTransition? {
        // Changes come at whole seconds: one of this very second is earlier than a moment within it.
        let isWhole = moment.milliseconds.flooring(by: 1_000).remainder == 0
        return transition(at: change(before: isWhole ? moment.second : moment.second + 1))
    }

    /// The offset at a moment, and how long it stays so.
    public func run(from moment: Timestamp) -> OffsetRun {
        OffsetRun(offset: offset(at: moment), end: transition(after: moment)?.moment)
    }

    private func transition(at second: Int64?) -> ZoneTransition? {
        guard let second else { return nil }
        let moment = Timestamp(second: second)
        guard moment.second == second else { return nil }
        return ZoneTransition(
            moment: moment, before: type(atSecond: second - 1), after: type(atSecond: second))
    }

    func change(after second: Int64) -> Int64? {
        let index = changesBegun(by: second)
        if index < changes.count { return changes[index].second }
        return rule?.change(after: max(second, ruleStart))
    }

    func change(before second: Int64) -> Int64? {
        if let rule, second > ruleStart, let change = rule.change(before: second), change > ruleStart { return change }
        let count = changesBegun(by: second - 1)
        return count == 0 ? nil : changes[count - 1].second
    }
}
