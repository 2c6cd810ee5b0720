import ChildProcess
import Foundation
import Synchronization

/// pandoc and LibreOffice, each as a process of its own with bounds on time, memory and what it writes, in a folder that goes with it.
final class Converters: Sendable {
    /// Most bytes that come out of one.
    static let longest = 64 << 20
    /// Most at a time. Each ends before the request that waits for it.
    private static let most = 2

    private let running = Mutex(0)

    /// - Parameters:
    ///   - from, to: as pandoc calls the forms.
    func pandoc(
        _ input: [UInt8], from: String, to: String, options: [String] = []
    ) async throws(TextFormatFailure) -> [UInt8] {
        guard let pandoc = InstalledProgram("pandoc") else { throw .notInstalled(package: "pandoc") }
        return try await convert(input, named: "in", to: "out", seconds: 15, memory: 2 << 30) { folder in
            [pandoc.path, "+RTS", "-M512m", "-RTS", "--sandbox", "-f", from, "-t", to] + options + ["-o", "out", "in"]
        }
    }

    /// - Parameter to: the ending of what comes out.
    func office(docx: [UInt8], to: String) async throws(TextFormatFailure) -> [UInt8] {
        // The wrapper `soffice` would stay behind its child.
        guard let office = InstalledProgram("soffice.bin", orIn: ["/usr/lib/libreoffice/program"]) else {
            throw .notInstalled(package: "libreoffice-writer-nogui")
        }
        return try await convert(docx, named: "text.docx", to: "text.\(to)", seconds: 20, memory: 4 << 30) { folder in
            [
                office.path, "-env:UserInstallation=\(folder.file("profile").absoluteString)", "--headless",
                "--norestore", "--nolockcheck", "--convert-to", to, "--outdir", folder.url.path, "text.docx",
            ]
        }
    }

    /// LibreOffice's status when it has made its profile and wants to be begun anew.
    private static let again: Int32 = 81

    private func convert(
        _ input: [UInt8], named name: String, to output: String, seconds: Double, memory: Int,
        command: (PrivateFolder) -> [String]
    ) async throws(TextFormatFailure) -> [UInt8] {
        let isFree = running.withLock { count in
            guard count < Self.most else { return false }
            count += 1
            return true
        }
        guard isFree else { throw .busy }
        defer { running.withLock { $0 -= 1 } }
        do {
            let folder = try PrivateFolder(for: "text")
            defer { folder.remove() }
            try Data(input).write(to: folder.file(name))
            let bounds = ProcessBounds(seconds: seconds, memory: memory, written: Self.longest)
            var status = Self.again
            for _ in 0..<2 where status == Self.again {
                status = try await bounds.run(command(folder), in: folder)
            }
            // Killed, or out of memory (251 says GHC).
            if status < 0 || status == 251 || status > 128 { throw TextFormatFailure.failed }
            let size = try FileManager.default.attributesOfItem(atPath: folder.file(output).path)[.size] as? Int
            guard status == 0, let size, size > 0, size <= Self.longest else { throw TextFormatFailure.unreadable }
            return [UInt8](try Data(contentsOf: folder.file(output)))
        } catch let failure as TextFormatFailure {
            throw failure
        } catch is ProcessBounds.Missing {
            throw .notInstalled(package: "util-linux")
        } catch is CocoaError {
            throw .unreadable
        } catch {
            throw .failed
        }
    }
}
