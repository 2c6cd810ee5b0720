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
        // A millisecond before 08:00 is 07:59 also before 1970.
        ("1969-12-31T07:59:59.999Z", "0", 1), ("1969-12-31T17:59:59.999Z", "0", 0),
    ])
    func minutesOutsideTheConvenientHours(start: String, zone: String, minutes: Int) throws {
        let moment = try #require(Timestamp(start))
        #expect(Burden.minutes(from: moment, length: 120, in: zone, by: FixedClocks()) == minutes)
    }

    @Test func anUnknownZoneHasNoBurden() throws {
        let moment = try #require(Timestamp("2020-04-14T06:00:00Z"))
        #expect(Burden.minutes(from: moment, length: 120, in: "Mars/Olympus", by: FixedClocks()) == nil)
        #expect(Burden.minutes(from: moment, length: 120, in: "Mars/Olympus", by: ZoneTable(byName: [:])) == nil)
    }

    @Test func clocksThatChangeDuringTheMeeting() throws {
        // Berlin, 29 March 2020: 01:59 is followed by 03:00. From 00:00 UTC the clock shows 01:00 to 08:59 for seven hours.
        let clocks = ZoneTable(byName: ["Berlin": try ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3")])
        let moment = try #require(Timestamp("2020-03-29T00:00:00Z"))
        #expect(Burden.minutes(from: moment, length: 420, in: "Berlin", by: clocks) == 360)
        let autumn = try #require(Timestamp("2020-10-25T00:00:00Z"))
        #expect(Burden.minutes(from: autumn, length: 480, in: "Berlin", by: clocks) == 420)
    }

    /// The definition, minute by minute.
    private func simple(_ start: Timestamp, _ length: Int, _ rules: ZoneRules) -> Int {
        (0..<max(length, 0)).count { minute in
            let moment = start.advanced(byMilliseconds: Int64(minute) * 60_000)
            let milliseconds = moment.milliseconds + Int64(rules.offset(at: moment)) * 1_000
            let ofDay = ((milliseconds % 86_400_000) + 86_400_000) % 86_400_000 / 60_000
            return !Burden.convenient.contains(Int(ofDay))
        }
    }

    @Test(arguments: 1...40) func countsAsTheDefinitionDoes(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let rules = try dice.zone()
        let clocks = ZoneTable(byName: ["X": rules])
        for _ in 0..<20 {
            var start = dice.moment()
            // Half of them near a change.
            if Bool.random(using: &dice), let change = rules.transition(after: start) {
                start = change.moment.advanced(byMilliseconds: Int64.random(in: -20_000_000...1_000, using: &dice))
            }
            let length = Int.random(in: -1...3_000, using: &dice)
            #expect(Burden.minutes(from: start, length: length, in: "X", by: clocks) == simple(start, length, rules))
        }
    }

    @Test func noLengthAndNoMomentTrap() {
        let clocks = FixedClocks()
        let last = Timestamp(milliseconds: .max)
        let first = Timestamp(milliseconds: .min)
        #expect(Burden.minutes(from: first, length: .min, in: "7", by: clocks) == 0)
        #expect(Burden.minutes(from: last, length: 60, in: "0", by: clocks) == 60)
        let fixed = LocalTimeType(offset: 25_200, abbreviation: "+07").map(ZoneRules.init(fixed:))
        let zones = ZoneTable(byName: ["X": fixed].compactMapValues { $0 })
        #expect(Burden.minutes(from: first, length: .max, in: "X", by: zones).map { $0 > 2_000_000_000 } == true)
    }
}
