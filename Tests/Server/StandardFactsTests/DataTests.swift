import Foundation
import DomainTestSupport
import StandardFacts
import Summit
import Testing

@Suite struct DataTests {
    let facts = Facts.standard

    @Test func everyPartyHasNamesAndARealZone() {
        #expect(facts.parties.values.filter { $0.kind == .country }.count == 249)
        for party in facts.parties.values {
            #expect(party.name.byLanguage["en"]?.isEmpty == false && party.name.byLanguage["vi"]?.isEmpty == false)
            if let zone = party.timeZone { #expect(TimeZone(identifier: zone) != nil, "\(party.code): \(zone)") }
            if party.kind == .country {
                #expect(party.code.rawValue.count == 2 && party.flag == party.code.rawValue.lowercased())
                #expect(party.alpha3?.count == 3 && party.numeric?.count == 3)
            }
        }
        // Without a zone: uninhabited, or without a capital.
        let zoneless = facts.parties.values.filter { $0.timeZone == nil }.map(\.code.rawValue).sorted()
        #expect(zoneless == ["AQ", "BV", "HM", "UM"])
    }

    @Test func whoSitsAtATableIsKnownInFull() {
        for format in facts.formats {
            for membership in format.memberships {
                let party = facts.party(membership.party)
                #expect(party?.capital != nil && party?.timeZone != nil && party?.flag != nil, "\(membership.party)")
                #expect(party?.languages.isEmpty == false && party?.name.byLanguage.keys.sorted() == ["en", "vi"])
                #expect(facts.source(of: membership.grounds) != membership.grounds.source, "\(membership.party)")
            }
        }
        for code in ["ASEC", "EU", "UN", "WHO"] { #expect(facts.party(SeatID(code)!)?.kind == .organisation) }
    }

    @Test func everythingOnRecordNamesItsSource() {
        let grounds =
            facts.chairmanships.flatMap { $0.terms.map(\.grounds) + $0.exceptions.map(\.grounds) }
            + facts.coordinations.map(\.term.grounds)
        #expect(grounds.count > 30)
        for one in grounds { #expect(one.source.map { facts.sources[$0] != nil } == true, "\(one)") }
    }

    @Test func theDataContradictsItselfNowhere() {
        #expect(Set(facts.formats.map(\.id)).count == facts.formats.count)
        for format in facts.formats {
            #expect(format.name["en"] != format.name["vi"] && !format.memberships.isEmpty)
            for (party, own) in Dictionary(grouping: format.memberships, by: \.party) {
                #expect(own.count == 1, "\(party) in \(format.id)")
            }
            if let core = format.core { #expect(facts.format(core)?.core == nil) }
        }
        for (partner, terms) in Dictionary(grouping: facts.coordinations, by: \.partner) {
            let periods = terms.map(\.term.period)
            for (one, next) in zip(periods, periods.dropFirst()) {
                #expect(!one.overlaps(next) && one.since < next.since && !one.isReversed, "\(partner)")
            }
        }
        #expect(facts.ranks.map(\.rank) == Rank.allCases)
        #expect(facts.ranks.map(\.precedence) == facts.ranks.map(\.precedence).sorted())
    }

    @Test func theFactsSurviveJSON() throws {
        #expect(try JSONDecoder().decode(Facts.self, from: JSONEncoder().encode(facts)) == facts)
    }

    @Test func theThirteenCapitalsHadFourOffsets() throws {
        let moment = try #require(Timestamp("2020-04-14T07:00:00Z"))
        let offsets = try #require(facts.seats(of: "asean-plus-three", on: moment.date)).compactMap {
            TimeZone(identifier: $0.timeZone ?? "")?
                .secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))
        }
        #expect(offsets.count == 13)
        #expect(Set(offsets) == [23_400, 25_200, 28_800, 32_400])
    }

    @Test func changesStandOnTheStandardFacts() throws {
        let change = FactsChange.chairChanged(
            group: "asean",
            .init(
                year: 2028, chair: "VN", turn: "TH",
                grounds: Grounds(author: .administration, reason: "An exchange, for this test")))
        let changed = try facts.applying(change, zones: Set(TimeZone.knownTimeZoneIdentifiers))
        #expect(changed.presidency(of: "asean", on: "2028-05-01")?.party == "VN")
        #expect(changed.presidency(of: "asean", on: "2029-05-01")?.party == "TL")
    }
}
