import Foundation
import Summit
import Testing
import Timetable

@testable import WeekSolver

@Suite(.serialized) struct WeekSolverTests {
    /// Small weeks are solved to the end, and nothing that the checker allows is cheaper.
    @Test(arguments: 1...40)
    func theOptimumOfSmallWeeks(seed: Int) async throws {
        var random = RandomWeek(seed: seed)
        let week = random.make(meetings: 3...4)
        let answer = try await WeekSolver().solve(week, by: HourClocks(), seconds: 20)
        let best = try BruteForce(week).best()
        guard let best else {
            #expect(answer.status == .infeasible)
            return
        }
        #expect(answer.status == .optimal)
        #expect(answer.total == best.cost)
        #expect(answer.bound == best.cost)
        let timetable = try #require(answer.timetable)
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
    }

    /// What the checker counts is what the model counts, and what the search counts.
    @Test(arguments: 100...130)
    func theModelCostsWhatTheCheckerCosts(seed: Int) async throws {
        var random = RandomWeek(seed: seed)
        let week = random.make(meetings: 5...9, hours: 6...9)
        var problem = WeekProblem(week, by: HourClocks())
        let relations = WeekRelations(problem)
        problem.tighten(relations)
        let model = WeekModel(problem)
        let checker = try WeekChecker(week, by: HourClocks())
        guard !model.isHopeless else { return }
        var search = WeekSearch(problem, relations)
        if case .found(let chosen) = search.first(steps: 20_000) {
            let timetable = WeekTimetable(placements: problem.timetable(of: chosen))
            #expect(checker.violations(of: timetable) == [])
            #expect(checker.cost(of: timetable).total == problem.cost(of: chosen))
        }
        let answer = try await CBC().solve(model.text(), seconds: 20)
        guard answer.status == .optimal else {
            #expect(answer.status == .infeasible || answer.status == .stopped)
            return
        }
        let chosen = try #require(model.chosen(from: answer.columns))
        let timetable = WeekTimetable(placements: problem.timetable(of: chosen))
        #expect(checker.violations(of: timetable) == [])
        let objective = try #require(answer.objective)
        #expect(checker.cost(of: timetable).total == Int(objective.rounded()) + model.constant)
        #expect(problem.cost(of: chosen) == checker.cost(of: timetable).total)
    }

    /// Of a week that has no timetable, the rules named collide, and without any one of them the others do not.
    @Test(arguments: 200...260)
    func collisionsAreIrreducible(seed: Int) async throws {
        var random = RandomWeek(seed: seed)
        let week = random.make(meetings: 3...4, hours: 2...3)
        guard try !BruteForce(week).isPossible else { return }
        let conflict = try await WeekSolver().conflict(in: week, by: HourClocks())
        #expect(conflict.isIrreducible)
        #expect(!conflict.rules.isEmpty)
        for rule in conflict.rules {
            let words = week.words(for: rule, by: HourClocks())
            #expect(!words["en"].isEmpty && words["en"] != words["vi"])
        }
        // One place at a time cannot be set aside in a week's own words; such collisions are asked of the search.
        func isPossible(_ rules: [WeekRule]) throws -> Bool {
            let all = Set(week.rules)
            return week.feasibility(without: all.subtracting(rules), by: HourClocks(), steps: 100_000) == .possible
        }
        #expect(try !isPossible(conflict.rules))
        for rule in conflict.rules { #expect(try isPossible(conflict.rules.filter { $0 != rule }), "\(rule.id)") }
        let binding = week.rules.filter { if case .onePlace = $0 { true } else { false } }
        let reduced = week.keeping(only: conflict.rules + binding)
        if !reduced.meetings.isEmpty { #expect(try !BruteForce(reduced).isPossible) }
    }

    /// A timetable on a coarser grid is one on the finer, at the same cost.
    @Test(arguments: 300...320)
    func aCoarserGridIsAStart(seed: Int) throws {
        var random = RandomWeek(seed: seed)
        var week = random.make(meetings: 4...7, hours: 6...9)
        week.grid = 15
        var (fine, coarse) = (WeekProblem(week, by: HourClocks()), WeekProblem(week, by: HourClocks(), grid: 30))
        let relations = WeekRelations(fine)
        fine.tighten(relations)
        coarse.tighten(WeekRelations(coarse))
        var search = WeekSearch(coarse, WeekRelations(coarse))
        guard case .found(let chosen) = search.first(steps: 20_000) else { return }
        let places = try #require(fine.places(of: chosen, in: coarse))
        #expect(fine.cost(of: places) == coarse.cost(of: chosen))
        let timetable = WeekTimetable(placements: fine.timetable(of: places))
        #expect(try week.violations(of: timetable, by: HourClocks()) == [])
    }

    @Test func aSolverThatFindsNoEndIsEnded() async throws {
        let week = try Golden.week()
        let clocks = SystemTestClocks()
        var problem = WeekProblem(week, by: clocks)
        problem.tighten(WeekRelations(problem))
        let answer = try await CBC().solve(WeekModel(problem).text(), seconds: 0.2)
        #expect(answer.status != .infeasible)
    }

    @Test(
        arguments: [
            ("Optimal - objective value 12.00000000\n 0 x0_0 1 0\n", "", CBC.Answer.Status.optimal, 12.0),
            ("Stopped on time - objective value 20.0\n 0 x0_0 1 0\n", "Lower bound:   11.5\n", .stopped, 11.5),
            (
                "Stopped on time (no integer solution - continuous used) - objective value 9.0\n",
                "Continuous objective value is 9.25 - 0.1 seconds", .stopped, 9.25
            ),
            ("Infeasible - objective value 0.0\n", "", .infeasible, nil), ("", "", .unknown, nil),
            ("", "Lower bound:   -1e+50\n", .unknown, nil),
        ] as [(String, String, CBC.Answer.Status, Double?)])
    func whatTheSolverSays(solution: String, log: String, status: CBC.Answer.Status, bound: Double?) {
        let answer = CBC.read(log: log, solution: solution)
        #expect(answer.status == status)
        #expect(answer.bound == bound)
        #expect(answer.columns.count == (solution.contains("x0_0") ? 1 : 0))
    }
}
