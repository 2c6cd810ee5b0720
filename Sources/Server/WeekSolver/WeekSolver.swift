import Foundation
import Summit
public import Timetable

/// Places the meetings of a week (docs/week.md): a first timetable by own search, then made cheaper by own search on
/// one processor while the solver, on another, does the same and proves how far there is to go.
public struct WeekSolver: Sendable {
    public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        case notInstalled
        case cannotRun(String)
        /// Neither a timetable nor a proof that there is none.
        case outOfTime(Double)
        /// A timetable that the checker refuses: an error of the program.
        case refuted([String])

        public var description: String {
            switch self {
            case .notInstalled: "the solver cbc is not installed (apt install coinor-cbc)"
            case .cannotRun(let reason): "the solver cbc cannot be run: \(reason)"
            case .outOfTime(let seconds):
                "within \(seconds) s neither a timetable was found nor that there is none; give it more --seconds"
            case .refuted(let words): "the timetable that was found breaks rules: \(words.joined(separator: " "))"
            }
        }
    }

    private let cbc: CBC

    public init() throws(Failure) {
        do { cbc = try CBC() } catch {
            switch error {
            case .notInstalled: throw .notInstalled
            case .cannotRun(let reason): throw .cannotRun(reason)
            }
        }
    }

    /// - Parameter seconds: after which the best so far is the answer; finding out which rules collide may take longer.
    /// - Throws: `WeekFault` when the week is none; `Failure`.
    public func solve(_ week: Week, by clocks: some Clocks, seconds: Double = 30) async throws -> WeekAnswer {
        let watch = Watch()
        let checker = try WeekChecker(week, by: clocks)
        let tests: [WeekTimetable.Test]
        do { tests = try WeekLineTests(week, by: clocks)?.solve() ?? [] } catch {
            return Self.answer(error, of: week, by: clocks, watch)
        }
        var problem = WeekProblem(week, by: clocks)
        let relations = WeekRelations(problem)
        problem.tighten(relations)
        let coarse = await Self.coarseStart(for: problem, by: clocks, watch, until: seconds / 4)
        var start: [Int]?
        switch (coarse?.chosen).map(WeekSearch.Answer.found)
            ?? Self.first(problem, relations, watch, until: min(1.5, seconds / 2))
        {
        case .found(let chosen): start = chosen
        case .none:
            let conflict = try await self.conflict(in: week, by: clocks)
            return Self.answer(conflict, of: week, by: clocks, watch)
        case .unknown: break
        }
        let model = WeekModel(problem)
        if start == nil {
            let answer = try await ask(model, feasibilityOnly: true, seconds: seconds - watch.seconds)
            if answer.status == .infeasible {
                let conflict = try await self.conflict(in: week, by: clocks)
                return Self.answer(conflict, of: week, by: clocks, watch)
            }
            start = model.chosen(from: answer.columns)
        }
        guard let start else { throw Failure.outOfTime(seconds) }
        let firstSeconds = coarse?.firstSeconds ?? watch.seconds
        var improvement = WeekImprovement(problem, relations, from: start)
        await Self.improve(&improvement, watch, until: min(watch.seconds + 1.5, seconds / 3))
        let (chosen, bound) = await together(model, improvement, watch, until: seconds)
        let timetable = WeekTimetable(placements: problem.timetable(of: chosen), tests: tests)
        let violations = checker.violations(of: timetable)
        guard violations.isEmpty else { throw Failure.refuted(violations.map { $0.words["en"] }) }
        let cost = checker.cost(of: timetable)
        let total = cost.total
        var answer = WeekAnswer(
            status: .feasible, timetable: timetable, cost: cost, total: total, seconds: watch.seconds)
        answer.firstSeconds = firstSeconds
        answer.bound = min(bound, total)
        answer.gap = total == 0 ? 0 : Double(max(0, total - bound)) / Double(total)
        if bound >= total { answer.status = .optimal }
        return answer
    }

    // MARK: Parts

    private static func first(
        _ problem: WeekProblem, _ relations: WeekRelations, _ watch: Watch, until seconds: Double
    ) -> WeekSearch.Answer {
        var search = WeekSearch(problem, relations)
        var steps = 500
        var seed: UInt64 = 0
        while true {
            let answer = search.first(steps: steps, seed: seed)
            if answer != .unknown || watch.seconds > seconds { return answer }
            seed += 1
            steps += steps / 4
        }
    }

    /// Of a large week on a fine grid, a timetable found on a grid twice as coarse; there good ones are found sooner.
    private static func coarseStart(
        for problem: WeekProblem, by clocks: some Clocks, _ watch: Watch, until seconds: Double
    ) async -> (chosen: [Int], firstSeconds: Double)? {
        guard problem.week.grid < 30, problem.size > 4_000 else { return nil }
        var coarse = WeekProblem(problem.week, by: clocks, grid: problem.week.grid * 2)
        let relations = WeekRelations(coarse)
        coarse.tighten(relations)
        guard case .found(let chosen) = first(coarse, relations, watch, until: seconds / 2) else { return nil }
        let firstSeconds = watch.seconds
        var improvement = WeekImprovement(coarse, relations, from: chosen)
        await improve(&improvement, watch, until: seconds)
        return problem.places(of: improvement.chosen, in: coarse).map { ($0, firstSeconds) }
    }

    private static func improve(_ improvement: inout WeekImprovement, _ watch: Watch, until seconds: Double) async {
        var attempts = 0
        while watch.seconds < seconds, !Task.isCancelled {
            improvement.attempt()
            attempts += 1
            // Whoever starts the solver may need the only thread.
            if attempts % 16 == 0 { await Task.yield() }
        }
    }

    /// Both at once, until the solver has finished or the time is up.
    private func together(
        _ model: WeekModel, _ improvement: WeekImprovement, _ watch: Watch, until seconds: Double
    ) async -> (chosen: [Int], bound: Int) {
        let start = improvement.chosen
        return await withTaskGroup(of: (CBC.Answer?, WeekImprovement?).self) { group in
            group.addTask {
                var improvement = improvement
                await Self.improve(&improvement, watch, until: seconds)
                return (nil, improvement)
            }
            group.addTask {
                let left = seconds - watch.seconds
                // Should it fail, there is a timetable all the same, without a bound.
                return (try? await cbc.solve(model.text(), from: model.start(start), seconds: left), nil)
            }
            var best = start
            var bound: Int?
            for await (answer, improved) in group {
                if let answer {
                    // All that is paid is whole, so nothing lies between a bound and the next whole number.
                    bound = answer.bound.map { Int(($0 - 1e-4).rounded(.up)) + model.constant }
                    if let chosen = model.chosen(from: answer.columns),
                        model.problem.cost(of: chosen) < model.problem.cost(of: best)
                    {
                        best = chosen
                    }
                    group.cancelAll()
                }
                if let improved, improved.cost < model.problem.cost(of: best) { best = improved.chosen }
            }
            let floor = model.problem.floor
            return (best, max(bound ?? floor, floor))
        }
    }

    private func ask(_ model: WeekModel, feasibilityOnly: Bool, seconds: Double) async throws -> CBC.Answer {
        if model.isHopeless { return CBC.Answer(status: .infeasible, columns: [], objective: nil, bound: nil) }
        do {
            return try await cbc.solve(model.text(feasibilityOnly: feasibilityOnly), seconds: seconds)
        } catch CBC.Failure.cannotRun(let reason) {
            throw Failure.cannotRun(reason)
        }
    }

    // MARK: Collisions

    /// The smallest set of rules that collide, of a week that has no timetable.
    ///
    /// - Parameter seconds: for one question to the solver.
    public func conflict(in week: Week, by clocks: some Clocks, seconds: Double = 5) async throws -> WeekConflict {
        try await WeekConflict.find(among: week.rules) { without in
            let quick = week.feasibility(without: without, by: clocks, steps: 1_000)
            guard quick == .unknown else { return quick }
            var problem = WeekProblem(week, by: clocks, without: without, feasibility: true)
            problem.tighten(WeekRelations(problem))
            let answer = try await ask(WeekModel(problem), feasibilityOnly: true, seconds: seconds)
            switch answer.status {
            case .infeasible: return .impossible
            case .optimal: return .possible
            case .stopped, .unknown: return answer.columns.isEmpty ? .unknown : .possible
            }
        }
    }

    private static func answer(
        _ conflict: WeekConflict, of week: Week, by clocks: some Clocks, _ watch: Watch
    ) -> WeekAnswer {
        var answer = WeekAnswer(status: .infeasible, seconds: watch.seconds)
        answer.conflict = conflict.rules.map { WeekAnswer.Rule($0, of: week, by: clocks) }
        answer.irreducible = conflict.isIrreducible
        return answer
    }
}

/// Seconds since it was made.
struct Watch: Sendable {
    private let start = ContinuousClock.now

    var seconds: Double {
        let passed = ContinuousClock.now - start
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    }
}
