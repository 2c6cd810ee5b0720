import Foundation
public import Library
import Summit
import Synchronization

/// The files of all libraries, and what is searched in them.
public final class DocumentArchive: Sendable {
    public let vault: FileVault
    public let index: SearchIndex
    private let extraction = TextExtraction()
    private let unread: AsyncStream<Reading>
    private let toRead: AsyncStream<Reading>.Continuation
    /// Until a file whose words could not be read is tried again; after the last of them, at the next start.
    private let pauses: [Duration]
    /// Set for an archive that goes with the process.
    private let temporary: String?

    /// A version whose words are to be read.
    private struct Reading: Sendable {
        var key: SearchIndex.Key
        var file: FileFacts
        var tries = 0
    }

    /// In a folder, which is made if it is missing.
    public convenience init(folder: String) throws { try self.init(folder: folder, isTemporary: false) }

    /// Goes with this object: for tests and trials.
    public static func temporary(pauses: [Duration] = standardPauses) throws -> DocumentArchive {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "mufakat-library-\(UUID().uuidString)")
        return try DocumentArchive(folder: folder.path, isTemporary: true, pauses: pauses)
    }

    public static let standardPauses: [Duration] = [.seconds(60), .seconds(600), .seconds(3_600)]

    private init(folder: String, isTemporary: Bool, pauses: [Duration] = standardPauses) throws {
        self.pauses = pauses
        vault = try FileVault(folder: folder)
        index = try SearchIndex(path: "\(folder)/index.sqlite")
        (unread, toRead) = AsyncStream.makeStream(of: Reading.self)
        temporary = isTemporary ? folder : nil
    }

    deinit { if let temporary { try? FileManager.default.removeItem(atPath: temporary) } }

    /// Brings the index up to what documents of a library are: found by title and symbol at once, by their words when these are read.
    public func note(_ documents: [Document], in library: LibraryFacts) async throws {
        var all: [Reading] = []
        for document in documents {
            let entry = SearchIndex.Entry(document)
            for version in document.versions {
                let key = SearchIndex.Key(library, document.id, version.number)
                try await index.put(entry, for: key)
                all.append(Reading(key: key, file: version.file))
            }
        }
        let missing = Set(try await index.missing(all.map(\.key)))
        for version in all where missing.contains(version.key) { toRead.yield(version) }
    }

    /// Reads words, one file after the other, until it is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            for await version in unread {
                guard await !read(version), version.tries < pauses.count else { continue }
                group.addTask {
                    try? await Task.sleep(for: self.pauses[version.tries])
                    guard !Task.isCancelled else { return }
                    var again = version
                    again.tries += 1
                    self.toRead.yield(again)
                }
            }
            group.cancelAll()
        }
    }

    /// - Returns: false: it may be tried again.
    private func read(_ version: Reading) async -> Bool {
        // It may stand here more than once.
        guard let kind = FileName(version.file.name)?.kind, (try? await index.missing([version.key]))?.isEmpty == false
        else { return true }
        do {
            switch await extraction.words(of: vault.path(of: version.file, in: version.key.library), kind: kind) {
            case .words(let words):
                try await index.put(words: words, for: version.key)
                return true
            case .failed:
                try await index.noteFailure(of: version.key)
                return false
            case .untried: return false
            }
        } catch { return false }
    }
}

extension SearchIndex.Entry {
    init(_ document: Document) {
        symbol = document.facts.symbol
        title = document.facts.title.byLanguage.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n")
    }
}
