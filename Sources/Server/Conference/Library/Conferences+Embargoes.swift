public import ClientProtocol
public import Convening
public import Library
import Logging
import Negotiation
import Summit

// What documents and the texts on whose adoption they wait have to do with each other.

extension Conferences {
    /// Decides what somebody asks a library for and, if the rules allow it, records what comes of it.
    /// - Returns: the document that it is about.
    public func submit(
        _ request: LibraryRequest, by reader: LibraryReader, in state: ConferenceState
    ) async throws(LibraryFailure) -> DocumentID? {
        guard case .untilAdopted(let text, _) = request.embargo else {
            return try await libraries.submit(request, by: reader, in: state)
        }
        guard let room = room(of: text, in: state), let negotiator = state.negotiator(reader.author),
            let seen = await room.awaited(as: nil, by: negotiator)
        else { throw .refused(LibraryRefusal(.noSuchText, text.rawValue)) }
        let type = seen.type.rawValue
        if await room.isAdopted(as: type) { throw .refused(LibraryRefusal(.textAdopted, text.rawValue)) }
        return try await libraries.submit(
            request.held(by: .untilAdopted(text: text, type: type)), by: reader, in: state)
    }

    /// The text on whose adoption a document waits; nil: on none, or somebody may not read it.
    public func awaited(
        by document: Document, for reader: LibraryReader, in state: ConferenceState
    ) async -> AwaitedText? {
        guard let (text, type) = document.awaited, document.isKept(by: reader),
            let negotiator = state.negotiator(reader.author)
        else { return nil }
        return await room(of: text, in: state)?.awaited(as: type, by: negotiator)
    }

    /// Documents that waited for the adoption of a text are opened. As both records are looked at, none is forgotten when the program
    /// ends between the two; where the text cannot be read, its documents stay withheld.
    public func openAwaited() async {
        for conference in all() {
            for library in libraries.all(of: conference.id) {
                for (document, text, type) in await library.awaiting {
                    guard let room = texts.room(text), room.conference == conference.id, await room.isAdopted(as: type)
                    else { continue }
                    await open(document, awaiting: text, in: library)
                }
            }
        }
    }

    private func open(_ document: DocumentID, awaiting text: TextID, in library: LiveLibrary) async {
        do {
            try await library.submit(
                .textAdopted(document: document, text: text), file: nil, by: LibraryReader(author: .system))
        } catch {
            environment.logger.error(
                "A document could not be opened when its text was adopted",
                metadata: ["document": "\(document)", "text": "\(text)", "error": "\(error)"])
        }
    }

    private func room(of text: TextID, in state: ConferenceState) -> DraftingRoom? {
        texts.room(text).flatMap { $0.conference == state.facts.id ? $0 : nil }
    }
}

extension DraftingRoom {
    /// What somebody sees of it who waits for its adoption; nil: they may not read it.
    func awaited(as type: String?, by negotiator: Negotiator) -> AwaitedText? {
        state.isReader(negotiator) ? AwaitedText(of: state, awaitedAs: type) : nil
    }

    func isAdopted(as type: String?) -> Bool { state.isAdopted(as: type) }
}
