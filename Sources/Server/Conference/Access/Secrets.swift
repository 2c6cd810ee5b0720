public import Crypto
public import Record

/// The keys of an installation: who made its invitations and who signed its records.
public struct Secrets: Sendable {
    /// Authenticates invitation tokens.
    let invitationKey: SymmetricKey
    /// Signs checkpoints.
    let signer: NoteSigner

    /// - Precondition: `name` can stand in a signed note: not empty, no spaces, no plus sign.
    public init(name: String, invitationKey: SymmetricKey, recordKey: Curve25519.Signing.PrivateKey) {
        guard let signer = NoteSigner(name: name, privateKey: recordKey) else {
            preconditionFailure("The installation's name cannot stand in a signed note")
        }
        self.invitationKey = invitationKey
        self.signer = signer
    }

    /// What a verifier of this installation's records needs.
    public var recordKey: NoteKey { signer.key }
}

extension Secrets: CustomStringConvertible, CustomReflectable {
    public var description: String { "REDACTED" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
