import Summit
import Testing

@testable import Timetable

@Suite struct CalendarTests {
    private static let zones: ZoneTable = ZoneTable(
        byName: [
            "Asia/Ho_Chi_Minh": "<+07>-7", "Europe/Dublin": "IST-1GMT0,M10.5.0,M3.5.0/1", "Etc/UTC": "UTC0",
            "Pacific/Auckland": "NZST-12NZDT,M9.5.0,M4.1.0/3",
        ].mapValues { try! ZoneRules(posix: $0) })

    private func entry(
        _ start: String = "2020-04-14T02:00:00Z", zone: String = "Asia/Ho_Chi_Minh", uid: String = "a@summit.example",
        summary: String = "Summit", change: (inout CalendarEntry) -> Void = { _ in }
    ) throws -> CalendarEntry {
        let start = try #require(Timestamp(start))
        var entry = CalendarEntry(
            uid: uid, stamp: Timestamp(milliseconds: 1_586_000_000_123), start: start,
            end: start.advanced(byMilliseconds: 7_200_000), zone: zone, summary: summary)
        change(&entry)
        return entry
    }

    private func lines(_ method: CalendarFile.Method = .publish, _ entries: CalendarEntry...) throws -> [String] {
        let text = try CalendarFile(method, entries, by: Self.zones).text
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        return text.split(separator: "\r\n").map(String.init)
    }

    @Test func aWholeFile() throws {
        let lines = try lines(
            .publish,
            try entry {
                $0.sequence = 2
                $0.description = "Line one,\nline two; \\ end"
                $0.location = "Hà Nội"
                $0.url = "https://summit.example/m/1?a=b,c"
            })
        #expect(
            lines == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mufakat//Timetable//EN", "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH", "BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD",
                "DTSTART:20190101T070000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD",
                "END:VTIMEZONE", "BEGIN:VEVENT", "UID:a@summit.example", "SEQUENCE:2", "DTSTAMP:20200404T113320Z",
                "DTSTART;TZID=Asia/Ho_Chi_Minh:20200414T090000", "DTEND;TZID=Asia/Ho_Chi_Minh:20200414T110000",
                "SUMMARY:Summit", "DESCRIPTION:Line one\\,\\nline two\\; \\\\ end", "LOCATION:Hà Nội",
                "URL:https://summit.example/m/1?a=b,c", "STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR",
            ])
    }

    @Test func whoCallsItStandsInQuotes() throws {
        let lines = try lines(
            .publish,
            try entry { $0.organizer = .init(name: "Nước \"chủ nhà\"; X:Y\r\nZ", address: "https://summit.example/") })
        #expect(lines.contains("ORGANIZER;CN=\"Nước 'chủ nhà'; X:YZ\":https://summit.example/"))
    }

    @Test(arguments: ["Asia/Ho_Chi_Minh", "Etc/UTC"])
    func aFeedMayBeEmpty(zone: String) throws {
        let feed = CalendarFeed(name: "Week, 54", refresh: 15, zone: zone, day: CivilDate(year: 2021, month: 8, day: 2))
        let text = try CalendarFile(.publish, [], feed: feed, by: Self.zones).text
        let lines = text.split(separator: "\r\n").map(String.init)
        for line in [
            "NAME:Week\\, 54", "X-WR-CALNAME:Week\\, 54", "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
            "X-PUBLISHED-TTL:PT15M", "BEGIN:VTIMEZONE", "TZID:\(zone)",
        ] { #expect(lines.contains(line)) }
        #expect(throws: CalendarProblem.self) {
            var feed = feed
            feed.zone = "Mars/Olympus"
            _ = try CalendarFile(.publish, [], feed: feed, by: Self.zones)
        }
    }

    @Test func theLaterClockIsCalledDaylightTime() throws {
        let lines = try lines(.publish, try entry("2021-07-01T08:00:00Z", zone: "Europe/Dublin"))
        let zone = lines.drop { $0 != "BEGIN:VTIMEZONE" }.prefix { $0 != "END:VTIMEZONE" }
        let observances = zone.split { $0.hasPrefix("END:") }.map {
            $0.filter { !$0.hasPrefix("TZID") && $0 != "BEGIN:VTIMEZONE" }
        }
        #expect(
            observances.prefix(3).map(Array.init) == [
                ["BEGIN:STANDARD", "DTSTART:20200101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "TZNAME:GMT"],
                ["BEGIN:DAYLIGHT", "DTSTART:20200329T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZNAME:IST"],
                ["BEGIN:STANDARD", "DTSTART:20201025T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "TZNAME:GMT"],
            ])
        #expect(observances.count == 5)
    }

    @Test(arguments: [
        // Noon in the southern summer; before two like hours, in the first, in the second and after them; UTC itself.
        ("2021-01-10T23:00:00Z", "Pacific/Auckland", "DTSTART;TZID=Pacific/Auckland:20210111T120000"),
        ("2021-10-30T23:59:59Z", "Europe/Dublin", "DTSTART;TZID=Europe/Dublin:20211031T005959"),
        ("2021-10-31T00:30:00Z", "Europe/Dublin", "DTSTART:20211031T003000Z"),
        ("2021-10-31T01:30:00Z", "Europe/Dublin", "DTSTART:20211031T013000Z"),
        ("2021-10-31T02:00:00Z", "Europe/Dublin", "DTSTART;TZID=Europe/Dublin:20211031T020000"),
        ("2021-10-31T01:30:00Z", "Etc/UTC", "DTSTART:20211031T013000Z"),
    ])
    func starts(moment: String, zone: String, line: String) throws {
        #expect(try lines(.publish, try entry(moment, zone: zone)).contains(line))
    }

    @Test func whatIsCancelledSaysSo() throws {
        let cancelled = try lines(.cancel, try entry { $0.sequence = 3 })
        #expect(cancelled.contains("METHOD:CANCEL") && cancelled.contains("STATUS:CANCELLED"))
        #expect(try lines(.publish, try entry { $0.status = .cancelled }).contains("STATUS:CANCELLED"))
        #expect(try lines(.publish, try entry { $0.status = .tentative }).contains("STATUS:TENTATIVE"))
    }

    /// Unfolded and unescaped the text is as it was; no line is longer than 75 bytes, and each is UTF-8 by itself.
    @Test(arguments: 1...60) func textsSurvive(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let alphabet = Array("aZ09 ,;:\\\"\n\t=ắệỗươđ한中🇻🇳👩‍👩‍👧é̂".unicodeScalars)
        var summary = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1...400, using: &dice) { summary.append(alphabet.randomElement(using: &dice)!) }
        let text = try CalendarFile(.publish, [try entry(summary: String(summary))], by: Self.zones).text
        let rows = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        for row in rows {
            #expect(row.last == UInt8(ascii: "\r") && row.count <= CalendarText.longestLine + 1)
            #expect(String(validating: row, as: UTF8.self) != nil)
        }
        var unfolded: [[UInt8]] = []
        for row in rows {
            let row = row.dropLast()
            if row.first == UInt8(ascii: " "), !unfolded.isEmpty {
                unfolded[unfolded.count - 1] += row.dropFirst()
            } else {
                unfolded.append(Array(row))
            }
        }
        let line = try #require(unfolded.first { $0.starts(with: "SUMMARY:".utf8) })
        #expect(unescaped(line.dropFirst(8)) == Array(String(summary).utf8))
    }

    private func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var escapes = false
        for byte in bytes {
            if escapes {
                result.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
                escapes = false
            } else if byte == UInt8(ascii: "\\") {
                escapes = true
            } else {
                result.append(byte)
            }
        }
        return result
    }

    @Test func lineEndsAreOneKindAndControlsGo() {
        #expect(CalendarText.escaped("a\r\nb\rc\nd\u{2028}e\u{0}\u{1b}f\u{7f}") == "a\\nb\\nc\\nd\\nef")
    }

    @Test func problemsNameTheirPlace() throws {
        let good = try entry()
        func field(_ entries: [CalendarEntry]) -> String? {
            do {
                _ = try CalendarFile(.publish, entries, by: Self.zones)
                return nil
            } catch { return error.field }
        }
        #expect(field([good]) == nil)
        #expect(field([]) == "entries")
        #expect(field([good, good]) == "entries[1].uid")
        #expect(field([try entry { $0.end = $0.start }]) == "entries[0].end")
        #expect(field([try entry(uid: "")]) == "entries[0].uid")
        #expect(field([try entry(uid: "a b")]) == "entries[0].uid")
        #expect(field([try entry(zone: "Mars/Olympus")]) == "entries[0].zone")
        #expect(field([try entry(zone: "Etc/UTC:\r\nX")]) == "entries[0].zone")
        #expect(field([try entry { $0.sequence = -1 }]) == "entries[0].sequence")
        #expect(field([try entry { $0.url = "summit.example" }]) == "entries[0].url")
        #expect(field([try entry { $0.url = "https://a\r\nEND:VEVENT" }]) == "entries[0].url")
        #expect(
            field([try entry { $0.organizer = .init(name: "", address: "a\r\nb") }]) == "entries[0].organizer.address")
        #expect(field([try entry { $0.summary = String(repeating: "x", count: 20_001) }]) == "entries[0].summary")
        #expect(field([good, try entry("2080-01-01T00:00:00Z", uid: "b")]) == "entries")
        #expect(field([try entry("0000-01-01T00:00:00Z")]) == "entries[0].start")
        #expect(field([try entry("9999-12-31T00:00:00Z")]) == "entries[0].start")
    }
}
