import Summit

/// A VTIMEZONE (RFC 5545 section 3.6.5): the rules of a zone, written out for the years of its entries, change by change.
/// A yearly rule is not written: laws change, and readers disagree about rules more than about dates.
struct CalendarZone {
    let name: String
    let rules: ZoneRules

    /// From New Year a year before the first entry to the end of the last one's year.
    func write(years: ClosedRange<Int64>, into text: inout CalendarText) {
        text.line("BEGIN", "VTIMEZONE")
        text.line("TZID", name)
        let begin = Self.newYear(years.lowerBound - 1)
        let end = Self.newYear(years.upperBound + 1)
        let first = rules.type(at: begin)
        // What held before does not matter; the clocks are said to have shown the same.
        let next = rules.transition(after: begin)?.after ?? first
        observance(at: begin, from: first.offset, to: first, beside: next, into: &text)
        var moment = begin
        while let change = rules.transition(after: moment), change.moment < end {
            observance(
                at: change.moment, from: change.before.offset, to: change.after, beside: change.before, into: &text)
            moment = change.moment
        }
        text.line("END", "VTIMEZONE")
    }

    /// Where the law calls the earlier clock daylight time, as in Dublin, calendars still expect the later one under that name.
    private func observance(
        at moment: Timestamp, from offset: Int, to type: LocalTimeType, beside other: LocalTimeType,
        into text: inout CalendarText
    ) {
        let isDaylight =
            type.isDaylightTime == other.isDaylightTime ? type.isDaylightTime : type.offset > other.offset
        let kind = isDaylight ? "DAYLIGHT" : "STANDARD"
        text.line("BEGIN", kind)
        text.line("DTSTART", CivilTime(at: moment, offset: offset).calendarText)
        text.line("TZOFFSETFROM", calendarOffset(offset))
        text.line("TZOFFSETTO", calendarOffset(type.offset))
        text.text("TZNAME", type.abbreviation)
        text.line("END", kind)
    }

    private static func newYear(_ year: Int64) -> Timestamp {
        Timestamp(second: CivilDate(year: year, month: 1, day: 1).daysSince1970 * 86_400)
    }
}
