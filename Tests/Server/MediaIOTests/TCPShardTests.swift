import CMediaIO
import Glibc
import ICE
import MediaEngine
import OpenSSLCrypto
import Testing
import Transport
import Wire

@testable import MediaIO

@Suite("Media shard over TCP", .timeLimit(.minutes(1)))
struct TCPShardTests {
    /// A publisher of the test's own: full ICE, DTLS and SRTP, each packet framed.
    @Test func aPeerConnectsOverTCP() async throws {
        let shard = try makeShard()
        shard.start()
        defer { shard.stop() }
        let (client, remote) = try await publisher(at: shard)
        let other = try handOver(to: shard) { FramedDriver(client, $0, remote: remote) }
        let driver = other.driver
        driver.drive { client.isConnected }
        #expect(client.state == .connected)
        var events = shard.events.makeAsyncIterator()
        #expect(await events.next() == .connected(PeerID(rawValue: 1)))
        let peer = try #require(try await shard.run { engine, _, _ in engine.peerStatistics(PeerID(rawValue: 1)) })
        #expect(peer.remote?.connection != 0)
        let statistics = try await shard.statistics()
        #expect(statistics.connections == 1)
        #expect(statistics.connectionsTaken == 1)
        #expect(statistics.packetsOverTCP > 3)
        #expect(statistics.datagramsIn == 0)

        // The peer ends: its connection is nobody's, and is closed.
        driver.close()
        #expect(await events.next() == .closed(PeerID(rawValue: 1)))
        while try await shard.statistics().connections > 0 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(other.client.isClosed())
    }

    /// All shards share the web server's port: the first check says whose connection it is.
    @Test func aConnectionReachesTheShardOfItsPeer() async throws {
        let shards = try MediaShards(
            count: 2, listen: [loopback], crypto: { try OpenSSLCryptoProvider() }, logger: quiet)
        shards.start()
        defer { shards.stop() }
        for number in [1, 0] {
            let (client, remote) = try await publisher(at: shards.shards[number], PeerID(shard: number, number: 1))
            let pair = try TCPPair()
            let driver = FramedDriver(client, pair.client, remote: remote)
            shards.take(pair.accepted, firstBytes: driver.firstBytes())
            driver.drive { client.isConnected }
            #expect(client.state == .connected)
            #expect(try await shards.shards[number].statistics().connectionsTaken == 1)
        }
        // Held by nobody but the shard.
        func stranger() throws -> TCPClient {
            let pair = try TCPPair()
            shards.take(pair.accepted, firstBytes: TCPClient.framed([1, 2, 3]))
            return pair.client
        }
        #expect(try stranger().isClosed())
        #expect(try await shards.statistics().connectionsRefused == 1)
    }

    @Test func whoeverBringsNoCheckIsClosedAtOnce() async throws {
        let shard = try makeShard()
        shard.start()
        defer { shard.stop() }
        let (client, remote) = try await publisher(at: shard)
        let stranger = try OpenSSLCryptoProvider()
        let forger = PeerTransport(role: .client, dtls: .client, local: stranger.makeICECredentials(), crypto: stranger)
        // The right name with a wrong password.
        let known = try #require(client.remoteCredentials)
        forger.setRemote(
            credentials: ICECredentials(
                usernameFragment: known.usernameFragment, password: "notthepasswordofthispeer"), fingerprints: [])
        forger.addRemoteCandidate(ICECandidate(host: remote, rank: 0))
        for first in [
            [], TCPClient.framed([0x80, 1, 2, 3]), [0, 100, 1], [0xFF, 0xFF, 1], TCPClient.framed([]),
            try FramedDriver(forger, TCPPair().client, remote: remote).firstBytes(),
            // An indication with the right name: it is taken in, and proves nothing.
            TCPClient.framed(Self.indication("\(known.usernameFragment):abcd")),
        ] as [[UInt8]] {
            let client = try handOver(to: shard, firstBytes: first)
            #expect(client.isClosed())
        }
        let statistics = try await shard.statistics()
        #expect(statistics.connections == 0)
        #expect(statistics.connectionsRefused == 7)
    }

    @Test func answersNameWhereTCPIsListenedFor() throws {
        let any = NetworkAddress(ipv4: 0, port: 0)
        func shard(_ tcp: NetworkAddress?, advertise: [NetworkAddress]? = nil) throws -> [NetworkAddress] {
            try MediaShard(
                listen: [any], advertise: advertise, tcp: tcp, crypto: { try OpenSSLCryptoProvider() }, logger: quiet
            ).advertisedTCPAddresses
        }
        let four = NetworkAddress(ipv4: 0xC000_0201, port: 9)
        let six = try #require(NetworkAddress(text: "2001:db8::1", port: 9))
        let everywhere = NetworkAddress(high: 0, low: 0, port: 443)
        #expect(try shard(nil).isEmpty)
        #expect(try shard(any).isEmpty, "a port that is not known yet")
        #expect(try shard(any.withPort(443), advertise: [four, six]) == [four.withPort(443)])
        #expect(try shard(everywhere, advertise: [four, six]) == [four.withPort(443), six.withPort(443)])
        #expect(try shard(four.withPort(443)) == [four.withPort(443)], "one address of several")
        #expect(try shard(any.withPort(443)).allSatisfy { $0.port == 443 && $0.family == .ipv4 })
    }

    @Test func aSilentConnectionIsClosed() throws {
        let poll = cmediaio_poll_open()
        defer { close(poll) }
        let connections = TCPConnections(poll: poll)
        let place = Place()
        let pair = try TCPPair(place: place)
        let start = MediaTime.zero
        let first = TCPClient.framed([1])
        connections.add(pair.accepted, firstBytes: first, now: start, isKnown: { _ in true }, { _, _, _ in })
        #expect(connections.count == 1)
        var deadline = try #require(connections.nextDeadline)
        while deadline - start <= TCPConnections.silenceLimit {
            connections.sweep(now: deadline, isKnown: { _ in true })
            #expect(connections.count == 1)
            deadline = try #require(connections.nextDeadline)
        }
        connections.sweep(now: deadline, isKnown: { _ in true })
        #expect(connections.isEmpty)
        #expect(connections.nextDeadline == nil)
    }

    @Test func theEngineTakesNoMoreThanItsTableHolds() throws {
        let poll = cmediaio_poll_open()
        defer { close(poll) }
        let connections = TCPConnections(poll: poll, maximum: 2)
        var clients: [TCPClient] = []
        for _ in 0..<3 {
            let pair = try TCPPair()
            clients.append(pair.client)
            connections.add(
                pair.accepted, firstBytes: TCPClient.framed([1]), now: .zero, isKnown: { _ in true }, { _, _, _ in })
        }
        #expect(connections.count == 2)
        #expect(clients[2].isClosed())
        // A full table makes room of what is nobody's any more.
        let pair = try TCPPair()
        var newest: NetworkAddress?
        connections.add(
            pair.accepted, firstBytes: TCPClient.framed([1]), now: .zero, isKnown: { $0 == newest },
            { _, from, _ in newest = from })
        #expect(connections.count == 1)
        #expect(clients[0].isClosed() && clients[1].isClosed())
    }

    /// A binding indication with a user name and nothing else.
    private static func indication(_ username: String) -> [UInt8] {
        let name = Array(username.utf8)
        let attribute = [0, 6, 0, UInt8(name.count)] + name + [UInt8](repeating: 0, count: -name.count & 3)
        let head: [UInt8] = [0, 0x11, 0, UInt8(attribute.count), 0x21, 0x12, 0xA4, 0x42]
        return head + [UInt8](repeating: 7, count: 12) + attribute
    }

    private final class Place: Sendable {}

    /// The other end of a connection that the shard alone holds.
    private func handOver(to shard: MediaShard, firstBytes: [UInt8]) throws -> TCPClient {
        let pair = try TCPPair()
        shard.take(pair.accepted, firstBytes: firstBytes)
        return pair.client
    }

    private func handOver(
        to shard: MediaShard, _ drive: (TCPClient) -> FramedDriver
    ) throws -> (driver: FramedDriver, client: TCPClient) {
        let pair = try TCPPair()
        let driver = drive(pair.client)
        shard.take(pair.accepted, firstBytes: driver.firstBytes())
        return (driver, pair.client)
    }

    /// A client that knows the answer to its offer.
    private func publisher(
        at shard: MediaShard, _ peer: PeerID = PeerID(rawValue: 1)
    ) async throws -> (PeerTransport, NetworkAddress) {
        let crypto = try OpenSSLCryptoProvider()
        let client = PeerTransport(role: .client, dtls: .client, local: crypto.makeICECredentials(), crypto: crypto)
        let offer = MediaShardTests.offer(client.localCredentials, fingerprint: crypto.certificateFingerprint)
        let answer = try await shard.run { engine, now, _ in
            try engine.publish(
                peer: peer, source: SourceID(rawValue: peer.rawValue), offer: MediaEngine.read(offer: offer), now: now)
        }
        func value(_ name: String) throws -> String {
            let line = try #require(answer.split(whereSeparator: \.isNewline).first { $0.hasPrefix("a=\(name):") })
            return String(line.dropFirst(name.count + 3))
        }
        let fingerprint = try value("fingerprint").split(separator: " ").map(String.init)
        client.setRemote(
            credentials: ICECredentials(usernameFragment: try value("ice-ufrag"), password: try value("ice-pwd")),
            fingerprints: [(fingerprint[0], fingerprint[1])])
        let candidate = try #require(ICECandidate(line: try value("candidate")))
        client.addRemoteCandidate(candidate)
        return (client, candidate.address)
    }
}

/// Runs a client transport over a TCP connection, on the test's own thread.
private final class FramedDriver {
    private let transport: PeerTransport
    private let client: TCPClient
    private let remote: NetworkAddress
    private let outbox = Outbox(capacity: 64)
    private var now: MediaTime { MediaTime(microseconds: cmediaio_now()) }

    init(_ transport: PeerTransport, _ client: TCPClient, remote: NetworkAddress) {
        self.transport = transport
        self.client = client
        self.remote = remote
        transport.addLocalAddress(loopback.withPort(4_000))
    }

    /// The first check, framed.
    func firstBytes() -> [UInt8] {
        transport.start(now: now, into: outbox)
        defer { outbox.removeAll() }
        return outbox.count > 0 ? TCPClient.framed(Array(outbox[0].bytes)) : []
    }

    func drive(until done: () -> Bool) {
        while !done(), let deadline = transport.nextDeadline {
            if var packet = client.receive(milliseconds: Int32(max(0, min((deadline - now).milliseconds, 1_000)))) {
                packet.withUnsafeMutableBytes {
                    _ = transport.receive($0, from: remote, to: loopback.withPort(4_000), now: now, into: outbox)
                }
            }
            transport.tick(now: now, into: outbox)
            flush()
        }
    }

    func close() {
        transport.close(now: now, into: outbox)
        flush()
    }

    private func flush() {
        for index in 0..<outbox.count { client.send(Array(outbox[index].bytes)) }
        outbox.removeAll()
    }
}
