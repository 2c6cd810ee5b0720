import Foundation
import GRDB
import Store
import Summit
import Testing

@Suite struct SQLiteStoreTests {
    private static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    private let apt = RecordID(rawValue: "apt-2020")!

    @Test func memoryKeepsTheContract() async throws {
        try await StoreContract(SQLiteStore.inMemory()).run()
    }

    @Test func aFileKeepsTheContract() async throws {
        try await Self.withFolder { folder in
            try await StoreContract(SQLiteStore(path: folder.appending(path: "record.db").path)).run()
        }
    }

    @Test func whatWasWrittenIsThereAfterReopening() async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "record.db").path
            let first = try SQLiteStore(path: path)
            try await first.append([[1], [2]], to: apt, expecting: 0)
            try await first.close()
            await #expect(throws: StoreError.self) { try await first.append([[3]], to: apt, expecting: 2) }
            let second = try SQLiteStore(path: path)
            #expect(try await second.lines(of: apt, after: 0, limit: 10) == [[1], [2]])
        }
    }

    /// What the disk holds at any moment, were the machine to stop: copies of the files, taken while somebody writes.
    /// Each copy opens, and holds every line that was acknowledged before the copy was begun.
    @Test func aCopyOfTheFilesAtAnyMomentHoldsWhatWasAcknowledged() async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "record.db").path
            let store = try SQLiteStore(path: path)
            for round in 0..<20 {
                let size = round * 3
                try await store.append([[1], [2], [3]], to: apt, expecting: size)
                let copy = folder.appending(path: "copy-\(round)")
                try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
                // No -shm: it is shared memory, and gone after a crash.
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: path + suffix, toPath: copy.appending(path: "record.db" + suffix).path)
                }
                let reopened = try SQLiteStore(path: copy.appending(path: "record.db").path)
                #expect(try await reopened.lines(of: apt, after: 0, limit: 1_000).count == size + 3)
            }
        }
    }

    /// A write-ahead log that ends in the middle of a transaction is a crash during an append: that append is not
    /// there, and those before it are.
    @Test func aTornLogLosesOnlyWhatWasNotAcknowledged() async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "record.db").path
            let store = try SQLiteStore(path: path)
            try await store.append([[1], [2]], to: apt, expecting: 0)
            let before = try Data(contentsOf: URL(filePath: path + "-wal")).count
            try await store.append([Array(repeating: 7, count: 20_000)], to: apt, expecting: 2)
            let log = try Data(contentsOf: URL(filePath: path + "-wal"))
            try #require(log.count > before)
            for length in stride(from: before, to: log.count, by: 997) {
                let copy = folder.appending(path: "torn-\(length)")
                try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
                let torn = copy.appending(path: "record.db").path
                try FileManager.default.copyItem(atPath: path, toPath: torn)
                try log.prefix(length).write(to: URL(filePath: torn + "-wal"))
                let reopened = try SQLiteStore(path: torn)
                #expect(try await reopened.lines(of: apt, after: 0, limit: 10) == [[1], [2]])
                try await reopened.append([[9]], to: apt, expecting: 2)
            }
        }
    }

    @Test func aNewerFileIsLeftAlone() async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "record.db").path
            try await SQLiteStore(path: path).close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9: of the future')")
            }
            try queue.close()
            #expect(throws: StoreError.newerSchema(path: path)) { try SQLiteStore(path: path) }
            #expect(StoreError.newerSchema(path: path).description.contains("newer release"))
        }
    }

    @Test func anothersDatabaseIsLeftAlone() async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "other.db").path
            let queue = try DatabaseQueue(path: path)
            try await queue.write { db in try db.execute(sql: "CREATE TABLE theirs (x)") }
            try queue.close()
            let bytes = try Data(contentsOf: URL(filePath: path))
            #expect(throws: StoreError.foreign(path: path)) { try SQLiteStore(path: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
        }
    }

    @Test func aFileThatIsNoDatabaseIsRefusedAndLeftAlone() async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "text.db").path
            let text = Data(String(repeating: "This is no database. ", count: 100).utf8)
            try text.write(to: URL(filePath: path))
            #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == text)
            #expect(throws: StoreError.self) { try SQLiteStore(path: folder.appending(path: "no/such/file").path) }
        }
    }

    /// The database itself refuses to change or remove a line, whoever asks.
    @Test(arguments: ["UPDATE line SET bytes = x'00'", "DELETE FROM line", "DELETE FROM record"])
    func linesAreFinal(statement: String) async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "record.db").path
            let store = try SQLiteStore(path: path)
            try await store.append([[1]], to: apt, expecting: 0)
            try await store.close()
            let queue = try DatabaseQueue(path: path)
            await #expect(throws: DatabaseError.self) { try await queue.write { try $0.execute(sql: statement) } }
        }
    }

    @Test func everyCommitReachesTheDisk() async throws {
        try await Self.withFolder { folder in
            let path = folder.appending(path: "record.db").path
            let store = try SQLiteStore(path: path)
            try await store.append([[1]], to: apt, expecting: 0)
            let queue = try DatabaseQueue(path: path)
            let mode = try await queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
            let id = try await queue.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
            #expect(mode == "wal")
            #expect(id == 0x4D55_464B)
        }
    }
}
