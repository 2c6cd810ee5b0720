/// What a TZif file says of the time after its last change: a POSIX TZ string, with the extensions of RFC 9636 section 3.3.2.
enum ZoneFooter: Sendable, Hashable {
    /// Nothing.
    case none
    case fixed(LocalTimeType)
    case yearly(YearlyRule)

    /// `CET-1CEST,M3.5.0,M10.5.0/3`; nil for what is not written so. Two names without rules are refused: what they mean
    /// is each system's own.
    init?(_ text: some Collection<UInt8>) {
        guard !text.isEmpty else {
            self = .none
            return
        }
        var reader = TZStringReader(rest: Array(text)[...])
        guard let name = reader.name(), let west = reader.offset(hours: 24),
            let standard = LocalTimeType(offset: -west, abbreviation: name)
        else { return nil }
        if reader.isAtEnd {
            self = .fixed(standard)
            return
        }
        guard let name = reader.name() else { return nil }
        var ahead = -west + 3_600
        if !reader.isNext(",") {
            guard let west = reader.offset(hours: 24) else { return nil }
            ahead = -west
        }
        guard let daylight = LocalTimeType(offset: ahead, isDaylightTime: true, abbreviation: name),
            reader.take(","), let start = reader.moment(), reader.take(","), let end = reader.moment(), reader.isAtEnd
        else { return nil }
        let rule = YearlyRule(standard: standard, daylight: daylight, start: start, end: end)
        self = rule.onlyType.map(ZoneFooter.fixed) ?? .yearly(rule)
    }
}

private struct TZStringReader {
    var rest: ArraySlice<UInt8>

    var isAtEnd: Bool { rest.isEmpty }

    func isNext(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isNext(character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Letters, or between angle brackets letters, digits and signs; three or more.
    mutating func name() -> String? {
        let isQuoted = take("<")
        let name = rest.prefix { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): isQuoted
            default: false
            }
        }
        rest = rest.dropFirst(name.count)
        guard name.count >= 3, !isQuoted || take(">") else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// Up to three digits.
    private mutating func number(in range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return range.contains(number) ? number : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func offset(hours: Int) -> Int? {
        let sign = take("-") ? -1 : 1
        if sign == 1 { _ = take("+") }
        guard var seconds = number(in: 0...hours).map({ $0 * 3_600 }) else { return nil }
        for unit in [60, 1] where take(":") {
            guard let part = number(in: 0...59) else { return nil }
            seconds += part * unit
        }
        return sign * seconds
    }

    /// `M3.5.0/3`, `J60`, `59/-1`; at 02:00 when no time is given.
    mutating func moment() -> YearlyMoment? {
        let day: YearlyMoment.Day
        if take("M") {
            guard let month = number(in: 1...12), take("."), let week = number(in: 1...5), take("."),
                let weekday = number(in: 0...6)
            else { return nil }
            day = .weekday(month: month, week: week, day: weekday)
        } else if take("J") {
            guard let number = number(in: 1...365) else { return nil }
            day = .dayWithoutLeapDay(number)
        } else {
            guard let number = number(in: 0...365) else { return nil }
            day = .dayFromZero(number)
        }
        guard take("/") else { return YearlyMoment(day: day, time: 2 * 3_600) }
        return offset(hours: 167).map { YearlyMoment(day: day, time: $0) }
    }
}
