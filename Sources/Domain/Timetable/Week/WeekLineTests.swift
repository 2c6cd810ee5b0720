import Summit

/// Gives every site a line test on each of its days: a matching of days to slots, each slot with room for as many
/// tests as the technicians run at once. Slots follow one another from the host's midnight, so a matching that cannot
/// be made greater is an answer, and what stands in its way is a set of tests that no slot is left for.
package struct WeekLineTests {
    private struct Demand {
        let site: WeekName
        let day: WeekDate
        let slots: [Int]
    }

    private let demands: [Demand]
    private let origin: Int
    private let length: Int
    private let capacity: Int

    package init?(_ week: Week, by clocks: some Clocks) {
        guard let rules = week.lineTests, let opening = week.days.first else { return nil }
        let first = opening.date.date.daysSince1970
        func date(_ day: Int64) -> WeekDate { WeekDate(CivilDate(daysSince1970: day)) }
        let length = rules.length
        let origin =
            clocks.minute(of: date(first - Int64(rules.daysBefore)), TimeOfDay(minutes: 0), in: week.zone) ?? 0
        let host = WeekWords(zone: week.zone, clocks: clocks)
        let allDay = rules.hours.from.minutes == 0 && rules.hours.to.minutes == 1_440
        var demands: [Demand] = []
        for delegation in week.delegations {
            let own = Week.Site(id: WeekName(wellFormed: delegation.id.rawValue), zone: delegation.zone)
            for site in delegation.sites.isEmpty ? [own] : delegation.sites {
                for day in first - Int64(rules.daysBefore)..<first {
                    let from = clocks.minute(of: date(day), rules.siteHours.from, in: site.zone) ?? 0
                    let to = clocks.minute(of: date(day), rules.siteHours.to, in: site.zone) ?? 0
                    let start = Int((Double(from - origin) / Double(length)).rounded(.up))
                    let end = Int((Double(to - origin) / Double(length)).rounded(.down))
                    let slots = (start..<max(start, end)).filter { slot in
                        let here = host.local(origin + slot * length)
                        let time = (here % 1_440 + 1_440) % 1_440
                        return allDay || time >= rules.hours.from.minutes && time + length <= rules.hours.to.minutes
                    }
                    demands.append(Demand(site: site.id, day: date(day), slots: slots))
                }
            }
        }
        self.demands = demands
        self.origin = origin
        self.length = length
        capacity = rules.atOnce
    }

    /// - Throws: tests for which there are too few slots; without any one of them the others have place.
    package func solve() throws(WeekConflict) -> [WeekTimetable.Test] {
        var slotOf: [Int?] = Array(repeating: nil, count: demands.count)
        var users: [Int: [Int]] = [:]
        for demand in demands.indices {
            // Breadth first: which tests would have to give way, and from which slot one came to them.
            var queue = [demand]
            var reached: Set<Int> = [demand]
            var from: [Int: Int] = [:]
            var free: Int?
            var position = 0
            search: while position < queue.count {
                let current = queue[position]
                position += 1
                for slot in demands[current].slots where from[slot] == nil {
                    from[slot] = current
                    let there = users[slot, default: []]
                    if there.count < capacity {
                        free = slot
                        break search
                    }
                    for user in there where reached.insert(user).inserted { queue.append(user) }
                }
            }
            guard var slot = free else {
                let tests = queue.sorted().map { WeekRule.test(demands[$0].site, demands[$0].day) }
                throw WeekConflict(rules: tests + [.testsAtOnce], isIrreducible: true)
            }
            while let mover = from[slot] {
                let old = slotOf[mover]
                slotOf[mover] = slot
                users[slot, default: []].append(mover)
                guard let old else { break }
                users[old]?.removeAll { $0 == mover }
                slot = old
            }
        }
        return demands.indices.compactMap { demand in
            slotOf[demand].map {
                WeekTimetable.Test(site: demands[demand].site, start: .init(minute: origin + $0 * length))
            }
        }.sorted { ($0.start, $0.site) < ($1.start, $1.site) }
    }
}
