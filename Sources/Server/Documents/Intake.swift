import Crypto
import Foundation

/// A file on its way in: written to the disk as it comes, and never whole in memory.
public actor Intake {
    private let path: String
    private let limit: Int
    private let descriptor: Int32
    private var hash = SHA256()
    private var size = 0
    private var head: [UInt8] = []
    private var isFinished = false

    /// Bytes at the beginning by which a kind of file is known.
    static let head = 4_096

    init(path: String, limit: Int) throws(FileFailure) {
        self.path = path
        self.limit = limit
        descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("open") }
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(path) }
    }

    /// - Throws: `.tooLarge` as soon as more came than may come.
    public func take(_ bytes: [UInt8]) async throws(FileFailure) {
        guard bytes.count <= limit - size else { throw .tooLarge }
        size += bytes.count
        if head.count < Self.head { head += bytes.prefix(Self.head - head.count) }
        hash = try await blocking { [descriptor, hash] in
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes {
                    write(descriptor, $0.baseAddress! + written, bytes.count - written)
                }
                guard count > 0 else { throw FileFailure.system("write") }
                written += count
            }
            var next = hash
            next.update(data: bytes)
            return next
        }
    }

    /// All of it came, and is on the disk when this returns.
    public func finish() async throws(FileFailure) -> StagedFile {
        try await blocking { [descriptor] in
            guard fsync(descriptor) == 0 else { throw FileFailure.system("fsync") }
        }
        isFinished = true
        let digest = hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return StagedFile(path: path, size: size, digest: digest, head: head)
    }
}

/// A file that came in and belongs to no document yet. It goes with the last who holds it, unless it was kept.
public final class StagedFile: Sendable {
    let path: String
    public let size: Int
    /// SHA-256, 64 hexadecimal digits.
    public let digest: String
    /// Its first bytes.
    public let head: [UInt8]

    init(path: String, size: Int, digest: String, head: [UInt8]) {
        self.path = path
        self.size = size
        self.digest = digest
        self.head = head
    }

    /// Nothing is there any more if it was kept, since that moved it.
    deinit { unlink(path) }
}
