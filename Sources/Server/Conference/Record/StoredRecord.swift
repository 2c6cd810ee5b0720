import Logging
import Record
import Store
import Summit

/// A record as it stands in the store: its lines verified, and how many of them the newest checkpoint covers.
struct StoredRecord: Sendable {
    let id: RecordID
    let chain: RecordChain
    let signedSize: Int

    /// A record that no checkpoint covers yet.
    init(_ id: RecordID, chain: RecordChain = RecordChain()) {
        self.id = id
        self.chain = chain
        signedSize = 0
    }

    /// Reads a record from its first line to its last, and hands over what it has read, a share at a time. A checkpoint that this
    /// installation signed must be of these very lines.
    /// - Parameter fold: throws when the lines, true as they are, do not make sense.
    init(
        _ id: RecordID, in environment: MeetingEnvironment, fold: (_ entries: [RecordEntry]) async throws -> Void
    ) async throws {
        let share = 1_000
        var chain = RecordChain()
        while true {
            let lines = try await environment.store.lines(of: id, after: chain.size, limit: share)
            try await fold(try lines.map { try chain.verify($0).entry })
            if lines.count < share { break }
        }
        let newest = try await environment.store.newestCheckpoint(of: id)
        if let newest, newest.isSigned(by: environment.secrets.recordKey) {
            try chain.verify(newest, origin: nil, by: environment.secrets.recordKey)
        }
        self.id = id
        self.chain = chain
        signedSize = newest?.checkpoint.size ?? 0
    }
}

/// What came of replaying all records of a kind.
struct ReplayedRecords<Key: Hashable, Live> {
    var live: [Key: Live] = [:]
    /// What is wrong with those that cannot be replayed; nothing is added to them.
    var faults: [Key: String] = [:]
    /// The same in words, each with its record.
    var damaged: [String] = []
}

extension MeetingEnvironment {
    /// Replays the records of a kind when the program starts. One that is damaged keeps none of the others from being replayed; a
    /// store that cannot be read ends it all.
    /// - Parameters:
    ///   - key: by what a record of the kind is known; nil: it is of another kind.
    ///   - replay: nil: there is nothing in the record yet.
    func replayed<Key: Hashable, Live>(
        _ key: (RecordID) -> Key?, replay: (Key) async throws -> Live?
    ) async throws(StoreError) -> ReplayedRecords<Key, Live> {
        var records = ReplayedRecords<Key, Live>()
        func leaveOut(_ id: RecordID, _ key: Key, _ fault: any Error) {
            records.faults[key] = "\(fault)"
            records.damaged.append("\(id): \(fault)")
            logger.critical("A record is damaged", metadata: ["record": "\(id)", "fault": "\(fault)"])
        }
        for record in try await store.records() {
            guard let key = key(record.id) else { continue }
            do {
                records.live[key] = try await replay(key)
            } catch let error as StoreError {
                guard case .damaged = error else { throw error }
                leaveOut(record.id, key, error)
            } catch { leaveOut(record.id, key, error) }
        }
        return records
    }
}
