import Foundation
import DomainTestSupport
import Summit
import Testing

@Suite struct CivilDateTextTests {
    @Test(arguments: ["0000-01-01", "1967-08-08", "2000-02-29", "2020-04-14", "2025-10-26", "9999-12-31"])
    func readsWhatItWrites(text: String) throws {
        let day = try #require(CivilDate(text))
        #expect(day.description == text)
        #expect(try JSONDecoder().decode([CivilDate].self, from: JSONEncoder().encode([day])) == [day])
    }

    @Test(
        arguments: [
            "", "2020", "2020-04", "2020-4-14", "2020-04-14 ", "2020-04-31", "2019-02-29", "1900-02-29", "2020-13-01",
            "2020-00-10", "2020-01-00", "20200414", "-020-04-14", "2020-04-1a", "２０２０-04-14", "99999-01-01",
            "2020-04-14T00:00:00Z", "--", "2020--14",
        ])
    func refusesWhatIsNoDay(text: String) { #expect(CivilDate(text) == nil) }

    @Test func periodsIncludeBothEnds() {
        let term = Period(since: "2021-08-03", until: "2024-07-27")
        #expect(term.contains("2021-08-03") && term.contains("2024-07-27"))
        #expect(!term.contains("2021-08-02") && !term.contains("2024-07-28"))
        let rows: [(Period, Bool)] = [
            (Period(since: "2024-07-28"), false), (Period(since: "2024-07-27"), true),
            (Period(since: "2000-01-01", until: "2021-08-02"), false), (Period(since: "2000-01-01"), true),
            (Period(since: "2000-01-01", until: "2021-08-03"), true),
            (Period(since: "2022-01-01", until: "2022-01-01"), true),
        ]
        for (other, overlaps) in rows {
            #expect(term.overlaps(other) == overlaps && other.overlaps(term) == overlaps, "\(other)")
        }
        #expect(Period(since: "2021-08-03", until: "2021-08-02").isReversed && !term.isReversed)
    }
}
