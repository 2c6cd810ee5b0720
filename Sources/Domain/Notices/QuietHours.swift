public import Summit
public import Timetable

/// When people are not written to, by their own clock: from one time of the day up to another, also over midnight.
public struct QuietHours: Sendable, Hashable {
    /// Minutes since midnight.
    public let from: Int
    public let to: Int

    /// Such as `22:00-07:00`; nil for any other form, and for hours that never end.
    public init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
        guard ends.count == 2, let from = ends[0], let to = ends[1], from != to else { return nil }
        self.from = from
        self.to = to
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(Substring(parts[0])), let minute = Int(Substring(parts[1])), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// The first moment from `moment` on at which somebody may be written to.
    public func end(from moment: Timestamp, in zone: ZoneRules) -> Timestamp {
        let civil = zone.civilTime(at: moment)
        let now = civil.hour * 60 + civil.minute
        let isQuiet = from < to ? (from..<to).contains(now) : now >= from || now < to
        guard isQuiet else { return moment }
        // Those that began before midnight end on the next day.
        let date = now < to ? civil.date : CivilDate(daysSince1970: civil.date.daysSince1970 + 1)
        guard let end = CivilTime(date: date, hour: to / 60, minute: to % 60) else { return moment }
        return max(zone.moments(of: end).chosen, moment)
    }
}
