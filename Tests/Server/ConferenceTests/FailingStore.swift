import Record
import Store
import Summit
import Synchronization

/// A store that fails when told, before it has written anything, or takes its time.
final class FailingStore: RecordStore {
    let real: SQLiteStore
    let isFailing = Mutex(false)
    /// Of these records alone.
    let failing = Mutex<Set<RecordID>>([])

    /// Who waits for the disk, and who wants to know that somebody does; nil: nobody has to.
    private let held = Mutex<
        (waiting: [CheckedContinuation<Void, Never>], watching: [CheckedContinuation<Void, Never>])?
    >(nil)

    /// Appends wait from now on.
    func hold() { held.withLock { $0 = ([], []) } }

    /// Until one does.
    func holds() async {
        await withCheckedContinuation { continuation in
            let isThere = held.withLock { held in
                guard let waiting = held?.waiting, waiting.isEmpty else { return true }
                held?.watching.append(continuation)
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    func letGo() {
        let waiting = held.withLock { held in
            defer { held = nil }
            return held?.waiting ?? []
        }
        for each in waiting { each.resume() }
    }

    private func waitForTheDisk() async {
        await withCheckedContinuation { continuation in
            let watching: [CheckedContinuation<Void, Never>]? = held.withLock { held in
                guard held != nil else { return nil }
                held?.waiting.append(continuation)
                defer { held?.watching = [] }
                return held?.watching
            }
            guard let watching else { return continuation.resume() }
            for each in watching { each.resume() }
        }
    }

    init() throws { real = try SQLiteStore.inMemory() }

    func append(_ lines: [[UInt8]], to record: RecordID, expecting size: Int) async throws(StoreError) {
        await waitForTheDisk()
        if isFailing.withLock({ $0 }) || failing.withLock({ $0.contains(record) }) {
            throw .failed(reason: "disk full")
        }
        try await real.append(lines, to: record, expecting: size)
    }

    func records() async throws(StoreError) -> [StoredRecord] { try await real.records() }
    func lines(of record: RecordID, after sequence: Int, limit: Int) async throws(StoreError) -> [[UInt8]] {
        try await real.lines(of: record, after: sequence, limit: limit)
    }
    func keep(_ checkpoint: SignedCheckpoint, of record: RecordID) async throws(StoreError) {
        try await real.keep(checkpoint, of: record)
    }
    func checkpoints(of record: RecordID) async throws(StoreError) -> [SignedCheckpoint] {
        try await real.checkpoints(of: record)
    }
    func newestCheckpoint(of record: RecordID) async throws(StoreError) -> SignedCheckpoint? {
        try await real.newestCheckpoint(of: record)
    }
    func keep(_ note: PrivateNote, of meeting: MeetingID) async throws(StoreError) {
        try await real.keep(note, of: meeting)
    }
    func notes(of delegation: String, in meeting: MeetingID, limit: Int) async throws(StoreError) -> [PrivateNote] {
        try await real.notes(of: delegation, in: meeting, limit: limit)
    }
    func value(for key: String) async throws(StoreError) -> [UInt8]? { try await real.value(for: key) }
    func setValue(_ value: [UInt8], for key: String) async throws(StoreError) {
        try await real.setValue(value, for: key)
    }
    func close() async throws(StoreError) { try await real.close() }
}
