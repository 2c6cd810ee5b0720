/// The short-term credentials of one agent in one ICE generation (RFC 8445 section 5.3): `a=ice-ufrag`, `a=ice-pwd`.
public struct ICECredentials: Sendable, Hashable {
    /// 4 to 256 ice-chars.
    public var usernameFragment: String
    /// 22 to 256 ice-chars.
    public var password: String

    public init(usernameFragment: String, password: String) {
        self.usernameFragment = usernameFragment
        self.password = password
    }

    /// Makes credentials from entropy: 8 characters of fragment (48 bits) and 24 of password (144 bits).
    ///
    /// - Parameter randomBytes: `randomByteCount` random bytes; missing ones count as zero.
    public init(randomBytes: some Collection<UInt8>) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var characters = randomBytes.prefix(Self.randomByteCount).map { alphabet[Int($0 & 63)] }
        characters += Array(repeating: alphabet[0], count: Self.randomByteCount - characters.count)
        usernameFragment = String(decoding: characters[..<8], as: UTF8.self)
        password = String(decoding: characters[8...], as: UTF8.self)
    }

    public static let randomByteCount = 32

    /// Whether both have lengths and characters that RFC 8839 section 5.4 allows. What comes from outside is checked first.
    public var isWellFormed: Bool {
        (4...256).contains(usernameFragment.utf8.count) && (22...256).contains(password.utf8.count)
            && usernameFragment.utf8.allSatisfy(Self.isICECharacter) && password.utf8.allSatisfy(Self.isICECharacter)
    }

    private static func isICECharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}

extension ICECredentials: CustomStringConvertible, CustomDebugStringConvertible {
    /// The password stays out of logs.
    public var description: String { "\(usernameFragment):REDACTED" }
    public var debugDescription: String { description }
}
