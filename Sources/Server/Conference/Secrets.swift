public import Crypto
import Foundation
public import Record
public import Store

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

    /// The keys kept in the store, made there at the first start.
    public static func kept(in store: any RecordStore, name: String = "mufakat") async throws(StoreError) -> Secrets {
        let invitationKey = SymmetricKey(size: .bits256)
        let recordKey = Curve25519.Signing.PrivateKey()
        let keptInvitationKey = try await store.setValueOnce(
            invitationKey.withUnsafeBytes { Array($0) }, for: "invitation-key")
        let keptRecordKey = try await store.setValueOnce(Array(recordKey.rawRepresentation), for: "record-key")
        guard keptInvitationKey.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Data(keptRecordKey))
        else { throw .damaged(what: "the installation's keys cannot be read") }
        return Secrets(name: name, invitationKey: SymmetricKey(data: keptInvitationKey), recordKey: key)
    }

    /// What a verifier of this installation's records needs.
    public var recordKey: NoteKey { signer.key }
}

extension Secrets: CustomStringConvertible, CustomReflectable {
    public var description: String { "REDACTED" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
