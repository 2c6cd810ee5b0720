import Foundation

/// Runs ffmpeg as a process of its own.
enum FFmpeg {
    /// Waits for its end; what it says goes into a file, of which the last line is the reason when it fails.
    static func run(_ arguments: [String], in directory: URL) async throws {
        let words = directory.appendingPathComponent("ffmpeg-\(UUID().uuidString).log")
        guard FileManager.default.createFile(atPath: words.path, contents: nil) else {
            throw SyntheticMedia.Failure.ffmpeg("\(directory.path) cannot be written to")
        }
        defer { try? FileManager.default.removeItem(at: words) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ffmpeg"] + arguments
        process.currentDirectoryURL = directory
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: words)
        let status = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                do {
                    try process.run()
                } catch {
                    process.terminationHandler = nil
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            if process.isRunning { process.terminate() }
        }
        try Task.checkCancellation()
        guard status == 0 else {
            let text = (try? String(contentsOf: words, encoding: .utf8)) ?? ""
            let last = text.split(separator: "\n").last.map(String.init) ?? "exit code \(status)"
            throw SyntheticMedia.Failure.ffmpeg(status == 127 ? "it is not installed (apt install ffmpeg)" : last)
        }
    }
}
