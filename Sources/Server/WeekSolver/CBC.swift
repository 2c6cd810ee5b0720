import Foundation
import Synchronization

/// COIN-OR's branch-and-cut solver (Debian's coinor-cbc) as a process of its own: whatever it does, it ends with its
/// time, and nothing of it stays. No shell is asked, and the files lie in a folder that only this user reads.
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

    private let program: URL

    /// Looks where the environment's PATH says.
    init() throws(Failure) {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let places = path.split(separator: ":").map { "\($0)/cbc" }
        guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw .notInstalled
        }
        program = URL(fileURLWithPath: found)
    }

    /// - Parameters:
    ///   - model: an LP file.
    ///   - start: a solution to begin with, in the form of the solver's own.
    func solve(_ model: String, from start: String? = nil, seconds: Double) async throws -> Answer {
        let folder = try Self.privateFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
        try Data(model.utf8).write(to: file("model.lp"))
        var arguments = ["model.lp", "-timeMode", "elapsed", "-seconds", "\(max(seconds * 0.9, 0.1))", "-ratio", "0"]
        // Better timetables come from own search meanwhile; the solver's time is for the bound.
        if start != nil { arguments += ["-heuristicsOnOff", "off"] }
        if let start {
            try Data(start.utf8).write(to: file("start.txt"))
            arguments += ["-mipstart", "start.txt"]
        }
        arguments += ["-solve", "-solution", "solution.txt"]
        try await run(arguments, in: folder, log: file("log.txt"), endedAfter: seconds)
        let log = (try? String(contentsOf: file("log.txt"), encoding: .utf8)) ?? ""
        let solution = (try? String(contentsOf: file("solution.txt"), encoding: .utf8)) ?? ""
        return Self.read(log: log, solution: solution)
    }

    private static func privateFolder() throws -> URL {
        let pattern = FileManager.default.temporaryDirectory.appendingPathComponent("mufakat-week-XXXXXX").path
        var bytes = Array(pattern.utf8CString)
        guard mkdtemp(&bytes) != nil else { throw Failure.cannotRun("no temporary folder can be made: \(pattern)") }
        let path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return URL(fileURLWithPath: path, isDirectory: true)
    }

    private func run(_ arguments: [String], in folder: URL, log: URL, endedAfter seconds: Double) async throws {
        guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
            throw Failure.cannotRun("\(folder.path) cannot be written")
        }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["LC_ALL": "C"]
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let output = try FileHandle(forWritingTo: log)
        defer { try? output.close() }
        process.standardOutput = output
        process.standardError = output
        let running = RunningProcess(process)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in
                    running.ended()
                    continuation.resume()
                }
                do {
                    try process.run()
                    running.started()
                } catch {
                    process.terminationHandler = nil
                    continuation.resume(throwing: Failure.cannotRun("\(error)"))
                }
                running.end(after: seconds)
            }
        } onCancel: {
            running.kill()
        }
        try Task.checkCancellation()
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

/// A process that may be told to end before it runs, while it runs, or after it has ended.
private final class RunningProcess: Sendable {
    private enum State { case waiting, running(Int32), ended, doomed }
    private let state = Mutex(State.waiting)
    private let process: Mutex<Process>

    init(_ process: Process) { self.process = Mutex(process) }

    func started() {
        let identifier = process.withLock { $0.processIdentifier }
        let isDoomed = state.withLock { state in
            if case .doomed = state { return true }
            if case .waiting = state { state = .running(identifier) }
            return false
        }
        if isDoomed { Foundation.kill(identifier, SIGKILL) }
    }

    func ended() { state.withLock { $0 = .ended } }

    /// The number of a process that has ended may belong to another: only a running one is killed.
    func kill() {
        state.withLock { state in
            switch state {
            case .waiting: state = .doomed
            case .running(let identifier): Foundation.kill(identifier, SIGKILL)
            case .ended, .doomed: break
            }
        }
    }

    /// First it is asked to end, which lets it write what it has; two seconds later it is not asked.
    func end(after seconds: Double) {
        Task { [self] in
            try? await Task.sleep(for: .seconds(max(seconds, 0.1)))
            state.withLock { if case .running(let identifier) = $0 { Foundation.kill(identifier, SIGINT) } }
            try? await Task.sleep(for: .seconds(2))
            kill()
        }
    }
}
