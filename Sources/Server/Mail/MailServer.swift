public import Summit

/// Where letters are handed over (RFC 5321, RFC 6409).
public struct MailServer: Sendable {
    public var host: String
    public var port: Int
    public var security: Security
    public var credentials: Credentials?
    public var from: MailAddress
    /// A file of certificates that vouch for the server; nil: those of the system.
    public var authorities: String?

    public enum Security: String, Sendable, Hashable, CaseIterable {
        /// TLS begins by a command (RFC 3207), or no letter goes out.
        case starttls
        /// TLS from the first byte (RFC 8314).
        case implicit
        /// For a server on the same machine alone.
        case none
    }

    /// Prints as REDACTED.
    public struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
        public let user: String
        public let password: String

        /// Nil: nothing that could end a line may be in either.
        public init?(user: String, password: String) {
            guard !user.isEmpty, !user.contains(":"),
                ![user, password].contains(where: { text in
                    text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
                })
            else { return nil }
            self.user = user
            self.password = password
        }

        public var description: String { "REDACTED" }
        public var customMirror: Mirror { Mirror(self, children: [:]) }
    }

    public init(
        host: String, port: Int, security: Security, credentials: Credentials?, from: MailAddress,
        authorities: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
        self.from = from
        self.authorities = authorities
    }
}

/// What became of handing over a letter.
public enum MailOutcome: Sendable, Hashable {
    case sent
    /// By the server, for good: a reply of 5yz.
    case refused(Int)
    /// By the server, for now: a reply of 4yz.
    case deferred(Int)
    /// The server was there, and went away or was silent in the middle of this letter; the code that it answered last.
    case brokenOff(Int)
    /// No server was reached that takes letters: of none, not of this one alone.
    case unreachable(String)
}

/// Hands letters over.
public protocol Mailer: Sendable {
    func send(_ letter: Letter) async -> MailOutcome
}
