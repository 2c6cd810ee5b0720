import Foundation
public import Library
import NIOPosix
import Summit

/// Why a file cannot be kept or read.
public enum FileFailure: Error, Hashable, Sendable {
    case tooLarge
    /// It is not in the vault as the record has it.
    case missing
    /// The disk refused.
    case storage(String)
}

/// The bytes of documents: each file once in the folder of its library, named by its SHA-256.
///
/// A file is in its place only when all of it is on the disk, so that whatever a record names is there.
public final class FileVault: Sendable {
    /// Without a slash at its end.
    let root: String

    /// Makes the folder if it is missing, and forgets uploads that nothing came of.
    init(folder: String) throws {
        root = folder
        let incoming = "\(folder)/incoming"
        try? FileManager.default.removeItem(atPath: incoming)
        try FileManager.default.createDirectory(
            atPath: incoming, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Begins to take a file of at most `limit` bytes.
    public func intake(limit: Int) throws(FileFailure) -> Intake {
        try Intake(path: "\(root)/incoming/\(UUID().uuidString)", limit: limit)
    }

    /// Puts a file that came in into its place in a library. When this returns, it survives a power failure.
    public func keep(_ file: StagedFile, in library: LibraryFacts) async throws(FileFailure) {
        let folder = folder(of: library, digest: file.digest)
        let place = "\(folder)/\(file.digest)"
        try await blocking {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw FileFailure.storage("\(error)") }
            guard rename(file.path, place) == 0 else { throw FileFailure.system("rename") }
            try Self.sync(folder)
            try Self.sync((folder as NSString).deletingLastPathComponent)
        }
    }

    /// Opens a file of a library.
    public func open(_ file: FileFacts, in library: LibraryFacts) async throws(FileFailure) -> StoredFile {
        let path = path(of: file, in: library)
        return try await blocking {
            let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { throw FileFailure.missing }
            let stored = StoredFile(descriptor: descriptor, size: file.size)
            var facts = stat()
            guard fstat(descriptor, &facts) == 0, Int(facts.st_size) == file.size else { throw FileFailure.missing }
            return stored
        }
    }

    func path(of file: FileFacts, in library: LibraryFacts) -> String {
        "\(folder(of: library, digest: file.digest))/\(file.digest)"
    }

    /// The ids are of letters, digits and hyphens, and so is the digest, which the record has from ``Intake``.
    private func folder(of library: LibraryFacts, digest: String) -> String {
        "\(root)/files/\(library.conference)/\(library.delegation.map { "delegation-\($0)" } ?? "conference")/\(digest.prefix(2))"
    }

    private static func sync(_ folder: String) throws {
        let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure.system("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure.system("fsync") }
    }
}

/// A file of a library, open for reading.
public final class StoredFile: Sendable {
    private let descriptor: Int32
    public let size: Int

    init(descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = size
    }

    deinit { close(descriptor) }

    /// Up to `count` bytes from `offset` on; fewer at the end.
    public func bytes(from offset: Int, count: Int) async throws(FileFailure) -> [UInt8] {
        try await blocking { [self] in
            var bytes = [UInt8](repeating: 0, count: max(count, 0))
            let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
            guard read >= 0 else { throw FileFailure.system("read") }
            bytes.removeLast(bytes.count - read)
            return bytes
        }
    }
}

extension FileFailure {
    static func system(_ call: String) -> FileFailure { .storage("\(call): \(String(cString: strerror(errno)))") }
}

/// Runs what waits for the disk beside the threads that everything else shares.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws(FileFailure) -> Result {
    do { return try await NIOThreadPool.singleton.runIfActive(body) } catch let failure as FileFailure {
        throw failure
    } catch { throw .storage("\(error)") }
}
