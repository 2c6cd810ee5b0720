import Logging
import Negotiation
import Record
import Store
public import Summit
import Synchronization

/// The drafts of all delegations for all texts.
public final class DraftsBook: Sendable {
    /// Records that could not be replayed.
    let damaged: [String]
    private let environment: MeetingEnvironment
    private let live: Mutex<[RecordID: DelegationDrafts]>
    private let closed: Set<RecordID>

    /// Replays all drafts in the store, for the texts that can be read.
    init(texts: DraftingRooms, environment: MeetingEnvironment) async throws(StoreError) {
        self.environment = environment.uncounted
        let own = self.environment
        let records = try await own.replayed({ Self.isKnown($0, texts) ? $0 : nil }) { id in
            do { return try await Self.replay(id, texts, environment: own) } catch let error as StoreError {
                throw error
            } catch {
                // What it says is nobody's but the delegation's.
                throw DamagedDrafts()
            }
        }
        damaged = records.damaged
        closed = Set(records.faults.keys)
        live = Mutex(records.live)
    }

    /// What a delegation drafts for a text.
    /// - Parameter delegation: one that negotiates the text.
    public func drafts(of delegation: SeatID, for room: DraftingRoom) throws(Unavailable) -> DelegationDrafts {
        let id = RecordID.drafts(room.id, delegation)
        guard !closed.contains(id) else { throw .storage }
        return live.withLock { live in
            if let known = live[id] { return known }
            let new = DelegationDrafts(
                DraftsState(of: delegation, for: room.id), record: StoredRecord(id), for: room, in: environment)
            live[id] = new
            return new
        }
    }

    /// Every second.
    func tick() async { for drafts in all() { await drafts.tick() } }

    /// The program stops.
    func shutDown() async { for drafts in all() { await drafts.shutDown() } }

    private func all() -> [DelegationDrafts] { live.withLock { Array($0.values) } }

    private static func isKnown(_ id: RecordID, _ texts: DraftingRooms) -> Bool {
        guard case .drafts(let text, _) = id else { return false }
        return texts.room(text) != nil
    }

    private static func replay(
        _ id: RecordID, _ texts: DraftingRooms, environment: MeetingEnvironment
    ) async throws -> DelegationDrafts? {
        guard case .drafts(let text, let delegation) = id, let room = texts.room(text) else { return nil }
        var state = DraftsState(of: delegation, for: text)
        let record = try await StoredRecord(id, in: environment) { entries in
            for entry in entries { try state.evolve(try entry.event(as: DraftEvent.self), at: entry.at, by: entry.by) }
        }
        return DelegationDrafts(state, record: record, for: room, in: environment)
    }
}

private struct DamagedDrafts: Error, CustomStringConvertible {
    let description = "cannot be replayed"
}
