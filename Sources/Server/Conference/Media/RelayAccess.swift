import ClientProtocol
import Crypto
import Foundation
import Summit

/// The TURN servers of an installation, and how those who are invited get in: by a name that carries its own end and a
/// password which the TURN server can compute as well (coturn's `use-auth-secret`).
public struct RelayAccess: Sendable {
    /// How long a credential opens new relays. A relay that is open stays open.
    public static let lifetimeSeconds: Int64 = 4 * 3600
    /// After so long everybody gets a new one.
    static let renewalMilliseconds: Int64 = lifetimeSeconds * 1_000 / 2

    public let urls: [String]
    private let secret: RelaySecret

    /// - Parameter urls: well-formed `turn:` and `turns:` URIs (RFC 7065).
    public init(urls: [String], secret: RelaySecret) {
        self.urls = urls
        self.secret = secret
    }

    /// A new credential. Its name says nothing of the person.
    func server(now: Timestamp, number: UInt64 = .random(in: .min ... .max)) -> RelayServer {
        let username = "\(now.milliseconds / 1_000 + Self.lifetimeSeconds):\(String(number, radix: 36))"
        return RelayServer(urls: urls, username: username, credential: secret.password(for: username))
    }
}

/// What the program and the TURN server share. Printed as REDACTED.
public struct RelaySecret: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SymmetricKey

    public init(_ text: String) { key = SymmetricKey(data: Data(text.utf8)) }

    /// base64(HMAC-SHA1(secret, username)): SHA-1, because TURN servers know nothing else; as a MAC it still holds.
    func password(for username: String) -> String {
        Data(HMAC<Insecure.SHA1>.authenticationCode(for: Data(username.utf8), using: key)).base64EncodedString()
    }

    public var description: String { "REDACTED" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
