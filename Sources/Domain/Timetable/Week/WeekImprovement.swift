/// Makes a timetable cheaper by taking a few meetings out and placing them anew in the cheapest way, again and again.
/// Where that leads no further, some are placed anew at random, and it goes on from there.
package struct WeekImprovement {
    let problem: WeekProblem
    private var search: WeekSearch
    /// The best so far.
    package private(set) var chosen: [Int]
    package private(set) var cost: Int
    private var current: [Int]
    private var currentCost: Int
    private var random: Shuffler
    private var attempts = 0
    /// Attempts since the current one became cheaper.
    private var vain = 0

    package init(_ problem: WeekProblem, _ relations: WeekRelations, from chosen: [Int], seed: UInt64 = 1) {
        self.problem = problem
        self.chosen = chosen
        cost = problem.cost(of: chosen)
        current = chosen
        currentCost = cost
        search = WeekSearch(problem, relations)
        random = Shuffler(seed)
    }

    /// One attempt: some milliseconds on a large week.
    package mutating func attempt() {
        attempts += 1
        if vain >= 40 + 4 * current.count { shake() }
        let out = some(2 + attempts % 6)
        keepAll(but: out)
        // As good is good enough: from there other ways lead on.
        _ = search.cheapest(below: currentCost + 1, steps: 1_500)
        vain += 1
        guard let found = search.best else { return }
        if search.bestCost < currentCost { vain = 0 }
        (current, currentCost) = (found, search.bestCost)
        if currentCost < cost { (chosen, cost) = (current, currentCost) }
    }

    /// Back to the best, or on from here where that is nearly as good, with some meetings elsewhere.
    private mutating func shake() {
        vain = 0
        if currentCost > cost + cost / 20 { (current, currentCost) = (chosen, cost) }
        keepAll(but: some(4 + random.next(below: 5)))
        let seed = UInt64(1 + random.next(below: 1_000_000))
        guard case .found(let elsewhere) = search.first(steps: 500, seed: seed) else { return }
        (current, currentCost) = (elsewhere, problem.cost(of: elsewhere))
    }

    /// So many meetings: any, or those of two days.
    private mutating func some(_ number: Int) -> Set<Int> {
        var choice = Array(current.indices)
        if random.next(below: 2) == 0 {
            let days = [random.next(below: problem.days.count), random.next(below: problem.days.count)]
            let there = choice.filter { days.contains(problem.values[$0][current[$0]].day) }
            if !there.isEmpty { choice = there }
        }
        var some: Set<Int> = []
        while some.count < min(number, choice.count) { some.insert(choice[random.next(below: choice.count)]) }
        return some
    }

    private mutating func keepAll(but out: Set<Int>) {
        _ = search.keep(current.indices.filter { !out.contains($0) }.map { ($0, current[$0]) })
    }
}
