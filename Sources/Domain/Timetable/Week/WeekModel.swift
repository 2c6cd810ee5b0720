/// A week as a mixed-integer programme, time-indexed: a column of 0 or 1 for every place of every meeting. Its
/// relaxation is tight, because each rule is said for every moment on its own (docs/week.md, "The model").
package struct WeekModel: Sendable {
    /// A sum of columns with whole coefficients, compared with a number.
    package struct Row: Sendable {
        enum Sense: String, Sendable {
            case atMost = "<="
            case exactly = "="
            case atLeast = ">="
        }
        var terms: [(coefficient: Int, column: Int)]
        var sense: Sense
        var bound: Int
    }

    package struct Column: Sendable {
        var name: String
        var cost: Int
        var isBinary: Bool
        /// Nil: none.
        var upper: Int?
    }

    package private(set) var columns: [Column] = []
    package private(set) var rows: [Row] = []
    /// What every timetable of the week costs, besides what the columns cost.
    package private(set) var constant = 0
    /// The column of each place of each meeting.
    private(set) var places: [[Int]] = []
    private var names: [String: (meeting: Int, place: Int)] = [:]
    /// The column that says on which day a meeting is; nil where it has no place.
    private var dayColumns: [[Int?]] = []
    private var attendedDays: [(company: Int, day: Int, column: Int)] = []
    package let problem: WeekProblem

    /// - Parameter problem: tightened.
    package init(_ problem: WeekProblem) {
        self.problem = problem
        for (meeting, values) in problem.values.enumerated() {
            places.append(
                values.indices.map { place in
                    let name = "x\(meeting)_\(place)"
                    names[name] = (meeting, place)
                    return add(Column(name: name, cost: values[place].cost, isBinary: true, upper: nil))
                })
            rows.append(Row(terms: places[meeting].map { (1, $0) }, sense: .exactly, bound: 1))
            dayColumns.append(
                problem.days.indices.map { day in
                    let here = values.indices.filter { values[$0].day == day }
                    guard !here.isEmpty else { return nil }
                    let column = add(Column(name: "d\(meeting)_\(day)", cost: 0, isBinary: true, upper: nil))
                    add(here.map { (1, places[meeting][$0]) } + [(-1, column)], .exactly, 0)
                    return column
                })
        }
        addOnePlace()
        addRooms()
        addInterpreters()
        addOrder()
        addFairness()
        addDays()
    }

    private mutating func add(_ column: Column) -> Int {
        columns.append(column)
        return columns.count - 1
    }

    private mutating func add(_ terms: [(coefficient: Int, column: Int)], _ sense: Row.Sense, _ bound: Int) {
        rows.append(Row(terms: terms, sense: sense, bound: bound))
    }

    // MARK: Hard rules

    /// Of meetings that may not run at one time, no more than `capacity` have begun at any moment without having
    /// ended `pause` minutes before. It is enough to say so where one of them begins.
    private mutating func addCover(_ meetings: [Int], pause: Int, capacity: Int, room: Int? = nil) {
        guard meetings.count > capacity else { return }
        var starts: [(start: Int, end: Int, meeting: Int, column: Int)] = []
        for meeting in meetings {
            for (place, value) in problem.values[meeting].enumerated() where room == nil || value.room == room {
                let end = value.start + problem.lengths[meeting] + pause
                starts.append((value.start, end, meeting, places[meeting][place]))
            }
        }
        starts.sort { ($0.start, $0.column) < ($1.start, $1.column) }
        var running: [(start: Int, end: Int, meeting: Int, column: Int)] = []
        var next = 0
        var grew = false
        while next < starts.count {
            let moment = starts[next].start
            // Before something ends, the row is as long as it gets.
            if grew, running.contains(where: { $0.end <= moment }) {
                emit(running, capacity)
                grew = false
            }
            running.removeAll { $0.end <= moment }
            while next < starts.count, starts[next].start == moment {
                running.append(starts[next])
                next += 1
            }
            grew = true
        }
        if grew { emit(running, capacity) }
    }

    private mutating func emit(_ running: [(start: Int, end: Int, meeting: Int, column: Int)], _ capacity: Int) {
        guard Set(running.map(\.meeting)).count > capacity else { return }
        add(running.map { (1, $0.column) }, .atMost, capacity)
    }

    private mutating func addOnePlace() {
        let sets = problem.companies.map { Set($0.meetings) }
        for (index, company) in problem.companies.enumerated() {
            let isPart = sets.enumerated().contains { other, set in
                other != index && set.isSuperset(of: sets[index]) && (set.count > sets[index].count || other < index)
            }
            if !isPart { addCover(company.meetings, pause: problem.week.gap, capacity: 1) }
        }
    }

    private mutating func addRooms() {
        for (number, rooms) in problem.roomClasses.enumerated() {
            let users = problem.held.indices.filter { meeting in
                problem.values[meeting].contains { $0.room == number }
            }
            addCover(users, pause: problem.week.turnaround, capacity: rooms.rooms.count, room: number)
        }
    }

    private mutating func addInterpreters() {
        let users = problem.held.indices.filter { problem.interpreted[$0] }
        addCover(users, pause: problem.rest, capacity: problem.teams)
    }

    /// For each meeting in some order, columns that say whether it has begun by each of its starts; then "the later
    /// has begun" is at most "the earlier had ended". Where many come before many, a milestone between them.
    private mutating func addOrder() {
        var begun: [Int: [(start: Int, column: Int)]] = [:]
        func starts(_ meeting: Int) -> [Int] {
            var starts: [Int] = []
            for value in problem.values[meeting] where starts.last != value.start { starts.append(value.start) }
            return starts
        }
        for meeting in Set(problem.precedences.flatMap { [$0.before, $0.after] }).sorted() {
            var chain: [(start: Int, column: Int)] = []
            for (step, start) in starts(meeting).enumerated() {
                let column = add(Column(name: "b\(meeting)_\(step)", cost: 0, isBinary: false, upper: 1))
                var terms: [(coefficient: Int, column: Int)] = [(1, column)]
                if let before = chain.last { terms.append((-1, before.column)) }
                for (place, value) in problem.values[meeting].enumerated() where value.step == step {
                    terms.append((-1, places[meeting][place]))
                }
                add(terms, .exactly, 0)
                chain.append((start, column))
            }
            begun[meeting] = chain
        }
        // What follows from two others need not be said.
        let direct = problem.precedences.filter { rule in
            !problem.precedences.contains { first in
                first.before == rule.before && first.after != rule.after
                    && problem.precedences.contains { second in
                        second.before == first.after && second.after == rule.after
                            && first.gap + problem.lengths[first.after] + second.gap >= rule.gap
                    }
            }
        }
        let groups = Dictionary(grouping: direct, by: { [$0.before, $0.gap] })
        let bundles = Dictionary(grouping: groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }) { key, rules in
            [key[1]] + rules.map(\.after).sorted()
        }
        for (key, members) in bundles.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let (gap, befores, afters) = (key[0], members.map { $0.key[0] }, Array(key.dropFirst()))
            if befores.count * afters.count <= befores.count + afters.count {
                for before in befores {
                    for after in afters { addOrder(begun[before] ?? [], before, gap, begun[after] ?? []) }
                }
            } else {
                addMilestone(befores, gap, afters, begun)
            }
        }
    }

    private mutating func addOrder(
        _ earlier: [(start: Int, column: Int)], _ before: Int, _ gap: Int, _ later: [(start: Int, column: Int)]
    ) {
        var place = -1
        for (index, moment) in later.enumerated() {
            while place + 1 < earlier.count, earlier[place + 1].start + problem.lengths[before] + gap <= moment.start {
                place += 1
            }
            let isLast = index + 1 == later.count
            let sameNext =
                !isLast
                && (place + 1 >= earlier.count
                    || earlier[place + 1].start + problem.lengths[before] + gap > later[index + 1].start)
            // The next moment says more with the same right side.
            if sameNext || place + 1 >= earlier.count { continue }
            if place < 0 {
                add([(1, moment.column)], .atMost, 0)
            } else {
                add([(1, moment.column), (-1, earlier[place].column)], .atMost, 0)
            }
        }
    }

    private mutating func addMilestone(
        _ befores: [Int], _ gap: Int, _ afters: [Int], _ begun: [Int: [(start: Int, column: Int)]]
    ) {
        let moments = Set(afters.flatMap { (begun[$0] ?? []).map(\.start) }).sorted()
        let number = columns.count
        let milestones = moments.indices.map { index in
            (
                start: moments[index],
                column: add(Column(name: "m\(number)_\(index)", cost: 0, isBinary: false, upper: 1))
            )
        }
        for before in befores { addOrder(begun[before] ?? [], before, gap, milestones) }
        for after in afters {
            for step in begun[after] ?? [] {
                if let milestone = milestones.first(where: { $0.start == step.start }) {
                    add([(1, step.column), (-1, milestone.column)], .atMost, 0)
                }
            }
        }
        for (earlier, later) in zip(milestones, milestones.dropFirst()) {
            add([(1, earlier.column), (-1, later.column)], .atMost, 0)
        }
    }

    // MARK: Wishes

    /// The greatest burden is at least each one's.
    private mutating func addFairness() {
        let weight = problem.week.weights.fairness
        constant += weight * problem.carried
        guard weight > 0 else { return }
        let greatest = add(Column(name: "z", cost: weight, isBinary: false, upper: nil))
        for delegation in problem.burdened {
            var terms: [(coefficient: Int, column: Int)] = []
            for meeting in delegation.meetings {
                for (place, value) in problem.values[meeting].enumerated() {
                    let burden = problem.burden(delegation.zone, from: value.start, length: problem.lengths[meeting])
                    if burden > 0 { terms.append((burden, places[meeting][place])) }
                }
            }
            guard !terms.isEmpty else { continue }
            terms.append((-1, greatest))
            add(terms, .atMost, problem.carried - delegation.carried)
        }
    }

    /// Days attended, and the time from the first meeting's beginning to the last one's end, for each company.
    private mutating func addDays() {
        let weights = problem.week.weights
        for (number, company) in problem.attending.enumerated() {
            let persons = company.persons.count
            constant -= company.meetings.reduce(0) { $0 + problem.lengths[$1] } * weights.idle * persons
            guard company.meetings.count > 1 else {
                constant += (weights.day + problem.lengths[company.meetings[0]] * weights.idle) * persons
                continue
            }
            let gap = bindingGap(company)
            var days: [(coefficient: Int, column: Int)] = []
            for (day, hours) in problem.days.enumerated() {
                var members: [(meeting: Int, places: [Int])] = []
                for meeting in company.meetings {
                    let here = problem.values[meeting].indices.filter { problem.values[meeting][$0].day == day }
                    if !here.isEmpty { members.append((meeting, here)) }
                }
                guard !members.isEmpty else { continue }
                let attended = add(
                    Column(name: "y\(number)_\(day)", cost: weights.day * persons, isBinary: true, upper: nil))
                days.append((1, attended))
                attendedDays.append((number, day, attended))
                for member in members {
                    if let there = dayColumns[member.meeting][day] { add([(1, there), (-1, attended)], .atMost, 0) }
                }
                if let gap, members.count > 1 {
                    // One after another they fit into the day, if it is attended at all.
                    add(lengths(of: members, day, gap, -1) + [(-(hours.count + gap), attended)], .atMost, 0)
                }
                if weights.idle > 0 { addSpan(number, day, hours, members, attended, weights.idle * persons, gap) }
            }
            if let gap { addLeastDays(company, days, gap) }
        }
    }

    /// What lies between two meetings of a company; nil when it may sit in two at once.
    private func bindingGap(_ company: WeekProblem.Company) -> Int? {
        problem.companies.contains { $0.meetings == company.meetings } ? problem.week.gap : nil
    }

    /// So many of the longest days are needed for all its meetings one after another.
    private mutating func addLeastDays(
        _ company: WeekProblem.Company, _ days: [(coefficient: Int, column: Int)], _ gap: Int
    ) {
        var left = company.meetings.reduce(0) { $0 + problem.lengths[$1] + gap }
        var least = 0
        for hours in problem.days.map(\.count).sorted(by: >) where left > 0 {
            left -= hours + gap
            least += 1
        }
        if least > 1 { add(days, .atLeast, least) }
    }

    private func lengths(
        of members: [(meeting: Int, places: [Int])], _ day: Int, _ gap: Int, _ sign: Int
    ) -> [(coefficient: Int, column: Int)] {
        members.compactMap { member in
            dayColumns[member.meeting][day].map { (-sign * (problem.lengths[member.meeting] + gap), $0) }
        }
    }

    private mutating func addSpan(
        _ number: Int, _ day: Int, _ hours: Range<Int>, _ members: [(meeting: Int, places: [Int])], _ attended: Int,
        _ cost: Int, _ gap: Int?
    ) {
        let span = add(Column(name: "w\(number)_\(day)", cost: cost, isBinary: false, upper: nil))
        guard members.count > 1 else {
            add([(1, span)] + lengths(of: members, day, 0, 1), .atLeast, 0)
            return
        }
        // First and last are counted from the opening, within the day's length; on a free day both are nothing.
        let first = add(Column(name: "f\(number)_\(day)", cost: 0, isBinary: false, upper: nil))
        let last = add(Column(name: "l\(number)_\(day)", cost: 0, isBinary: false, upper: nil))
        // `first` holds how far the first beginning lies before the closing.
        for member in members {
            let values = problem.values[member.meeting]
            let length = problem.lengths[member.meeting]
            add(
                [(1, first)]
                    + member.places.map { (-(hours.upperBound - values[$0].start), places[member.meeting][$0]) },
                .atLeast, 0)
            add(
                [(1, last)]
                    + member.places.map {
                        (-(values[$0].start + length - hours.lowerBound), places[member.meeting][$0])
                    },
                .atLeast, 0)
        }
        add([(1, span), (-1, first), (-1, last), (hours.count, attended)], .atLeast, 0)
        // Whoever sits in several meetings sits them out one after another.
        if let gap { add([(1, span)] + lengths(of: members, day, gap, 1) + [(gap, attended)], .atLeast, 0) }
    }

    // MARK: Text

    /// The LP file. The whole cost of a timetable is the objective plus `constant`.
    package func text(feasibilityOnly: Bool = false) -> String {
        var text = "Minimize\n obj:"
        var width = 0
        func term(_ coefficient: Int, _ column: Int) -> String {
            let sign = coefficient < 0 ? "-" : "+"
            let number = coefficient.magnitude == 1 ? "" : "\(coefficient.magnitude) "
            return " \(sign) \(number)\(columns[column].name)"
        }
        func put(_ piece: String) {
            text += piece
            width += 1
            if width % 8 == 0 { text += "\n" }
        }
        for (index, column) in columns.enumerated() where column.cost != 0 && !feasibilityOnly {
            put(term(column.cost, index))
        }
        if feasibilityOnly || columns.allSatisfy({ $0.cost == 0 }) { put(" + 0 \(columns.first?.name ?? "x")") }
        text += "\nSubject To\n"
        for (index, row) in rows.enumerated() {
            // A meeting without a place: a row that nothing can keep.
            if row.terms.isEmpty { continue }
            text += " r\(index):"
            width = 0
            for piece in row.terms { put(term(piece.coefficient, piece.column)) }
            text += " \(row.sense.rawValue) \(row.bound)\n"
        }
        text += "Bounds\n"
        for column in columns where !column.isBinary {
            if let upper = column.upper { text += " 0 <= \(column.name) <= \(upper)\n" }
        }
        text += "Binaries\n"
        width = 0
        for column in columns where column.isBinary { put(" \(column.name)") }
        return text + "\nEnd\n"
    }

    /// Some meeting has no place at all.
    package var isHopeless: Bool { problem.values.contains { $0.isEmpty } }

    /// A start for the solver: the columns that are 1. What is no choice it finds by itself.
    package func start(_ chosen: [Int]) -> String {
        var text = "Start\n"
        for (meeting, place) in chosen.enumerated() {
            let column = places[meeting][place]
            text += "\(column) \(columns[column].name) 1 0\n"
        }
        for (meeting, place) in chosen.enumerated() {
            if let column = dayColumns[meeting][problem.values[meeting][place].day] {
                text += "\(column) \(columns[column].name) 1 0\n"
            }
        }
        for attended in attendedDays {
            let isAttended = problem.attending[attended.company].meetings.contains {
                problem.values[$0][chosen[$0]].day == attended.day
            }
            if isAttended { text += "\(attended.column) \(columns[attended.column].name) 1 0\n" }
        }
        return text
    }

    /// Reads the solver's list of columns that are not 0: lines of number, name, value, reduced cost.
    package func chosen(from lines: some Sequence<some StringProtocol>) -> [Int]? {
        var chosen = Array(repeating: -1, count: places.count)
        for line in lines {
            let words = line.split(whereSeparator: \.isWhitespace).filter { $0 != "**" }
            guard words.count >= 3, let place = names[String(words[1])], let value = Double(String(words[2])),
                value > 0.5
            else { continue }
            guard chosen[place.meeting] < 0 else { return nil }
            chosen[place.meeting] = place.place
        }
        return chosen.contains(-1) ? nil : chosen
    }
}
