public import ICE
public import Wire

/// One peer's connection: ICE, DTLS and SRTP over one flow of datagrams, without sockets, clocks or randomness.
///
/// Nothing but answers to STUN is sent to an address, and nothing but STUN is taken from it, before it has passed an
/// authenticated connectivity check: neither a forged source address nor a foreign packet has any effect.
public final class PeerTransport {
    public enum Role: Sendable {
        /// ICE-lite: answers checks.
        case server
        /// Full ICE, controlling: makes checks.
        case client
    }

    public enum State: Hashable, Sendable {
        case new
        /// ICE is looking for a pair.
        case checking
        /// The DTLS handshake is under way.
        case connecting
        case connected
        case failed(String)
        case closed
    }

    public enum Received: Hashable, Sendable {
        /// `[0 ..< length]` of the datagram is now the plain packet.
        case rtp(length: Int)
        case rtcp(length: Int)
        /// STUN or DTLS: nothing more to do.
        case handled
        case dropped(DropReason)
    }

    /// A peer not heard of with an authenticated check for so long is lost (RFC 7675).
    public static let consentTimeout = iceConsentTimeout
    /// The handshake must be complete so long after the first pair was selected.
    public static let handshakeTimeout = MediaInterval.seconds(30)

    public private(set) var state = State.new
    /// Whether media can be sent and received now.
    public private(set) var isConnected = false
    /// Whether consent has run out. Nothing is sent then; a new authenticated check brings the peer back.
    public private(set) var isLost = false
    public private(set) var drops = DropCounts()
    public private(set) var profile: SRTPProfile?
    public private(set) var selectedRemote: NetworkAddress?
    public private(set) var selectedLocal: NetworkAddress?

    public let role: Role
    public let dtlsRole: DTLSRole
    public var localCredentials: ICECredentials { agent.local }
    public var remoteCredentials: ICECredentials? { agent.remote }
    /// When an authenticated STUN message of the peer last came; `.zero` if never.
    public var lastHeard: MediaTime { agent.lastHeard ?? .zero }
    /// When media of the peer last came; `.zero` if never.
    public private(set) var lastMedia = MediaTime.zero

    private let crypto: any CryptoProvider
    private let dtls: any DTLSEndpoint
    private let agent: any ICEAgent
    /// The agent, if it is a client's.
    private let full: ICEFullAgent?
    private var fingerprints: CertificateFingerprints?
    private var outbound: (any SRTPContext)?
    private var inbound: (any SRTPContext)?
    private var handshakeDeadline: MediaTime?
    private var dtlsStarted = false

    public init(role: Role, dtls: DTLSRole, local: ICECredentials, crypto: any CryptoProvider) {
        self.role = role
        self.crypto = crypto
        dtlsRole = dtls
        self.dtls = crypto.makeDTLS(role: dtls)
        switch role {
        case .server:
            full = nil
            agent = ICELiteAgent(local: local, integrity: crypto.integrity)
        case .client:
            let full = ICEFullAgent(local: local, integrity: crypto.integrity) {
                crypto.randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) }
            }
            self.full = full
            agent = full
        }
    }

    // MARK: Signalling

    /// What the other end's description says. Several fingerprints: of the strongest known hash one must fit.
    public func setRemote(credentials: ICECredentials?, fingerprints: [(hash: String, value: String)]) {
        if let credentials { agent.remote = credentials }
        if !fingerprints.isEmpty { self.fingerprints = CertificateFingerprints(fingerprints) }
        finishHandshake()
    }

    /// New ICE credentials; DTLS and SRTP stay, and media goes on over the selected pair until another is nominated.
    public func restartICE(local: ICECredentials, remote: ICECredentials?) {
        agent.restart(local: local, remote: remote)
        // A search for a pair that found none may begin again; a failed handshake is final.
        if isFailed, !dtlsStarted { state = .checking }
    }

    /// Client: an address of ours to send from. Without any, the shell chooses.
    public func addLocalAddress(_ address: NetworkAddress) { full?.addLocal(address) }

    /// Client: the network behind this address is gone.
    public func removeLocalAddress(_ address: NetworkAddress) {
        full?.removeLocal(address)
        followSelection()
    }

    /// Client: only the networks behind these addresses are still there.
    public func keepLocalAddresses(_ addresses: [NetworkAddress]) {
        for address in full?.localAddresses ?? [] where !addresses.contains(address) { removeLocalAddress(address) }
    }

    /// Client: an address of the peer. A server learns its peer's addresses from checks alone.
    public func addRemoteCandidate(_ candidate: ICECandidate) { full?.addRemote(candidate) }

    // MARK: Driving

    /// Client: begins with the checks.
    public func start(now: MediaTime, into outbox: Outbox) {
        guard state == .new else { return }
        state = .checking
        full?.start()
        tick(now: now, into: outbox)
    }

    /// Takes in a datagram; media is decrypted in place.
    public func receive(
        _ datagram: UnsafeMutableRawBufferPointer, from: NetworkAddress, to local: NetworkAddress, now: MediaTime,
        into outbox: Outbox
    ) -> Received {
        let received = take(datagram, from: from, to: local, now: now, into: outbox)
        if case .dropped(let reason) = received { drops.count(reason) }
        return received
    }

    private func take(
        _ datagram: UnsafeMutableRawBufferPointer, from: NetworkAddress, to local: NetworkAddress, now: MediaTime,
        into outbox: Outbox
    ) -> Received {
        if hasEnded { return .dropped(.closed) }
        let kind = DatagramKind(UnsafeRawBufferPointer(datagram))
        switch kind {
        case .unknown:
            return .dropped(.unknownProtocol)
        case .stun:
            return takeSTUN(UnsafeRawBufferPointer(datagram), from: from, to: local, now: now, into: outbox)
        case .dtls:
            guard hasValidated(from) else { return .dropped(.unvalidatedAddress) }
            startDTLS(now: now)
            dtls.receive(UnsafeRawBufferPointer(datagram), now: now)
            followPeer(to: from, from: local)
            followDTLS(to: from, from: local, into: outbox)
            return .handled
        case .rtp, .rtcp:
            guard hasValidated(from) else { return .dropped(.unvalidatedAddress) }
            guard isConnected, let inbound else { return .dropped(.notConnected) }
            do {
                let length =
                    kind == .rtp
                    ? try inbound.unprotectRTP(datagram, length: datagram.count)
                    : try inbound.unprotectRTCP(datagram, length: datagram.count)
                lastMedia = now
                if from != selectedRemote { followPeer(to: from, from: local) }
                return kind == .rtp ? .rtp(length: length) : .rtcp(length: length)
            } catch {
                return .dropped(DropReason(error))
            }
        }
    }

    public func tick(now: MediaTime, into outbox: Outbox) {
        guard !hasEnded else { return }
        agent.tick(now: now, into: outbox)
        if agent.hasFailed, state == .checking { fail("no candidate pair works") }
        if let heard = agent.lastHeard, now - heard > Self.consentTimeout { isLost = true }
        if let deadline = handshakeDeadline, deadline <= now, state == .connecting {
            fail("the DTLS handshake took too long")
        }
        followSelection()
        if selectedRemote != nil, dtlsRole == .client { startDTLS(now: now) }
        dtls.tick(now: now)
        followDTLS(into: outbox)
    }

    /// When `tick` is to be called, at the latest; nil: not before something is received.
    public var nextDeadline: MediaTime? {
        if hasEnded { return nil }
        var earliest = agent.nextDeadline
        func consider(_ time: MediaTime?) {
            if let time { earliest = earliest.map { min($0, time) } ?? time }
        }
        if selectedRemote != nil { consider(dtls.nextDeadline) }
        if state == .connecting { consider(handshakeDeadline) }
        if !isLost, let heard = agent.lastHeard {
            consider(heard + Self.consentTimeout + .microseconds(1))
        }
        return earliest
    }

    /// Says goodbye (close_notify) and forgets the keys.
    public func close(now: MediaTime, into outbox: Outbox) {
        guard state != .closed else { return }
        if dtlsStarted {
            dtls.close()
            followDTLS(into: outbox)
        }
        shut(.closed)
    }

    // MARK: Media out

    /// Whether media can be sent now.
    public var canSend: Bool { isConnected && !isLost }

    /// Encrypts `length` bytes of RTP in `outbox.reserve()`'s memory and commits them to the selected pair.
    ///
    /// - Returns: false if not connected, consent is lost, or the packet cannot be protected; nothing is committed then.
    public func sendRTP(length: Int, in slot: UnsafeMutableRawBufferPointer, outbox: Outbox) -> Bool {
        guard canSend, let outbound, let selectedRemote, let selectedLocal,
            let sealed = try? outbound.protectRTP(slot, length: length)
        else { return false }
        outbox.commit(length: sealed, to: selectedRemote, from: selectedLocal)
        return true
    }

    /// Sends a protected packet once more, as the very bytes that it was. SRTP takes no packet twice, so it does nothing
    /// where the first one came; and sealing a changed one under the same number would reveal what is hidden.
    public func resend(_ packet: UnsafeRawBufferPointer, outbox: Outbox) -> Bool {
        guard canSend, let selectedRemote, let selectedLocal else { return false }
        let slot = outbox.reserve()
        guard packet.count <= slot.count else { return false }
        slot.copyMemory(from: packet)
        outbox.commit(length: packet.count, to: selectedRemote, from: selectedLocal)
        return true
    }

    /// As `sendRTP`, for a compound RTCP packet.
    public func sendRTCP(length: Int, in slot: UnsafeMutableRawBufferPointer, outbox: Outbox) -> Bool {
        guard canSend, let outbound, let selectedRemote, let selectedLocal,
            let sealed = try? outbound.protectRTCP(slot, length: length)
        else { return false }
        outbox.commit(length: sealed, to: selectedRemote, from: selectedLocal)
        return true
    }

    // MARK: ICE

    /// Whether media from an address that no check has come from is this peer's: it carries its keys. A server then asks at
    /// that address whether the peer is there, as anybody could have brought its packet from elsewhere.
    ///
    /// - Parameter copy: of the datagram; decrypted in place.
    public func recognizes(
        _ copy: UnsafeMutableRawBufferPointer, from remote: NetworkAddress, to local: NetworkAddress, now: MediaTime,
        into outbox: Outbox
    ) -> Bool {
        guard isConnected, let inbound else { return false }
        let isMedia =
            switch DatagramKind(UnsafeRawBufferPointer(copy)) {
            case .rtp: (try? inbound.unprotectRTP(copy, length: copy.count)) != nil
            case .rtcp: (try? inbound.unprotectRTCP(copy, length: copy.count)) != nil
            case .stun, .dtls, .unknown: false
            }
        guard isMedia else { return false }
        let transaction = crypto.randomBytes(12).withUnsafeBytes {
            STUNTransactionID(high: $0.u32(at: 0), low: UInt64($0.u32(at: 4)) << 32 | UInt64($0.u32(at: 8)))
        }
        agent.ask(ICEPair(local: local, remote: remote), transaction: transaction, now: now, into: outbox)
        return true
    }

    /// Whether an authenticated check came from this address.
    public func hasValidated(_ address: NetworkAddress) -> Bool {
        address == selectedRemote || agent.hasValidated(address)
    }

    private func takeSTUN(
        _ datagram: UnsafeRawBufferPointer, from: NetworkAddress, to local: NetworkAddress, now: MediaTime,
        into outbox: Outbox
    ) -> Received {
        guard let message = STUNMessage(datagram) else { return .dropped(.malformedSTUN) }
        if let drop = agent.receive(message, from: from, to: local, now: now, into: outbox) {
            return .dropped(drop == .unexpected ? .malformedSTUN : .unauthenticatedSTUN)
        }
        if state == .new { state = .checking }
        agent.tick(now: now, into: outbox)  // What follows from it should not wait: a nomination, say.
        if let heard = agent.lastHeard, now - heard <= Self.consentTimeout { isLost = false }
        followSelection()
        if selectedRemote != nil, dtlsRole == .client {
            startDTLS(now: now)
            followDTLS(into: outbox)
        }
        return .handled
    }

    /// The peer sends from another address than the selected one.
    private func followPeer(to remote: NetworkAddress, from local: NetworkAddress) {
        guard remote != selectedRemote else { return }
        agent.peerSends(from: remote, to: local)
        followSelection()
    }

    private func followSelection() {
        guard let pair = agent.selected else { return }
        selectedRemote = pair.remote
        selectedLocal = pair.local
    }

    // MARK: DTLS

    private func startDTLS(now: MediaTime) {
        guard !dtlsStarted else { return }
        dtlsStarted = true
        handshakeDeadline = now + Self.handshakeTimeout
        state = .connecting
        dtls.start(now: now)
    }

    /// Sends what DTLS wants sent: to the selected pair, or before there is one to where the handshake comes from.
    private func followDTLS(to remote: NetworkAddress? = nil, from local: NetworkAddress? = nil, into outbox: Outbox) {
        guard dtlsStarted, let remote = selectedRemote ?? remote, let local = selectedLocal ?? local else { return }
        while let length = dtls.nextDatagram(into: outbox.reserve()) {
            outbox.commit(length: length, to: remote, from: local)
        }
        switch dtls.state {
        case .handshaking: break
        case .established: finishHandshake()
        case .closed: shut(.closed)
        case .failed(let reason): fail("DTLS: \(reason)")
        }
    }

    /// Once the handshake is done and the expected fingerprint is known: checks it, and takes the keys into use.
    private func finishHandshake() {
        guard !isConnected, state == .connecting, dtls.state == .established, let fingerprints else { return }
        guard fingerprints.match({ dtls.peerFingerprint(hash: $0) }) else {
            return fail("the peer's certificate does not fit the fingerprint of its description")
        }
        guard let keys = dtls.exportKeys() else { return fail("the peer does not offer SRTP") }
        do {
            let isClient = dtlsRole == .client
            outbound = try crypto.makeSRTP(profile: keys.profile, keyingMaterial: isClient ? keys.client : keys.server)
            inbound = try crypto.makeSRTP(profile: keys.profile, keyingMaterial: isClient ? keys.server : keys.client)
        } catch {
            return fail("SRTP: \(error)")
        }
        profile = keys.profile
        handshakeDeadline = nil
        isConnected = true
        state = .connected
    }

    private var isFailed: Bool { if case .failed = state { true } else { false } }
    private var hasEnded: Bool { state == .closed || isFailed }

    private func fail(_ reason: String) {
        if !hasEnded { shut(.failed(reason)) }
    }

    private func shut(_ end: State) {
        state = end
        isConnected = false
        handshakeDeadline = nil
        outbound = nil
        inbound = nil
    }
}

extension DropReason {
    init(_ failure: SRTPFailure) {
        switch failure {
        case .malformed: self = .malformedPacket
        case .notAuthentic: self = .notAuthentic
        case .replayed: self = .replayed
        case .tooManySources, .keysExhausted: self = .tooManySources
        }
    }
}
