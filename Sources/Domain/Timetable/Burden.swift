public import Summit

/// How inconvenient a meeting's hours are for those who sit in it: the minutes outside 08:00 to 20:00 of their own clock.
public enum Burden {
    /// Minutes of the day, of the seat's own clock.
    public static let convenient = 8 * 60..<20 * 60

    /// Minutes of a meeting that lie outside the convenient hours of a zone; nil when the zone is unknown.
    ///
    /// A minute of the meeting counts by what the clock shows as it begins. While the offset stays the same the local
    /// minutes follow one another, so that they are counted at once and not one by one.
    ///
    /// - Parameter length: in minutes.
    public static func minutes(from start: Timestamp, length: Int, in zone: String, by clocks: some Clocks) -> Int? {
        var moment = start
        var left = min(max(length, 0), longest)
        var minutes = 0
        while left > 0 {
            guard let run = clocks.run(of: zone, from: moment) else { return nil }
            var count = left
            // A run that does not lead on stands at the end of time.
            if let end = run.end, end > moment {
                count = min(left, Int((end.milliseconds(since: moment) + 59_999) / 60_000))
            }
            minutes += inconvenient(from: localMinute(at: moment, offset: run.offset), count: count)
            moment = moment.advanced(byMilliseconds: Int64(count) * 60_000)
            left -= count
        }
        return minutes
    }

    /// More minutes than there are between the years 0000 and 9999.
    private static let longest = 10_000 * 366 * 1_440

    /// 0 to 1439.
    private static func localMinute(at moment: Timestamp, offset: Int) -> Int {
        let (second, _) = moment.milliseconds.flooring(by: 1_000)
        return Int((second + Int64(offset)).flooring(by: 86_400).remainder / 60)
    }

    /// Of so many minutes in a row, those that are not convenient. `first`: minute of the day.
    private static func inconvenient(from first: Int, count: Int) -> Int {
        count - (convenientMinutes(before: first + count) - convenientMinutes(before: first))
    }

    /// Convenient minutes between a midnight and so many minutes later.
    private static func convenientMinutes(before minute: Int) -> Int {
        let (days, rest) = minute.quotientAndRemainder(dividingBy: 1_440)
        return days * convenient.count + min(max(rest - convenient.lowerBound, 0), convenient.count)
    }
}
