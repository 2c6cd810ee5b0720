public import Wire

/// A way between the two ends: our address and theirs.
public struct ICEPair: Hashable, Sendable {
    public var local: NetworkAddress
    public var remote: NetworkAddress

    public init(local: NetworkAddress, remote: NetworkAddress) {
        self.local = local
        self.remote = remote
    }
}

/// Why a STUN message was not acted on.
public enum ICEDrop: Hashable, Sendable {
    /// No STUN message that an agent knows: another method, or fields missing.
    case unexpected
    /// USERNAME or MESSAGE-INTEGRITY are wrong.
    case unauthenticated
    /// The other end takes the same role (487).
    case roleConflict
    /// A response to nothing that was asked.
    case unknownTransaction
}

/// What both agents, lite and full, do for a transport; confined to its thread. Time is passed in; what is to be sent goes to the outbox.
public protocol ICEAgent: AnyObject {
    var local: ICECredentials { get }
    var remote: ICECredentials? { get set }
    /// The nominated pair.
    var selected: ICEPair? { get }
    /// When an authenticated message of the other end last came: its check (lite) or its answer to ours (full).
    var lastHeard: MediaTime? { get }
    /// Every pair failed and none is left to try.
    var hasFailed: Bool { get }
    /// When `tick` wants to be called.
    var nextDeadline: MediaTime? { get }

    /// Whether an authenticated check passed with this remote address.
    func hasValidated(_ remote: NetworkAddress) -> Bool

    /// - Returns: nil if the message was acted on.
    func receive(
        _ message: STUNMessage, from: NetworkAddress, to: NetworkAddress, now: MediaTime, into outbox: Outbox
    ) -> ICEDrop?

    /// The peer sends media or its handshake over a pair that is not the selected one, though it was checked.
    func peerSends(from: NetworkAddress, to: NetworkAddress)

    /// Asks at an address that no check has come from whether the peer is there; if it answers, it is.
    func ask(_ pair: ICEPair, transaction: STUNTransactionID, now: MediaTime, into outbox: Outbox)

    func tick(now: MediaTime, into outbox: Outbox)

    /// New credentials (RFC 8445 section 9). The selected pair stays until the new generation nominates one.
    func restart(local: ICECredentials, remote: ICECredentials?)
}

/// RFC 7675 section 5.1: without an authenticated answer for this long, nothing more may be sent.
public let iceConsentTimeout = MediaInterval.seconds(30)
