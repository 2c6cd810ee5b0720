import Foundation
import Library
import Summit
import Testing

@testable import Documents

@Suite struct DocumentsTests {
    private let conference: LibraryFacts
    private let own: LibraryFacts

    init() throws {
        let id = try #require(ConferenceID("asean-54"))
        conference = LibraryFacts(conference: id)
        own = LibraryFacts(conference: id, delegation: SeatID("LA"))
    }

    private func keep(_ text: String, name: String, in library: LibraryFacts, _ archive: DocumentArchive) async throws
        -> FileFacts
    {
        let intake = try archive.vault.intake(limit: 1 << 20)
        for part in [text.prefix(3), text.dropFirst(3)] { try await intake.take(Array(part.utf8)) }
        let staged = try await intake.finish()
        let facts = FileFacts(name: try #require(FileName(name)), size: staged.size, digest: staged.digest)
        try await archive.vault.keep(staged, in: library)
        return facts
    }

    private func document(_ id: String, _ files: [FileFacts], title: String = "Agenda") throws -> Document {
        var library = LibraryState(conference)
        let id = try #require(DocumentID(id))
        let new = NewDocument(
            id: id, facts: DocumentFacts(symbol: "AMM/\(id)", title: Texts(en: title, vi: "")), access: .public)
        for (index, file) in files.enumerated() {
            let version = NewVersion(language: "en", standing: .authentic, file: file)
            try library.evolve(
                index == 0
                    ? .documentAdded(document: new, version: version) : .versionAdded(document: id, version: version),
                at: Timestamp(milliseconds: 0), by: .administration)
        }
        return try #require(library.documents[id])
    }

    @Test func whatIsKeptIsReadAgain() async throws {
        let archive = try DocumentArchive.temporary()
        let facts = try await keep("abc", name: "a.txt", in: conference, archive)
        // RFC 6234, section 8.5.
        #expect(facts.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let file = try await archive.vault.open(facts, in: conference)
        #expect(try await file.bytes(from: 0, count: 100) == Array("abc".utf8))
        #expect(try await file.bytes(from: 3, count: 100).isEmpty)
        // What one library holds is not in another.
        await #expect(throws: FileFailure.missing) { _ = try await archive.vault.open(facts, in: own) }
        // The same file twice is one.
        #expect(try await keep("abc", name: "b.txt", in: conference, archive).digest == facts.digest)
        var cut = facts
        cut.size = 2
        await #expect(throws: FileFailure.missing) { _ = try await archive.vault.open(cut, in: conference) }
    }

    @Test func tooMuchIsNotTaken() async throws {
        let archive = try DocumentArchive.temporary()
        let incoming = "\(archive.vault.root)/incoming"
        do {
            let intake = try archive.vault.intake(limit: 4)
            try await intake.take([1, 2, 3])
            await #expect(throws: FileFailure.tooLarge) { try await intake.take([4, 5]) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).count == 1)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
        do {
            let intake = try archive.vault.intake(limit: 4)
            _ = try await intake.finish()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
    }

    /// Reads words until a search finds something, or a generous time is over.
    private func search(_ query: String, _ keys: [SearchIndex.Key], _ archive: DocumentArchive) async throws
        -> [SearchIndex.Key: String]
    {
        for _ in 0..<300 {
            let found = try await archive.index.search(query, among: keys)
            if !found.isEmpty { return found }
            try await Task.sleep(for: .milliseconds(50))
        }
        return [:]
    }

    @Test func wordsAreFoundWithoutTheirSigns() async throws {
        let archive = try DocumentArchive.temporary()
        let reading = Task { await archive.run() }
        defer { reading.cancel() }
        let files = [
            try await keep("Tuyên bố Hà Nội về đường lối đối tác", name: "a.txt", in: conference, archive),
            try await keep(
                "<p>The <b>Code of Conduct</b> is negotiated.</p><script>hidden</script>", name: "b.html",
                in: conference, archive),
        ]
        let paper = try document("d1", files)
        try await archive.note([paper], in: conference)
        let keys = [1, 2].map { SearchIndex.Key(conference, paper.id, $0) }
        for query in ["tuyen bo", "TUYÊN BỐ", "duong loi", "đường", "ha noi", "doi tac"] {
            #expect(try await search(query, keys, archive).keys.map(\.version) == [1], "\(query)")
        }
        let found = try await search("dương", keys, archive)
        #expect(found[keys[0]]?.contains("\u{2}đường\u{3}") == true)
        #expect(try await search("conduct negot", keys, archive).keys.map(\.version) == [2])
        #expect(try await archive.index.search("hidden", among: keys).isEmpty)
        #expect(try await Set(search("amm/d1 agenda", keys, archive).keys) == Set(keys))
        // What nobody may read is not found, whatever it is asked for with.
        #expect(try await archive.index.search("conduct", among: [keys[0]]).isEmpty)
        #expect(try await archive.index.search("conduct", among: []).isEmpty)
        for query in ["", " ", "\"", "*", "words:x OR", "NEAR(", "a\" OR \"b", "-", "^", "\u{0}"] {
            #expect(try await archive.index.search(query, among: keys).isEmpty, "\(query)")
        }
    }

    /// Looks until something holds, or a generous time is over.
    private func holds(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<300 {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    @Test func whatCouldNotBeReadIsTriedAgain() async throws {
        let archive = try DocumentArchive.temporary(pauses: [])
        let file = try await keep("Sovereignty", name: "a.txt", in: conference, archive)
        let paper = try document("d1", [file])
        let key = SearchIndex.Key(conference, paper.id, 1)
        let path = archive.vault.path(of: file, in: conference)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
        let reading = Task { await archive.run() }
        defer { reading.cancel() }
        for failures in 1..<SearchIndex.mostFailures {
            try await archive.note([paper], in: conference)
            #expect(try await holds { try await archive.index.failures(of: key) == failures })
            // That is no file without words.
            #expect(try await archive.index.words(of: key) == nil)
        }
        try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
        try await archive.note([paper], in: conference)
        #expect(try await holds { try await archive.index.words(of: key) == "Sovereignty" })
    }

    @Test func triesComeByThemselvesAndEnd() async throws {
        let archive = try DocumentArchive.temporary(pauses: Array(repeating: .milliseconds(1), count: 50))
        let files = try await [
            keep("Sovereignty", name: "a.txt", in: conference, archive),
            keep("Neutrality", name: "b.txt", in: conference, archive),
        ]
        let paper = try document("d1", files)
        let keys = [1, 2].map { SearchIndex.Key(conference, paper.id, $0) }
        try FileManager.default.removeItem(atPath: archive.vault.path(of: files[0], in: conference))
        let reading = Task { await archive.run() }
        defer { reading.cancel() }
        try await archive.note([paper], in: conference)
        #expect(try await holds { try await archive.index.failures(of: keys[0]) == SearchIndex.mostFailures })
        #expect(try await search("neutral", keys, archive).keys.map(\.version) == [2])
        #expect(try await archive.index.missing(keys).isEmpty)
        // It is found by its title all the same, as that is now.
        var changed = paper
        changed.facts.title = Texts(en: "Programme", vi: "")
        try await archive.note([changed], in: conference)
        #expect(try await archive.index.search("programme", among: keys).count == 2)
        #expect(try await archive.index.failures(of: keys[0]) == SearchIndex.mostFailures)
    }

    @Test func anIndexThatIsLostIsMadeAnew() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("index-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var paper: Document?
        do {
            let archive = try DocumentArchive(folder: folder)
            let file = try await keep("Sovereignty", name: "a.txt", in: own, archive)
            paper = try document("d1", [file])
            // Nobody reads its words before the program ends.
            try await archive.note([try #require(paper)], in: own)
        }
        for damage in [false, true] {
            if damage { try Data("no database".utf8).write(to: URL(fileURLWithPath: folder + "/index.sqlite")) }
            let archive = try DocumentArchive(folder: folder)
            let reading = Task { await archive.run() }
            try await archive.note([try #require(paper)], in: own)
            let key = SearchIndex.Key(own, try #require(paper).id, 1)
            #expect(try await search("sovereign", [key], archive).count == 1)
            #expect(try await archive.index.words(of: key) == "Sovereignty")
            // A title that changes is found by its new words alone.
            var changed = try #require(paper)
            changed.facts.title = Texts(en: "Programme", vi: "")
            try await archive.note([changed], in: own)
            #expect(try await archive.index.search("programme sovereignty", among: [key]).count == 1)
            #expect(try await archive.index.search("agenda", among: [key]).isEmpty)
            reading.cancel()
            await reading.value
        }
    }
}
