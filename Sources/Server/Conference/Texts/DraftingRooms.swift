public import Convening
import Logging
public import Negotiation
import Record
import Store
public import Summit
import Synchronization

/// Why no text can be begun.
public enum TextCreationFailure: Error, Hashable, Sendable {
    case exists(TextID)
    case tooMany
    case refused(TextRefusal)
    case unavailable(Unavailable)
}

/// The texts of all conferences.
public final class DraftingRooms: Sendable {
    /// Most texts of an installation.
    public static let most = 5_000

    /// Records that could not be replayed.
    let damaged: [String]
    private let environment: MeetingEnvironment
    private let live: Mutex<[TextID: DraftingRoom]>
    private let isListening = Atomic<Bool>(false)

    /// Replays every text in the store.
    init(environment: MeetingEnvironment) async throws(StoreError) {
        self.environment = environment
        let records = try await environment.replayed(\.text) { try await Self.replay($0, environment: environment) }
        damaged = records.damaged
        live = Mutex(records.live)
    }

    public func room(_ id: TextID) -> DraftingRoom? { live.withLock { $0[id] } }

    /// The texts of a conference, in alphabetical order.
    public func rooms(of conference: ConferenceID) -> [DraftingRoom] {
        live.withLock { $0.values.filter { $0.conference == conference }.sorted { $0.id < $1.id } }
    }

    /// Records a new text. It is in the record when this returns.
    public func create(_ facts: TextFacts, by author: Author) async throws(TextCreationFailure) -> DraftingRoom {
        let event: TextEvent
        do { event = try facts.event() } catch { throw .refused(error) }
        guard room(facts.id) == nil else { throw .exists(facts.id) }
        guard live.withLock({ $0.count }) < Self.most else { throw .tooMany }
        guard let state = TextState(first: event) else { preconditionFailure("A text begins with its creation") }
        var chain = RecordChain()
        let lines = chain.seal([DraftingRoom.bytes(of: event)], at: environment.clock(), by: author)
        do { try await environment.store.append(lines.map(\.bytes), to: .text(facts.id), expecting: 0) } catch {
            if case .conflict(_, _, _) = error { throw .exists(facts.id) }
            throw .unavailable(.storage)
        }
        for line in lines { chain.extend(line) }
        let room = DraftingRoom(state, record: StoredRecord(.text(facts.id), chain: chain), environment: environment)
        live.withLock { $0[facts.id] = room }
        return room
    }

    /// People can say something from now on: before, no silence ends, since nobody could break it.
    public func beginListening() { isListening.store(true, ordering: .releasing) }

    /// Every second.
    func tick() async {
        let isListening = isListening.load(ordering: .acquiring)
        for room in all() { await room.tick(isListening: isListening) }
    }

    /// The program stops.
    func shutDown() async { for room in all() { await room.shutDown() } }

    func all() -> [DraftingRoom] { live.withLock { Array($0.values) } }

    /// What the entries say, read on several processors: most of the time that a long record takes.
    private static func events(of entries: [RecordEntry]) async throws -> [TextEvent] {
        let share = 250
        return try await withThrowingTaskGroup(of: (Int, [TextEvent]).self) { group in
            for start in stride(from: 0, to: entries.count, by: share) {
                let part = entries[start..<min(start + share, entries.count)]
                group.addTask { (start, try part.map { try $0.event(as: TextEvent.self) }) }
            }
            var parts: [Int: [TextEvent]] = [:]
            for try await (start, events) in group { parts[start] = events }
            return parts.sorted { $0.key < $1.key }.flatMap(\.value)
        }
    }

    private static func replay(_ id: TextID, environment: MeetingEnvironment) async throws -> DraftingRoom? {
        var state: TextState?
        let record = try await StoredRecord(.text(id), in: environment) { entries in
            for (entry, event) in zip(entries, try await events(of: entries)) {
                if state == nil { state = TextState(first: event) } else { try state?.evolve(event, at: entry.at) }
            }
        }
        return state.map { DraftingRoom($0, record: record, environment: environment) }
    }
}

extension ConferenceState {
    /// Somebody at work on a text of this conference; nil: they have no business there. Whoever heads or advises a delegation
    /// speaks for it, once they are approved.
    public func negotiator(_ author: Author) -> Negotiator? {
        if isSecretariat(author) { return Negotiator(author: author, delegation: nil, isSecretariat: true) }
        guard let id = author.participant, let known = people[id], known.accreditation == .approved else { return nil }
        guard let delegation = known.person.delegation, known.person.role.mayHoldMicrophone else { return nil }
        return Negotiator(author: author, delegation: delegation)
    }
}
