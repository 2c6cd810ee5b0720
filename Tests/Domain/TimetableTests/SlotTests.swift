public import Summit
import Testing

@testable import Timetable

@Suite struct SlotTests {
    private static let day = Timestamp("2020-04-14T00:00:00Z")!
    private static let night = Timestamp("2020-04-15T00:00:00Z")!

    private func search(
        _ seats: [(String, String)], length: Int = 120, from: Timestamp = Self.day, before: Timestamp = Self.night,
        carried: [String: Int] = [:]
    ) throws -> SlotSearch {
        try SlotSearch(
            seats: seats.map { SeatClock(seat: SeatID(wellFormed: $0.0), zone: $0.1) }, length: length, starts: from,
            before: before,
            carried: Dictionary(uniqueKeysWithValues: carried.map { (SeatID(wellFormed: $0.key), $0.value) }))
    }

    @Test func theEarliestOfTheBest() throws {
        // Myanmar to Korea, and Geneva in summer.
        let seats = [("MM", "6.5"), ("VN", "7"), ("MY", "8"), ("KR", "9"), ("WHO", "2")]
        let slots = try search(seats).best(3, by: FixedClocks())
        #expect(
            slots.map(\.start.description) == [
                "2020-04-14T06:00:00.000Z", "2020-04-14T06:15:00.000Z", "2020-04-14T06:30:00.000Z",
            ])
        #expect(slots.allSatisfy { $0.total == 0 && $0.greatest == 0 })
        let myanmar = try #require(slots.first?.seats.first)
        #expect(myanmar.start.description == "2020-04-14T12:30:00" && myanmar.end.clock == "14:30")
        #expect(myanmar.offset == 23_400 && myanmar.start.weekday == .tuesday)
    }

    @Test func equalTotalsAreDecidedByTheGreatest() throws {
        // Twelve hours apart every slot within the day costs 120 minutes; shared, nobody bears more than 60.
        let slots = try search([("AA", "0"), ("BB", "12")]).best(2, by: FixedClocks())
        #expect(slots.map(\.total) == [120, 120])
        #expect(slots.map(\.greatest) == [60, 60])
        #expect(slots.map(\.start.description) == ["2020-04-14T07:00:00.000Z", "2020-04-14T19:00:00.000Z"])
    }

    @Test func whoHasCarriedLessBearsMore() throws {
        // Without a past the burden is shared; with one it moves to the other seat.
        let seats = [("AA", "0"), ("BB", "12")]
        let fresh = try #require(try search(seats).best(1, by: FixedClocks()).first)
        #expect(fresh.seats.map(\.burden) == [60, 60])
        let fair = try #require(try search(seats, carried: ["AA": 360]).best(1, by: FixedClocks()).first)
        #expect(fair.seats.map(\.burden) == [0, 120])
        #expect(fair.seats.map(\.carried) == [360, 0])
    }

    @Test func aMuchGreaterTotalIsNeverPreferred() throws {
        // Whatever AA has carried: the others' four hours of night are more than an hour above the least total.
        let seats = [("AA", "-8"), ("BB", "7"), ("CC", "7"), ("DD", "7")]
        let plain = try search(seats).best(100, by: FixedClocks())
        let fair = try search(seats, carried: ["AA": 100_000]).best(100, by: FixedClocks())
        let least = try #require(plain.first?.total)
        let bound = least + max(60, least / 10)
        let near = fair.prefix { $0.total <= bound }
        #expect(near.count == plain.count { $0.total <= bound })
        #expect(fair.dropFirst(near.count).allSatisfy { $0.total > bound })
        #expect(Set(fair.map(\.start)) == Set(plain.map(\.start)) && plain.count == 96)
    }

    /// The definition: every start, every minute, and the order as docs/timetable.md states it.
    @Test(arguments: 1...30) func findsWhatTheDefinitionFinds(seed: UInt64) throws {
        var dice = Dice(state: seed)
        var zones: [String: ZoneRules] = [:]
        for index in 0..<Int.random(in: 1...6, using: &dice) { zones["Z\(index)"] = try dice.zone() }
        let clocks = ZoneTable(byName: zones)
        let names = zones.keys.sorted()
        var carried: [String: Int] = [:]
        if Bool.random(using: &dice) { for name in names { carried[name] = Int.random(in: 0...300, using: &dice) } }
        let from = dice.moment()
        let length = Int.random(in: 1...300, using: &dice)
        let before = from.advanced(byMilliseconds: Int64.random(in: 900_000...90_000_000, using: &dice))
        let search = try search(names.map { ($0, $0) }, length: length, from: from, before: before, carried: carried)

        struct Plain { let start: Timestamp; let burdens: [Int]; let balance: [Int] }
        var all: [Plain] = []
        var start = Timestamp(milliseconds: from.milliseconds / 900_000 * 900_000 - 900_000)
        while start < before {
            defer { start = start.advanced(byMilliseconds: 900_000) }
            if start < from { continue }
            let burdens = names.compactMap { name in
                zones[name].map { rules in
                    (0..<length).count { minute in
                        let time = rules.civilTime(at: start.advanced(byMilliseconds: Int64(minute) * 60_000))
                        return !(8..<20).contains(time.hour)
                    }
                }
            }
            all.append(
                Plain(
                    start: start, burdens: burdens,
                    balance: zip(names, burdens).map { carried[$0, default: 0] + $1 }.sorted(by: >)))
        }
        let least = try #require(all.map { $0.burdens.reduce(0, +) }.min())
        func key(_ plain: Plain) -> [Int] {
            let total = plain.burdens.reduce(0, +)
            let usual = [total, plain.burdens.max() ?? 0, Int(plain.start.milliseconds)]
            guard !carried.isEmpty else { return usual }
            let isNear = total <= least + max(60, least / 10)
            return isNear ? [0] + plain.balance + usual : [1] + usual
        }
        let expected = all.sorted { key($0).lexicographicallyPrecedes(key($1)) }
        let found = try search.best(1_000, by: clocks)
        #expect(found.map(\.start) == expected.map(\.start))
        #expect(found.map { $0.seats.map(\.burden) } == expected.map(\.burdens))
    }

    @Test func problemsAreNamed() throws {
        func problem(_ make: () throws -> SlotSearch) -> SlotProblem? {
            do {
                _ = try make().best(1, by: FixedClocks())
                return nil
            } catch { return error as? SlotProblem }
        }
        let seats = [("AA", "0")]
        #expect(problem { try search([]) } == .noSeats)
        #expect(problem { try search((0...100).map { ("S\($0)", "0") }) } == .tooManySeats(101))
        #expect(problem { try search([("AA", "0"), ("AA", "1")]) } == .seatTwice("AA"))
        for length in [0, -1, 1_441, .min, .max] {
            #expect(problem { try search(seats, length: length) } == .length(length))
        }
        #expect(
            problem { try search(seats, from: Self.night, before: Self.day) }
                == .windowEnds(from: Self.night, to: Self.day))
        #expect(
            problem { try search(seats, from: Self.day, before: Self.day) } == .windowEnds(from: Self.day, to: Self.day)
        )
        let later = Self.day.advanced(byMilliseconds: 1)
        let last = Self.day.advanced(byMilliseconds: 899_999)
        #expect(problem { try search(seats, from: later, before: last) } == .windowEmpty(from: later, to: last))
        let month = Self.day.advanced(byMilliseconds: 31 * 86_400_000 + 1)
        #expect(problem { try search(seats, before: month) } == .windowTooLong(from: Self.day, to: month))
        #expect(problem { try search(seats, carried: ["BB": 1]) } == .carriedByNobody("BB"))
        #expect(problem { try search(seats, carried: ["AA": -1]) } == .carried("AA", minutes: -1))
        #expect(problem { try search([("AA", "Mars")]) } == .unknownZone(SeatClock(seat: "AA", zone: "Mars")))
        let first = Timestamp(milliseconds: .min)
        #expect(
            problem { try search(seats, from: first, before: Timestamp(milliseconds: .max)) }
                == .windowTooLong(from: first, to: Timestamp(milliseconds: .max)))
    }

    @Test func theEndsOfTimeAreNoTrap() throws {
        let first = Timestamp(milliseconds: .min)
        let last = Timestamp(milliseconds: .max)
        let seats = [("AA", "14"), ("BB", "-12")]
        #expect(
            try search(seats, length: 1_440, from: first, before: first.advanced(byMilliseconds: 86_400_000)).best(
                96, by: FixedClocks()
            ).count == 96)
        #expect(
            try search(seats, length: 1_440, from: last.advanced(byMilliseconds: -86_400_000), before: last).best(
                96, by: FixedClocks()
            ).count == 96)
    }
}

extension SeatID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(wellFormed: value) }
}
