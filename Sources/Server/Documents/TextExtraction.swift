import ChildProcess
import Foundation
import Library

/// The words of a file, for searching: read directly, or by pandoc and pdftotext in processes of their own with bounds on time, memory
/// and what they write.
struct TextExtraction: Sendable {
    /// Most bytes of words that are kept of one file.
    static let longest = 2 << 20

    private static let bounds = ProcessBounds(seconds: 30, memory: 2 << 30, written: 16 << 20)

    /// What became of reading a file.
    enum Outcome: Equatable {
        /// Empty where it has none.
        case words(String)
        /// It was tried, and the file is not what it says, or takes more than it may.
        case failed
        /// It could not be tried: a program is missing, there is no room on the disk, or the program ends.
        case untried
    }

    /// Where they cannot be read, the document is found by its title and symbol all the same.
    func words(of path: String, kind: FileKind) async -> Outcome {
        switch kind {
        case .txt, .md, .csv: Self.text(at: path)
        case .docx: await pandoc(path, from: "docx")
        case .odt: await pandoc(path, from: "odt")
        case .rtf: await pandoc(path, from: "rtf")
        case .html, .htm: await pandoc(path, from: "html")
        case .pdf: await run("pdftotext", ["-enc", "UTF-8", "-q", "-l", "2000", path, "out"])
        case .xlsx, .ods, .pptx, .odp, .png, .jpg, .jpeg: .words("")
        }
    }

    private func pandoc(_ path: String, from form: String) async -> Outcome {
        await run(
            "pandoc",
            ["+RTS", "-M512m", "-RTS", "--sandbox", "-f", form, "-t", "plain", "--wrap=none", "-o", "out", path])
    }

    private func run(_ name: String, _ arguments: [String]) async -> Outcome {
        guard let program = InstalledProgram(name), let folder = try? PrivateFolder(for: "words") else {
            return .untried
        }
        defer { folder.remove() }
        guard let status = try? await Self.bounds.run([program.path] + arguments, in: folder), !Task.isCancelled else {
            return .untried
        }
        guard status == 0 else { return .failed }
        return Self.text(at: folder.file("out").path)
    }

    private static func text(at path: String) -> Outcome {
        guard let file = FileHandle(forReadingAtPath: path) else { return .failed }
        defer { try? file.close() }
        // Nil: it is empty.
        guard let data = try? file.read(upToCount: longest) ?? Data() else { return .failed }
        return .words(String(decoding: data, as: UTF8.self))
    }
}
