import Foundation
import Portal

/// Finds the folder of web pages.
enum WebFolder {
    /// The named one, else `Web` in the working folder, else beside the program or above it (a build in `.build`), else
    /// `../share/mufakat/Web` of an installation.
    static func find(_ setting: String?) throws -> String {
        if let setting { return setting }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        var candidates = [URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]
        var above = program
        for _ in 0..<6 {
            candidates.append(above)
            above = above.deletingLastPathComponent()
        }
        candidates.append(program.appendingPathComponent("../share/mufakat").standardizedFileURL)
        for candidate in candidates {
            let folder = candidate.appendingPathComponent("Web").path
            if FileManager.default.fileExists(atPath: folder + "/index.html") { return folder }
        }
        throw ExitReason(
            .configuration, "The folder of web pages is not found; name it with the setting web.folder.")
    }
}
