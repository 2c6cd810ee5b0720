public import Summit

/// How inconvenient a meeting's hours are for those who sit in it: the minutes outside 08:00 to 20:00 of their own clock.
public enum Burden {
    /// Minutes of the day, of the seat's own clock.
    public static let convenient = 8 * 60..<20 * 60

    /// Minutes of a meeting that lie outside the convenient hours of a zone; nil when the zone is unknown.
    ///
    /// - Parameter length: in minutes.
    public static func minutes(from start: Timestamp, length: Int, in zone: String, by clocks: some Clocks) -> Int? {
        var minutes = 0
        for minute in 0..<max(length, 0) {
            let moment = start.advanced(byMilliseconds: Int64(minute) * 60_000)
            guard let offset = clocks.offset(of: zone, at: moment) else { return nil }
            let local = (moment.milliseconds / 1_000 + Int64(offset)) / 60
            if !convenient.contains(Int((local % 1_440 + 1_440) % 1_440)) { minutes += 1 }
        }
        return minutes
    }
}
