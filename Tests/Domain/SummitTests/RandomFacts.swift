import DomainTestSupport
import Summit

/// Facts, changes and wishes that a seed determines: names that collide, days that cross, codes that nobody has.
struct RandomFacts {
    static let zones: Set<String> = ["Asia/Ho_Chi_Minh", "Asia/Jakarta"]
    static let codes: [SeatID] = (0..<12).map { SeatID("P\($0)")! }
    static let formats: [FormatID] = ["core", "wide", "plus", "alone"]
    private static let names = ["Alpha", "beta", "Bêta", "Gamma Delta", "Gamma", "zeta", "Ölta", "Omega", ""]

    var numbers: SplitMix64

    init(seed: UInt64) { numbers = SplitMix64(state: seed) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements.randomElement(using: &numbers)! }
    mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &numbers) == 0 }
    mutating func code() -> SeatID { chance(20) ? "NOBODY" : pick(Self.codes) }
    mutating func format() -> FormatID { chance(20) ? "nowhere" : pick(Self.formats) }
    mutating func day() -> CivilDate { CivilDate(daysSince1970: .random(in: 14_000...22_000, using: &numbers)) }
    mutating func period() -> Period { Period(since: day(), until: chance(2) ? nil : day()) }

    mutating func grounds() -> Grounds {
        Grounds(
            author: chance(15) ? nil : .administration, reason: chance(15) ? pick(["", " \n", nil]) : "decided",
            source: chance(3) ? "a letter" : nil)
    }

    mutating func membership(_ standing: Membership.Standing) -> Membership {
        Membership(party: pick(Self.codes), standing: standing, period: period(), grounds: grounds())
    }

    mutating func facts() -> Facts {
        let parties = Self.codes.map { code in
            Party(code: code, kind: .country, name: Texts(en: pick(Self.names), vi: ""), timeZone: "Asia/Jakarta")
        }
        var formats: [Format] = []
        for id in Self.formats {
            formats.append(
                Format(
                    id: id, name: Texts(en: id.rawValue, vi: ""), level: pick(Level.allCases),
                    since: chance(2) ? "2000-01-01" : day(),
                    core: id == "alone" || id == "core" ? nil : "core",
                    memberships: (0..<8).map { _ in membership(id == "core" || chance(3) ? .member : .partner) },
                    chairedBy: id == "alone" ? nil : "core", coChaired: id == "plus",
                    seating: Seating(arrangement: pick(Seating.Arrangement.allCases), partnerBesideChair: chance(2)),
                    secretaryGeneral: chance(2) ? "P11" : nil))
        }
        return Facts(
            parties: parties, formats: formats,
            chairmanships: [Chairmanship(group: "core", start: .init(year: 2010, party: pick(Self.codes)))],
            ranks: Rank.allCases.map {
                RankFact(rank: $0, precedence: Int.random(in: 0..<4, using: &numbers), name: .empty)
            })
    }

    mutating func change() -> FactsChange {
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0:
            .partyChanged(
                PartyChange(
                    party: code(), name: chance(2) ? Texts(en: pick(Self.names), vi: "") : nil,
                    timeZone: chance(2) ? pick(["Asia/Jakarta", "Mars/Phobos"]) : nil, grounds: grounds()))
        case 1:
            .membershipAdded(
                to: format(),
                Membership(
                    party: code(), standing: chance(2) ? .member : .partner, period: period(), grounds: grounds()))
        case 2: .membershipEnded(MembershipEnd(format: format(), party: code(), until: day(), grounds: grounds()))
        case 3:
            .chairChanged(
                group: chance(6) ? format() : "core",
                .init(year: .random(in: 2008...2030, using: &numbers), chair: code(), turn: code(), grounds: grounds()))
        case 4:
            .coordinatorNamed(
                Coordination(partner: code(), term: Term(party: code(), period: period(), grounds: grounds())))
        default:
            .orderOverridden(
                OrderOverride(
                    format: format(), order: pick(OrderOverride.Order.allCases), sequence: [code(), code(), code()],
                    period: period(), grounds: grounds()))
        }
    }

    mutating func request() -> TableRequest {
        TableRequest(
            level: chance(2) ? pick(Level.allCases) : nil, ranks: chance(2) ? [code(): pick(Rank.allCases)] : [:],
            guests: chance(3) ? [code()] : [], observers: chance(3) ? [code()] : [],
            withSecretaryGeneral: chance(4))
    }
}
