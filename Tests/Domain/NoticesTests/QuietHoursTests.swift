import Summit
import Testing
import Timetable

@testable import Notices

@Suite struct QuietHoursTests {
    private let zone = ZoneRules(fixed: LocalTimeType(offset: 7 * 3_600, abbreviation: "+07")!)

    private func moment(_ day: Int64, _ hour: Int, _ minute: Int = 0) throws -> Timestamp {
        let date = CivilDate(daysSince1970: day)
        return zone.moments(of: try #require(CivilTime(date: date, hour: hour, minute: minute))).chosen
    }

    @Test func nobodyIsWrittenToAtNight() throws {
        let hours = try #require(QuietHours("22:00-07:00"))
        #expect(try hours.end(from: moment(18_000, 21, 59), in: zone) == moment(18_000, 21, 59))
        #expect(try hours.end(from: moment(18_000, 22), in: zone) == moment(18_001, 7))
        #expect(try hours.end(from: moment(18_000, 23, 59), in: zone) == moment(18_001, 7))
        #expect(try hours.end(from: moment(18_001, 0), in: zone) == moment(18_001, 7))
        #expect(try hours.end(from: moment(18_001, 6, 59), in: zone) == moment(18_001, 7))
        #expect(try hours.end(from: moment(18_001, 7), in: zone) == moment(18_001, 7))
    }

    @Test func hoursWithinADay() throws {
        let hours = try #require(QuietHours("12:00-13:30"))
        #expect(try hours.end(from: moment(18_000, 11, 59), in: zone) == moment(18_000, 11, 59))
        #expect(try hours.end(from: moment(18_000, 13, 29), in: zone) == moment(18_000, 13, 30))
        #expect(try hours.end(from: moment(18_000, 23), in: zone) == moment(18_000, 23))
    }

    @Test func whatIsNoSpanOfHours() {
        for text in [
            "", "22:00", "22:00-", "22:00-22:00", "24:00-07:00", "22:60-07:00", "2:00-07:00", "22:00-07:00-08:00",
            "aa:bb-cc:dd", "+2:00-07:00",
        ] {
            #expect(QuietHours(text) == nil, "\(text)")
        }
    }
}
