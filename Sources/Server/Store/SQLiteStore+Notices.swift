import Foundation
import GRDB
public import Summit

extension SQLiteStore: NoticeStore {
    public func keep(_ notices: [NewNotice]) async throws(StoreError) -> Set<ParticipantID> {
        try await perform { db in
            let insert = try db.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO notice (conference, person, key, at, bytes, letter_due)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """)
            var told: Set<ParticipantID> = []
            for notice in notices {
                try insert.execute(arguments: [
                    notice.conference.rawValue, notice.person.rawValue, notice.key, notice.at.milliseconds,
                    Data(notice.bytes), notice.letterDue?.milliseconds,
                ])
                if db.changesCount > 0 { told.insert(notice.person) }
            }
            return told
        }
    }

    public func notices(
        of person: ParticipantID, in conference: ConferenceID, limit: Int
    ) async throws(StoreError) -> [KeptNotice] {
        try await perform { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM notice WHERE conference = ? AND person = ? ORDER BY number DESC LIMIT ?",
                arguments: [conference.rawValue, person.rawValue, max(limit, 0)]
            ).map(Self.notice)
        }
    }

    public func markRead(
        through number: Int64, of person: ParticipantID, in conference: ConferenceID, at time: Timestamp
    ) async throws(StoreError) {
        try await perform { db in
            try db.execute(
                sql: """
                    UPDATE notice SET read_at = ?
                    WHERE conference = ? AND person = ? AND number <= ? AND read_at IS NULL
                    """,
                arguments: [time.milliseconds, conference.rawValue, person.rawValue, number])
        }
    }

    public func letters(due time: Timestamp, limit: Int) async throws(StoreError) -> [KeptNotice] {
        try await perform { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM notice WHERE letter_due <= ? ORDER BY letter_due, number LIMIT ?",
                arguments: [time.milliseconds, max(limit, 0)]
            ).map(Self.notice)
        }
    }

    public func settle(_ number: Int64, _ outcome: LetterOutcome) async throws(StoreError) {
        let due: Int64? = if case .again(let time) = outcome { time.milliseconds } else { nil }
        try await perform { db in
            try db.execute(
                sql: "UPDATE notice SET letter_due = ?, tries = tries + 1 WHERE number = ?", arguments: [due, number])
        }
    }

    public func forgetNotices(before time: Timestamp) async throws(StoreError) {
        try await perform { db in
            try db.execute(sql: "DELETE FROM notice WHERE at < ?", arguments: [time.milliseconds])
        }
    }

    private static func notice(_ row: Row) throws -> KeptNotice {
        guard let conference = ConferenceID(row["conference"] as String),
            let person = ParticipantID(row["person"] as String)
        else { throw StoreError.damaged(what: "a notice has an unusable name") }
        return KeptNotice(
            number: row["number"], conference: conference, person: person, at: Timestamp(milliseconds: row["at"]),
            bytes: Array(row["bytes"] as Data), isRead: (row["read_at"] as Int64?) != nil, tries: row["tries"])
    }
}
