public import Foundation

/// A temporary folder that only this user reads.
public struct PrivateFolder: Sendable {
    public let url: URL

    /// - Parameter purpose: a word in its name.
    public init(for purpose: String) throws(InstalledProgram.CannotRun) {
        let pattern = FileManager.default.temporaryDirectory.appendingPathComponent("mufakat-\(purpose)-XXXXXX").path
        var bytes = Array(pattern.utf8CString)
        guard mkdtemp(&bytes) != nil else {
            throw .init(description: "no temporary folder can be made: \(pattern)")
        }
        let path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        url = URL(fileURLWithPath: path, isDirectory: true)
    }

    public func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    public func remove() { try? FileManager.default.removeItem(at: url) }
}
