#if canImport(Glibc)
    import Glibc
#endif
import class Foundation.FileManager
import struct Foundation.URL

/// The folder that holds everything a running server keeps: the record, the certificate, the installation's key and
/// the administration token. One process at a time works on it.
package final class DataFolder: Sendable {
    /// Absolute, without a slash at its end.
    package let path: String
    /// True if this call made the folder or found it empty.
    package let isNew: Bool
    private let lock: Int32

    /// Makes the folder if it is missing, proves that it can be written, and locks it until the process ends.
    /// - Throws: ``ExitReason`` `.cannotCreate` or `.inUse`; nothing in the folder has been touched then.
    package init(_ folder: String) throws(ExitReason) {
        let path = URL(fileURLWithPath: folder).standardizedFileURL.path
        var isNew = false
        if mkdir(path, 0o700) == 0 {
            isNew = true
        } else if errno == ENOENT {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw ExitReason(.cannotCreate, "The data folder \(path) cannot be made.")
            }
            isNew = true
        } else if errno != EEXIST {
            throw ExitReason(
                .cannotCreate, "The data folder \(path) cannot be made: \(String(cString: strerror(errno))).")
        }
        let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard let contents else { throw ExitReason(.cannotCreate, "The data folder \(path) is not a readable folder.") }
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ExitReason(
                .cannotCreate, "The data folder \(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ExitReason(.inUse, "Another process is already working on the data folder \(path).")
        }
        self.path = path
        self.isNew = isNew || contents.allSatisfy { $0 == "lock" }
        self.lock = descriptor
    }

    deinit { close(lock) }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The bytes of a secret file; made by `make` with mode 0600 if it is not there yet.
    package func secret(_ name: String, make: () throws -> [UInt8]) throws(ExitReason) -> [UInt8] {
        let path = file(name)
        if let existing = FileManager.default.contents(atPath: path) {
            guard chmod(path, 0o600) == 0 else {
                throw ExitReason(.cannotCreate, "The file \(path) cannot be made private (mode 0600).")
            }
            return [UInt8](existing)
        }
        guard let bytes = try? make() else { throw ExitReason(.software, "The contents of \(path) could not be made.") }
        try write(bytes, to: name)
        return bytes
    }

    /// Replaces a file in one step (temporary file, fsync, rename), mode 0600.
    package func write(_ bytes: [UInt8], to name: String) throws(ExitReason) {
        let final = file(name)
        let temporary = "\(final).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotWrite(final) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            guard count > 0 else { throw cannotWrite(final) }
            written += count
        }
        guard fsync(descriptor) == 0, rename(temporary, final) == 0 else { throw cannotWrite(final) }
        // The new name, too, has to survive a power failure.
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw cannotWrite(final) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw cannotWrite(final) }
    }

    package func read(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: file(name)).map { [UInt8]($0) }
    }

    private func cannotWrite(_ path: String) -> ExitReason {
        ExitReason(.cannotCreate, "The file \(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}
