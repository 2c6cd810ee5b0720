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

    /// Replays every text in the store.
    init(environment: MeetingEnvironment) async throws(StoreError) {
        self.environment = environment
        var rooms: [TextID: DraftingRoom] = [:]
        var damaged: [String] = []
        for record in try await environment.store.records() {
            guard let id = record.id.text else { continue }
            do {
                rooms[id] = try await Self.replay(id, environment: environment)
            } catch let error as StoreError {
                throw error
            } catch {
                damaged.append("\(record.id): \(error)")
                environment.logger.critical(
                    "A record is damaged", metadata: ["record": "\(record.id)", "fault": "\(error)"])
            }
        }
        self.damaged = damaged
        live = Mutex(rooms)
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
        let room = DraftingRoom(facts.id, state: state, chain: chain, signedSize: 0, environment: environment)
        live.withLock { $0[facts.id] = room }
        return room
    }

    /// Called several times a second.
    func tick() async { for room in all() { await room.tick() } }

    /// The program stops.
    func shutDown() async { for room in all() { await room.shutDown() } }

    private func all() -> [DraftingRoom] { live.withLock { Array($0.values) } }

    private static func replay(_ id: TextID, environment: MeetingEnvironment) async throws -> DraftingRoom? {
        var chain = RecordChain()
        var state: TextState?
        while true {
            let lines = try await environment.store.lines(of: .text(id), after: chain.size, limit: 1_000)
            for line in lines {
                let entry = try chain.verify(line).entry
                let event = try entry.event(as: TextEvent.self)
                if state == nil { state = TextState(first: event) } else { try state?.evolve(event, at: entry.at) }
            }
            if lines.count < 1_000 { break }
        }
        guard let state else { return nil }
        let newest = try await environment.store.newestCheckpoint(of: .text(id))
        if let newest, newest.isSigned(by: environment.secrets.recordKey) {
            try chain.verify(newest, origin: nil, by: environment.secrets.recordKey)
        }
        return DraftingRoom(
            id, state: state, chain: chain, signedSize: newest?.checkpoint.size ?? 0, environment: environment)
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
