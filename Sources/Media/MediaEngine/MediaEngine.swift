import Forwarding
import ICE
import RTP
public import Transport
public import Wire

/// All peers of one shard: takes their datagrams, forwards what may be forwarded, answers their offers.
///
/// Knows peers, sources and slots, and no people. Without sockets, threads and clocks: the caller brings datagrams and the
/// time, sends what the outbox holds, and calls `tick` at `nextDeadline`. Confined to one thread.
public final class MediaEngine {
    /// A source as the caller has spoken of it, published or not.
    struct Source {
        var publisher: PeerID?
        var isAudible = false
        var isVisible = false
    }

    /// Most events that wait to be taken; the caller takes them after each round, far below.
    static let maximumEvents = 8_192

    public let configuration: Configuration
    let crypto: any CryptoProvider
    let counters: ForwardingCounters
    let fanOut: FanOut
    var peers: [PeerID: Peer] = [:]
    var sources: [SourceID: Source] = [:]
    /// Where packets of an address go, after an authenticated check from there.
    var peersByAddress: [NetworkAddress: Peer] = [:]
    var peersByFragment: [String: Peer] = [:]
    var deadlines = DeadlineHeap<Peer>()
    var totals = MediaStatistics()
    /// The latest time that was passed in.
    var now = MediaTime.zero
    private var events: [MediaEvent] = []
    /// Of streams that are to be asked for something.
    var owners: [UInt32] = []
    var strays = Strays()
    /// The ways to the other shards, by their numbers, and what lives there.
    var links: [Int: any ShardLink] = [:]
    var mirrors: [SourceID: Mirror] = [:]
    var mirrorDeadlines = DeadlineHeap<Mirror>()
    /// When the others are told again what is published here; nil: there are none.
    var nextOutlines: MediaTime?
    var lastImportNumber: UInt32 = 0
    var lastIncarnation: UInt32 = 0

    public init(configuration: Configuration, crypto: any CryptoProvider) {
        self.configuration = configuration
        self.crypto = crypto
        counters = ForwardingCounters()
        fanOut = FanOut(counters: counters)
    }

    /// What happened since the last call, in order.
    public func takeEvents() -> [MediaEvent] {
        guard !events.isEmpty else { return [] }
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    func tell(_ event: MediaEvent) {
        if events.count < Self.maximumEvents { events.append(event) }
    }

    // MARK: Datagrams

    /// Takes in one datagram; its memory is decrypted in place and must stay until `forward`.
    ///
    /// `local` is the address it was sent to, from which answers leave.
    public func receive(
        _ datagram: UnsafeMutableRawBufferPointer, from: NetworkAddress, to local: NetworkAddress, now: MediaTime,
        into outbox: Outbox
    ) {
        self.now = now
        totals.packetsReceived &+= 1
        totals.bytesReceived &+= UInt64(datagram.count)
        switch DatagramKind(UnsafeRawBufferPointer(datagram)) {
        case .unknown:
            totals.drop(.notMedia)
        case .stun:
            receiveSTUN(datagram, from: from, to: local, into: outbox)
        case .dtls:
            guard let peer = peersByAddress[from] else { return totals.drop(.unknownAddress) }
            count(peer.transport.receive(datagram, from: from, to: local, now: now, into: outbox))
            follow(peer, into: outbox)
        case .rtp, .rtcp:
            guard let peer = peersByAddress[from] else {
                return receiveStray(datagram, from: from, to: local, into: outbox)
            }
            receiveMedia(datagram, of: peer, from: from, to: local, into: outbox)
        }
    }

    /// Whether packets from this address are some peer's: an authenticated check has come from there, not too long ago.
    public func isKnown(_ address: NetworkAddress) -> Bool {
        peersByAddress[address]?.transport.hasValidated(address) ?? false
    }

    /// Sends on what the datagrams since the last call brought; their memory is free again then. Call it after each batch.
    public func forward(now: MediaTime, into outbox: Outbox) {
        self.now = now
        fanOut.flush(now: now, into: outbox)
    }

    private func receiveSTUN(
        _ datagram: UnsafeMutableRawBufferPointer, from: NetworkAddress, to local: NetworkAddress, into outbox: Outbox
    ) {
        let fragment = STUN.peekLocalFragment(UnsafeRawBufferPointer(datagram))
        // An answer names nobody.
        let known = fragment.map { peersByFragment[$0] } ?? strays.asked(at: from).flatMap { peers[$0] }
        guard let peer = known else { return totals.drop(.unknownPeer) }
        guard !isInUse(from, byOtherThan: peer) else { return totals.drop(.transport) }
        let received = peer.transport.receive(datagram, from: from, to: local, now: now, into: outbox)
        count(received)
        // An indication is handled too, and proves nothing.
        if case .handled = received, peer.transport.hasValidated(from) { learn(from, of: peer) }
        follow(peer, into: outbox)
    }

    private func receiveMedia(
        _ datagram: UnsafeMutableRawBufferPointer, of peer: Peer, from: NetworkAddress, to local: NetworkAddress,
        into outbox: Outbox
    ) {
        switch peer.transport.receive(datagram, from: from, to: local, now: now, into: outbox) {
        case .rtp(let length):
            guard case .publishes(let source, let streams) = peer.work else { return totals.drop(.unexpected) }
            let packet = UnsafeRawBufferPointer(rebasing: datagram[..<length])
            tell(streams.receive(packet, now: now, into: outbox), of: source)
            // Later deadlines wait for the next tick; only an earlier one matters now.
            if let deadline = streams.deadline { deadlines.schedule(peer, at: deadline) }
        case .rtcp(let length):
            receiveRTCP(UnsafeRawBufferPointer(rebasing: datagram[..<length]), of: peer, into: outbox)
        case .handled:
            break
        case .dropped(let reason):
            count(.dropped(reason))
        }
    }

    private func receiveRTCP(_ compound: UnsafeRawBufferPointer, of peer: Peer, into outbox: Outbox) {
        var reader = RTCPReader(compound)
        while let packet = reader.next() {
            switch peer.work {
            case .publishes(_, let streams): streams.receive(packet, now: now)
            case .receives(let slots): slots.receive(packet, now: now, into: outbox) { owners.append($0) }
            }
        }
        if reader.isMalformed { totals.drop(.malformedRTCP) }
        wakeOwners()
    }

    func wakeOwners() {
        for owner in owners { wake(owner: owner) }
        owners.removeAll(keepingCapacity: true)
    }

    func tell(_ news: PublisherStreams.News, of source: SourceID) {
        if news.isFirstPicture { tell(.firstPicture(source)) }
        if let speaking = news.speaking { tell(.speaking(source, level: news.level, speaking)) }
    }

    private func count(_ received: PeerTransport.Received) {
        guard case .dropped(let reason) = received else { return }
        totals.drop(reason == .unvalidatedAddress ? .unknownAddress : .transport)
    }

    /// Whether another peer sends from this address now. A check proves who signed it, and not who sent it: whoever has a
    /// connection could draw another's packets to himself, by a check with that sender on the envelope.
    private func isInUse(_ address: NetworkAddress, byOtherThan peer: Peer) -> Bool {
        guard let owner = peersByAddress[address], owner !== peer else { return false }
        let transport = owner.transport
        return transport.selectedRemote == address && transport.isConnected
            && now - transport.lastHeard < Peer.addressClaim
    }

    /// An authenticated check came from this address: media from there is this peer's from now on.
    private func learn(_ address: NetworkAddress, of peer: Peer) {
        if peersByAddress[address] === peer { return }
        peersByAddress[address]?.addresses.removeAll { $0 == address }
        peersByAddress[address] = peer
        peer.addresses.append(address)
        if peer.addresses.count > Peer.maximumAddresses,
            let stale = peer.addresses.firstIndex(where: { $0 != peer.transport.selectedRemote })
        {
            peersByAddress[peer.addresses.remove(at: stale)] = nil
        }
    }
}
