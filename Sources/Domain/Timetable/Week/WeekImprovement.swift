/// Makes a timetable cheaper by taking a few meetings out and placing them anew in the cheapest way, again and again.
package struct WeekImprovement {
    let problem: WeekProblem
    private var search: WeekSearch
    package private(set) var chosen: [Int]
    package private(set) var cost: Int
    private var random: Shuffler

    package init(_ problem: WeekProblem, _ relations: WeekRelations, from chosen: [Int], seed: UInt64 = 1) {
        self.problem = problem
        self.chosen = chosen
        cost = problem.cost(of: chosen)
        search = WeekSearch(problem, relations)
        random = Shuffler(seed)
    }

    /// One attempt, with so many meetings: any, or those of two days.
    ///
    /// - Returns: whether it became cheaper.
    package mutating func attempt(_ number: Int, steps: Int = 5_000) -> Bool {
        var choice = Array(chosen.indices)
        if random.next(below: 2) == 0 {
            let days = [random.next(below: problem.days.count), random.next(below: problem.days.count)]
            choice = choice.filter { days.contains(problem.values[$0][chosen[$0]].day) }
        }
        var out: Set<Int> = []
        while out.count < min(number, choice.count) { out.insert(choice[random.next(below: choice.count)]) }
        guard !out.isEmpty else { return false }
        _ = search.keep(chosen.indices.filter { !out.contains($0) }.map { ($0, chosen[$0]) })
        // As good is good enough: from there other ways lead on.
        _ = search.cheapest(below: cost + 1, steps: steps)
        guard let better = search.best else { return false }
        let isCheaper = search.bestCost < cost
        chosen = better
        cost = search.bestCost
        return isCheaper
    }
}
