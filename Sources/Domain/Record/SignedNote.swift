public import Crypto
internal import Foundation

/// The public half of a note's key, C2SP signed-note: whose signature it is, and how to check it.
public struct NoteKey: Sendable {
    /// The algorithm byte of Ed25519 in signed notes.
    static let ed25519: UInt8 = 0x01

    public let name: String
    public let publicKey: Curve25519.Signing.PublicKey

    /// Nil if the name is empty or holds a space, a control character or a plus sign.
    public init?(name: String, publicKey: Curve25519.Signing.PublicKey) {
        guard NoteKey.isName(name) else { return nil }
        self.name = name
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256(name || 0x0A || 0x01 || public key).
    public var keyID: [UInt8] {
        let hashed = Array(name.utf8) + [0x0A, NoteKey.ed25519] + Array(publicKey.rawRepresentation)
        return Array(SHA256.hash(data: hashed).prefix(4))
    }

    /// The verifier key as text, `name+hexid+base64`, as foreign tools take it.
    public var text: String {
        let key = Data([NoteKey.ed25519] + Array(publicKey.rawRepresentation))
        return "\(name)+\(Hexadecimal.text(of: keyID))+\(key.base64EncodedString())"
    }

    /// Parses `text`; nil unless the key id fits name and key.
    public init?(text: String) {
        // The base64 part may hold plus signs, the other two cannot.
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64Encoded: String(parts[2])), data.first == NoteKey.ed25519,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: data.dropFirst())
        else { return nil }
        self.init(name: String(parts[0]), publicKey: key)
        guard Hexadecimal.text(of: keyID) == parts[1] else { return nil }
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar != "+" && !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
            }
    }
}

/// Signs checkpoints in the name of one installation.
public struct NoteSigner: Sendable {
    public let key: NoteKey
    private let privateKey: Curve25519.Signing.PrivateKey

    /// Nil if the name cannot stand in a signed note (see `NoteKey`).
    public init?(name: String, privateKey: Curve25519.Signing.PrivateKey) {
        guard let key = NoteKey(name: name, publicKey: privateKey.publicKey) else { return nil }
        self.key = key
        self.privateKey = privateKey
    }

    public func sign(_ checkpoint: Checkpoint) throws -> SignedCheckpoint {
        let body = checkpoint.body
        let signature = try privateKey.signature(for: Data(body.utf8))
        let blob = Data(key.keyID + Array(signature)).base64EncodedString()
        return SignedCheckpoint(checkpoint: checkpoint, text: "\(body)\n\u{2014} \(key.name) \(blob)\n")
    }
}

/// A checkpoint with its signatures, in the text form of C2SP signed-note: body, blank line, and one line
/// `— name base64(key id || signature)` for each signature.
public struct SignedCheckpoint: Hashable, Sendable {
    /// Longer notes are refused unread.
    public static let longestText = 16_384

    public let checkpoint: Checkpoint
    public let text: String

    init(checkpoint: Checkpoint, text: String) {
        self.checkpoint = checkpoint
        self.text = text
    }

    /// Parses a note without checking who signed it; nil if it is not a checkpoint with signature lines.
    public init?(text: String) {
        guard text.utf8.count <= SignedCheckpoint.longestText,
            let (body, signatures) = SignedCheckpoint.parts(of: text),
            let checkpoint = Checkpoint(body: body), !signatures.isEmpty
        else { return nil }
        self.init(checkpoint: checkpoint, text: text)
    }

    /// True if `key`'s owner signed exactly this text.
    public func isSigned(by key: NoteKey) -> Bool {
        guard let (body, signatures) = SignedCheckpoint.parts(of: text) else { return false }
        return signatures.contains { name, blob in
            name == key.name && Array(blob.prefix(4)) == key.keyID
                && key.publicKey.isValidSignature(blob.dropFirst(4), for: Data(body.utf8))
        }
    }

    private static func parts(of text: String) -> (body: String, signatures: [(name: String, blob: Data)])? {
        // Notes of this form hold the blank line once: a body's lines are never empty.
        guard let blank = text.range(of: "\n\n"), text.hasSuffix("\n") else { return nil }
        let body = String(text[..<blank.lowerBound]) + "\n"
        var signatures: [(String, Data)] = []
        for line in text[blank.upperBound...].dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3, words[0] == "\u{2014}", NoteKey.isName(String(words[1])),
                let blob = Data(base64Encoded: String(words[2])), blob.count > 4
            else { return nil }
            signatures.append((String(words[1]), blob))
        }
        return (body, signatures)
    }
}
