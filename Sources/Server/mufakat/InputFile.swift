import Foundation
import Portal

/// What a command reads: a file, or standard input for `-`.
enum InputFile {
    /// At most `most` bytes and one more, by which a longer one shows.
    static func bytes(of path: String, most: Int) throws(ExitReason) -> Data {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        do {
            guard let handle else { throw CocoaError(.fileReadNoSuchFile) }
            return try handle.read(upToCount: most + 1) ?? Data()
        } catch {
            throw ExitReason(.noInput, "The file \(path) cannot be read.")
        }
    }
}
