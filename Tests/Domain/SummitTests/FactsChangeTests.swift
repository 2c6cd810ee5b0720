import Foundation
import DomainTestSupport
import Summit
import Testing

/// Each change, and each reason why one cannot be.
@Suite struct FactsChangeTests {
    static let zones: Set<String> = ["Asia/Dili", "Asia/Jakarta"]
    static let grounds = Grounds(author: .administration, reason: "Decided by the ministers", source: "a letter")

    static let facts = Facts(
        parties: [("AA", "Alpha"), ("BB", "Beta"), ("CC", "Gamma"), ("PP", "Partner")].map { code, name in
            Party(code: code, kind: .country, name: Texts(en: name, vi: name), timeZone: "Asia/Jakarta")
        },
        formats: [
            Format(
                id: "group", name: Texts(en: "Group", vi: "Nhóm"), since: "2000-01-01",
                memberships: [
                    Membership(party: "AA", standing: .member, period: Period(since: "2000-01-01")),
                    Membership(party: "BB", standing: .member, period: Period(since: "2000-01-01")),
                    Membership(
                        party: "CC", standing: .member, period: Period(since: "2000-01-01", until: "2009-12-31")),
                ], chairedBy: "group"),
            Format(
                id: "group-p", name: Texts(en: "Group-P", vi: "Nhóm-P"), since: "2000-01-01", core: "group",
                memberships: [Membership(party: "PP", standing: .partner, period: Period(since: "2000-01-01"))],
                chairedBy: "group", coChaired: true),
        ],
        chairmanships: [Chairmanship(group: "group", start: .init(year: 2010, party: "AA"))],
        coordinations: [Coordination(partner: "PP", term: Term(party: "AA", period: Period(since: "2018-01-01")))])

    static func membership(
        _ party: SeatID, _ since: CivilDate, _ until: CivilDate? = nil, to format: FormatID = "group"
    ) -> FactsChange {
        .membershipAdded(
            to: format,
            Membership(party: party, standing: .member, period: Period(since: since, until: until), grounds: grounds))
    }

    static func end(_ party: SeatID, _ until: CivilDate) -> FactsChange {
        .membershipEnded(MembershipEnd(format: "group", party: party, until: until, grounds: grounds))
    }

    static func chair(_ year: Int, _ chair: SeatID, _ turn: SeatID, of group: FormatID = "group") -> FactsChange {
        .chairChanged(group: group, .init(year: year, chair: chair, turn: turn, grounds: grounds))
    }

    static func coordinator(_ party: SeatID, _ since: CivilDate, _ until: CivilDate? = nil) -> FactsChange {
        .coordinatorNamed(
            Coordination(
                partner: "PP",
                term: Term(party: party, period: Period(since: since, until: until), grounds: grounds)))
    }

    static func order(_ sequence: [SeatID], in format: FormatID = "group", grounds: Grounds = grounds) -> FactsChange {
        .orderOverridden(
            OrderOverride(
                format: format, order: .speaking, sequence: sequence, period: Period(since: "2020-01-01"),
                grounds: grounds))
    }

    static func party(
        _ code: SeatID, name: Texts? = nil, capital: Texts? = nil, zone: String? = nil
    ) -> FactsChange {
        .partyChanged(PartyChange(party: code, name: name, capital: capital, timeZone: zone, grounds: grounds))
    }

    static let long = String(repeating: "x", count: 1_001)

    static let refused: [(FactsChange, FactsProblem)] = [
        (order([], grounds: Grounds(author: .administration)), .noReason),
        (order([], grounds: Grounds(author: .administration, reason: " \n")), .noReason),
        (order([], grounds: Grounds(reason: "so")), .noAuthor),
        (order([], grounds: Grounds(author: .system, reason: long)), .tooLong(field: "reason", maximum: 1_000)),
        (
            order([], grounds: Grounds(author: .system, reason: "so", source: long)),
            .tooLong(field: "source", maximum: 1_000)
        ),
        (order([], grounds: Grounds(author: .system, reason: "so\u{202e}")), .controlCharacter(field: "reason")),
        (party("AA", name: Texts(en: "A", vi: "A\0")), .controlCharacter(field: "name")),
        (party("XX", zone: "Asia/Dili"), .unknownParty("XX")),
        (party("AA"), .nothingChanged),
        (party("AA", zone: "Asia/Atlantis"), .unknownZone("Asia/Atlantis")),
        (party("AA", name: Texts(en: " ", vi: "A")), .empty(field: "name")),
        (party("AA", capital: .empty), .empty(field: "capital")),
        (party("AA", name: Texts(en: long, vi: "")), .tooLong(field: "name", maximum: 200)),
        (membership("XX", "2020-01-01"), .unknownParty("XX")),
        (membership("PP", "2020-01-01", to: "nowhere"), .unknownFormat("nowhere")),
        (
            membership("PP", "2020-01-01", "2019-12-31"),
            .reversed(Period(since: "2020-01-01", until: "2019-12-31"))
        ),
        (
            membership("AA", "2020-01-01"),
            .overlaps("AA", Period(since: "2020-01-01"), with: Period(since: "2000-01-01"))
        ),
        (
            membership("CC", "2009-12-31"),
            .overlaps("CC", Period(since: "2009-12-31"), with: Period(since: "2000-01-01", until: "2009-12-31"))
        ),
        (end("PP", "2020-01-01"), .noMembership("PP", "group", "2020-01-01")),
        (end("CC", "2010-01-01"), .noMembership("CC", "group", "2010-01-01")),
        (end("AA", "1999-12-31"), .reversed(Period(since: "2000-01-01", until: "1999-12-31"))),
        (chair(2020, "PP", "AA"), .noMember("PP", of: "group", on: "2020-12-31")),
        (chair(2020, "AA", "CC"), .noMember("CC", of: "group", on: "2020-12-31")),
        (chair(2009, "AA", "AA"), .yearOutOfReach(2009, from: 2010, through: 2210)),
        (chair(.max, "AA", "AA"), .yearOutOfReach(.max, from: 2010, through: 2210)),
        (chair(.min, "AA", "AA"), .yearOutOfReach(.min, from: 2010, through: 2210)),
        (chair(2020, "AA", "AA", of: "group-p"), .noRotation("group-p")),
        (coordinator("PP", "2020-01-01"), .noMember("PP", of: "group", on: "2020-01-01")),
        (coordinator("CC", "2020-01-01"), .noMember("CC", of: "group", on: "2020-01-01")),
        (
            coordinator("BB", "2017-01-01", "2018-01-01"),
            .overlaps("PP", Period(since: "2017-01-01", until: "2018-01-01"), with: Period(since: "2018-01-01"))
        ),
        (
            coordinator("BB", "2020-01-01", "2019-01-01"),
            .reversed(Period(since: "2020-01-01", until: "2019-01-01"))
        ),
        (order(["AA", "XX"]), .unknownParty("XX")),
        (order(["AA", "BB", "AA"]), .repeated("AA")),
        (order(["AA"], in: "nowhere"), .unknownFormat("nowhere")),
    ]

    @Test(arguments: refused.indices)
    func whatCannotBeIsRefused(index: Int) {
        let (change, problem) = Self.refused[index]
        let error = #expect(throws: FactsProblem.self) { try Self.facts.applying(change, zones: Self.zones) }
        #expect(error == problem)
    }

    @Test func namesOrderTheTableAnew() throws {
        let facts = try Self.facts.applying(
            Self.party("AA", name: Texts(en: "Zeta", vi: "Zeta"), zone: "Asia/Dili"), zones: Self.zones)
        #expect(facts.seats(of: "group", on: "2020-01-01")?.map(\.id) == ["BB", "AA"])
        #expect(facts.party("AA")?.timeZone == "Asia/Dili")
        // The rotation follows the names as well: it was Zeta's turn, then comes the first of the alphabet.
        #expect(facts.presidency(of: "group", on: "2011-05-05")?.party == "BB")
    }

    @Test func membershipsBeginAndEnd() throws {
        var facts = try Self.facts.applying(Self.membership("CC", "2022-03-01"), zones: Self.zones)
        #expect(facts.seats(of: "group", on: "2022-02-28")?.map(\.id) == ["AA", "BB"])
        #expect(facts.seats(of: "group-p", on: "2022-03-01")?.map(\.id) == ["AA", "BB", "CC", "PP"])
        facts = try facts.applying(Self.end("CC", "2022-12-31"), zones: Self.zones)
        #expect(facts.seats(of: "group", on: "2022-12-31")?.map(\.id) == ["AA", "BB", "CC"])
        #expect(facts.seats(of: "group", on: "2023-01-01")?.map(\.id) == ["AA", "BB"])
    }

    @Test func whoIsPassedOverLosesTheTurnAndWhoExchangesKeepsIt() throws {
        func chairs(_ facts: Facts) -> [SeatID?] {
            (2020...2023).map { facts.presidency(of: "group", on: CivilDate(year: $0, month: 7, day: 1))?.party }
        }
        #expect(chairs(Self.facts) == ["AA", "BB", "AA", "BB"])
        let passedOver = try Self.facts.applying(Self.chair(2021, "AA", "AA"), zones: Self.zones)
        #expect(chairs(passedOver) == ["AA", "AA", "BB", "AA"])
        let exchanged = try [Self.chair(2021, "AA", "BB"), Self.chair(2022, "BB", "AA")]
            .reduce(Self.facts) { try $0.applying($1, zones: Self.zones) }
        #expect(chairs(exchanged) == ["AA", "AA", "BB", "BB"])
        #expect(exchanged.presidency(of: "group", on: "2021-01-01")?.isByRule == false)
        #expect(exchanged.presidency(of: "group", on: "2021-01-01")?.grounds == Self.grounds)
        // The last word of a year holds.
        let undone = try exchanged.applying(Self.chair(2021, "BB", "BB"), zones: Self.zones)
        #expect(undone.presidency(of: "group", on: "2021-01-01")?.party == "BB")
    }

    @Test func aNewCoordinatorTakesOver() throws {
        let facts = try Self.facts.applying(Self.coordinator("BB", "2021-08-03", "2024-07-27"), zones: Self.zones)
        let rows: [(CivilDate, SeatID?)] = [
            ("2017-12-31", nil), ("2021-08-02", "AA"), ("2021-08-03", "BB"), ("2024-07-27", "BB"), ("2024-07-28", nil),
        ]
        for (day, party) in rows { #expect(facts.coordinator(of: "PP", on: day)?.term.party == party, "\(day)") }
        let table = try facts.table(of: "group-p", on: "2022-01-01")
        #expect(table.coChairs == ["BB", "PP"])
    }

    @Test func aDecidedOrderHoldsForItsDaysAndSaysWhy() throws {
        let facts = try Self.facts.applying(Self.order(["BB"]), zones: Self.zones)
        let table = try facts.table(of: "group", on: "2020-06-01")
        #expect(table.speaking == ["BB", "AA"] && table.precedence == ["AA", "BB"])
        #expect(table.overrides.map(\.grounds) == [Self.grounds])
        #expect(try facts.table(of: "group", on: "2019-12-31").overrides.isEmpty)
    }

    @Test(arguments: ["{}", #"{"type":"coup"}"#, #"{"type":"partyChanged"}"#, #"{"type":"chairChanged","group":"g"}"#])
    func brokenChangesAreRefused(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(FactsChange.self, from: Data(json.utf8)) }
    }

    @Test func aChangeIsWrittenAsDocumented() throws {
        let json = #"""
            {"author":"administration","chair":"PH","group":"asean","reason":"Passed over","turn":"PH","type":"chairChanged","year":2026}
            """#
        let change = try JSONDecoder().decode(FactsChange.self, from: Data(json.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(change), as: UTF8.self) == json)
    }
}
