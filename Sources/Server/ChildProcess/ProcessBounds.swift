import Foundation

/// What a program of the system may take at most; `prlimit` (util-linux) holds it to that.
public struct ProcessBounds: Sendable {
    /// There is no `prlimit`.
    public struct Missing: Error {}

    /// Of the clock and of the processor.
    public var seconds: Double
    /// Bytes of address space.
    public var memory: Int
    /// Bytes of any file that it writes.
    public var written: Int

    public init(seconds: Double, memory: Int, written: Int) {
        self.seconds = seconds
        self.memory = memory
        self.written = written
    }

    /// Runs a program, named by its path, in a folder of its own.
    /// - Parameter log: the file's name there that takes its standard output and error.
    /// - Returns: its exit status; less than 0 when a signal ended it.
    public func run(_ command: [String], in folder: PrivateFolder, log: String = "log") async throws -> Int32 {
        guard let limits = InstalledProgram("prlimit", orIn: ["/usr/bin"]) else { throw Missing() }
        return try await limits.run(
            ["--as=\(memory)", "--cpu=\(Int(seconds))", "--fsize=\(written)", "--core=0", "--"] + command,
            in: folder.url,
            environment: [
                "LC_ALL": "C.UTF-8", "HOME": folder.url.path, "TMPDIR": folder.url.path, "PATH": "/usr/bin:/bin",
            ],
            log: folder.file(log), seconds: seconds)
    }
}
