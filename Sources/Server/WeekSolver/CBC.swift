import ChildProcess
import Foundation

/// COIN-OR's branch-and-cut solver (Debian's coinor-cbc) as a process of its own; nothing of it stays.
struct CBC: Sendable {
    enum Failure: Error, Hashable {
        case notInstalled
        case cannotRun(String)
    }

    struct Answer: Sendable {
        enum Status: Sendable { case optimal, stopped, infeasible, unknown }
        var status: Status
        /// The lines of columns that are not 0; empty when there is no solution.
        var columns: [Substring]
        var objective: Double?
        /// No solution of the model costs less.
        var bound: Double?
    }

    private let program: InstalledProgram

    init() throws(Failure) {
        guard let program = InstalledProgram("cbc") else { throw .notInstalled }
        self.program = program
    }

    /// - Parameters:
    ///   - model: an LP file.
    ///   - start: a solution to begin with, in the form of the solver's own.
    func solve(_ model: String, from start: String? = nil, seconds: Double) async throws -> Answer {
        let folder: PrivateFolder
        do { folder = try PrivateFolder(for: "week") } catch { throw Failure.cannotRun(error.description) }
        defer { folder.remove() }
        try Data(model.utf8).write(to: folder.file("model.lp"))
        var arguments = ["model.lp", "-timeMode", "elapsed", "-seconds", "\(max(seconds * 0.9, 0.1))", "-ratio", "0"]
        // Better timetables come from own search meanwhile; the solver's time is for the bound.
        if start != nil { arguments += ["-heuristicsOnOff", "off"] }
        if let start {
            try Data(start.utf8).write(to: folder.file("start.txt"))
            arguments += ["-mipstart", "start.txt"]
        }
        arguments += ["-solve", "-solution", "solution.txt"]
        do {
            try await program.run(arguments, in: folder.url, log: folder.file("log.txt"), seconds: seconds)
        } catch let error as InstalledProgram.CannotRun { throw Failure.cannotRun(error.description) }
        let log = (try? String(contentsOf: folder.file("log.txt"), encoding: .utf8)) ?? ""
        let solution = (try? String(contentsOf: folder.file("solution.txt"), encoding: .utf8)) ?? ""
        return Self.read(log: log, solution: solution)
    }

    static func read(log: String, solution: String) -> Answer {
        let lines = solution.split(whereSeparator: \.isNewline)
        let head = lines.first ?? ""
        var answer = Answer(status: .unknown, columns: [], objective: nil, bound: nil)
        let isInfeasible =
            head.hasPrefix("Infeasible") || head.hasPrefix("Integer infeasible")
            || log.contains("proven infeasible") || log.contains("Problem is infeasible")
            || log.contains("says infeasible")
        func number(after label: String) -> Double? {
            guard let range = log.range(of: label, options: .backwards) else { return nil }
            let rest = log[range.upperBound...].drop { $0 == " " || $0 == ":" }
            return Double(rest.prefix { "+-.0123456789eE".contains($0) })
        }
        if head.hasPrefix("Optimal") {
            answer.status = .optimal
        } else if isInfeasible {
            answer.status = .infeasible
            return answer
        } else if head.hasPrefix("Stopped") {
            answer.status = .stopped
        }
        if !head.isEmpty, !head.contains("no integer solution") {
            answer.columns = Array(lines.dropFirst())
            answer.objective = head.split(separator: " ").last.flatMap { Double($0) }
        }
        let bounds = [
            number(after: "Lower bound"), number(after: "best possible"),
            number(after: "Continuous objective value is"),
        ]
        answer.bound =
            answer.status == .optimal ? answer.objective : bounds.compactMap { $0 }.filter { abs($0) < 1e30 }.max()
        return answer
    }
}
