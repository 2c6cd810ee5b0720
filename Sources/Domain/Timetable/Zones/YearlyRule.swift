import Summit

/// Daylight saving time that begins and ends every year by the same rule, as in the last line of a TZif file.
struct YearlyRule: Sendable, Hashable {
    let standard: LocalTimeType
    let daylight: LocalTimeType
    /// By the clock of ``standard``.
    let start: YearlyMoment
    /// By the clock of ``daylight``.
    let end: YearlyMoment

    /// What the clocks show at a second since 1970.
    func type(at second: Int64) -> LocalTimeType { isDaylight(at: second) ? daylight : standard }

    private func isDaylight(at second: Int64) -> Bool {
        let year = Self.year(of: second)
        guard start.staysInYear, end.staysInYear else {
            // An event of two years ago may lie in last year, after last year's own.
            return events(in: year - 2...year + 1).last { $0.second <= second }?.beginsDaylight ?? false
        }
        let (begins, ends) = (beginning(in: year), ending(in: year))
        return begins <= ends ? begins <= second && second < ends : !(ends <= second && second < begins)
    }

    /// The first second later than this one at which the clocks change.
    func change(after second: Int64) -> Int64? {
        let year = Self.year(of: second)
        for ahead in 0...Self.period {
            if let change = changes(around: year + ahead).first(where: { $0 > second }) { return change }
        }
        return nil
    }

    /// The last second earlier than this one at which the clocks change.
    func change(before second: Int64) -> Int64? {
        let year = Self.year(of: second)
        for back in 0...Self.period {
            if let change = changes(around: year - back).last(where: { $0 < second }) { return change }
        }
        return nil
    }

    /// The one type that the clocks always show where daylight time never ends, or ends as it begins.
    var onlyType: LocalTimeType? { change(after: 0) == nil ? type(at: 0) : nil }

    /// The calendar repeats after 400 years; what happens in none of them never happens.
    private static let period: Int64 = 401

    private static func year(of second: Int64) -> Int64 {
        CivilDate(daysSince1970: second.flooring(by: 86_400).quotient).year
    }

    private func beginning(in year: Int64) -> Int64 { start.localSecond(in: year) - Int64(standard.offset) }
    private func ending(in year: Int64) -> Int64 { end.localSecond(in: year) - Int64(daylight.offset) }

    private struct Event {
        let second: Int64
        let beginsDaylight: Bool
    }

    /// In the order of time. Of those at the same second the later year's comes last, and counts: where daylight time ends
    /// as the next begins, it lasts all year (RFC 9636 section 3.3.2).
    private func events(in years: ClosedRange<Int64>) -> [Event] {
        let events = years.flatMap { year in
            [
                Event(second: beginning(in: year), beginsDaylight: true),
                Event(second: ending(in: year), beginsDaylight: false),
            ]
        }
        return events.enumerated().sorted { ($0.element.second, $0.offset) < ($1.element.second, $1.offset) }
            .map(\.element)
    }

    /// The seconds from the events of the year before to those of the year after at which something does change. Events may
    /// lie a week outside their year: what was shown before them, and what ends as they begin, more years tell.
    private func changes(around year: Int64) -> [Int64] {
        let events = events(in: year - 3...year + 2)
        let told =
            min(
                beginning(in: year - 1), ending(in: year - 1))...max(beginning(in: year + 1), ending(in: year + 1))
        var changes: [Int64] = []
        var before = events[0].beginsDaylight
        for (index, event) in events.enumerated() {
            if index + 1 < events.count, events[index + 1].second == event.second { continue }
            if index > 0, event.beginsDaylight != before { changes.append(event.second) }
            before = event.beginsDaylight
        }
        return changes.filter(told.contains)
    }
}

/// A day and time that come once a year, such as the last Sunday of March at 02:00.
struct YearlyMoment: Sendable, Hashable {
    enum Day: Sendable, Hashable {
        /// 1 to 365; 29 February is never counted.
        case dayWithoutLeapDay(Int)
        /// 0 to 365.
        case dayFromZero(Int)
        /// Month 1 to 12; week 1 to 5, where 5 is the month's last; day 0 to 6 from Sunday on.
        case weekday(month: Int, week: Int, day: Int)
    }

    let day: Day
    /// Seconds from that day's midnight, within a week to both sides.
    let time: Int

    /// Whether it falls into its year, by every clock.
    var staysInYear: Bool {
        switch day {
        case .dayWithoutLeapDay(let day), .dayFromZero(let day): (20...340).contains(day)
        case .weekday(let month, _, _): (2...11).contains(month)
        }
    }

    /// Seconds since 1970 by the clock of the place.
    func localSecond(in year: Int64) -> Int64 {
        let newYear = Self.days(year, 1, 1)
        let days: Int64
        switch day {
        case .dayFromZero(let number): days = newYear + Int64(number)
        case .dayWithoutLeapDay(let number):
            let isLeapYear = Self.days(year, 3, 1) - newYear == 60
            days = newYear + Int64(number) - (isLeapYear && number >= 60 ? 0 : 1)
        case .weekday(let month, let week, let weekday):
            let first = Self.days(year, Int64(month), 1)
            // 1970-01-01 was a Thursday, the fourth day from Sunday on.
            let toWeekday = (Int64(weekday) - first - 4).flooring(by: 7).remainder
            let next = month == 12 ? Self.days(year + 1, 1, 1) : Self.days(year, Int64(month) + 1, 1)
            let found = first + toWeekday + Int64(week - 1) * 7
            days = found < next ? found : found - 7
        }
        return days * 86_400 + Int64(time)
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        CivilDate(year: year, month: month, day: day).daysSince1970
    }
}
