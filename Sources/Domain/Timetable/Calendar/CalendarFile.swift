import Summit

/// An iCalendar file (RFC 5545): entries that calendars take in, or are told to cross out.
public struct CalendarFile: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// Here they are, as they stand now.
        case publish
        /// They will not take place.
        case cancel
    }

    public let method: Method
    public let entries: [CalendarEntry]
    public let feed: CalendarFeed?
    private let zones: [String: ZoneRules]

    public static let maximumEntries = 10_000
    /// Unicode scalars in one text.
    public static let maximumText = 20_000
    /// From the first entry to the last, since every change of the clocks between them is written out.
    public static let maximumYears = 50

    /// - Parameter feed: for a calendar that is subscribed to, which may be empty as yet.
    public init(
        _ method: Method, _ entries: [CalendarEntry], feed: CalendarFeed? = nil, by clocks: some Zones
    ) throws(CalendarProblem) {
        guard feed != nil || !entries.isEmpty, entries.count <= Self.maximumEntries else {
            throw CalendarProblem(field: "entries", problem: "must be between 1 and \(Self.maximumEntries)")
        }
        var zones: [String: ZoneRules] = [:]
        if let feed {
            guard Self.isZoneName(feed.zone), let rules = clocks.rules(of: feed.zone) else {
                throw CalendarProblem(
                    field: "feed.zone", problem: "is no zone of the time zone database: \(feed.zone)")
            }
            zones[feed.zone] = rules
        }
        var known: Set<String> = []
        for (index, entry) in entries.enumerated() {
            let place = "entries[\(index)]"
            try Self.check(entry, place)
            guard known.insert(entry.uid).inserted else {
                throw CalendarProblem(field: "\(place).uid", problem: "is there twice")
            }
            if zones[entry.zone] == nil {
                guard let rules = clocks.rules(of: entry.zone) else {
                    throw CalendarProblem(
                        field: "\(place).zone", problem: "is no zone of the time zone database: \(entry.zone)")
                }
                zones[entry.zone] = rules
            }
        }
        let years = entries.flatMap { [$0.start.date.year, $0.end.date.year] }
        if let first = years.min(), let last = years.max(), last - first >= Int64(Self.maximumYears) {
            throw CalendarProblem(field: "entries", problem: "span more than \(Self.maximumYears) years")
        }
        self.method = method
        self.entries = entries
        self.feed = feed
        self.zones = zones
    }

    private static func check(_ entry: CalendarEntry, _ place: String) throws(CalendarProblem) {
        for (name, text) in [
            ("uid", entry.uid), ("summary", entry.summary), ("description", entry.description),
            ("location", entry.location), ("url", entry.url), ("organizer.name", entry.organizer?.name ?? ""),
            ("organizer.address", entry.organizer?.address ?? ""),
        ] where text.unicodeScalars.count > maximumText {
            throw CalendarProblem(field: "\(place).\(name)", problem: "is longer than \(maximumText) characters")
        }
        guard !entry.uid.isEmpty, entry.uid.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CalendarProblem(field: "\(place).uid", problem: "must be of visible ASCII characters")
        }
        guard isZoneName(entry.zone) else {
            throw CalendarProblem(field: "\(place).zone", problem: "is no name of a time zone")
        }
        guard (0...Int(Int32.max)).contains(entry.sequence) else {
            throw CalendarProblem(field: "\(place).sequence", problem: "must be between 0 and \(Int32.max)")
        }
        guard entry.start.second < entry.end.second else {
            throw CalendarProblem(field: "\(place).end", problem: "must be after the start")
        }
        guard (2...9997).contains(entry.start.date.year), (2...9997).contains(entry.end.date.year) else {
            throw CalendarProblem(field: "\(place).start", problem: "must lie between the years 2 and 9997")
        }
        // Characters of RFC 3986, which need no escape in this value.
        guard entry.url.isEmpty || isAddress(entry.url) else {
            throw CalendarProblem(field: "\(place).url", problem: "is no address such as https://summit.example")
        }
        guard entry.organizer.map({ isAddress($0.address) }) ?? true else {
            throw CalendarProblem(
                field: "\(place).organizer.address", problem: "is no address such as https://summit.example")
        }
    }

    private static func isZoneName(_ text: String) -> Bool {
        text.utf8.allSatisfy { isLetter($0) || isDigit($0) || "+-_/".utf8.contains($0) }
    }

    private static func isAddress(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        return scheme.count < text.utf8.count && scheme.first.map(isLetter) == true
            && scheme.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
            && text.utf8.allSatisfy { isLetter($0) || isDigit($0) || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension CalendarFile {
    /// The file, UTF-8, with the line ends that the standard asks for.
    public var text: String {
        var text = CalendarText()
        text.line("BEGIN", "VCALENDAR")
        text.line("VERSION", "2.0")
        text.line("PRODID", "-//Mufakat//Timetable//EN")
        text.line("CALSCALE", "GREGORIAN")
        text.line("METHOD", method.rawValue.uppercased())
        feed?.write(into: &text)
        // Some component there must be.
        for (name, rules) in zones.sorted(by: { $0.key < $1.key }) where !rules.isUTC || entries.isEmpty {
            var years = entries.filter { $0.zone == name }.flatMap { [$0.start, $0.end] }
                .map { CivilTime(at: $0, offset: 0).date.year }
            if let feed, feed.zone == name { years.append(feed.day.year) }
            if let first = years.min(), let last = years.max() {
                CalendarZone(name: name, rules: rules).write(years: first...last, into: &text)
            }
        }
        for entry in entries { write(entry, into: &text) }
        text.line("END", "VCALENDAR")
        return text.text
    }

    private func write(_ entry: CalendarEntry, into text: inout CalendarText) {
        text.line("BEGIN", "VEVENT")
        text.text("UID", entry.uid)
        text.line("SEQUENCE", "\(entry.sequence)")
        text.line("DTSTAMP", Self.inUTC(entry.stamp))
        time("DTSTART", entry.start, entry.zone, into: &text)
        time("DTEND", entry.end, entry.zone, into: &text)
        text.text("SUMMARY", entry.summary)
        text.text("DESCRIPTION", entry.description)
        text.text("LOCATION", entry.location)
        if !entry.url.isEmpty { text.line("URL", entry.url) }
        if let organizer = entry.organizer {
            text.line("ORGANIZER\(CalendarText.parameter("CN", organizer.name))", organizer.address)
        }
        let status = method == .cancel ? .cancelled : entry.status
        text.line("STATUS", status.rawValue.uppercased())
        text.line("END", "VEVENT")
    }

    /// By the host's clock. In UTC where that clock shows the same time twice: of the two moments the standard means the
    /// first, but libical and khal read the second.
    private func time(_ name: String, _ moment: Timestamp, _ zone: String, into text: inout CalendarText) {
        let whole = Timestamp(second: moment.second)
        guard let rules = zones[zone], !rules.isUTC else { return text.line(name, Self.inUTC(whole)) }
        let local = rules.civilTime(at: whole)
        if rules.moments(of: local).all == [whole] {
            text.line("\(name);TZID=\(zone)", local.calendarText)
        } else {
            text.line(name, Self.inUTC(whole))
        }
    }

    private static func inUTC(_ moment: Timestamp) -> String { CivilTime(at: moment, offset: 0).calendarText + "Z" }
}

extension ZoneRules {
    /// Whether the clocks show UTC and always will.
    var isUTC: Bool { changes.isEmpty && rule == nil && first.offset == 0 }
}
