import Foundation
import Summit
import Support
import Timetable
import WeekSolver

/// Clocks that never change, two that are set twice a year, by an hour and by half of one, and one that once was off by seconds.
private struct Wall: Clocks {
    func offset(of zone: String, at moment: Timestamp) -> Int? {
        let isSummer = (4...10).contains(moment.date.month)
        return switch zone {
        case "UTC": 0
        case "Asia/Brunei": 28_800
        case "Europe/Berlin": isSummer ? 7_200 : 3_600
        case "Australia/Lord_Howe": isSummer ? 37_800 : 39_600
        case "Pacific/Kiritimati": 50_400
        case "Etc/GMT+12": -43_200
        case "America/Bogota": moment.date.year < 1914 ? -17_776 : -18_000
        default: nil
        }
    }
}

private let wall = Wall()

/// More places are too many for a moment's search.
private let mostPlaces = 20_000

private func spoken(_ words: Texts, of what: @autoclosure () -> String) {
    check(!words["en"].isEmpty && !(words.byLanguage["vi"] ?? "").isEmpty, "no words: \(what())")
}

private func written(_ value: some Encodable) -> Data {
    do { return Data(try WeekJSON.text(value).utf8) } catch { fatalError("cannot be written: \(error)") }
}

/// A week's file, and after a zero byte that of a timetable: what is read is judged, searched, and reads the same when it is written.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ begin: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: begin, count: count))
    let files = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Data($0) }
    do throws(WeekFault) {
        let week = try WeekJSON.week(from: files[0])
        check((try? WeekJSON.week(from: written(week))) == week, "the week reads as another")
        let checker = try WeekChecker(week, by: wall)
        for rule in week.rules { spoken(week.words(for: rule, by: wall), of: rule.id) }
        var allowed: WeekTimetable?
        var areTestsAllowed = false
        if files.count > 1 {
            let timetable = try WeekJSON.timetable(from: files[1])
            check((try? WeekJSON.timetable(from: written(timetable))) == timetable, "the timetable reads as another")
            for violation in checker.violations(of: timetable) { spoken(violation.words, of: violation.rule.rawValue) }
            for move in WeekReplan.moves(from: WeekTimetable(placements: []), to: timetable, in: week, by: wall) {
                spoken(move.words, of: "a move")
            }
            _ = checker.cost(of: timetable)
            if checker.violations(of: timetable, tests: false).isEmpty { allowed = timetable }
            areTestsAllowed = violations(of: timetable.tests, checker).isEmpty
        }
        placeTests(of: week, checker, areAllowed: areTestsAllowed)
        place(week, checker, allowed)
    } catch { spoken(error.words, of: error.place) }
    return 0
}

private func violations(of tests: [WeekTimetable.Test], _ checker: WeekChecker) -> [WeekViolation] {
    checker.violations(of: WeekTimetable(placements: [], tests: tests)).filter { $0.meetings.isEmpty }
}

/// - Parameter areAllowed: the input has line tests that the checker allows.
private func placeTests(of week: Week, _ checker: WeekChecker, areAllowed: Bool) {
    guard let tests = WeekLineTests(week, by: wall) else { return }
    do throws(WeekConflict) {
        let broken = violations(of: try tests.solve(), checker)
        check(broken.isEmpty, "the tests that were found break \(broken.map(\.words["en"]))")
    } catch {
        check(!areAllowed, "there are tests that nothing found")
        for rule in error.rules { spoken(week.words(for: rule, by: wall), of: rule.id) }
    }
}

/// - Parameter allowed: a timetable that the checker allows.
private func place(_ week: Week, _ checker: WeekChecker, _ allowed: WeekTimetable?) {
    let starts = week.days.reduce(0) { $0 + ($1.to.minutes - $1.from.minutes) / week.grid + 1 }
    guard starts * week.meetings.count * max(1, week.rooms.count) <= mostPlaces else { return }
    var problem = WeekProblem(week, by: wall)
    let relations = WeekRelations(problem)
    problem.tighten(relations)
    var search = WeekSearch(problem, relations)
    switch search.first(steps: 60) {
    case .found(let chosen):
        let timetable = WeekTimetable(placements: problem.timetable(of: chosen))
        let broken = checker.violations(of: timetable, tests: false)
        check(broken.isEmpty, "the timetable that was found breaks \(broken.map(\.words["en"]))")
        let (cost, counted) = (checker.cost(of: timetable), problem.cost(of: chosen))
        check(cost.total == counted, "it costs \(cost), not \(counted)")
    case .none: check(allowed == nil, "there is a timetable that nothing found")
    case .unknown: break
    }
}
