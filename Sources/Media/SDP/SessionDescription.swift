/// A session description as values: the part of RFC 8866 that WebRTC uses (RFC 8829), in no particular line order.
///
/// `init(parsing:)` reads text that came from outside, `text` writes the canonical order.
public struct SessionDescription: Hashable, Sendable {
    /// `o=`: `<username> <id> <version> IN IP4 <address>`.
    public struct Origin: Hashable, Sendable {
        public var username: String
        public var sessionID: UInt64
        /// Grows by one with each new description of the same session.
        public var version: UInt64
        /// `IN IP4 127.0.0.1`, as written; WebRTC gives it no meaning.
        public var address: String

        public init(
            username: String = "-", sessionID: UInt64, version: UInt64, address: String = "IN IP4 127.0.0.1"
        ) {
            self.username = username
            self.sessionID = sessionID
            self.version = version
            self.address = address
        }
    }

    public var origin: Origin
    public var name = "-"
    /// The mids of each `a=group:BUNDLE` (RFC 9143); WebRTC has one or none.
    public var bundles: [[String]] = []
    /// `a=ice-lite` (RFC 8839 section 5.3).
    public var isICELite = false
    /// `a=extmap-allow-mixed` (RFC 8285 section 6).
    public var allowsMixedExtensions = false
    /// Session-level transport attributes; an m-line's own ones win. See `transport(of:)`.
    public var transport = TransportDescription()
    /// Attributes without a field of their own, as `name` or `name:value`.
    public var otherAttributes: [String] = []
    public var media: [MediaSection] = []

    public init(origin: Origin) { self.origin = origin }

    /// The candidate lines of all m-lines, each once: in a bundle some repeat them with every m-line.
    public var candidates: [String] {
        var seen: Set<String> = []
        return media.flatMap(\.candidates).filter { seen.insert($0).inserted }
    }

    /// The transport attributes that hold for an m-line: its own ones, else those of the session.
    public func transport(of section: MediaSection) -> TransportDescription {
        TransportDescription(
            usernameFragment: section.transport.usernameFragment ?? transport.usernameFragment,
            password: section.transport.password ?? transport.password,
            iceOptions: section.transport.iceOptions.isEmpty ? transport.iceOptions : section.transport.iceOptions,
            fingerprints: section.transport.fingerprints.isEmpty
                ? transport.fingerprints : section.transport.fingerprints,
            setup: section.transport.setup ?? transport.setup)
    }
}

/// How to reach and to trust the other side: ICE credentials (RFC 8839) and DTLS (RFC 8842, RFC 8122).
public struct TransportDescription: Hashable, Sendable {
    public var usernameFragment: String?
    public var password: String?
    /// For example `trickle`, `renomination`.
    public var iceOptions: [String]
    public var fingerprints: [Fingerprint]
    public var setup: SetupRole?

    public init(
        usernameFragment: String? = nil, password: String? = nil, iceOptions: [String] = [],
        fingerprints: [Fingerprint] = [], setup: SetupRole? = nil
    ) {
        self.usernameFragment = usernameFragment
        self.password = password
        self.iceOptions = iceOptions
        self.fingerprints = fingerprints
        self.setup = setup
    }
}
