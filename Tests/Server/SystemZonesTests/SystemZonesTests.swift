import DomainTestSupport
import Foundation
import StandardFacts
import Summit
import Testing
import Timetable

@testable import SystemZones

@Suite struct SystemZonesTests {
    @Test func theSystemsDatabase() throws {
        let zones = try SystemZones()
        #expect(zones.release.wholeMatch(of: /20\d\d[a-z]+(-.*)?/) != nil, "\(zones.release)")
        #expect(zones.isCurrent)
        #expect(zones.names.count > 500 && zones.names == zones.names.sorted())
        for name in zones.names { #expect(throws: Never.self, "\(name)") { try zones.readRules(of: name) } }
        for party in Facts.standard.parties.values {
            if let zone = party.timeZone { #expect(zones.rules(of: zone) != nil, "\(party.name["en"])") }
        }
        let noon = try #require(Timestamp("2020-04-14T12:00:00Z"))
        #expect(zones.offset(of: "Asia/Kathmandu", at: noon) == 20_700)
        #expect(zones.rules(of: "Europe/Zurich") == zones.rules(of: "Europe/Zurich"))
    }

    @Test(arguments: [
        "", "/", ".", "..", "../etc/passwd", "Asia/../Asia/Tokyo", "/usr/share/zoneinfo/Asia/Tokyo", "Asia//Tokyo",
        "Asia/Tokyo/", "Asia/Tokyo\0", "asia/tokyo", "Asia", "tzdata.zi", "zone.tab", "posixrules", "localtime",
        "right/Asia/Tokyo", "posix/Asia/Tokyo", String(repeating: "A/", count: 5_000), "Asia/Tokyo ", "UTC+7",
    ])
    func namesLeadNowhereElse(name: String) throws {
        let zones = try SystemZones()
        #expect(zones.rules(of: name) == nil)
        #expect(zones.offset(of: name, at: Timestamp(milliseconds: 0)) == nil)
    }

    @Test func noDatabaseIsSaid() throws {
        #expect(throws: ZoneDatabaseProblem.notThere(folder: "/nowhere")) { try SystemZones(folder: "/nowhere") }
    }

    /// A database of its own: what it lists and cannot be read is no zone, what it does not list neither.
    @Test func aDatabaseInAnotherFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func write(_ name: String, _ data: Data) throws { try data.write(to: URL(filePath: "\(folder)/\(name)")) }
        try write("zone.tab", Data("#c\nJP\t+353916+1394441\tTokyo\nXX\t+00+00\tBroken\nXX\t+00+00\t../up\n".utf8))
        let tokyo = try #require(FileManager.default.contents(atPath: "\(SystemZones.standardFolder)/Asia/Tokyo"))
        try write("Tokyo", tokyo)
        try write("Broken", tokyo.prefix(50))
        try write("Unlisted", tokyo)
        try write("+VERSION", Data("2031x\n".utf8))
        let zones = try SystemZones(folder: folder)
        #expect(zones.release == "2031x" && zones.names == ["Broken", "Etc/UTC", "Tokyo", "UTC"])
        #expect(zones.offset(of: "Tokyo", at: Timestamp(milliseconds: 0)) == 32_400)
        for name in ["Broken", "Unlisted", "UTC", "../up"] { #expect(zones.rules(of: name) == nil, "\(name)") }
        #expect(throws: ZoneFileFault.self) { try zones.readRules(of: "Broken") }
        // Kept until another is made.
        try FileManager.default.removeItem(atPath: "\(folder)/Tokyo")
        #expect(zones.rules(of: "Tokyo") != nil)
        try write("+VERSION", Data("2032a\n".utf8))
        #expect(!zones.isCurrent)
        #expect(try SystemZones(folder: folder).rules(of: "Tokyo") == nil)
    }

    /// The summits that the project is modelled on.
    @Test(arguments: [
        ("asean-plus-three", ["Europe/Zurich"], "2020-04-14T06:00:00.000Z"),
        ("asean", [], "2020-04-14T01:30:00.000Z"),
    ])
    func hoursWithoutBurden(format: FormatID, guests: [String], start: String) throws {
        let day = try #require(Timestamp("2020-04-14T00:00:00Z"))
        let table = try Facts.standard.table(of: format, on: day.date).places.map { place in
            SeatClock(seat: place.seat.id, zone: try #require(place.seat.timeZone))
        }
        let search = try SlotSearch(
            seats: table + guests.map { SeatClock(seat: SeatID(wellFormed: "GUEST"), zone: $0) }, length: 120,
            starts: day, before: day.advanced(byMilliseconds: 86_400_000))
        let best = try #require(try search.best(1, by: try SystemZones()).first)
        #expect(best.start.description == start && best.total == 0)
    }
}
