public import Summit

/// A published timetable after the week has changed: what has to move does, and with it as few others as possible.
public struct WeekReplan: Sendable {
    /// One meeting's new place.
    public struct Move: Sendable, Hashable {
        public let old: WeekTimetable.Placement?
        public let new: WeekTimetable.Placement
        public let words: Texts
    }

    public enum Outcome: Sendable {
        /// Nothing collides.
        case unchanged
        /// - Parameter isBest: no cheaper one moves as few others, proven.
        case moved(WeekTimetable, [Move], isBest: Bool)
        /// - Parameters:
        ///   - reason: with everything else where it was published, these rules collide; or those of the line tests, wherever
        ///     meetings are.
        ///   - isProven: every possibility was looked at.
        case impossible(reason: WeekConflict, isProven: Bool)
    }

    /// Beyond, the choices are too many to look at all of them.
    public static let mostOthers = 3

    public let outcome: Outcome
    /// Whose published place the week no longer allows, whatever the others do.
    public let mustMove: [MeetingID]
    /// Who moves besides.
    public let others: [MeetingID]

    /// Looks at every choice of at most `most` other meetings, few before many, and of those with equally few takes
    /// the cheapest.
    public init(
        _ week: Week, after published: WeekTimetable, moving most: Int = 2, by clocks: some Clocks,
        steps: Int = 200_000
    ) async throws {
        let checker = try WeekChecker(week, by: clocks)
        guard !checker.violations(of: published).isEmpty else {
            outcome = .unchanged
            mustMove = []
            others = []
            return
        }
        let problem = WeekProblem(week, by: clocks, singleRooms: true)
        let relations = WeekRelations(problem)
        var current: [Int?] = Array(repeating: nil, count: problem.held.count)
        var old: [Int: WeekTimetable.Placement] = [:]
        for meeting in problem.held.indices {
            let id = week.meetings[problem.held[meeting]].id
            guard let placement = published.placements.first(where: { $0.meeting == id }) else { continue }
            old[meeting] = placement
            current[meeting] = problem.values[meeting].firstIndex { value in
                value.start == placement.start.minute && placement.start.isWholeMinute
                    && (value.room < 0
                        || problem.roomClasses[value.room].rooms.contains { week.rooms[$0].id == placement.room })
            }
        }
        func ids(_ meetings: [Int]) -> [MeetingID] { meetings.map { week.meetings[problem.held[$0]].id } }
        let must = current.indices.filter { current[$0] == nil }
        mustMove = ids(must)
        let kept = current.indices.filter { current[$0] != nil }
        // Which of those that could stay cannot stay together.
        var quarrels: [(Int, Int)] = []
        for (position, one) in kept.enumerated() {
            for other in kept[(position + 1)...] {
                guard let first = current[one], let second = current[other] else { continue }
                let (value, there) = (problem.values[one][first], problem.values[other][second])
                if !relations.allow(one, value.start, other, there.start) { quarrels.append((one, other)) }
            }
        }
        // Whoever moves stays in the same room where that is free.
        func keepRooms(_ chosen: inout [Int]) {
            for meeting in chosen.indices where chosen[meeting] != current[meeting] {
                let value = problem.values[meeting][chosen[meeting]]
                let wanted = problem.values[meeting].indices.first { place in
                    let there = problem.values[meeting][place]
                    return there.start == value.start && there.room >= 0
                        && problem.roomClasses[there.room].rooms.contains { week.rooms[$0].id == old[meeting]?.room }
                }
                guard let wanted else { continue }
                let room = problem.values[meeting][wanted].room
                let end = value.start + problem.lengths[meeting] + week.turnaround
                let isTaken = chosen.indices.contains { other in
                    let there = problem.values[other][chosen[other]]
                    return other != meeting && there.room == room && there.start < end
                        && value.start < there.start + problem.lengths[other] + week.turnaround
                }
                if !isTaken { chosen[meeting] = wanted }
            }
        }
        var search = WeekSearch(problem, relations)
        var isProven = true
        for count in 0...max(0, min(most, kept.count, Self.mostOthers)) {
            var best: [Int]?
            var cost = Int.max
            var isBest = true
            for moving in Self.choices(of: count, from: kept) {
                if quarrels.contains(where: { !moving.contains($0.0) && !moving.contains($0.1) }) { continue }
                let staying = kept.filter { !moving.contains($0) }
                guard search.keep(staying.compactMap { meeting in current[meeting].map { (meeting, $0) } }) else {
                    continue
                }
                let answer = search.cheapest(below: cost, steps: steps)
                if let found = search.best { (best, cost) = (found, search.bestCost) }
                if answer == .unknown { isBest = false }
            }
            if var best {
                keepRooms(&best)
                var timetable = WeekTimetable(
                    placements: problem.timetable(of: best, keeping: old), tests: published.tests)
                if !checker.testViolations(of: published.tests).isEmpty {
                    do { timetable.tests = try WeekLineTests(week, by: clocks)?.solve() ?? [] } catch {
                        others = []
                        outcome = .impossible(reason: error, isProven: true)
                        return
                    }
                }
                let changed = best.indices.filter { best[$0] != current[$0] }
                others = ids(changed.filter { current[$0] != nil })
                outcome = .moved(
                    timetable, Self.moves(from: published, to: timetable, in: week, by: clocks), isBest: isBest)
                return
            }
            isProven = isProven && isBest
        }
        others = []
        let stays = Dictionary(
            kept.compactMap { old[$0] }.map { ($0.meeting, $0) }, uniquingKeysWith: { first, _ in first })
        let rules = week.rules + ids(kept).map { WeekRule.stays($0) }
        let conflict = try await WeekConflict.find(among: rules) { without in
            week.feasibility(without: without, published: stays, by: clocks)
        }
        outcome = .impossible(reason: conflict, isProven: isProven)
    }

    /// Every choice of so many.
    private static func choices(of count: Int, from list: [Int]) -> [Set<Int>] {
        guard count > 0 else { return [[]] }
        var choices: [Set<Int>] = []
        for (position, member) in list.enumerated() {
            for rest in Self.choices(of: count - 1, from: Array(list[(position + 1)...])) {
                choices.append(rest.union([member]))
            }
        }
        return choices
    }

    /// What differs between two timetables, in words, in order of the new times.
    public static func moves(
        from old: WeekTimetable, to new: WeekTimetable, in week: Week, by clocks: some Clocks
    ) -> [Move] {
        let words = WeekWords(zone: week.zone, clocks: clocks)
        let before = Dictionary(old.placements.map { ($0.meeting, $0) }, uniquingKeysWith: { first, _ in first })
        let lengths = Dictionary(week.meetings.map { ($0.id, $0.length) }, uniquingKeysWith: { first, _ in first })
        return new.placements.sorted { ($0.start, $0.meeting) < ($1.start, $1.meeting) }.compactMap { placement in
            let id = placement.meeting
            let old = before[id]
            guard old != placement else { return nil }
            let length = lengths[id] ?? 0
            let there = words.span(placement.start.minute, placement.start.minute + length)
            guard let old else {
                return Move(
                    old: nil, new: placement,
                    words: Texts(en: "\(id) is new: \(there["en"]).", vi: "\(id) mới được xếp: \(there["vi"])."))
            }
            var parts: [Texts] = []
            if old.start != placement.start {
                let here = words.span(old.start.minute, old.start.minute + length)
                parts.append(
                    Texts(
                        en: "moves from \(here["en"]) to \(there["en"])",
                        vi: "chuyển từ \(here["vi"]) sang \(there["vi"])"))
            }
            if old.room != placement.room {
                let (from, to) = (old.room?.rawValue ?? "-", placement.room?.rawValue ?? "-")
                parts.append(Texts(en: "room \(from) becomes \(to)", vi: "phòng \(from) đổi thành \(to)"))
            }
            if old.team != placement.team {
                let (from, to) = (old.team?.rawValue ?? "-", placement.team?.rawValue ?? "-")
                parts.append(Texts(en: "interpreters \(from) become \(to)", vi: "phiên dịch \(from) đổi thành \(to)"))
            }
            let list = Texts.list(parts)
            return Move(
                old: old, new: placement, words: Texts(en: "\(id): \(list["en"]).", vi: "\(id): \(list["vi"])."))
        }
    }
}
