import ClientProtocol
import Conference
import Documents
import Library
import Portal
import Summit

/// Papers in the library of the demo's week.
enum DemoLibrary {
    /// Lays them out, unless something was ever in it.
    static func fill(of week: LiveConference, in conferences: Conferences, awaiting text: TextID) async throws {
        guard let library = conferences.libraries.library(LibraryFacts(conference: week.id)),
            await library.state.order.isEmpty
        else { return }
        do {
            for paper in DemoPaper.all(of: await week.state, awaiting: text) { try await add(paper, week, conferences) }
        } catch {
            throw ExitReason(.software, "The demo's library cannot be filled: \(error).")
        }
    }

    private static func add(_ paper: DemoPaper, _ week: LiveConference, _ conferences: Conferences) async throws {
        let state = await week.state
        let author = Author.participant(paper.by)
        guard let reader = state.libraryReader(author) else { return }
        var document: DocumentID?
        for file in paper.files {
            guard let name = FileName(file.name) else { continue }
            let bytes = Array(file.html(symbol: paper.facts.symbol).utf8)
            let receipt = try await conferences.libraries.uploads.take(name, from: author, in: week.id) {
                try await $0.take(bytes)
            }
            let version = LibraryRequest.Version(
                upload: receipt.id, language: file.language, standing: file.standing)
            let request: LibraryRequest =
                if let document {
                    .addVersion(document: document, version: version)
                } else {
                    .add(facts: paper.facts, access: paper.access, embargo: paper.embargo, version: version)
                }
            document = try await conferences.submit(request, by: reader, in: state)
        }
    }
}
