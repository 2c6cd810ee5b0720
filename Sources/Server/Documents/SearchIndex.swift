import Foundation
import GRDB
public import Library
import Summit

/// Which words stand in which version of which document: a database beside the files, made anew from them whenever it is lost.
///
/// Whoever searches names the versions that they may read; of any other nothing is looked at, found or counted.
public final class SearchIndex: Sendable {
    /// Names a version.
    public struct Key: Sendable, Hashable {
        public var library: LibraryFacts
        public var document: DocumentID
        public var version: Int

        public init(_ library: LibraryFacts, _ document: DocumentID, _ version: Int) {
            self.library = library
            self.document = document
            self.version = version
        }

        var text: String {
            "\(library.conference)/\(library.delegation?.rawValue ?? "")/\(document)/\(version)"
        }
    }

    /// What of a version is searched.
    struct Entry: Sendable, Hashable {
        var symbol: String
        var title: String
        /// Nil: as they are in the index.
        var words: String?
    }

    /// Of the tables, and of how words are compared.
    private static let edition = 2
    /// A file whose words could not be read so many times is not tried any more.
    static let mostFailures = 4
    private let queue: DatabaseQueue

    /// Opens the file, or makes it anew if it is not what it should be.
    init(path: String) throws {
        do { queue = try Self.open(path) } catch {
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
            queue = try Self.open(path)
        }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "mufakat.search"
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try queue.write { db in
            let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            if found == edition { return }
            guard found == 0 else { throw DatabaseError(message: "another edition") }
            // The words are indexed as they are compared, and kept as they are written.
            try db.execute(
                sql: """
                    CREATE TABLE entry (
                        number INTEGER PRIMARY KEY NOT NULL,
                        key TEXT NOT NULL UNIQUE,
                        symbol TEXT NOT NULL,
                        title TEXT NOT NULL,
                        -- Null: not read yet.
                        words TEXT,
                        -- How often they could not be read.
                        failures INTEGER NOT NULL DEFAULT 0
                    ) STRICT;
                    CREATE VIRTUAL TABLE word USING fts5 (
                        symbol, title, words, content = 'entry', content_rowid = 'number',
                        tokenize = 'unicode61 remove_diacritics 2');
                    PRAGMA user_version = \(edition);
                    """)
        }
        return queue
    }

    /// Of these versions, those whose words are not read yet and may still be.
    func missing(_ keys: [Key]) async throws -> [Key] {
        let asked = try Self.list(keys.map(\.text))
        let known = try await queue.read { db in
            try Set(
                String.fetchAll(
                    db,
                    sql: """
                        SELECT key FROM entry
                        WHERE key IN (SELECT value FROM json_each(?)) AND (words IS NOT NULL OR failures >= ?)
                        """,
                    arguments: [asked, Self.mostFailures]))
        }
        return keys.filter { !known.contains($0.text) }
    }

    /// The words of a version, once they are read.
    func put(words: String, for key: Key) async throws {
        try await queue.write { db in
            let known = try Row.fetchOne(
                db, sql: "SELECT symbol, title FROM entry WHERE key = ?", arguments: [key.text])
            guard let known else { return }
            try Self.replace(Entry(symbol: known["symbol"], title: known["title"], words: words), for: key, in: db)
        }
    }

    /// The words of a version could not be read.
    func noteFailure(of key: Key) async throws {
        try await queue.write { db in
            try db.execute(sql: "UPDATE entry SET failures = failures + 1 WHERE key = ?", arguments: [key.text])
        }
    }

    func failures(of key: Key) async throws -> Int? {
        try await queue.read { db in
            try Int.fetchOne(db, sql: "SELECT failures FROM entry WHERE key = ?", arguments: [key.text])
        }
    }

    /// Replaces what is searched of a version.
    func put(_ entry: Entry, for key: Key) async throws {
        try await queue.write { try Self.replace(entry, for: key, in: $0) }
    }

    private static func replace(_ entry: Entry, for key: Key, in db: Database) throws {
        let old = try Row.fetchOne(db, sql: "SELECT * FROM entry WHERE key = ?", arguments: [key.text])
        let words: String? = entry.words ?? old?["words"]
        let failures: Int = old?["failures"] ?? 0
        if let old {
            if old["symbol"] == entry.symbol, old["title"] == entry.title, old["words"] == words { return }
            try db.execute(
                sql: "INSERT INTO word (word, rowid, symbol, title, words) VALUES ('delete', ?, ?, ?, ?)",
                arguments: [
                    old["number"], Self.compared(old["symbol"]), Self.compared(old["title"]),
                    Self.compared(old["words"] ?? ""),
                ])
            try db.execute(sql: "DELETE FROM entry WHERE number = ?", arguments: [old["number"]])
        }
        try db.execute(
            sql: "INSERT INTO entry (key, symbol, title, words, failures) VALUES (?, ?, ?, ?, ?)",
            arguments: [key.text, entry.symbol, entry.title, words, failures])
        try db.execute(
            sql: "INSERT INTO word (rowid, symbol, title, words) VALUES (?, ?, ?, ?)",
            arguments: [
                db.lastInsertedRowID, Self.compared(entry.symbol), Self.compared(entry.title),
                Self.compared(words ?? ""),
            ])
    }

    private static func list(_ keys: some Collection<String>) throws -> String {
        String(decoding: try JSONEncoder().encode(Array(keys)), as: UTF8.self)
    }

    /// The words of a version as they were read from its file; nil if that has not happened yet.
    public func words(of key: Key) async throws -> String? {
        try await queue.read { db in
            try String.fetchOne(db, sql: "SELECT words FROM entry WHERE key = ?", arguments: [key.text])
        }
    }

    /// Marks around what was found in an excerpt.
    public static let mark = (open: Character("\u{2}"), close: Character("\u{3}"))

    /// The versions among `keys` in which all words of a query stand or begin, each with an excerpt. A query without words finds nothing.
    public func search(_ query: String, among keys: [Key]) async throws -> [Key: String] {
        guard let pattern = Self.pattern(query) else { return [:] }
        let byText = Dictionary(keys.map { ($0.text, $0) }) { $1 }
        let readable = try Self.list(byText.keys)
        let rows = try await queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT entry.key, snippet(word, 2, char(2), char(3), '…', 24)
                    FROM word JOIN entry ON entry.number = word.rowid
                    WHERE word MATCH ? AND entry.key IN (SELECT value FROM json_each(?))
                    """,
                arguments: [pattern, readable]
            ).map { row in (key: row[0] as String, excerpt: row[1] as String? ?? "") }
        }
        return Dictionary(rows.compactMap { row in byText[row.key].map { ($0, row.excerpt) } }) { $1 }
    }

    /// At most so many words of a query count.
    private static let mostWords = 16

    static func pattern(_ query: String) -> String? {
        let words = compared(String(query.prefix(500))).split { !$0.isLetter && !$0.isNumber }.prefix(mostWords)
        guard !words.isEmpty else { return nil }
        // Quotes cannot come in among letters and digits.
        return words.map { "\"\($0)\"*" }.joined(separator: " ")
    }

    /// Vietnamese đ is a letter of its own to Unicode, and a d to who types without signs. Lengths stay, so that excerpts fit.
    static func compared(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.lazy.map { $0 == "đ" || $0 == "Đ" ? "d" : $0 })
        return String(scalars)
    }
}
