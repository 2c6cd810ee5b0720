import Summit
import Testing

@testable import Timetable

@Suite struct ZoneRulesTests {
    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private func civil(_ text: String) throws -> CivilTime {
        let shown = try #require(Timestamp(text + "Z"))
        return CivilTime(at: shown, offset: 0)
    }

    @Test(arguments: [
        // Around both changes of a year, on both halves of the globe, at the ends of a year.
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25T00:59:59Z", 3_600, "CET"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25T01:00:00Z", 7_200, "CEST"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28T00:59:59Z", 7_200, "CEST"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28T01:00:00Z", 3_600, "CET"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2020-12-31T12:00:00Z", 46_800, "NZDT"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2021-06-30T12:00:00Z", 43_200, "NZST"),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2021-01-01T00:00:00Z", 39_600, "+11"),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2021-04-03T15:00:00Z", 37_800, "+1030"),
        // Daylight time that is behind: Dublin.
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2021-01-01T00:00:00Z", 0, "GMT"),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2021-07-01T00:00:00Z", 3_600, "IST"),
        // Times outside the day: Nuuk since 2023.
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31T00:59:59Z", -7_200, "-02"),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31T01:00:00Z", -3_600, "-01"),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-10-27T01:00:00Z", -7_200, "-02"),
        // Daylight time all year, as RFC 9636 section 3.3.2 writes it.
        ("XXX3EDT4,0/0,J365/23", "2024-12-31T23:59:59Z", -14_400, "EDT"),
        ("XXX3EDT4,0/0,J365/23", "2025-01-01T03:30:00Z", -14_400, "EDT"),
        // Days by number, with a leap day and without.
        ("AAA0BBB,J60/0,J61/0", "2024-03-01T00:00:00Z", 3_600, "BBB"),
        ("AAA0BBB,59/0,60/0", "2024-02-29T00:00:00Z", 3_600, "BBB"),
        ("AAA0BBB,59/0,60/0", "2023-02-28T23:59:59Z", 0, "AAA"),
        ("AAA0BBB,59/0,60/0", "2023-03-01T00:00:00Z", 3_600, "BBB"),
        // Daylight time that begins in one year and ends in the next, over the new year by hours.
        ("AAA0BBB,J365/24,0/48", "2023-12-31T23:59:59Z", 0, "AAA"),
        ("AAA0BBB,J365/24,0/48", "2024-01-01T00:00:00Z", 3_600, "BBB"),
        ("AAA0BBB,J365/24,0/48", "2024-01-03T00:00:00Z", 0, "AAA"),
        // Daylight time that ends an hour after the next has begun.
        ("AAA2BBB4,0/0,J365/23", "2024-01-01T01:59:59Z", -7_200, "AAA"),
        ("AAA2BBB4,0/0,J365/23", "2024-01-01T02:30:00Z", -14_400, "BBB"),
        ("AAA2BBB4,0/0,J365/23", "2024-01-01T03:00:00Z", -7_200, "AAA"),
        ("<+07>-7", "9999-12-31T23:59:59Z", 25_200, "+07"), ("UTC0", "0000-01-01T00:00:00Z", 0, "UTC"),
    ])
    func yearlyRules(rule: String, at time: String, offset: Int, name: String) throws {
        let rules = try ZoneRules(posix: rule)
        let moment = try moment(time)
        #expect(rules.offset(at: moment) == offset)
        #expect(rules.type(at: moment).abbreviation == name)
    }

    @Test(arguments: ["XXX3EDT4,0/0,J365/23", "AAA0BBB,0/0,J365/25", "AAA0BBB-2,J100/1,J100/3", "<+07>-7"])
    func clocksThatAreNeverChanged(rule: String) throws {
        let rules = try ZoneRules(posix: rule)
        for moment in ["0000-01-01T00:00:00Z", "2024-06-01T00:00:00Z", "9999-12-31T00:00:00Z"].compactMap({
            Timestamp($0)
        }) {
            #expect(rules.transition(after: moment) == nil && rules.transition(before: moment) == nil)
        }
    }

    /// Kiribati's Line Islands left out 31 December 1994.
    private func kiritimati(version: UInt8 = UInt8(ascii: "2")) throws -> ZoneRules {
        try ZoneRules(
            tzif: TZifFile(
                version: version,
                kinds: [
                    .init(offset: -37_760, name: "LMT"), .init(offset: -38_400, name: "-1040"),
                    .init(offset: -36_000, name: "-10"), .init(offset: 50_400, name: "+14"),
                ],
                changes: [(-2_147_445_440, 1), (307_622_400, 2), (788_868_000, 3)],
                footer: "<+14>-14"
            ).bytes)
    }

    @Test(arguments: [0, UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4")])
    func everyVersion(version: UInt8) throws {
        let rules = try kiritimati(version: version)
        #expect(rules.offset(at: try moment("1900-01-01T00:00:00Z")) == -37_760)
        #expect(rules.offset(at: try moment("1979-09-30T00:00:00Z")) == -38_400)
        #expect(rules.offset(at: try moment("1994-12-31T09:59:59Z")) == -36_000)
        #expect(rules.offset(at: try moment("1994-12-31T10:00:00Z")) == 50_400)
        #expect(rules.civilTime(at: try moment("1994-12-31T09:59:59Z")).description == "1994-12-30T23:59:59")
        #expect(rules.civilTime(at: try moment("1994-12-31T10:00:00Z")).description == "1995-01-01T00:00:00")
        #expect(rules.civilTime(at: try moment("1994-12-31T10:00:00Z")).weekday == .sunday)
        let change = try #require(rules.transition(after: try moment("1990-01-01T00:00:00Z")))
        #expect(change.moment == (try moment("1994-12-31T10:00:00Z")))
        #expect(change.before.abbreviation == "-10" && change.after.abbreviation == "+14")
        #expect(rules.transition(after: change.moment) == nil)
        #expect(rules.transition(before: change.moment)?.moment == Timestamp("1979-10-01T10:40:00Z"))
        #expect(rules.moments(of: try civil("1994-12-31T12:00:00")).kind == .skipped)
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2020-03-29T01:59:59", ["2020-03-29T00:59:59Z"], "2020-03-29T00:59:59Z"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2020-03-29T02:30:00", [], "2020-03-29T01:30:00Z"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2020-03-29T03:00:00", ["2020-03-29T01:00:00Z"], "2020-03-29T01:00:00Z"),
        (
            "CET-1CEST,M3.5.0,M10.5.0/3", "2020-10-25T02:30:00", ["2020-10-25T00:30:00Z", "2020-10-25T01:30:00Z"],
            "2020-10-25T00:30:00Z"
        ),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2020-10-25T03:00:00", ["2020-10-25T02:00:00Z"], "2020-10-25T02:00:00Z"),
        (
            "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2021-04-04T01:45:00",
            ["2021-04-03T14:45:00Z", "2021-04-03T15:15:00Z"], "2021-04-03T14:45:00Z"
        ),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2021-03-28T01:30:00", [], "2021-03-28T01:30:00Z"),
        ("<+07>-7", "2020-04-14T09:00:00", ["2020-04-14T02:00:00Z"], "2020-04-14T02:00:00Z"),
    ])
    func momentsOfALocalTime(rule: String, local: String, all: [String], chosen: String) throws {
        let moments = try ZoneRules(posix: rule).moments(of: civil(local))
        #expect(moments.all == all.compactMap { Timestamp($0) })
        #expect(moments.chosen == (try moment(chosen)))
    }

    @Test func civilTimesAreOfTheCalendar() {
        func time(_ year: Int64, _ month: Int64, _ day: Int64, _ hour: Int = 0, _ minute: Int = 0) -> CivilTime? {
            CivilTime(date: CivilDate(year: year, month: month, day: day), hour: hour, minute: minute)
        }
        #expect(time(2020, 2, 29)?.weekday == .saturday)
        #expect(time(1969, 12, 31)?.weekday == .wednesday)
        for time in [
            time(2021, 2, 29), time(2020, 13, 1), time(2020, 4, 31), time(2020, 1, 1, 24), time(2020, 1, 1, 0, 60),
            time(.max, 1, 1), time(.min, 1, 1), time(2020, .max, 1), time(2020, 1, .min), time(2020, 1, 1, -1),
        ] {
            #expect(time == nil)
        }
    }

    /// Every answer against the list of changes, one by one.
    @Test(arguments: 1...60) func answersFitOneAnother(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let rules = try dice.zone()
        for _ in 0..<30 {
            let now = dice.moment()
            let run = rules.run(from: now)
            #expect(run.offset == rules.offset(at: now))
            let next = rules.transition(after: now)
            #expect(run.end == next?.moment)
            if let next {
                #expect(next.moment > now && next.before != next.after)
                #expect(rules.type(at: next.moment) == next.after)
                #expect(rules.type(at: next.moment.advanced(byMilliseconds: -1)) == next.before)
                #expect(rules.type(at: now) == next.before)
                let between =
                    now.milliseconds + Int64.random(in: 0..<next.moment.milliseconds - now.milliseconds, using: &dice)
                #expect(rules.type(at: Timestamp(milliseconds: between)) == next.before)
                #expect(rules.transition(before: next.moment.advanced(byMilliseconds: 1))?.moment == next.moment)
                #expect((rules.transition(before: next.moment)?.moment).map { $0 <= now } ?? true)
            }
            // What the clock shows leads back to the moment.
            let whole = Timestamp(milliseconds: now.milliseconds / 1_000 * 1_000)
            let moments = rules.moments(of: rules.civilTime(at: whole))
            #expect(moments.all.contains(whole))
            #expect(moments.all == moments.all.sorted() && moments.all.first == moments.chosen)
            // Whatever time is asked for: tried with every offset that the zone ever has.
            let time = CivilTime(at: now, offset: 0)
            let asked = rules.moments(of: time)
            let types =
                [rules.first] + rules.changes.map(\.type)
                + [rules.rule?.standard, rules.rule?.daylight].compactMap(\.self)
            let tried = Set(types.map(\.offset)).map { Timestamp(second: time.localSecond - Int64($0)) }
            #expect(asked.all == tried.filter { rules.civilTime(at: $0) == time }.sorted())
            #expect(asked.kind == .skipped ? rules.civilTime(at: asked.chosen) != time : asked.chosen == asked.all[0])
        }
    }
}
