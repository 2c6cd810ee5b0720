/// Who sends on an m-line (RFC 8866 section 6.7), seen from the side whose description it stands in.
public enum MediaDirection: String, Hashable, Sendable, CaseIterable {
    case sendrecv, sendonly, recvonly, inactive

    public init(sends: Bool, receives: Bool) {
        self =
            switch (sends, receives) {
            case (true, true): .sendrecv
            case (true, false): .sendonly
            case (false, true): .recvonly
            case (false, false): .inactive
            }
    }

    public var sends: Bool { self == .sendrecv || self == .sendonly }
    public var receives: Bool { self == .sendrecv || self == .recvonly }
    /// The same stream seen from the other side.
    public var reversed: MediaDirection { MediaDirection(sends: receives, receives: sends) }
}

/// `a=setup`: who opens the DTLS connection (RFC 8842 section 5).
public enum SetupRole: String, Hashable, Sendable {
    /// Sends the ClientHello.
    case active
    /// Waits for it.
    case passive
    /// In an offer: leaves the choice to the answerer.
    case actpass
    case holdconn
}

/// `a=fingerprint`: the hash of a certificate (RFC 8122). A description may carry several, one per hash function.
public struct Fingerprint: Hashable, Sendable {
    /// Lower case, for example `sha-256`.
    public var hash: String
    /// Upper-case hex pairs with colons.
    public var value: String

    public init(hash: String, value: String) {
        self.hash = hash
        self.value = value
    }
}
