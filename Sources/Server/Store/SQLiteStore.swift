import Foundation
import GRDB
public import Record
public import Summit

/// The store of a single machine: one SQLite file in WAL mode, each commit synced to the disk.
///
/// Statements run on the queue that GRDB keeps for the file, never on Swift's cooperative pool, and a cancelled task
/// does not interrupt them: whoever asked learns the true outcome.
public final class SQLiteStore: RecordStore {
    private let queue: DatabaseQueue

    /// Opens the file at `path`, or makes it.
    public convenience init(path: String) throws(StoreError) {
        try self.init(path: path, open: { try DatabaseQueue(path: path, configuration: $0) })
    }

    /// A store that lives as long as this object: for tests and trials.
    public static func inMemory() throws(StoreError) -> SQLiteStore {
        try SQLiteStore(path: ":memory:", open: { try DatabaseQueue(configuration: $0) })
    }

    private init(path: String, open: (Configuration) throws -> DatabaseQueue) throws(StoreError) {
        var configuration = Configuration()
        configuration.label = "mufakat.store"
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            // The triggers that keep lines as they are hold for REPLACE as well.
            try db.execute(sql: "PRAGMA recursive_triggers = ON")
        }
        do {
            queue = try open(configuration)
            // Whose file it is comes first: another program's journal mode is not ours to change.
            try SQLiteSchema.prepare(queue, path: path)
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        } catch {
            throw SQLiteStore.storeError(error)
        }
    }

    // MARK: Records

    public func records() async throws(StoreError) -> [StoredRecord] {
        try await perform { db in
            try Row.fetchAll(db, sql: "SELECT id, size FROM record WHERE size > 0 ORDER BY number").map { row in
                guard let id = RecordID(rawValue: row[0]) else {
                    throw StoreError.damaged(what: "a record has an unusable name")
                }
                return StoredRecord(id: id, size: row[1])
            }
        }
    }

    public func append(_ lines: [[UInt8]], to record: RecordID, expecting size: Int) async throws(StoreError) {
        try await perform { db in
            let found = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT number, size FROM record WHERE id = ?"), arguments: [record.rawValue])
            let foundSize: Int = found?[1] ?? 0
            guard foundSize == size else {
                throw StoreError.conflict(record: record, expected: size, found: foundSize)
            }
            let number = try found?[0] ?? SQLiteStore.begin(record, in: db)
            let insert = try db.cachedStatement(sql: "INSERT INTO line (record, sequence, bytes) VALUES (?, ?, ?)")
            for (offset, line) in lines.enumerated() {
                try insert.execute(arguments: [number, size + 1 + offset, Data(line)])
            }
            try db.cachedStatement(sql: "UPDATE record SET size = ? WHERE number = ?")
                .execute(arguments: [size + lines.count, number])
        }
    }

    public func lines(
        of record: RecordID, after sequence: Int, limit: Int
    ) async throws(StoreError) -> [[UInt8]] {
        try await perform { db in
            let sql = """
                SELECT line.bytes FROM line JOIN record ON record.number = line.record
                WHERE record.id = ? AND line.sequence > ? ORDER BY line.sequence LIMIT ?
                """
            return try Data.fetchAll(
                db.cachedStatement(sql: sql), arguments: [record.rawValue, sequence, max(limit, 0)]
            ).map { Array($0) }
        }
    }

    // MARK: Checkpoints

    public func keep(_ checkpoint: SignedCheckpoint, of record: RecordID) async throws(StoreError) {
        try await perform { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO checkpoint (record, size, note) VALUES (?, ?, ?)",
                arguments: [
                    SQLiteStore.number(of: record, in: db), checkpoint.checkpoint.size, checkpoint.text,
                ])
        }
    }

    public func checkpoints(of record: RecordID) async throws(StoreError) -> [SignedCheckpoint] {
        try await checkpoints(of: record, order: "size")
    }

    public func newestCheckpoint(of record: RecordID) async throws(StoreError) -> SignedCheckpoint? {
        try await checkpoints(of: record, order: "size DESC LIMIT 1").first
    }

    private func checkpoints(
        of record: RecordID, order: String
    ) async throws(StoreError) -> [SignedCheckpoint] {
        try await perform { db in
            let sql = """
                SELECT note FROM checkpoint WHERE record = (SELECT number FROM record WHERE id = ?)
                ORDER BY checkpoint.\(order)
                """
            return try String.fetchAll(db, sql: sql, arguments: [record.rawValue]).map { text in
                guard let checkpoint = SignedCheckpoint(text: text) else {
                    throw StoreError.damaged(what: "a checkpoint of \(record) cannot be read")
                }
                return checkpoint
            }
        }
    }

    // MARK: Notes

    public func keep(_ note: PrivateNote, of meeting: MeetingID) async throws(StoreError) {
        try await perform { db in
            try db.execute(
                sql: """
                    INSERT INTO private_note (record, delegation, id, at, author, text) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    SQLiteStore.number(of: .meeting(meeting), in: db), note.delegation, note.id, note.at.milliseconds,
                    note.from.rawValue, note.text,
                ])
        }
    }

    public func notes(
        of delegation: String, in meeting: MeetingID, limit: Int
    ) async throws(StoreError) -> [PrivateNote] {
        try await perform { db in
            let sql = """
                SELECT id, at, author, text FROM private_note
                WHERE record = (SELECT number FROM record WHERE id = ?) AND delegation = ?
                ORDER BY number DESC LIMIT ?
                """
            let rows = try Row.fetchAll(
                db, sql: sql, arguments: [meeting.rawValue, delegation, max(limit, 0)])
            return try rows.reversed().map { row in
                guard let author = ParticipantID(row[2] as String) else {
                    throw StoreError.damaged(what: "a note's author has an unusable name")
                }
                return PrivateNote(
                    id: row[0], delegation: delegation, at: Timestamp(milliseconds: row[1]), from: author, text: row[3])
            }
        }
    }

    // MARK: Values of the installation

    public func value(for key: String) async throws(StoreError) -> [UInt8]? {
        try await perform { db in
            try Data.fetchOne(db, sql: "SELECT bytes FROM value WHERE key = ?", arguments: [key]).map { Array($0) }
        }
    }

    public func setValue(_ value: [UInt8], for key: String) async throws(StoreError) {
        try await perform { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO value (key, bytes) VALUES (?, ?)", arguments: [key, Data(value)])
        }
    }

    public func close() async throws(StoreError) {
        do { try queue.close() } catch { throw SQLiteStore.storeError(error) }
    }

    // MARK: Helpers

    /// Runs `body` in one transaction and waits until it is on the disk.
    func perform<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(StoreError) -> Result {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                queue.asyncWrite(body) { _, result in continuation.resume(with: result) }
            }
        } catch {
            throw SQLiteStore.storeError(error)
        }
    }

    private static func begin(_ record: RecordID, in db: Database) throws -> Int64 {
        try db.execute(sql: "INSERT INTO record (id, size) VALUES (?, 0)", arguments: [record.rawValue])
        return db.lastInsertedRowID
    }

    private static func number(of record: RecordID, in db: Database) throws -> Int64 {
        let sql = "SELECT number FROM record WHERE id = ?"
        guard let number = try Int64.fetchOne(db, sql: sql, arguments: [record.rawValue]) else {
            throw StoreError.failed(reason: "there is no record of \(record)")
        }
        return number
    }

    private static func storeError(_ error: any Error) -> StoreError {
        switch error {
        case let error as StoreError: error
        case let error as DatabaseError:
            .failed(reason: "SQLite says \"\(error.message ?? "unknown error")\" (\(error.resultCode.rawValue))")
        default: .failed(reason: "\(error)")
        }
    }
}
