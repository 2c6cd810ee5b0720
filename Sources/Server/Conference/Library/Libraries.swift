public import Convening
public import Documents
public import Library
import Logging
import Record
import Store
public import Summit
import Synchronization

/// The libraries of all conferences.
public final class Libraries: Sendable {
    /// Bytes that libraries may hold.
    public struct Capacity: Sendable {
        public var conference: Int
        /// The papers that one delegation keeps to itself.
        public var delegation: Int

        public init(conference: Int = 10 << 30, delegation: Int = 1 << 30) {
            self.conference = conference
            self.delegation = delegation
        }
    }

    /// Records that could not be replayed: nothing is added to them.
    let damaged: [String]
    /// Files that came in and belong to no document yet.
    public let uploads: UploadDesk
    let archive: DocumentArchive
    private let capacity: Capacity
    private let environment: MeetingEnvironment
    private let live: Mutex<[LibraryFacts: LiveLibrary]>
    private let closed: Set<LibraryFacts>

    /// Replays every library in the store.
    init(
        environment: MeetingEnvironment, archive: DocumentArchive, capacity: Capacity
    ) async throws(StoreError) {
        self.environment = environment
        self.archive = archive
        self.capacity = capacity
        uploads = UploadDesk(vault: archive.vault, clock: environment.clock)
        let records = try await environment.replayed(\.library) {
            try await Self.replay($0, capacity, archive, environment)
        }
        damaged = records.damaged
        closed = Set(records.faults.keys)
        live = Mutex(records.live)
        for library in records.live.values {
            do { try await archive.note(library.state.documentsInOrder, in: library.facts) } catch {
                environment.logger.error("A library could not be indexed", metadata: ["error": "\(error)"])
            }
        }
    }

    /// A library; made when somebody first asks for it. Nil: its record is damaged.
    public func library(_ facts: LibraryFacts) -> LiveLibrary? {
        guard !closed.contains(facts) else { return nil }
        return live.withLock { live in
            if let known = live[facts] { return known }
            let new = LiveLibrary(
                LibraryState(facts), record: StoredRecord(RecordID(of: facts)), capacity: Self.bytes(capacity, facts),
                archive: archive, environment: environment)
            live[facts] = new
            return new
        }
    }

    /// The libraries before which somebody stands: the conference's, and their delegation's own papers. Unavailable if one is damaged,
    /// so that nobody takes the papers that are left for all there are.
    public func libraries(
        of conference: ConferenceID, for reader: LibraryReader
    ) throws(Unavailable) -> [LiveLibrary] {
        let facts = Self.facts(of: conference, for: reader)
        let whole = facts.compactMap(library)
        guard whole.count == facts.count else { throw .storage }
        return whole
    }

    private static func facts(of conference: ConferenceID, for reader: LibraryReader) -> [LibraryFacts] {
        [LibraryFacts(conference: conference)]
            + (reader.delegation.map { [LibraryFacts(conference: conference, delegation: $0)] } ?? [])
    }

    /// A document that somebody may know of, and where it is. Unavailable if it may be in a library that is damaged.
    public func document(
        _ id: DocumentID, in conference: ConferenceID, for reader: LibraryReader
    ) async throws(Unavailable) -> (document: Document, library: LiveLibrary)? {
        let facts = Self.facts(of: conference, for: reader)
        let whole = facts.compactMap(library)
        for library in whole {
            if let document = await library.state.documents[id],
                document.isReadable(by: reader, at: environment.clock())
            {
                return (document, library)
            }
        }
        guard whole.count == facts.count else { throw .storage }
        return nil
    }

    /// Reads words for the index, until it is cancelled.
    func run() async { await archive.run() }

    /// Every second.
    func tick() async { for library in all() { await library.tick() } }

    /// The program stops.
    func shutDown() async { for library in all() { await library.shutDown() } }

    /// The library of a conference, and those of its delegations.
    func all(of conference: ConferenceID) -> [LiveLibrary] {
        all().filter { $0.facts.conference == conference }.sorted {
            ($0.facts.delegation?.rawValue ?? "") < ($1.facts.delegation?.rawValue ?? "")
        }
    }

    private func all() -> [LiveLibrary] { live.withLock { Array($0.values) } }

    private static func bytes(_ capacity: Capacity, _ facts: LibraryFacts) -> Int {
        facts.delegation == nil ? capacity.conference : capacity.delegation
    }

    private static func replay(
        _ facts: LibraryFacts, _ capacity: Capacity, _ archive: DocumentArchive, _ environment: MeetingEnvironment
    ) async throws -> LiveLibrary? {
        var state: LibraryState?
        let record = try await StoredRecord(RecordID(of: facts), in: environment) { entries in
            for entry in entries {
                let event = try entry.event(as: LibraryEvent.self)
                if state == nil {
                    state = LibraryState(first: event)
                } else {
                    try state?.evolve(event, at: entry.at, by: entry.by)
                }
            }
        }
        guard let state else { return nil }
        guard state.facts == facts else { throw LibraryFault(description: "it is the record of another library") }
        return LiveLibrary(
            state, record: record, capacity: bytes(capacity, facts), archive: archive, environment: environment)
    }
}

extension ConferenceState {
    /// Somebody before the libraries of this conference; nil: they have no part in it.
    public func libraryReader(_ author: Author) -> LibraryReader? {
        if isSecretariat(author) { return LibraryReader(author: author, isSecretariat: true) }
        guard let id = author.participant, let known = people[id], known.accreditation != .revoked else { return nil }
        var reader = LibraryReader(author: author)
        let person = known.person
        let isFocalPoint = person.delegation.map { self.isFocalPoint(author, of: $0) } ?? false
        reader.isDelegate = isFocalPoint
        // What a delegation keeps to itself, nobody reads whom it has not brought as far as their approval.
        guard known.accreditation == .approved else { return reader }
        if person.role == .interpreter { reader.isDelegate = true }
        guard let seat = person.delegation else { return reader }
        reader.isDelegate = true
        if person.role.mayHoldMicrophone || isFocalPoint { reader.delegation = seat }
        guard person.role == .head else { return reader }
        reader.isHost = seat == facts.host
        for meeting in meetings
        where ([meeting.chair] + meeting.coChairs).contains(seat) && person.levels.contains(meeting.level) {
            reader.presides.insert(meeting.id)
        }
        return reader
    }
}

extension Libraries {
    /// The documents among `documents` in whose newest versions all words of a query stand, each with an excerpt.
    /// - Parameter documents: that the reader may know of.
    public func search(
        _ query: String, among documents: [Document], of library: LibraryFacts, for reader: LibraryReader,
        at time: Timestamp
    ) async throws(Unavailable) -> [DocumentID: String] {
        let keys = documents.filter { $0.isOpen(to: reader, at: time) }.flatMap { document in
            document.current.map { SearchIndex.Key(library, document.id, $0.number) }
        }
        do {
            let found = try await archive.index.search(query, among: keys)
            // Of several versions the excerpt of the oldest: the authentic text comes before its translations.
            return Dictionary(
                found.sorted { $0.key.version < $1.key.version }.map { ($0.key.document, $0.value) }
            ) { first, _ in first }
        } catch { throw .storage }
    }

    /// The words of a version; empty where there are none, or they are not read yet.
    public func words(
        of version: DocumentVersion, in document: Document, of library: LibraryFacts
    ) async throws(Unavailable) -> String {
        do { return try await archive.index.words(of: .init(library, document.id, version.number)) ?? "" } catch {
            throw .storage
        }
    }

    public func open(_ file: FileFacts, in library: LibraryFacts) async throws(Unavailable) -> StoredFile {
        do { return try await archive.vault.open(file, in: library) } catch {
            environment.logger.critical(
                "A file of a library cannot be read",
                metadata: ["record": "\(RecordID(of: library))", "digest": "\(file.digest)", "error": "\(error)"])
            throw .storage
        }
    }
}
