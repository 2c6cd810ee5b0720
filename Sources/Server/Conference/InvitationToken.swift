import Crypto
public import Summit

/// What an invitation link carries: for whom it is, proved by the installation's key. Nothing about it is stored, so
/// that it can be printed again and verified after a restart.
///
/// base64url, without padding, of: version (1), length of the record's name, the name, length of the participant's id,
/// the id, generation (4 bytes, big endian), and the first 16 bytes of HMAC-SHA256 over all before it.
struct InvitationToken: Hashable {
    /// The meeting or conference.
    var record: RecordID
    var participant: ParticipantID
    /// Which invitation of the participant: a revoked one is followed by the next generation.
    var generation: Int

    private static let version: UInt8 = 1
    private static let codeLength = 16
    /// The longest that a token can be, characters.
    private static let maximumLength = 160

    func text(key: SymmetricKey) -> String {
        let body = self.body
        return Base64URL.text(of: body + Self.code(for: body, key: key))
    }

    private var body: [UInt8] {
        var bytes = [Self.version]
        for id in [record.rawValue, participant.rawValue] {
            bytes.append(UInt8(id.utf8.count))
            bytes.append(contentsOf: id.utf8)
        }
        let generation = UInt32(clamping: generation)
        for shift in stride(from: 24, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: generation >> UInt32(shift)))
        }
        return bytes
    }

    /// Nil unless `text` was made with `key`.
    init?(text: String, key: SymmetricKey) {
        guard text.utf8.count <= Self.maximumLength, let bytes = Base64URL.bytes(of: text),
            bytes.count > Self.codeLength
        else { return nil }
        let body = Array(bytes.dropLast(Self.codeLength))
        guard Self.areEqual(Self.code(for: body, key: key), Array(bytes.suffix(Self.codeLength))) else { return nil }
        // From here on the bytes are our own; they are read with care nevertheless.
        var rest = body[...]
        guard rest.popFirst() == Self.version,
            let record = Self.takeText(from: &rest).flatMap(RecordID.init(rawValue:)),
            let participant = Self.takeText(from: &rest).flatMap({ ParticipantID($0) }), rest.count == 4
        else { return nil }
        self.init(record: record, participant: participant, generation: rest.reduce(0) { $0 << 8 | Int($1) })
    }

    init(record: RecordID, participant: ParticipantID, generation: Int) {
        self.record = record
        self.participant = participant
        self.generation = generation
    }

    private static func takeText(from bytes: inout ArraySlice<UInt8>) -> String? {
        guard let count = bytes.popFirst(), bytes.count >= Int(count) else { return nil }
        defer { bytes = bytes.dropFirst(Int(count)) }
        return String(validating: bytes.prefix(Int(count)), as: UTF8.self)
    }

    private static func code(for body: [UInt8], key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: body, using: key).prefix(codeLength))
    }

    /// Takes the same time whatever the difference: an answer's time tells nothing about the right code.
    static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
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
