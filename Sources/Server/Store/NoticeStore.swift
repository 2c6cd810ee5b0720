public import Summit

/// Where what people should know is kept, with who has read it and which letters are still to be sent. It is no record: it follows from
/// the records, and is forgotten after a while.
public protocol NoticeStore: Sendable {
    /// Keeps what nobody was told yet; the same key for the same person a second time changes nothing.
    /// - Returns: who is told now.
    func keep(_ notices: [NewNotice]) async throws(StoreError) -> Set<ParticipantID>

    /// The last `limit` of a person, the newest first.
    func notices(of person: ParticipantID, in conference: ConferenceID, limit: Int) async throws(StoreError)
        -> [KeptNotice]

    /// A person has read theirs up to a number.
    func markRead(through number: Int64, of person: ParticipantID, in conference: ConferenceID, at time: Timestamp)
        async throws(StoreError)

    /// Up to `limit` whose letters are due, the longest due first.
    func letters(due time: Timestamp, limit: Int) async throws(StoreError) -> [KeptNotice]

    /// What became of a letter.
    func settle(_ number: Int64, _ outcome: LetterOutcome) async throws(StoreError)

    /// Forgets what was told before a time.
    func forgetNotices(before time: Timestamp) async throws(StoreError)
}

/// What one person is to be told.
public struct NewNotice: Sendable, Hashable {
    public var conference: ConferenceID
    public var person: ParticipantID
    public var key: String
    public var at: Timestamp
    /// The notice itself.
    public var bytes: [UInt8]
    /// When a letter is due; nil: none is sent.
    public var letterDue: Timestamp?

    public init(
        conference: ConferenceID, person: ParticipantID, key: String, at: Timestamp, bytes: [UInt8],
        letterDue: Timestamp?
    ) {
        self.conference = conference
        self.person = person
        self.key = key
        self.at = at
        self.bytes = bytes
        self.letterDue = letterDue
    }
}

/// What one person was told.
public struct KeptNotice: Sendable, Hashable {
    /// Counts up through the installation.
    public var number: Int64
    public var conference: ConferenceID
    public var person: ParticipantID
    public var at: Timestamp
    public var bytes: [UInt8]
    public var isRead: Bool
    /// How often a letter was refused.
    public var tries: Int
}

public enum LetterOutcome: Sendable, Hashable {
    /// It was sent, or will never be.
    case done
    /// It was refused for now.
    case again(at: Timestamp)
}
