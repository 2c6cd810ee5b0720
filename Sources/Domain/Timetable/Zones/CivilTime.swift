public import Summit

/// What a calendar and a clock on the wall show, wherever they hang.
public struct CivilTime: Sendable, Hashable, Comparable {
    public let date: CivilDate
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59: POSIX time has no place for a leap second.
    public let second: Int

    /// Nil when the calendar has no such day or the clock no such time. Years: 1 to 9998, so that every zone's moment
    /// lies within a ``Timestamp``'s range.
    public init?(date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
        guard (1...9998).contains(date.year), (1...12).contains(date.month), (1...31).contains(date.day),
            CivilDate(daysSince1970: date.daysSince1970) == date,
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// What is shown at a moment where the clocks are so many seconds ahead of UTC.
    public init(at moment: Timestamp, offset: Int) {
        self.init(localSecond: moment.second + Int64(offset))
    }

    /// Seconds since 1970-01-01T00:00:00 by the same clock.
    init(localSecond: Int64) {
        let (days, time) = localSecond.flooring(by: 86_400)
        date = CivilDate(daysSince1970: days)
        hour = Int(time / 3_600)
        minute = Int(time / 60 % 60)
        second = Int(time % 60)
    }

    var localSecond: Int64 { date.daysSince1970 * 86_400 + Int64(hour * 3_600 + minute * 60 + second) }

    public var weekday: Weekday { Weekday(daysSince1970: date.daysSince1970) }

    public static func < (left: Self, right: Self) -> Bool { left.localSecond < right.localSecond }
}

extension CivilTime: CustomStringConvertible {
    /// `14:00`
    public var clock: String { "\(twoDigits(hour)):\(twoDigits(minute))" }

    /// `2020-04-14T14:00:00`
    public var description: String { "\(date)T\(clock):\(twoDigits(second))" }
}

/// `07`
func twoDigits(_ number: some BinaryInteger) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension Timestamp {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    var second: Int64 { milliseconds.flooring(by: 1_000).quotient }

    /// Within the years 0000 to 9999.
    init(second: Int64) {
        let (milliseconds, overflow) = second.multipliedReportingOverflow(by: 1_000)
        self.init(milliseconds: overflow ? (second < 0 ? .min : .max) : milliseconds)
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity; the remainder is never negative. `divisor` is positive.
    func flooring(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
