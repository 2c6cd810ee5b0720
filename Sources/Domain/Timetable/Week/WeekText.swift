public import Summit

/// Names a room, a team, a site, a principal or a group of meetings within its week: `[A-Za-z0-9-]{1,40}`.
public struct WeekName: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 40
    public static func allows(_ character: UInt8) -> Bool {
        MeetingID.allows(character) || SeatID.allows(character)
    }
}

/// A day of the calendar, `2021-08-02`.
public struct WeekDate: RawRepresentable, Sendable, Hashable, Comparable, Codable {
    public let date: CivilDate
    public var rawValue: String { date.description }

    public init(_ date: CivilDate) { self.date = date }

    public init?(rawValue: String) {
        guard rawValue.utf8.count == 10, let midnight = Timestamp("\(rawValue)T00:00:00Z") else { return nil }
        date = midnight.date
    }

    // Where these are not written out, RawRepresentable's are taken: by the text, made anew each time.
    public static func == (left: Self, right: Self) -> Bool { left.date == right.date }
    public func hash(into hasher: inout Hasher) { hasher.combine(date) }
    public static func < (left: Self, right: Self) -> Bool { left.date < right.date }
}

/// A time of the day, `00:00` to `24:00`, to the minute.
public struct TimeOfDay: RawRepresentable, Sendable, Hashable, Comparable, Codable {
    /// Since midnight, 0 to 1440.
    public let minutes: Int

    public init(minutes: Int) { self.minutes = min(max(minutes, 0), 1_440) }

    public init?(rawValue: String) {
        let text = Array(rawValue.utf8)
        guard text.count == 5, text[2] == UInt8(ascii: ":") else { return nil }
        let digits = [text[0], text[1], text[3], text[4]].map { Int($0) - 48 }
        guard digits.allSatisfy((0...9).contains) else { return nil }
        let minute = digits[2] * 10 + digits[3]
        minutes = (digits[0] * 10 + digits[1]) * 60 + minute
        guard minute < 60, minutes <= 1_440 else { return nil }
    }

    public var rawValue: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    // Where these are not written out, RawRepresentable's are taken: by the text, made anew each time.
    public static func == (left: Self, right: Self) -> Bool { left.minutes == right.minutes }
    public func hash(into hasher: inout Hasher) { hasher.combine(minutes) }
    public static func < (left: Self, right: Self) -> Bool { left.minutes < right.minutes }
}

/// A moment as people write it: with its offset (`2021-08-02T01:00:00Z`, RFC 3339), or by the clock of a
/// place that is known from elsewhere (`2021-08-02T08:00`).
public enum WeekMoment: RawRepresentable, Sendable, Hashable, Codable {
    case universal(Timestamp)
    case local(WeekDate, TimeOfDay)

    public init?(rawValue: String) {
        if let moment = Timestamp(rawValue) {
            self = .universal(moment)
            return
        }
        guard rawValue.utf8.count == 16, let split = rawValue.firstIndex(of: "T"),
            let date = WeekDate(rawValue: String(rawValue[..<split])),
            let time = TimeOfDay(rawValue: String(rawValue[rawValue.index(after: split)...]))
        else { return nil }
        self = .local(date, time)
    }

    public var rawValue: String {
        switch self {
        case .universal(let moment): moment.rawValue
        case .local(let date, let time): "\(date.rawValue)T\(time.rawValue)"
        }
    }
}

extension Clocks {
    /// Minutes since 1970 of a moment; nil when the zone is unknown. Of a local time that comes twice (clocks set
    /// back) the first is meant; one that never comes (clocks set forward) is read by the offset before the change.
    func minute(of moment: WeekMoment, in zone: String) -> Int? {
        switch moment {
        case .universal(let moment):
            Int((Double(moment.milliseconds) / 60_000).rounded(.down))
        case .local(let date, let time):
            minute(of: date, time, in: zone)
        }
    }

    func minute(of date: WeekDate, _ time: TimeOfDay, in zone: String) -> Int? {
        let naive = (Int(date.date.daysSince1970) * 1_440 + time.minutes) * 60
        func offset(at second: Int) -> Int? {
            self.offset(of: zone, at: Timestamp(milliseconds: Int64(second) * 1_000))
        }
        guard let before = offset(at: naive - 36 * 3_600), let after = offset(at: naive + 36 * 3_600) else {
            return nil
        }
        for candidate in [max(before, after), min(before, after)] where offset(at: naive - candidate) == candidate {
            return (naive - candidate) / 60
        }
        return (naive - before) / 60
    }
}

extension Timestamp {
    /// A moment in minutes since 1970.
    init(minute: Int) {
        let (milliseconds, overflow) = Int64(minute).multipliedReportingOverflow(by: 60_000)
        self.init(milliseconds: overflow ? (minute < 0 ? .min : .max) : milliseconds)
    }

    /// Minutes since 1970, seconds cut off.
    var minute: Int { Int((Double(milliseconds) / 60_000).rounded(.down)) }

    var isWholeMinute: Bool { milliseconds % 60_000 == 0 }
}
