import Summit
import Testing
import Timetable

/// Zones that never change: their names are their offsets, in hours.
struct FixedClocks: Clocks {
    func offset(of zone: String, at moment: Timestamp) -> Int? { Double(zone).map { Int($0 * 3_600) } }
}

@Suite struct BurdenTests {
    @Test(arguments: [
        ("2020-04-14T06:00:00Z", "2", 0), ("2020-04-14T05:45:00Z", "2", 15), ("2020-04-14T00:00:00Z", "2", 120),
        ("2020-04-14T10:30:00Z", "9", 90), ("2020-04-14T01:30:00Z", "6.5", 0), ("2020-04-14T01:00:00Z", "6.5", 30),
        ("2020-04-14T23:00:00Z", "-4", 60), ("1969-12-31T07:00:00Z", "0", 60),
    ])
    func minutesOutsideTheConvenientHours(start: String, zone: String, minutes: Int) throws {
        let moment = try #require(Timestamp(start))
        #expect(Burden.minutes(from: moment, length: 120, in: zone, by: FixedClocks()) == minutes)
    }

    @Test func anUnknownZoneHasNoBurden() throws {
        let moment = try #require(Timestamp("2020-04-14T06:00:00Z"))
        #expect(Burden.minutes(from: moment, length: 120, in: "Mars/Olympus", by: FixedClocks()) == nil)
    }
}
