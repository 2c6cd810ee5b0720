import Documents
public import Library
import Logging
import Record
import Store
import Summit

/// Why a command to a library has no effect.
public enum LibraryFailure: Error, Hashable, Sendable {
    case refused(LibraryRefusal)
    case unavailable(Unavailable)
}

/// One library, a conference's or of a delegation's own papers: takes commands, keeps files, and records what comes of them.
///
/// As with a meeting, all that changes it happens in turns, and nobody learns of anything that is not in the record.
public actor LiveLibrary {
    public nonisolated let facts: LibraryFacts
    /// The fold of the record.
    public private(set) var state: LibraryState

    private let environment: MeetingEnvironment
    private let archive: DocumentArchive
    /// Bytes that it may hold.
    private let capacity: Int
    private nonisolated let turns = Turns()
    private let book: RecordBook

    init(
        _ state: LibraryState, record: StoredRecord, capacity: Int, archive: DocumentArchive,
        environment: MeetingEnvironment
    ) {
        facts = state.facts
        self.state = state
        self.capacity = capacity
        self.archive = archive
        self.environment = environment
        book = RecordBook(record, environment: environment)
    }

    /// Decides a command and, if the rules allow it, keeps its file and records what comes of it. When this returns, all of that is
    /// durable.
    /// - Returns: what happened; nil: all was so already.
    @discardableResult
    func submit(
        _ command: LibraryCommand, file: StagedFile?, by reader: LibraryReader
    ) async throws(LibraryFailure) -> LibraryEvent? {
        let result: Result<LibraryEvent?, LibraryFailure>
        do { result = try await turns.take { await self.perform(command, file, by: reader) } } catch {
            throw .unavailable(error)
        }
        return try result.get()
    }

    /// The documents that wait for the adoption of a text.
    var awaiting: [(document: DocumentID, text: TextID, type: String?)] {
        state.documents.values.compactMap { document in
            document.awaited.map { (document.id, $0.text, $0.type) }
        }
    }

    /// The number of events in the record.
    var sequence: Int { book.size }

    /// Every second.
    func tick() async {
        guard !book.isSigned else { return }
        await turns.insist { await self.signIfDue() }
    }

    /// The program stops: the record gets its last checkpoint.
    func shutDown() async { await turns.insist { await self.sign() } }

    // MARK: In a turn

    private func perform(
        _ command: LibraryCommand, _ file: StagedFile?, by reader: LibraryReader
    ) async -> Result<LibraryEvent?, LibraryFailure> {
        let time = book.nextTime
        let event: LibraryEvent?
        do { event = try state.decide(command, by: reader, at: time, capacity: capacity) } catch {
            return .failure(.refused(error))
        }
        guard let event else { return .success(nil) }
        // The file is in its place before the record names it.
        if let file {
            do { try await archive.vault.keep(file, in: facts) } catch {
                environment.logger.critical(
                    "A file could not be kept", metadata: ["record": "\(book.id)", "error": "\(error)"])
                return .failure(.unavailable(.storage))
            }
        }
        // The first act opens the record.
        let events = book.size == 0 ? [.libraryOpened(library: facts), event] : [event]
        do {
            book.take(try await book.keep(events.map(Self.bytes), at: time, by: reader.author))
        } catch {
            return .failure(.unavailable(error))
        }
        do { try state.evolve(event, at: time, by: reader.author) } catch {
            preconditionFailure("What was decided cannot be folded. \(error)")
        }
        if let document = event.document.flatMap({ state.documents[$0] }) {
            do { try await archive.note([document], in: facts) } catch {
                // It is made good at the next start.
                environment.logger.error(
                    "A document could not be indexed", metadata: ["record": "\(book.id)", "error": "\(error)"])
            }
        }
        await book.signIfDue(isOver: false)
        return .success(event)
    }

    private func sign() async { await book.sign() }
    private func signIfDue() async { await book.signIfDue(isOver: false) }

    private static func bytes(of event: LibraryEvent) -> [UInt8] {
        do { return try RecordEntry.bytes(of: event) } catch {
            preconditionFailure("An event cannot be written as JSON. \(error)")
        }
    }
}

extension LibraryEvent {
    /// The document that it is about.
    public var document: DocumentID? {
        switch self {
        case .libraryOpened, .submissionsSet: nil
        case .documentAdded(let document, _): document.id
        case .versionAdded(let id, _), .documentChanged(let id, _), .accessSet(let id, _), .embargoSet(let id, _),
            .documentReleased(let id), .documentWithdrawn(let id, _):
            id
        }
    }
}

extension RecordID {
    init(of library: LibraryFacts) {
        self =
            library.delegation.map { .delegationLibrary(library.conference, $0) } ?? .library(library.conference)
    }

    /// The library whose record this is.
    var library: LibraryFacts? {
        switch self {
        case .library(let conference): LibraryFacts(conference: conference)
        case .delegationLibrary(let conference, let seat): LibraryFacts(conference: conference, delegation: seat)
        default: nil
        }
    }
}
