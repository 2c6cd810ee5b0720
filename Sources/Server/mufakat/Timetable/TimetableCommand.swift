import ArgumentParser
import Foundation
import Portal
import SystemZones
import Summit
import Timetable
import WeekSolver

/// `mufakat timetable`: a conference's week, without a server.
struct TimetableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable", abstract: "Place the meetings of a week, check a timetable, move what has to move.",
        subcommands: [TimetableSolve.self, TimetableCheck.self, TimetableReplan.self])
}

/// The files that the commands share, and the language of their words.
struct WeekFile: ParsableArguments {
    @Argument(help: ArgumentHelp("The week (docs/week.md); - reads standard input.", valueName: "week.json"))
    var week: String

    @Flag(help: "Write JSON.")
    var json = false

    @Option(help: "Of the words: en or vi.")
    var language = "en"

    func validate() throws {
        guard ["en", "vi"].contains(language) else { throw ValidationError("Words are written in en or vi.") }
    }

    func read() throws -> Week { try read(week) { data throws(WeekFault) in try WeekJSON.week(from: data) } }

    func timetable(_ path: String) throws -> WeekTimetable {
        try read(path) { data throws(WeekFault) in try WeekJSON.timetable(from: data) }
    }

    private func read<Value>(_ path: String, _ decode: (Data) throws(WeekFault) -> Value) throws -> Value {
        let data = try InputFile.bytes(of: path, most: WeekJSON.mostBytes)
        do { return try decode(data) } catch { throw ExitReason(.badData, "\(path): \(error.words[language])") }
    }

    /// What goes wrong with a week, as an end of the command.
    func explaining<Value>(_ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch let fault as WeekFault {
            throw ExitReason(.badData, "\(week): \(fault.words[language])")
        } catch let failure as WeekSolver.Failure {
            switch failure {
            case .notInstalled, .cannotRun, .outOfTime: throw ExitReason(.unavailable, "\(failure)")
            case .refuted: throw ExitReason(.software, "\(failure)")
            }
        }
    }

    func write(_ value: some Encodable) throws { Mufakat.standardOutput(try WeekJSON.text(value)) }
}

/// `mufakat timetable solve`
struct TimetableSolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Place all meetings and line tests of a week.",
        discussion:
            "Ends with 1 when the week's rules collide; the answer then names rules of which one has to give way."
    )

    @OptionGroup var file: WeekFile

    @Option(help: ArgumentHelp("After which the best so far is the answer.", valueName: "number"))
    var seconds = 30.0

    func validate() throws {
        guard (1.0...86_400).contains(seconds) else { throw ValidationError("--seconds is 1 to 86400.") }
    }

    func run() async throws {
        let week = try file.read()
        let clocks = try SystemZones.forCommand()
        let answer = try await file.explaining {
            try await WeekSolver().solve(week, by: clocks, seconds: seconds)
        }
        if file.json {
            try file.write(answer)
        } else {
            let words = TimetableText(week: week, clocks: clocks, language: file.language)
            Mufakat.standardOutput(words.text(of: answer))
        }
        if answer.status == .infeasible {
            throw ExitReason(.collision, "The rules of \(file.week) collide: no timetable keeps all of them.")
        }
    }
}

/// `mufakat timetable check`
struct TimetableCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say which rules of the week a timetable breaks, and what it costs.",
        discussion: "Ends with 1 when it breaks any.")

    @OptionGroup var file: WeekFile

    @Argument(help: ArgumentHelp("A timetable, or an answer of solve.", valueName: "timetable.json"))
    var timetable: String

    struct Report: Encodable {
        var violations: [WeekViolation]
        var cost: WeekCost
        var total: Int
    }

    func run() async throws {
        let week = try file.read()
        let timetable = try file.timetable(timetable)
        let checker = try await file.explaining { try WeekChecker(week, by: try SystemZones.forCommand()) }
        let cost = checker.cost(of: timetable)
        let report = Report(violations: checker.violations(of: timetable), cost: cost, total: cost.total)
        if file.json {
            try file.write(report)
        } else {
            let words = TimetableText(week: week, clocks: try SystemZones.forCommand(), language: file.language)
            let lines = report.violations.map { "\($0.rule.rawValue): \($0.words[file.language])" }
            Mufakat.standardOutput((lines + [words.text(of: cost, bound: nil)]).joined(separator: "\n"))
        }
        guard report.violations.isEmpty else {
            throw ExitReason(.collision, "The timetable breaks \(report.violations.count) rules of \(file.week).")
        }
    }
}

/// `mufakat timetable replan`
struct TimetableReplan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan", abstract: "After the week has changed: move what has to move, and few others.",
        discussion: "Ends with 1 when that is not possible; the answer then names the rules that collide.")

    @OptionGroup var file: WeekFile

    @Argument(help: ArgumentHelp("The published timetable, or an answer of solve.", valueName: "timetable.json"))
    var timetable: String

    @Option(help: ArgumentHelp("Other meetings that may move, at most \(WeekReplan.mostOthers).", valueName: "number"))
    var others = 2

    func validate() throws {
        guard (0...WeekReplan.mostOthers).contains(others) else {
            throw ValidationError("--others is 0 to \(WeekReplan.mostOthers).")
        }
    }

    struct Report: Encodable {
        enum Status: String, Encodable { case unchanged, moved, impossible }
        var status: Status
        var mustMove: [MeetingID]
        var others: [MeetingID]
        var moves: [Texts]?
        /// No cheaper one moves as few others; or, of an impossible one, that every possibility was looked at.
        var proven: Bool?
        var timetable: WeekTimetable?
        var conflict: [WeekAnswer.Rule]?
        var irreducible: Bool?

        /// It is the line tests that have no place.
        var isOfTests: Bool { conflict?.contains { $0.id == WeekRule.testsAtOnce.id } ?? false }
    }

    func run() async throws {
        let week = try file.read()
        let published = try file.timetable(timetable)
        let clocks = try SystemZones.forCommand()
        let replan = try await file.explaining {
            try await WeekReplan(week, after: published, moving: others, by: clocks)
        }
        var report = Report(status: .unchanged, mustMove: replan.mustMove, others: replan.others)
        switch replan.outcome {
        case .unchanged: report.timetable = published
        case .moved(let timetable, let moves, let isBest):
            report.status = .moved
            report.moves = moves.map(\.words)
            report.proven = isBest
            report.timetable = timetable
        case .impossible(let reason, let isProven):
            report.status = .impossible
            report.proven = isProven
            report.conflict = reason.rules.map { WeekAnswer.Rule($0, of: week, by: clocks) }
            report.irreducible = reason.isIrreducible
        }
        if file.json {
            try file.write(report)
        } else {
            let words = TimetableText(week: week, clocks: clocks, language: file.language)
            Mufakat.standardOutput(words.text(of: report))
        }
        guard report.status == .impossible else { return }
        if report.isOfTests {
            throw ExitReason(.collision, "The line tests of \(file.week) have no place any more.")
        }
        throw ExitReason(
            .collision,
            report.proven == true
                ? "No timetable moves at most \(others) other meetings; \"mufakat timetable solve\" makes a new one."
                : "No timetable was found that moves at most \(others) other meetings, nor proof that there is none.")
    }
}
