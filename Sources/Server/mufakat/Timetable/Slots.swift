import ArgumentParser
import ClientProtocol
import Crypto
import Foundation
import Portal
import StandardFacts
import Summit
import SystemZones
import Timetable

/// `mufakat slots`
struct Slots: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the hours that burden those who sit in a meeting least.",
        discussion: """
            The burden of a seat is the part of the meeting outside 08:00 to 20:00 of its own clock, in minutes. Meetings \
            start at a quarter of an hour in UTC, on the day --on, or from --from until before --to.
            """)

    @Option(help: "The format whose table sits: its countries on that day, by their capitals' clocks.")
    var format: String?

    @Option(help: ArgumentHelp("The day in UTC, for example 2021-08-04.", valueName: "date"))
    var on: String?

    @Option(
        help: ArgumentHelp(
            "The first start, in place of --on: UTC, for example 2021-08-04T00:00:00Z.", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("The end of the window, itself no start any more.", valueName: "time"))
    var to: String?

    @Option(help: ArgumentHelp("Minutes.", valueName: "minutes"))
    var length: Int

    @Option(help: ArgumentHelp("A further seat, or another zone for one, as often as needed.", valueName: "seat=zone"))
    var seat: [String] = []

    @Option(help: ArgumentHelp("Seats that stay empty, for example VN,LA.", valueName: "seats"))
    var without: [String] = []

    @Option(help: ArgumentHelp("What a seat has borne before, for example KR=6h30m.", valueName: "seat=time"))
    var carried: [String] = []

    @Option(help: "How many slots to print, up to 100.")
    var best = 5

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print the slots as tentative entries of an iCalendar file.")
    var ics = false

    @Option(help: "The calendar entries' zone.")
    var zone = "Etc/UTC"

    @Option(help: "The calendar entries' title.")
    var title = "Mufakat"

    @Option(help: "Of the table: en or vi.")
    var language = "en"

    func run() throws {
        guard ["en", "vi"].contains(language) else { throw ExitReason(.usage, "The table is written in en or vi.") }
        guard !(json && ics) else { throw ExitReason(.usage, "Either --json or --ics.") }
        guard (1...100).contains(best) else { throw ExitReason(.usage, "--best is a number from 1 to 100.") }
        let (from, to) = try window()
        let zones = try SystemZones.forCommand()
        let search: SlotSearch
        let slots: [Slot]
        do {
            search = try SlotSearch(
                seats: try seats(on: from.date), length: length, starts: from, before: to, carried: try carriedMinutes()
            )
            slots = try search.best(best, by: zones)
        } catch let problem as SlotProblem {
            throw ExitReason(.usage, "\(problem)")
        }
        if json {
            let report = SlotReport(search, slots, release: zones.release)
            Mufakat.standardOutput(ProtocolJSON.text(report))
        } else if ics {
            Mufakat.standardOutput(try calendar(slots, for: search.seats, by: zones), terminator: "")
        } else {
            Mufakat.standardOutput(SlotTable(search, slots, language: language).text, terminator: "")
        }
    }

    private func window() throws(ExitReason) -> (from: Timestamp, to: Timestamp) {
        switch (on, from, to) {
        case (let day?, nil, nil):
            guard day.utf8.count == 10, let from = Timestamp("\(day)T00:00:00Z") else {
                throw ExitReason(.usage, "\"\(day)\" is no date such as 2021-08-04.")
            }
            return (from, from.advanced(byMilliseconds: 86_400_000))
        case (nil, let from?, let to?): return (try moment(from), try moment(to))
        default: throw ExitReason(.usage, "Say when: either --on, or --from and --to.")
        }
    }

    private func moment(_ text: String) throws(ExitReason) -> Timestamp {
        guard let moment = Timestamp(text) else {
            throw ExitReason(.usage, "\"\(text)\" is no time such as 2021-08-04T00:00:00Z.")
        }
        return moment
    }

    private func seats(on day: CivilDate) throws(ExitReason) -> [SeatClock] {
        var seats: [SeatClock] = []
        if let format { seats = try Self.table(of: format, on: day) }
        for text in seat {
            let (id, zone) = try Self.pair(text, example: "WHO=Europe/Zurich")
            let clock = SeatClock(seat: id, zone: zone)
            if let index = seats.firstIndex(where: { $0.seat == id }) {
                seats[index] = clock
            } else {
                seats.append(clock)
            }
        }
        for text in without.flatMap({ $0.split(separator: ",") }) {
            guard let id = SeatID(text), let index = seats.firstIndex(where: { $0.seat == id }) else {
                throw ExitReason(.usage, "--without: no seat \"\(text)\" is there to leave empty.")
            }
            seats.remove(at: index)
        }
        return seats
    }

    /// Who sits at the table, and by which clock: the one place that asks the facts.
    private static func table(of format: String, on day: CivilDate) throws(ExitReason) -> [SeatClock] {
        guard let id = FormatID(format) else {
            throw ExitReason(.usage, "\"\(format)\" is no format's id: small letters, digits and hyphens.")
        }
        let places: [MeetingTable.Place]
        do { places = try Facts.standard.table(of: id, on: day, TableRequest()).places } catch {
            throw ExitReason(.usage, "\(error)")
        }
        return try places.map { place throws(ExitReason) in
            guard let zone = place.seat.timeZone else {
                throw ExitReason(
                    .usage, "No time zone is known for \(place.seat.id): give one by --seat \(place.seat.id)=ZONE.")
            }
            return SeatClock(seat: place.seat.id, zone: zone)
        }
    }

    private static func pair(_ text: String, example: String) throws(ExitReason) -> (SeatID, String) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let id = SeatID(parts[0]) else {
            throw ExitReason(.usage, "\"\(text)\" is not of the form \(example).")
        }
        return (id, String(parts[1]))
    }

    private func carriedMinutes() throws(ExitReason) -> [SeatID: Int] {
        var carried: [SeatID: Int] = [:]
        for text in self.carried {
            let (id, time) = try Self.pair(text, example: "KR=6h30m")
            guard let match = time.wholeMatch(of: /(?:(\d{1,5})h)?(?:(\d{1,7})m)?/), !time.isEmpty else {
                throw ExitReason(.usage, "\"\(time)\" is no time such as 6h30m, 6h or 90m.")
            }
            let minutes = (match.1.flatMap { Int($0) } ?? 0) * 60 + (match.2.flatMap { Int($0) } ?? 0)
            guard carried.updateValue(minutes, forKey: id) == nil else {
                throw ExitReason(.usage, "--carried names the seat \(id) twice.")
            }
        }
        return carried
    }

    private func calendar(_ slots: [Slot], for seats: [SeatClock], by zones: SystemZones) throws(ExitReason) -> String {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        // The same search gives the same names, so that a calendar takes its entries in once.
        let who = seats.map { "\($0.seat)=\($0.zone)" }.joined(separator: " ")
        let digest = SHA256.hash(data: Data("\(title)\n\(length)\n\(who)".utf8))
        let name = digest.prefix(10).map { String($0, radix: 16) }.joined()
        let entries = slots.map { slot in
            CalendarEntry(
                uid: "\(slot.start.milliseconds / 1_000)-\(name)@slots.mufakat.invalid", stamp: now, start: slot.start,
                end: slot.end, zone: zone, summary: title,
                description: SlotTable.lines(slot, language: language).joined(separator: "\n"), status: .tentative)
        }
        do { return try CalendarFile(.publish, entries, by: zones).text } catch {
            throw ExitReason(.usage, "\(error)")
        }
    }
}
