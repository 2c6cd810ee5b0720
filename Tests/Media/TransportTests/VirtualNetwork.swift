import ICE
import OpenSSLCrypto
import Transport
import Wire

/// A client and a server transport on a network in virtual time. Whoever wants to disturb them sets `loses` or `outside`.
final class VirtualNetwork {
    static let serverAddress = NetworkAddress(ipv4: 0xC000_0201, port: 9_000)
    static let clientAddress = NetworkAddress(ipv4: 0xC633_6401, port: 40_000)

    let client: PeerTransport
    let server: PeerTransport
    let clientCrypto: OpenSSLCryptoProvider
    let serverCrypto: OpenSSLCryptoProvider
    var now = MediaTime(microseconds: 5_000_000)
    /// Where the client's packets seem to come from: the outer side of its NAT.
    var outside = VirtualNetwork.clientAddress
    /// Whether a packet is lost; asked for each.
    var loses: (_ bytes: [UInt8], _ toServer: Bool) -> Bool = { _, _ in false }
    /// What both took in, decrypted.
    private(set) var receivedByServer: [[UInt8]] = []
    private(set) var receivedByClient: [[UInt8]] = []
    private(set) var longestDatagram = 0

    private static let delay = MediaInterval.milliseconds(10)
    private struct Flight {
        var arrival: MediaTime
        var toServer: Bool
        var bytes: [UInt8]
        var from: NetworkAddress
    }
    private var flying: [Flight] = []
    let outbox = Outbox(capacity: 256)

    init(dtlsClientIsServer: Bool = false) throws {
        clientCrypto = try OpenSSLCryptoProvider()
        serverCrypto = try OpenSSLCryptoProvider()
        client = PeerTransport(
            role: .client, dtls: dtlsClientIsServer ? .server : .client, local: clientCrypto.makeICECredentials(),
            crypto: clientCrypto)
        server = PeerTransport(
            role: .server, dtls: dtlsClientIsServer ? .client : .server, local: serverCrypto.makeICECredentials(),
            crypto: serverCrypto)
    }

    /// Tells both of the other.
    func signal() {
        client.setRemote(
            credentials: server.localCredentials, fingerprints: [("sha-256", serverCrypto.certificateFingerprint)])
        server.setRemote(
            credentials: client.localCredentials, fingerprints: [("sha-256", clientCrypto.certificateFingerprint)])
        client.addLocalAddress(Self.clientAddress)
        client.addRemoteCandidate(ICECandidate(host: Self.serverAddress, rank: 0))
    }

    func start() {
        client.start(now: now, into: outbox)
        collect(fromClient: true)
    }

    /// Signals, starts, and lets time pass until both are connected or two seconds are over.
    func connect() {
        signal()
        start()
        run(.seconds(2)) { self.client.isConnected && self.server.isConnected }
    }

    /// Lets time pass.
    func run(_ interval: MediaInterval, until done: () -> Bool = { false }) {
        let end = now + interval
        while !done() {
            let times = [flying.map(\.arrival).min(), client.nextDeadline, server.nextDeadline].compactMap(\.self)
            guard let next = times.min(), next <= end else {
                now = end
                return
            }
            now = max(now, next)
            deliver()
            tick(client, isClient: true)
            tick(server, isClient: false)
        }
    }

    private func tick(_ transport: PeerTransport, isClient: Bool) {
        guard let deadline = transport.nextDeadline, deadline <= now else { return }
        transport.tick(now: now, into: outbox)
        collect(fromClient: isClient)
        // A transport that does not move its deadline would stop the clock.
        precondition(transport.nextDeadline.map { $0 > now } ?? true, "the deadline did not move")
    }

    private func deliver() {
        let due = flying.filter { $0.arrival <= now }
        flying.removeAll { $0.arrival <= now }
        for flight in due { inject(flight.bytes, toServer: flight.toServer, from: flight.from) }
    }

    /// Hands a datagram to one end as if it came from the network.
    @discardableResult
    func inject(_ bytes: [UInt8], toServer: Bool, from: NetworkAddress) -> PeerTransport.Received {
        var bytes = bytes
        let transport = toServer ? server : client
        let received = bytes.withUnsafeMutableBytes {
            transport.receive(
                $0, from: from, to: toServer ? Self.serverAddress : Self.clientAddress, now: now, into: outbox)
        }
        collect(fromClient: !toServer)
        switch received {
        case .rtp(let length), .rtcp(let length):
            if toServer {
                receivedByServer.append(Array(bytes.prefix(length)))
            } else {
                receivedByClient.append(Array(bytes.prefix(length)))
            }
        case .handled, .dropped: break
        }
        return received
    }

    private func collect(fromClient: Bool) {
        for index in 0..<outbox.count {
            let (datagram, memory) = outbox[index]
            let bytes = Array(memory)
            longestDatagram = max(longestDatagram, bytes.count)
            // The NAT lets answers in only where the client's packets go out.
            guard fromClient || datagram.destination == outside, !loses(bytes, fromClient) else { continue }
            flying.append(
                Flight(
                    arrival: now + Self.delay, toServer: fromClient, bytes: bytes,
                    from: fromClient ? outside : Self.serverAddress))
        }
        outbox.removeAll()
    }

    /// Sends what a direct call left in the outbox.
    func send(fromClient: Bool) { collect(fromClient: fromClient) }

    /// Sends media through one of the two.
    func send(_ packet: [UInt8], fromClient: Bool, isRTCP: Bool = false) -> Bool {
        let transport = fromClient ? client : server
        let slot = outbox.reserve()
        slot.copyBytes(from: packet)
        defer { collect(fromClient: fromClient) }
        return isRTCP
            ? transport.sendRTCP(length: packet.count, in: slot, outbox: outbox)
            : transport.sendRTP(length: packet.count, in: slot, outbox: outbox)
    }
}
