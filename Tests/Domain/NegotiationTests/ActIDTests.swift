import Negotiation
import Testing

@Suite struct ActIDTests {
    /// Names are equal where their texts are, and what is equal has one place in a set.
    @Test func namesAreEqualWhereTheirTextsAre() throws {
        let numbers = [0, 1, 2, 10, 11, 12, 112]
        let names = numbers.flatMap { act in numbers.map { ElementID(act: act, place: $0) } }
        for one in names {
            for other in names { #expect((one == other) == (one.rawValue == other.rawValue)) }
        }
        #expect(Set(names).count == names.count)
        #expect(Set(names.compactMap { ElementID(rawValue: $0.rawValue) }) == Set(names))
        let ranges = names.compactMap { ElementRange(act: $0.act, places: 0..<$0.place + 1) }
        for one in ranges {
            for other in ranges { #expect((one == other) == (one.rawValue == other.rawValue)) }
        }
        #expect(Set(ranges.compactMap { ElementRange(rawValue: $0.rawValue) }) == Set(ranges))
    }
}
