package import Conference
import Crypto
import Record

import class Foundation.FileManager
import struct Foundation.Data

/// What makes this installation itself: its keys and the administration token, each in a file of mode 0600 in the data
/// folder. None of them is in the database, so that a copy of the record opens no door.
package struct Installation: Sendable {
    package let secrets: Secrets
    /// What a verifier of this installation's records needs, in the form of C2SP signed-note.
    package let recordKey: String
    package let administrationToken: AdministrationToken

    /// The names of the three.
    package static let files = ["installation-key", "record-key", "admin-token"]

    /// Reads the files, and makes those that are missing.
    package init(in folder: DataFolder, name: String = "mufakat") throws(ExitReason) {
        let invitationKey = try folder.secret("installation-key") {
            SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
        }
        let signingKey = try folder.secret("record-key") { [UInt8](Curve25519.Signing.PrivateKey().rawRepresentation) }
        let token = try folder.secret("admin-token") { [UInt8](Self.randomToken().utf8) }
        guard invitationKey.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: signingKey)
        else {
            throw ExitReason(.cannotCreate, "The keys in \(folder.path) are damaged; bring them back from a copy.")
        }
        let tokenText = String(decoding: token, as: UTF8.self).trimmed
        guard tokenText.utf8.count >= 32 else {
            throw ExitReason(
                .cannotCreate, "The file \(folder.file("admin-token")) is damaged; bring it back from a copy.")
        }
        secrets = Secrets(name: name, invitationKey: SymmetricKey(data: invitationKey), recordKey: key)
        recordKey = secrets.recordKey.text
        administrationToken = AdministrationToken(tokenText)
    }

    /// What the TURN servers and this installation share: from the named file, else from `turn-secret` in the data folder,
    /// which is made if it is missing.
    package static func relaySecret(file: String?, in folder: DataFolder) throws(ExitReason) -> RelaySecret {
        let bytes: [UInt8]
        if let file {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw ExitReason(.noInput, "The file of the TURN secret \(file) cannot be read.")
            }
            bytes = [UInt8](data)
        } else {
            bytes = try folder.secret("turn-secret") { [UInt8](randomToken().utf8) }
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        guard text.utf8.count >= 16 else {
            throw ExitReason(
                .configuration, "The TURN secret in \(file ?? "turn-secret") is shorter than 16 characters.")
        }
        return RelaySecret(text)
    }

    /// 256 random bits, base64url; not one that a command line would take for an option.
    private static func randomToken() -> String {
        while true {
            let token = Base64URL.text(of: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
            if !token.hasPrefix("-") { return token }
        }
    }
}

/// The token of the installation's administration. Compared in constant time, printed as REDACTED.
package struct AdministrationToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token itself, for those who may hand it out.
    package let text: String
    private let digest: SHA256Digest

    package init(_ text: String) {
        self.text = text
        digest = SHA256.hash(data: Data(text.utf8))
    }

    /// Digests are compared, whose comparison takes the same time whatever the difference.
    func matches(_ candidate: String) -> Bool { SHA256.hash(data: Data(candidate.utf8)) == digest }

    package var description: String { "REDACTED" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
