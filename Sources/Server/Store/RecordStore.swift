public import Record
public import Summit

/// Where records, and what belongs to them without being recorded, are kept durably.
///
/// A call that returns has reached the disk: it survives the death of the process and of the machine. A call that
/// throws has changed nothing. Every engine passes the same contract tests.
public protocol RecordStore: Sendable {
    /// Every record that has at least one line, in the order in which they were begun.
    func records() async throws(StoreError) -> [StoredRecord]

    /// Adds lines to a record in one transaction, all or none. `size` is the number of lines which the record is
    /// expected to have; 0 begins it. Lines are bytes without line feed.
    /// - Throws: `.conflict` if the record has another size: somebody else wrote to it.
    func append(_ lines: [[UInt8]], to record: RecordID, expecting size: Int) async throws(StoreError)

    /// Up to `limit` lines of a record, from the one after sequence number `sequence` on. Empty at the end and for
    /// an unknown record.
    func lines(of record: RecordID, after sequence: Int, limit: Int) async throws(StoreError) -> [[UInt8]]

    /// Keeps a signed checkpoint; one for the same size replaces it.
    func keep(_ checkpoint: SignedCheckpoint, of record: RecordID) async throws(StoreError)

    /// All checkpoints of a record, smallest first.
    func checkpoints(of record: RecordID) async throws(StoreError) -> [SignedCheckpoint]

    /// The checkpoint that covers the most lines.
    func newestCheckpoint(of record: RecordID) async throws(StoreError) -> SignedCheckpoint?

    /// Keeps a delegation's note, outside of the record.
    func keep(_ note: PrivateNote, of meeting: MeetingID) async throws(StoreError)

    /// The last `limit` notes of a delegation in a meeting, oldest first.
    func notes(of delegation: String, in meeting: MeetingID, limit: Int) async throws(StoreError) -> [PrivateNote]

    /// A value of the installation, such as a key; nil if it was never set.
    func value(for key: String) async throws(StoreError) -> [UInt8]?

    func setValue(_ value: [UInt8], for key: String) async throws(StoreError)

    /// Finishes what was begun; later calls throw `.failed`.
    func close() async throws(StoreError)
}

/// A record by name and length.
public struct StoredRecord: Hashable, Sendable {
    public var id: RecordID
    /// Its number of lines, which is its last sequence number.
    public var size: Int

    public init(id: RecordID, size: Int) {
        self.id = id
        self.size = size
    }
}

/// A note that members of one delegation pass among themselves.
public struct PrivateNote: Hashable, Sendable {
    public var id: String
    /// Who may read it: a name that the caller chooses, such as a seat's id.
    public var delegation: String
    public var at: Timestamp
    public var from: ParticipantID
    public var text: String

    public init(id: String, delegation: String, at: Timestamp, from: ParticipantID, text: String) {
        self.id = id
        self.delegation = delegation
        self.at = at
        self.from = from
        self.text = text
    }
}
