import Testing

import DomainTestSupport
@testable import Summit

@Suite struct OrderTests {
    @Test func theAlphabetIsWithoutAccentsAndCapitals() {
        let names = [
            "Åland Islands", "Côte d'Ivoire", "Croatia", "Guinea", "Guinea-Bissau", "Lao PDR", "Türkiye",
            "Turkmenistan", "United Kingdom", "United States of America", "Viet Nam",
        ]
        let keys = names.map(EnglishAlphabet.key)
        #expect(keys == keys.sorted())
        #expect(EnglishAlphabet.key(of: "CÔTE D'IVOIRE") == EnglishAlphabet.key(of: "Côte d'Ivoire"))
        #expect(EnglishAlphabet.key(of: "Co\u{302}te") == "cote")
        #expect(EnglishAlphabet.key(of: "Việt Nam 2") == "viet nam 2")
        #expect(EnglishAlphabet.key(of: "老撾 \u{1F1F1}") == " ")
    }

    struct Row: Sendable {
        var seating: Seating
        var head: SeatID?
        var beside: SeatID?
        var around: [SeatID]
    }

    static let rows = [
        Row(seating: Seating(), head: "C", beside: nil, around: ["C", "A", "B", "D", "E"]),
        Row(seating: Seating(), head: nil, beside: nil, around: ["A", "B", "C", "D", "E"]),
        // Right of the head is the last seat clockwise.
        Row(seating: Seating(arrangement: .alternating), head: "C", beside: nil, around: ["C", "B", "E", "D", "A"]),
        Row(seating: Seating(partnerBesideChair: true), head: "B", beside: "E", around: ["B", "A", "C", "D", "E"]),
        Row(
            seating: Seating(arrangement: .alternating, partnerBesideChair: true), head: "B", beside: "E",
            around: ["B", "A", "D", "C", "E"]),
        Row(seating: Seating(partnerBesideChair: true), head: "E", beside: "E", around: ["E", "A", "B", "C", "D"]),
        Row(seating: Seating(), head: "B", beside: "A", around: ["B", "A", "C", "D", "E"]),
    ]

    @Test(arguments: rows)
    func seatsAroundTheTable(row: Row) {
        #expect(row.seating.around(["A", "B", "C", "D", "E"], head: row.head, besideHead: row.beside) == row.around)
    }

    @Test func smallTables() {
        for arrangement in Seating.Arrangement.allCases {
            let seating = Seating(arrangement: arrangement, partnerBesideChair: true)
            #expect(seating.around([], head: nil, besideHead: nil).isEmpty)
            #expect(seating.around(["A"], head: "A", besideHead: nil) == ["A"])
            #expect(seating.around(["A", "B"], head: "B", besideHead: "A") == ["B", "A"])
        }
    }

    @Test func aDecidedOrderLosesNobody() {
        let override = OrderOverride(
            format: "f", order: .precedence, sequence: ["D", "X", "B", "D"], period: Period(since: "2020-01-01"),
            grounds: Grounds())
        #expect(override.applied(to: ["A", "B", "C", "D"]) == ["D", "B", "A", "C"])
        #expect(override.applied(to: []).isEmpty)
    }
}
