import GRDB

/// The tables, and how an older file becomes a newer one. A migration that was released is never changed.
enum SQLiteSchema {
    /// "MUFK": tells our files from others' (`PRAGMA application_id`).
    static let applicationID: Int32 = 0x4D55_464B

    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: records, checkpoints, notes, values") { db in
            try db.execute(
                sql: """
                    CREATE TABLE record (
                        number INTEGER PRIMARY KEY NOT NULL,
                        id TEXT NOT NULL UNIQUE,
                        size INTEGER NOT NULL CHECK (size >= 0)
                    ) STRICT;

                    CREATE TABLE line (
                        record INTEGER NOT NULL REFERENCES record (number),
                        sequence INTEGER NOT NULL CHECK (sequence > 0),
                        bytes BLOB NOT NULL,
                        PRIMARY KEY (record, sequence)
                    ) STRICT, WITHOUT ROWID;

                    -- A line that was written stays as it is, whatever a later release's code may try.
                    CREATE TRIGGER line_is_final BEFORE UPDATE ON line
                        BEGIN SELECT RAISE (ABORT, 'a line of a record is never changed'); END;
                    CREATE TRIGGER line_stays BEFORE DELETE ON line
                        BEGIN SELECT RAISE (ABORT, 'a line of a record is never removed'); END;

                    CREATE TABLE checkpoint (
                        record INTEGER NOT NULL REFERENCES record (number),
                        size INTEGER NOT NULL CHECK (size >= 0),
                        note TEXT NOT NULL,
                        PRIMARY KEY (record, size)
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE private_note (
                        number INTEGER PRIMARY KEY NOT NULL,
                        record INTEGER NOT NULL REFERENCES record (number),
                        delegation TEXT NOT NULL,
                        id TEXT NOT NULL,
                        at INTEGER NOT NULL,
                        author TEXT NOT NULL,
                        text TEXT NOT NULL
                    ) STRICT;
                    CREATE INDEX private_note_of_delegation ON private_note (record, delegation, number);

                    CREATE TABLE value (
                        key TEXT PRIMARY KEY NOT NULL,
                        bytes BLOB NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("2: notices") { db in
            try db.execute(
                sql: """
                    -- Numbers are not given twice: a reader says up to which one they have read.
                    CREATE TABLE notice (
                        number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
                        conference TEXT NOT NULL,
                        person TEXT NOT NULL,
                        key TEXT NOT NULL,
                        at INTEGER NOT NULL,
                        bytes BLOB NOT NULL,
                        read_at INTEGER,
                        -- Null: no letter is to be sent any more.
                        letter_due INTEGER,
                        tries INTEGER NOT NULL DEFAULT 0,
                        UNIQUE (conference, person, key)
                    ) STRICT;
                    CREATE INDEX notice_of_person ON notice (conference, person, number);
                    CREATE INDEX notice_letter ON notice (letter_due, number) WHERE letter_due IS NOT NULL;
                    CREATE INDEX notice_age ON notice (at);
                    """)
        }
        return migrator
    }()

    /// Makes the tables of a new file or brings an older one up to date; refuses what is not ours to change.
    static func prepare(_ queue: DatabaseQueue, path: String) throws {
        let (id, isEmpty) = try queue.read { db in
            (
                try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
            )
        }
        guard id == applicationID || (id == 0 && isEmpty) else { throw StoreError.foreign(path: path) }
        if try queue.read(migrator.hasBeenSuperseded) { throw StoreError.newerSchema(path: path) }
        if id != applicationID {
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
        }
        try migrator.migrate(queue)
    }
}
