import DomainTestSupport
import StandardFacts
import Summit
import Testing

@Suite struct ChairTests {
    /// On 1 October of each year.
    static let chairs: [(Int64, SeatID, byRule: Bool)] = [
        (2006, "PH", false), (2007, "SG", false), (2008, "TH", false), (2009, "TH", false), (2010, "VN", true),
        (2011, "ID", false), (2012, "KH", true), (2013, "BN", false), (2014, "MM", false), (2015, "MY", true),
        (2016, "LA", false), (2017, "PH", true), (2018, "SG", true), (2019, "TH", true), (2020, "VN", true),
        (2021, "BN", true), (2022, "KH", true), (2023, "ID", true), (2024, "LA", true), (2025, "MY", true),
        (2026, "PH", false), (2027, "SG", true), (2028, "TH", true), (2029, "TL", true), (2030, "VN", true),
        (2031, "BN", true),
    ]

    @Test(arguments: chairs.indices)
    func theChairOfTheYear(index: Int) throws {
        let (year, chair, byRule) = Self.chairs[index]
        let presidency = try #require(
            Facts.standard.presidency(of: "asean", on: CivilDate(year: year, month: 10, day: 1)))
        #expect(presidency.party == chair && presidency.isByRule == byRule)
        if !byRule { #expect(Facts.standard.source(of: presidency.grounds)?.isEmpty == false) }
        if (2011...2026).contains(year), !byRule { #expect(presidency.grounds.reason?.isEmpty == false) }
    }

    @Test func termsOnRecordBeginAndEndOnTheirDays() {
        let rows: [(CivilDate, SeatID?)] = [
            ("2006-07-28", nil), ("2007-08-02", "PH"), ("2007-08-03", "SG"), ("2008-07-24", "SG"), ("2008-07-25", "TH"),
            ("2009-12-31", "TH"), ("2010-01-01", "VN"), ("2010-12-31", "VN"), ("2011-01-01", "ID"),
        ]
        for (day, party) in rows { #expect(Facts.standard.presidency(of: "asean", on: day)?.party == party, "\(day)") }
    }

    @Test func theRotationEndsSomewhere() {
        #expect(Facts.standard.presidency(of: "asean", on: "2210-06-01") != nil)
        #expect(Facts.standard.presidency(of: "asean", on: "2211-01-01") == nil)
        #expect(Facts.standard.presidency(of: "asean", on: "9999-12-31") == nil)
        #expect(Facts.standard.presidency(of: "eas", on: "2020-01-01") == nil)
    }

    @Test func oneChairFollowsAnother() {
        func chairs(from day: CivilDate, most: Int) -> [Presidency] {
            Facts.standard.presidencies(of: "asean", from: day, most: most)
        }
        let found = chairs(from: "2009-06-01", most: 3)
        #expect(found.map(\.party) == ["TH", "VN", "ID"] && found.map(\.turn) == [nil, "VN", "BN"])
        #expect(found.map(\.period.since) == ["2008-07-25", "2010-01-01", "2011-01-01"])
        #expect(chairs(from: "2026-07-01", most: 12).map(\.period.since.year) == Array(2026...2037))
        // Nobody before the terms on record, and nobody after the rotation is followed no longer.
        #expect(chairs(from: "2006-07-28", most: 12).isEmpty && chairs(from: "2209-01-01", most: 12).count == 2)
        #expect(Facts.standard.presidencies(of: "eas", from: "2020-01-01", most: 12).isEmpty)
    }

    @Test func coordinatorsByTerm() {
        let rows: [(SeatID, CivilDate, SeatID?)] = [
            ("KR", "2018-08-04", "KH"), ("KR", "2021-08-02", "BN"), ("KR", "2021-08-03", "VN"),
            ("KR", "2024-07-27", "VN"),
            ("KR", "2024-07-28", nil),
            ("JP", "2020-01-01", "VN"), ("JP", "2022-01-01", "TH"), ("CN", "2016-01-01", "SG"),
            ("CN", "2020-01-01", "PH"),
            ("CN", "2022-01-01", "MM"), ("CN", "2025-01-01", "MY"), ("EU", "2021-08-09", "PH"),
            ("IN", "2025-03-12", "PH"),
            ("NZ", "2016-01-01", "ID"), ("NZ", "2019-01-01", "KH"), ("GB", "2026-03-04", "VN"),
            ("RU", "2023-04-27", "KH"),
            ("US", "2024-05-24", "ID"), ("AU", "2024-03-05", "LA"), ("CA", "2023-05-30", "MY"),
            ("CA", "2018-01-01", "PH"), ("CA", "2019-01-01", "MM"), ("EU", "2017-01-01", "TH"),
            ("AU", "2016-04-21", "MM"),
            ("NZ", "2025-04-09", "VN"), ("US", "2025-10-26", "KH"), ("RU", "2017-01-01", nil),
        ]
        for (partner, day, party) in rows {
            #expect(Facts.standard.coordinator(of: partner, on: day)?.term.party == party, "\(partner) on \(day)")
        }
    }
}
