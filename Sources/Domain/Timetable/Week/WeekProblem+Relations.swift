/// What two meetings demand of one another, whatever else is placed.
package struct WeekRelations: Sendable {
    /// Whether some person sits in both.
    private(set) var apart: [[Bool]]
    /// Minutes from the end of the one to the beginning of the other that must at least pass; nil: no order.
    private(set) var least: [[Int?]]
    private let gap: Int
    private let lengths: [Int]

    package init(_ problem: WeekProblem) {
        let count = problem.held.count
        gap = problem.week.gap
        lengths = problem.lengths
        apart = Array(repeating: Array(repeating: false, count: count), count: count)
        for company in problem.companies {
            for one in company.meetings {
                for other in company.meetings where one != other { apart[one][other] = true }
            }
        }
        least = Array(repeating: Array(repeating: nil, count: count), count: count)
        for rule in problem.precedences {
            least[rule.before][rule.after] = max(rule.gap, least[rule.before][rule.after] ?? rule.gap)
        }
        // What follows from two rules in a row.
        for middle in 0..<count {
            for before in 0..<count {
                guard let first = least[before][middle] else { continue }
                for after in 0..<count {
                    guard let second = least[middle][after] else { continue }
                    let both = first + lengths[middle] + second
                    least[before][after] = max(both, least[before][after] ?? both)
                }
            }
        }
    }

    func concern(_ one: Int, _ other: Int) -> Bool {
        apart[one][other] || least[one][other] != nil || least[other][one] != nil
    }

    /// Whether both may begin then, as far as these two are concerned.
    func allow(_ one: Int, _ start: Int, _ other: Int, _ otherStart: Int) -> Bool {
        let (end, otherEnd) = (start + lengths[one], otherStart + lengths[other])
        if apart[one][other], otherStart < end + gap, start < otherEnd + gap { return false }
        if let least = least[one][other], otherStart < end + least { return false }
        if let least = least[other][one], start < otherEnd + least { return false }
        return true
    }
}

extension WeekProblem {
    /// Without the places that the order alone rules out: a meeting begins no earlier than those before it can have
    /// ended, and ends no later than those after it can begin.
    package mutating func tighten(_ relations: WeekRelations) {
        var changed = true
        while changed {
            changed = false
            for one in held.indices {
                for other in held.indices {
                    guard let least = relations.least[one][other] else { continue }
                    if let first = values[one].lazy.map(\.start).min() {
                        let bound = first + lengths[one] + least
                        let before = values[other].count
                        values[other].removeAll { $0.start < bound }
                        changed = changed || values[other].count != before
                    }
                    if let last = values[other].lazy.map(\.start).max() {
                        let bound = last - least - lengths[one]
                        let before = values[one].count
                        values[one].removeAll { $0.start > bound }
                        changed = changed || values[one].count != before
                    }
                }
            }
        }
        for number in values.indices {
            var step = -1
            var last: Int?
            for place in values[number].indices {
                if values[number][place].start != last { step += 1 }
                last = values[number][place].start
                values[number][place].step = step
            }
        }
    }

    /// The same timetable as an assignment of this problem; nil when it has no such places. Of a week on a coarser
    /// grid that is never so: every place there is one here.
    package func places(of chosen: [Int], in other: WeekProblem) -> [Int]? {
        var places: [Int] = []
        for (meeting, place) in chosen.enumerated() {
            let value = other.values[meeting][place]
            guard let here = values[meeting].firstIndex(where: { $0.start == value.start && $0.room == value.room })
            else { return nil }
            places.append(here)
        }
        return places
    }

    /// What every timetable costs at least, each meeting seen by itself: a bound that needs no solver.
    package var floor: Int {
        let least = values.map { $0.lazy.map(\.cost).min() ?? 0 }
        return cost(of: Array(repeating: -1, count: held.count), least: least)
    }

    /// Places of all meetings together: what makes a week large.
    package var size: Int { values.reduce(0) { $0 + $1.count } }

    /// What an assignment (a place in `values` for each meeting) costs, all wishes together. With -1 for meetings that
    /// are not placed yet, and for each the least that it costs anywhere: what it costs at least in the end.
    package func cost(of chosen: [Int], least: [Int] = []) -> Int {
        let weights = week.weights
        var cost = 0
        for (number, place) in chosen.enumerated() {
            cost += place >= 0 ? values[number][place].cost : least.indices.contains(number) ? least[number] : 0
        }
        var greatest = carried
        for delegation in burdened {
            var burden = delegation.carried
            for meeting in delegation.meetings where chosen[meeting] >= 0 {
                let start = values[meeting][chosen[meeting]].start
                burden += self.burden(delegation.zone, from: start, length: lengths[meeting])
            }
            greatest = max(greatest, burden)
        }
        cost += greatest * weights.fairness
        for company in attending {
            // Whoever is not placed yet may fall into the time that the others wait.
            var (days, idle) = (0, 0)
            for (position, meeting) in company.meetings.enumerated() {
                guard chosen[meeting] >= 0 else {
                    idle -= lengths[meeting]
                    continue
                }
                let value = values[meeting][chosen[meeting]]
                var isFirst = true
                for other in company.meetings[..<position]
                where chosen[other] >= 0 && values[other][chosen[other]].day == value.day {
                    isFirst = false
                    break
                }
                guard isFirst else { continue }
                days += 1
                var (first, last, busy) = (value.start, value.start + lengths[meeting], lengths[meeting])
                for other in company.meetings[(position + 1)...] where chosen[other] >= 0 {
                    let there = values[other][chosen[other]]
                    guard there.day == value.day else { continue }
                    first = min(first, there.start)
                    last = max(last, there.start + lengths[other])
                    busy += lengths[other]
                }
                idle += last - first - busy
            }
            cost += (days * weights.day + max(0, idle) * weights.idle) * company.persons.count
        }
        return cost
    }

    /// The timetable of an assignment that keeps all rules: rooms and teams are dealt out in order of time.
    ///
    /// - Parameter published: where these rooms and teams are still free, meetings keep them.
    package func timetable(
        of chosen: [Int], keeping published: [Int: WeekTimetable.Placement] = [:]
    ) -> [WeekTimetable.Placement] {
        let order = held.indices.sorted {
            (values[$0][chosen[$0]].start, $0) < (values[$1][chosen[$1]].start, $1)
        }
        var roomFree: [Int: Int] = [:]
        var teamFree: [Int: Int] = [:]
        var placements: [WeekTimetable.Placement] = []
        for meeting in order {
            let value = values[meeting][chosen[meeting]]
            let old = published[meeting]
            var placement = WeekTimetable.Placement(
                meeting: week.meetings[held[meeting]].id, start: .init(minute: value.start))
            if value.room >= 0 {
                let rooms = roomClasses[value.room].rooms.filter { roomFree[$0, default: .min] <= value.start }
                if let room = rooms.first(where: { week.rooms[$0].id == old?.room }) ?? rooms.first {
                    placement.room = week.rooms[room].id
                    roomFree[room] = value.start + lengths[meeting] + week.turnaround
                }
            }
            if interpreted[meeting], let list = week.interpreters?.teams {
                let rested = list.indices.filter { teamFree[$0, default: .min] <= value.start }
                    .sorted { (teamFree[$0, default: .min], $0) < (teamFree[$1, default: .min], $1) }
                if let team = rested.first(where: { list[$0] == old?.team }) ?? rested.first {
                    placement.team = list[team]
                    teamFree[team] = value.start + lengths[meeting] + rest
                }
            }
            placements.append(placement)
        }
        return placements
    }
}
