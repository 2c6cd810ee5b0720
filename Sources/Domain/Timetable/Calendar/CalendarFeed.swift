public import Summit

/// What a calendar program that subscribes is told of the whole (RFC 7986).
public struct CalendarFeed: Sendable, Hashable {
    public var name: String
    /// Minutes after which it is worth looking again.
    public var refresh: Int
    /// Whose rules the file holds also when it has no entries: a name of the IANA time zone database.
    public var zone: String
    /// On which it begins.
    public var day: CivilDate

    public init(name: String, refresh: Int, zone: String, day: CivilDate) {
        self.name = name
        self.refresh = refresh
        self.zone = zone
        self.day = day
    }

    /// Twice each: as the standard has it, and as programs read it that are older.
    func write(into text: inout CalendarText) {
        text.text("NAME", name)
        text.text("X-WR-CALNAME", name)
        let pause = "PT\(max(refresh, 1))M"
        text.line("REFRESH-INTERVAL;VALUE=DURATION", pause)
        text.line("X-PUBLISHED-TTL", pause)
    }
}
