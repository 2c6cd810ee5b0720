import Crypto
public import Summit

/// What an invitation link carries: for whom it is, proved by the installation's key. Nothing about it is stored, so
/// that it can be printed again and verified after a restart.
///
/// A ``TokenSeal`` of version 1 over the record's name and the participant's id.
struct InvitationToken: Hashable {
    /// The meeting or conference.
    var record: RecordID
    var participant: ParticipantID
    /// Which invitation of the participant: a revoked one is followed by the next generation.
    var generation: Int

    private static let version: UInt8 = 1

    func text(key: SymmetricKey) -> String {
        TokenSeal(version: Self.version, texts: [record.rawValue, participant.rawValue], generation: generation)
            .text(key: key)
    }

    /// Nil unless `text` was made with `key`.
    init?(text: String, key: SymmetricKey) {
        guard let seal = TokenSeal(text: text, version: Self.version, texts: 2, key: key),
            let record = RecordID(rawValue: seal.texts[0]), let participant = ParticipantID(seal.texts[1])
        else { return nil }
        self.init(record: record, participant: participant, generation: seal.generation)
    }

    init(record: RecordID, participant: ParticipantID, generation: Int) {
        self.record = record
        self.participant = participant
        self.generation = generation
    }
}

/// An invitation as it is handed out.
public struct Invitation: Sendable {
    public var participant: ParticipantID
    /// Opens the link, and is the bearer token of the same participant.
    public var token: String
    /// Of the link, from the root of the server.
    public var path: String { "/i/\(token)" }

    public init(participant: ParticipantID, token: String) {
        self.participant = participant
        self.token = token
    }
}
