// RFC 3339 (section 5.6) with milliseconds in UTC: `2020-04-14T02:00:00.000Z`. Written in exactly one form; read in
// any form of the grammar, offsets and other fractions included.

extension Timestamp: RawRepresentable, Codable, CustomStringConvertible {
    /// The moment written so. Nil for anything that is not an RFC 3339 date-time; more than three digits of a
    /// second's fraction are cut off; a leap second (`:60`) is refused, as POSIX time has no place for it.
    public init?(rawValue: String) {
        var text = TimestampReader(rawValue)
        guard let year = text.number(digits: 4), text.take("-"), let month = text.number(digits: 2), text.take("-"),
            let day = text.number(digits: 2), text.take("T") || text.take("t") || text.take(" "),
            let hour = text.number(digits: 2), text.take(":"), let minute = text.number(digits: 2), text.take(":"),
            let second = text.number(digits: 2), let fraction = text.millisecondsOfFraction(),
            let offset = text.offsetMinutes(), text.isAtEnd,
            (1...12).contains(month), (1...CivilDate.days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        let minutes = (days * 24 + hour) * 60 + minute - offset
        let milliseconds = (minutes * 60 + second) * 1000 + fraction
        guard (Self.firstMillisecond...Self.lastMillisecond).contains(milliseconds) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// The moment written so; nil for anything that is not an RFC 3339 date-time.
    public init?(_ text: some StringProtocol) { self.init(rawValue: String(text)) }

    /// `2020-04-14T02:00:00.000Z`
    public var rawValue: String {
        let (seconds, fraction) = milliseconds.flooredQuotientAndRemainder(by: 1000)
        let (days, time) = seconds.flooredQuotientAndRemainder(by: 86_400)
        let date = CivilDate(daysSince1970: days)
        return "\(date)T\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
            + ".\(padded(fraction, 3))Z"
    }

    public var description: String { rawValue }

    /// The calendar day in UTC.
    public var date: CivilDate {
        CivilDate(daysSince1970: milliseconds.flooredQuotientAndRemainder(by: 86_400_000).quotient)
    }
}

private struct TimestampReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func digit() -> Int64? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        rest.removeFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }

    mutating func number(digits: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// 0 when there is no fraction; nil when a point is followed by no digit.
    mutating func millisecondsOfFraction() -> Int64? {
        guard take(".") else { return 0 }
        guard var value = digit() else { return nil }
        for _ in 1..<3 { value = value * 10 + (digit() ?? 0) }
        while digit() != nil {}
        return value
    }

    mutating func offsetMinutes() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let sign: Int64
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = number(digits: 2), take(":"), let minutes = number(digits: 2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
