public import Foundation
import Synchronization

/// A program of the system, run as a process of its own: whatever it does, it ends with its time. No shell is asked, and it gets no
/// input and no environment but what is given.
public struct InstalledProgram: Sendable {
    public struct CannotRun: Error, Hashable, CustomStringConvertible {
        public var description: String
    }

    private let program: URL

    /// Looks where the environment's PATH says, then in other folders; nil when it is in none of them.
    public init?(_ name: String, orIn folders: [String] = []) {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let places = (path.split(separator: ":").map(String.init) + folders).map { "\($0)/\(name)" }
        guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
        program = URL(fileURLWithPath: found)
    }

    public var path: String { program.path }

    /// - Parameters:
    ///   - log: a file that takes what it writes to its standard output and error.
    ///   - seconds: after these it is asked to end, two seconds later it is ended.
    /// - Returns: its exit status; less than 0 when a signal ended it.
    @discardableResult
    public func run(
        _ arguments: [String], in folder: URL, environment: [String: String] = ["LC_ALL": "C"], log: URL,
        seconds: Double
    ) async throws -> Int32 {
        guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
            throw CannotRun(description: "\(folder.path) cannot be written")
        }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let output = try FileHandle(forWritingTo: log)
        defer { try? output.close() }
        process.standardOutput = output
        process.standardError = output
        let running = RunningProcess(process)
        let status = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
                process.terminationHandler = { process in
                    running.ended()
                    let status = process.terminationStatus
                    continuation.resume(returning: process.terminationReason == .exit ? status : -abs(status))
                }
                do {
                    try process.run()
                    running.started()
                } catch {
                    process.terminationHandler = nil
                    continuation.resume(throwing: CannotRun(description: "\(error)"))
                }
                running.end(after: seconds)
            }
        } onCancel: {
            running.kill()
        }
        try Task.checkCancellation()
        return status
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
