import Foundation
import DomainTestSupport
import Summit
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_586_829_600_000, "2020-04-14T02:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func writesAndReads(milliseconds: Int64, text: String) {
        let moment = Timestamp(milliseconds: milliseconds)
        #expect(moment.rawValue == text)
        #expect(Timestamp(text) == moment)
    }

    @Test(arguments: [
        ("2020-04-14T09:00:00+07:00", "2020-04-14T02:00:00.000Z"),
        ("2020-04-13t21:30:00.5-04:30", "2020-04-14T02:00:00.500Z"),
        ("2020-04-14 02:00:00.123999Z", "2020-04-14T02:00:00.123Z"),
        ("2019-12-31T23:59:59.99-00:01", "2020-01-01T00:00:59.990Z"),
    ])
    func readsTheWholeGrammar(text: String, normal: String) {
        #expect(Timestamp(text)?.rawValue == normal)
    }

    @Test(arguments: [
        "", "2020", "2020-04-14", "2020-04-14T02:00:00", "2020-04-14T02:00Z", "2020-13-01T00:00:00Z",
        "2020-00-01T00:00:00Z", "2020-04-31T00:00:00Z", "2021-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
        "2020-04-14T24:00:00Z", "2020-04-14T02:60:00Z", "2016-12-31T23:59:60Z", "2020-04-14T02:00:00.Z",
        "2020-04-14T02:00:00+7:00", "2020-04-14T02:00:00+24:00", "2020-04-14T02:00:00Z ", "+2020-04-14T02:00:00Z",
        "２０２０-04-14T02:00:00Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "20200414T020000Z",
    ])
    func refusesWhatIsNoDateTime(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func agreesWithFoundationOnEveryDayOfEightCenturies() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        for day in stride(from: Int64(-140_000), through: 160_000, by: 7) {
            let ours = CivilDate(daysSince1970: day)
            let theirs = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
            // Foundation's calendar turns Julian before October 1582; day -141 427 is the first Gregorian one.
            #expect(Int(ours.year) == theirs.year && Int(ours.month) == theirs.month && Int(ours.day) == theirs.day)
            #expect(ours.daysSince1970 == day)
        }
    }

    @Test func keepsWithinTheYearsThatCanBeWritten() {
        #expect(Timestamp(milliseconds: .max).rawValue == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .min).rawValue == "0000-01-01T00:00:00.000Z")
        #expect(Timestamp(milliseconds: .max).advanced(byMilliseconds: .max).rawValue == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: 0).advanced(byMilliseconds: .min).rawValue == "0000-01-01T00:00:00.000Z")
    }

    @Test func countsSecondsRoundedAndNeverBackwards() {
        let start = Timestamp(milliseconds: 1000)
        #expect(start.advanced(byMilliseconds: 1499).seconds(since: start) == 1)
        #expect(start.advanced(byMilliseconds: 1500).seconds(since: start) == 2)
        #expect(start.advanced(byMilliseconds: -5000).seconds(since: start) == 0)
        #expect(Timestamp(milliseconds: .min).seconds(since: Timestamp(milliseconds: .max)) == 0)
    }
}
