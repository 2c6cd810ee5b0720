import Foundation
import DomainTestSupport
import Summit
import Testing

/// What holds for all facts and changes.
@Suite struct FactsPropertyTests {
    static let seeds: Range<UInt64> = 0..<150

    @Test(arguments: seeds)
    func theFoldIsDeterministicAndARefusalChangesNothing(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        let start = random.facts()
        var facts = start
        var applied: [FactsChange] = []
        var refused = 0
        for _ in 0..<60 {
            let change = random.change()
            let before = facts
            do {
                facts = try facts.applying(change, zones: RandomFacts.zones)
                applied.append(change)
                #expect(change.grounds.author != nil && change.grounds.reason?.isEmpty == false)
            } catch {
                refused += 1
                #expect(facts == before)
                #expect(throws: error) { try facts.applying(change, zones: RandomFacts.zones) }
            }
        }
        #expect(!applied.isEmpty && refused > 0)
        // Through JSON, as a record keeps them, the same changes lead to the same facts.
        let kept = try JSONDecoder().decode([FactsChange].self, from: JSONEncoder().encode(applied))
        #expect(kept == applied)
        let again = try kept.reduce(start) { try $0.applying($1, zones: RandomFacts.zones) }
        #expect(again == facts)
        #expect(try JSONDecoder().decode(Facts.self, from: JSONEncoder().encode(facts)) == facts)
    }

    @Test(arguments: seeds)
    func everyOrderIsAPermutationOfThoseAtTheTable(seed: UInt64) throws {
        var random = RandomFacts(seed: seed &+ 1_000)
        var facts = random.facts()
        for _ in 0..<40 { facts = (try? facts.applying(random.change(), zones: RandomFacts.zones)) ?? facts }
        var tables = 0
        for _ in 0..<40 {
            let (id, day, request) = (random.format(), random.day(), random.request())
            let table: MeetingTable
            do { table = try facts.table(of: id, on: day, request) } catch {
                #expect(!error.description.isEmpty)
                continue
            }
            tables += 1
            let format = try #require(facts.format(id))
            let present = Set(table.precedence)
            let delegations = facts.delegations(of: format, on: day)
            #expect(present.count == table.precedence.count)
            #expect(
                present.subtracting(request.withSecretaryGeneral ? [try #require(format.secretaryGeneral)] : [])
                    == Set(delegations.map(\.party.code)))
            #expect(table.speaking.count == present.count && Set(table.speaking) == present)
            #expect(table.seating.count == present.count && Set(table.seating) == present)
            #expect(
                table.signing.count == delegations.count && Set(table.signing) == Set(delegations.map(\.party.code)))
            #expect(table.chair.map(present.contains) ?? true)
            #expect(table.coChairs.allSatisfy(present.contains))
            #expect(Set(table.places.map(\.seat.id)).count == table.places.count)
            if let chair = table.chair,
                !table.overrides.contains(where: { $0.order == .speaking || $0.order == .seating })
            {
                #expect(table.speaking.first == chair && table.seating.first == chair)
            }
            #expect(try facts.table(of: id, on: day, request) == table)
        }
        #expect(tables > 0)
    }

    @Test(arguments: seeds)
    func membershipsAndTermsNeverOverlapThroughChanges(seed: UInt64) throws {
        var random = RandomFacts(seed: seed &+ 2_000)
        var facts = Facts(
            parties: random.facts().parties.values.map { $0 },
            formats: RandomFacts.formats.map { Format(id: $0, name: .empty, since: "2000-01-01") })
        for _ in 0..<120 { facts = (try? facts.applying(random.change(), zones: RandomFacts.zones)) ?? facts }
        func overlap(_ periods: [Period]) -> Bool {
            periods.indices.contains { one in periods[..<one].contains { $0.overlaps(periods[one]) } }
        }
        for format in facts.formats {
            for (_, own) in Dictionary(grouping: format.memberships, by: \.party) {
                #expect(!overlap(own.map(\.period)) && !own.contains { $0.period.isReversed })
            }
        }
        for (_, terms) in Dictionary(grouping: facts.coordinations, by: \.partner) {
            #expect(!overlap(terms.map(\.term.period)))
        }
    }
}
