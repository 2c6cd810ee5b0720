/// Places meetings one by one, always the one with the fewest places left, and takes back what leads nowhere. Used
/// where an answer is near: a first timetable, a few meetings to place anew, small contradictions. Whether it ends by
/// itself on a large week is luck: it counts its steps and says when they are used up.
package struct WeekSearch {
    package enum Answer: Equatable {
        /// A place in `values` for each meeting.
        case found([Int])
        /// Every possibility was looked at.
        case none
        /// The steps were used up.
        case unknown
    }

    let problem: WeekProblem
    let relations: WeekRelations
    private var alive: [[Bool]]
    private var left: [Int]
    private var chosen: [Int]
    private var trail: [(meeting: Int, place: Int)] = []
    /// How often a meeting was left without a place: those are tried early.
    private var failures: [Int]
    private var roomUse: [[Int]]
    private var teamUse: [Int]
    private var steps = 0
    /// Only these are kept from colliding with what is chosen; the others are chosen by whoever asks.
    private var isActive: [Bool]
    private let origin: Int
    private let cheapestFirst: [[Int]]
    private let least: [Int]
    private static let unit = Week.Limits.step

    package init(_ problem: WeekProblem, _ relations: WeekRelations) {
        self.problem = problem
        self.relations = relations
        cheapestFirst = problem.values.map { values in
            values.indices.sorted { (values[$0].cost, $0) < (values[$1].cost, $1) }
        }
        least = problem.values.map { $0.lazy.map(\.cost).min() ?? 0 }
        alive = problem.values.map { Array(repeating: true, count: $0.count) }
        left = problem.values.map(\.count)
        chosen = Array(repeating: -1, count: problem.held.count)
        failures = Array(repeating: 0, count: problem.held.count)
        isActive = Array(repeating: true, count: problem.held.count)
        origin = problem.days.map(\.lowerBound).min() ?? 0
        let end = (problem.days.map(\.upperBound).max() ?? 0) + max(problem.week.turnaround, problem.rest)
        let units = max(0, end - origin) / Self.unit + 1
        roomUse = problem.roomClasses.map { _ in Array(repeating: 0, count: units) }
        teamUse = Array(repeating: 0, count: units)
    }

    /// - Parameters:
    ///   - seed: 0: cheap places first; else they are shuffled a little, another way for each number.
    package mutating func first(steps limit: Int, seed: UInt64 = 0) -> Answer {
        guard !isStuck else { return .none }
        steps = limit
        var random = Shuffler(seed)
        let orders = problem.values.map { values in
            let spread = (values.map(\.cost).max() ?? 0) / 4 + 40
            let keys = values.map { $0.cost + (seed == 0 ? 0 : random.next(below: spread)) }
            return values.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        }
        let answer = descend(orders)
        takeBack(to: 0, all: true)
        switch answer {
        case .some(true): return .found(result)
        case .some(false): return .none
        case nil: return .unknown
        }
    }

    private var result: [Int] = []

    /// True: found; false: there is nothing here; nil: the steps are used up.
    private mutating func descend(_ orders: [[Int]]) -> Bool? {
        guard let meeting = next() else {
            result = chosen
            return true
        }
        for place in orders[meeting] where alive[meeting][place] {
            guard steps > 0 else { return nil }
            steps -= 1
            let mark = trail.count
            if choose(meeting, place) {
                let answer = descend(orders)
                if answer != .some(false) { return answer }
            }
            unchoose(meeting, to: mark)
        }
        failures[meeting] += 1
        return false
    }

    /// The cheapest way to place all that is not placed yet, when it is cheaper than `limit`.
    ///
    /// - Returns: `.none` when there is none, proven; with `.unknown` the best so far is in `best`.
    package mutating func cheapest(below limit: Int, steps count: Int) -> Answer {
        best = nil
        bestCost = limit
        guard !isStuck else { return .none }
        steps = count
        return descend(problem.cost(of: chosen, least: least)) ? best.map(Answer.found) ?? .none : .unknown
    }

    package private(set) var best: [Int]?
    package private(set) var bestCost = Int.max

    /// False when the steps are used up.
    ///
    /// - Parameter floor: what it costs at least with what is chosen.
    private mutating func descend(_ floor: Int) -> Bool {
        guard let meeting = next() else {
            if floor < bestCost { (best, bestCost) = (chosen, floor) }
            return true
        }
        for place in cheapestFirst[meeting] {
            guard floor - least[meeting] + problem.values[meeting][place].cost < bestCost else { break }
            guard alive[meeting][place] else { continue }
            guard steps > 0 else { return false }
            steps -= 1
            let mark = trail.count
            if choose(meeting, place) {
                let raised = problem.cost(of: chosen, least: least)
                if raised < bestCost, !descend(raised) {
                    unchoose(meeting, to: mark)
                    return false
                }
            }
            unchoose(meeting, to: mark)
        }
        return true
    }

    // MARK: One meeting more, one less

    private func next() -> Int? {
        var best: Int?
        for meeting in chosen.indices where chosen[meeting] < 0 {
            guard let known = best else {
                best = meeting
                continue
            }
            if left[meeting] * (1 + failures[known]) < left[known] * (1 + failures[meeting]) { best = meeting }
        }
        return best
    }

    /// Some meeting that is still to be placed has no place left.
    private var isStuck: Bool { chosen.indices.contains { chosen[$0] < 0 && left[$0] == 0 } }

    /// Places these, which go together, and leaves only the others to be placed.
    ///
    /// - Returns: whether rooms and interpreters suffice for them.
    mutating func keep(_ kept: [(meeting: Int, place: Int)]) -> Bool {
        takeBack(to: 0, all: true)
        for meeting in isActive.indices { isActive[meeting] = true }
        for entry in kept { isActive[entry.meeting] = false }
        for entry in kept { _ = choose(entry.meeting, entry.place) }
        for (number, use) in roomUse.enumerated() {
            let capacity = problem.roomClasses[number].rooms.count
            if use.contains(where: { $0 > capacity }) { return false }
        }
        return !teamUse.contains { $0 > problem.teams }
    }

    /// Places a meeting and strikes out what no longer goes with it. False when some meeting has no place left; it
    /// has to be taken back all the same.
    private mutating func choose(_ meeting: Int, _ place: Int) -> Bool {
        chosen[meeting] = place
        let value = problem.values[meeting][place]
        var isPossible = true
        for other in chosen.indices where chosen[other] < 0 && isActive[other] && relations.concern(meeting, other) {
            for candidate in alive[other].indices where alive[other][candidate] {
                if !relations.allow(meeting, value.start, other, problem.values[other][candidate].start) {
                    strike(other, candidate)
                }
            }
            if left[other] == 0 { isPossible = false }
        }
        if value.room >= 0 {
            let span = units(value.start, problem.lengths[meeting] + problem.week.turnaround)
            let capacity = problem.roomClasses[value.room].rooms.count
            var full: [Int] = []
            for unit in span {
                roomUse[value.room][unit] += 1
                if roomUse[value.room][unit] >= capacity { full.append(unit) }
            }
            if let first = full.first, let last = full.last {
                let use = roomUse[value.room]
                for other in chosen.indices where chosen[other] < 0 && isActive[other] {
                    let length = problem.lengths[other] + problem.week.turnaround
                    for candidate in alive[other].indices
                    where alive[other][candidate] && problem.values[other][candidate].room == value.room {
                        let there = units(problem.values[other][candidate].start, length).clamped(to: first..<last + 1)
                        if there.contains(where: { use[$0] >= capacity }) { strike(other, candidate) }
                    }
                    if left[other] == 0 { isPossible = false }
                }
            }
        }
        if problem.interpreted[meeting] {
            let span = units(value.start, problem.lengths[meeting] + problem.rest)
            for unit in span { teamUse[unit] += 1 }
            let full = span.filter { teamUse[$0] >= problem.teams }
            if let first = full.first, let last = full.last {
                for other in chosen.indices where chosen[other] < 0 && isActive[other] && problem.interpreted[other] {
                    let length = problem.lengths[other] + problem.rest
                    for candidate in alive[other].indices where alive[other][candidate] {
                        let there = units(problem.values[other][candidate].start, length).clamped(to: first..<last + 1)
                        if there.contains(where: { teamUse[$0] >= problem.teams }) { strike(other, candidate) }
                    }
                    if left[other] == 0 { isPossible = false }
                }
            }
        }
        return isPossible
    }

    private mutating func unchoose(_ meeting: Int, to mark: Int) {
        takeBack(to: mark, all: false)
        release(meeting)
    }

    private mutating func release(_ meeting: Int) {
        guard chosen[meeting] >= 0 else { return }
        let value = problem.values[meeting][chosen[meeting]]
        if value.room >= 0 {
            for unit in units(value.start, problem.lengths[meeting] + problem.week.turnaround) {
                roomUse[value.room][unit] -= 1
            }
        }
        if problem.interpreted[meeting] {
            for unit in units(value.start, problem.lengths[meeting] + problem.rest) { teamUse[unit] -= 1 }
        }
        chosen[meeting] = -1
    }

    private mutating func takeBack(to mark: Int, all: Bool) {
        while trail.count > mark, let struck = trail.popLast() {
            alive[struck.meeting][struck.place] = true
            left[struck.meeting] += 1
        }
        if all { for meeting in chosen.indices { release(meeting) } }
    }

    private mutating func strike(_ meeting: Int, _ place: Int) {
        alive[meeting][place] = false
        left[meeting] -= 1
        trail.append((meeting, place))
        if left[meeting] == 0 { failures[meeting] += 1 }
    }

    private func units(_ start: Int, _ length: Int) -> Range<Int> {
        let first = max(0, (start - origin) / Self.unit)
        let last = min(teamUse.count, max(first, (start + length - origin) / Self.unit))
        return min(first, last)..<last
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Shuffler {
    private var state: UInt64

    init(_ seed: UInt64) { state = (seed &+ 1) &* 0xD134_2543_DE82_EF95 }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        word ^= word >> 31
        return bound <= 0 ? 0 : Int(word % UInt64(bound))
    }
}
