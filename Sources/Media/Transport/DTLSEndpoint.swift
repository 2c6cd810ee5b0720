public import Wire

/// Who sends the ClientHello: `a=setup:active` is the client.
public enum DTLSRole: Sendable { case client, server }

public enum DTLSState: Hashable, Sendable {
    case handshaking
    case established
    /// The other end sent close_notify.
    case closed
    case failed(String)
}

/// One DTLS 1.2 association with use_srtp (RFC 5764), without sockets: datagrams in, datagrams out.
public protocol DTLSEndpoint: AnyObject {
    var state: DTLSState { get }
    /// Begins the handshake; a client's first flight is then waiting in `nextDatagram`.
    func start(now: MediaTime)
    /// Takes in a datagram of DTLS records. Whatever is wrong with it is ignored, as RFC 6347 section 4.1.2.7 asks.
    func receive(_ datagram: UnsafeRawBufferPointer, now: MediaTime)
    /// Copies the next outgoing datagram, at most `maximumDTLSDatagram` bytes. nil: nothing waits.
    func nextDatagram(into memory: UnsafeMutableRawBufferPointer) -> Int?
    /// When the flight under way is to be repeated.
    var nextDeadline: MediaTime? { get }
    /// Repeats the flight if its time has come.
    func tick(now: MediaTime)
    /// Sends close_notify.
    func close()
    /// Fingerprint of the peer's certificate by `sha-256`, `sha-384` or `sha-512`: upper-case hex pairs with colons.
    func peerFingerprint(hash: String) -> String?
    /// The negotiated profile and both sides' keys; nil before the handshake is complete or without use_srtp.
    func exportKeys() -> DTLSKeys?
}

/// Keeps DTLS under the IPv6 minimum MTU with all headers.
public let maximumDTLSDatagram = 1_200

/// What the exporter of RFC 5764 section 4.2 gives.
public struct DTLSKeys: Sendable {
    public var profile: SRTPProfile
    public var client: SRTPKeys
    public var server: SRTPKeys

    public init(profile: SRTPProfile, client: SRTPKeys, server: SRTPKeys) {
        self.profile = profile
        self.client = client
        self.server = server
    }

    /// Cuts exported material: client key, server key, client salt, server salt. nil if it has another length.
    public init?(profile: SRTPProfile, material: [UInt8]) {
        let (key, salt) = (profile.keyLength, profile.saltLength)
        guard material.count == profile.exportLength else { return nil }
        func keys(_ index: Int) -> SRTPKeys {
            let saltStart = 2 * key + index * salt
            return SRTPKeys(
                key: Array(material[index * key..<(index + 1) * key]),
                salt: Array(material[saltStart..<saltStart + salt]))
        }
        self.init(profile: profile, client: keys(0), server: keys(1))
    }
}
