import CMediaIO
import ICE
import MediaEngine
import OpenSSLCrypto
import Testing
import Transport
import Wire

@testable import MediaIO

@Suite("Media shard", .timeLimit(.minutes(1)))
struct MediaShardTests {
    struct Refusal: Error, Equatable {}

    @Test func runsWorkOnItsThread() async throws {
        let shard = try makeShard()
        shard.start()
        defer { shard.stop() }
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 { group.addTask { try await shard.run { _, _, _ in number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 199 * 200 / 2)
        await #expect(throws: Refusal()) { try await shard.run { _, _, _ in throw Refusal() } }
        let first = try await shard.run { _, now, _ in now }
        let second = try await shard.run { _, now, _ in now }
        #expect(first <= second)
    }

    @Test func sendsWhatWorkLeavesInTheOutbox() async throws {
        let shard = try makeShard()
        shard.start()
        defer { shard.stop() }
        let receiver = try TestSocket()
        let (to, from) = (receiver.address, shard.boundAddresses[0])
        try await shard.run { _, _, outbox in
            for number in 0..<100 { outbox.put([UInt8(number), 1, 2], to: to, from: from) }
        }
        let got = receiver.receive(count: 100)
        #expect(got.map { Int($0.bytes[0]) } == Array(0..<100))
        #expect(got.allSatisfy { $0.remote == from })
        let statistics = try await shard.statistics()
        #expect(statistics.datagramsOut == 100)
    }

    @Test func anOutboxThatOverflowsIsFlushedOnTheWay() async throws {
        let shard = try makeShard()
        shard.start()
        defer { shard.stop() }
        let receiver = try TestSocket()
        let (to, from) = (receiver.address, shard.boundAddresses[0])
        let count: Int = try await shard.run { _, _, outbox in
            let count = outbox.capacity + 50
            for number in 0..<count { outbox.put([UInt8(number & 0xFF)], to: to, from: from) }
            return count
        }
        let statistics = try await shard.statistics()
        #expect(statistics.datagramsOut + statistics.sendDrops == UInt64(count))
    }

    @Test func stoppingEndsEverything() async throws {
        let shard = try makeShard()
        await #expect(throws: MediaIOError.stopped) { try await shard.run { _, _, _ in } }
        shard.start()
        shard.start()
        try await shard.run { _, _, _ in }
        let address = shard.boundAddresses[0]
        #expect(throws: MediaIOError.portOccupied(address)) { try makeShard(listen: [address]) }
        shard.stop()
        shard.stop()
        await #expect(throws: MediaIOError.stopped) { try await shard.run { _, _, _ in } }
        for await _ in shard.events { Issue.record("no event was expected") }
        _ = try makeShard(listen: [address])
    }

    @Test func aShardThatIsForgottenStops() throws {
        let address: NetworkAddress
        do {
            let shard = try makeShard()
            shard.start()
            address = shard.boundAddresses[0]
        }
        _ = try makeShard(listen: [address])
    }

    @Test func advertisesWhereItCanBeReached() throws {
        let any = NetworkAddress(ipv4: 0, port: 0)
        let shard = try makeShard(listen: [any])
        #expect(!shard.advertisedAddresses.isEmpty)
        #expect(
            shard.advertisedAddresses.allSatisfy { $0.port == shard.port && !$0.isUnspecified && $0.family == .ipv4 })
        let named = NetworkAddress(ipv4: 0xC000_0201, port: 0)
        let other = NetworkAddress(ipv4: 0xC000_0202, port: 1_234)
        let advertised = try makeShard(listen: [any], advertise: [named, other])
        #expect(advertised.advertisedAddresses == [named.withPort(advertised.port), other])
        let local = try makeShard()
        #expect(local.advertisedAddresses == local.boundAddresses)
    }

    @Test func noiseIsTakenInAndForgotten() async throws {
        let shard = try makeShard()
        shard.start()
        defer { shard.stop() }
        let client = try TestSocket()
        for length in 0..<200 {
            client.send((0..<length).map { _ in UInt8.random(in: 0...255) }, to: shard.boundAddresses[0])
        }
        client.send([UInt8](repeating: 0x80, count: 1_500), to: shard.boundAddresses[0])
        var statistics = try await shard.statistics()
        while statistics.datagramsIn < 201 { statistics = try await shard.statistics() }
        #expect(statistics.oversized == 1, "only the empty one")
        #expect(client.receive(milliseconds: 0).isEmpty)
    }

    /// A publisher of the test's own: full ICE, DTLS and SRTP over real sockets.
    @Test func aPeerConnectsOverLoopback() async throws {
        let shard = try makeShard()
        shard.start()
        defer { shard.stop() }
        let crypto = try OpenSSLCryptoProvider()
        let client = PeerTransport(role: .client, dtls: .client, local: crypto.makeICECredentials(), crypto: crypto)
        let offer = Self.offer(client.localCredentials, fingerprint: crypto.certificateFingerprint)
        let answer = try await shard.run { engine, now, _ in
            try engine.publish(
                peer: PeerID(rawValue: 1), source: SourceID(rawValue: 1), offer: MediaEngine.read(offer: offer),
                now: now)
        }
        func value(_ name: String) throws -> String {
            let line = try #require(answer.split(whereSeparator: \.isNewline).first { $0.hasPrefix("a=\(name):") })
            return String(line.dropFirst(name.count + 3))
        }
        let fingerprint = try value("fingerprint").split(separator: " ").map(String.init)
        client.setRemote(
            credentials: ICECredentials(usernameFragment: try value("ice-ufrag"), password: try value("ice-pwd")),
            fingerprints: [(fingerprint[0], fingerprint[1])])
        let candidate = try value("candidate")
        client.addRemoteCandidate(try #require(ICECandidate(line: candidate)))

        let driver = TransportDriver(client, socket: try TestSocket())
        driver.start()
        driver.drive { client.isConnected }
        #expect(client.state == .connected)
        var events = shard.events.makeAsyncIterator()
        #expect(await events.next() == .connected(PeerID(rawValue: 1)))

        driver.close()
        #expect(await events.next() == .closed(PeerID(rawValue: 1)))
        let statistics = try await shard.statistics()
        #expect(statistics.datagramsIn > 3)
    }

    static func offer(_ credentials: ICECredentials, fingerprint: String) -> String {
        """
        v=0\r
        o=- 1 1 IN IP4 127.0.0.1\r
        s=-\r
        t=0 0\r
        a=group:BUNDLE 0\r
        m=audio 9 UDP/TLS/RTP/SAVPF 111\r
        c=IN IP4 0.0.0.0\r
        a=rtcp-mux\r
        a=ice-ufrag:\(credentials.usernameFragment)\r
        a=ice-pwd:\(credentials.password)\r
        a=fingerprint:sha-256 \(fingerprint)\r
        a=setup:actpass\r
        a=mid:0\r
        a=sendonly\r
        a=rtpmap:111 opus/48000/2\r
        a=ssrc:1001 cname:test\r

        """
    }
}

/// Runs a client transport over a socket, on the test's own thread.
private final class TransportDriver {
    private let transport: PeerTransport
    private let socket: TestSocket
    private let sender: DatagramSender
    private let outbox = Outbox(capacity: 64)
    private var now: MediaTime { MediaTime(microseconds: cmediaio_now()) }

    init(_ transport: PeerTransport, socket: TestSocket) {
        self.transport = transport
        self.socket = socket
        sender = DatagramSender(sockets: [socket.socket], capacity: 64)
        transport.addLocalAddress(socket.address)
    }

    func start() {
        transport.start(now: now, into: outbox)
        sender.flush(outbox)
    }

    /// Until `done`, or the transport ends.
    func drive(until done: () -> Bool) {
        while !done(), let deadline = transport.nextDeadline {
            for datagram in socket.receive(milliseconds: Int32(max(0, min((deadline - now).milliseconds, 1_000)))) {
                var bytes = datagram.bytes
                bytes.withUnsafeMutableBytes {
                    _ = transport.receive($0, from: datagram.remote, to: socket.address, now: now, into: outbox)
                }
            }
            transport.tick(now: now, into: outbox)
            sender.flush(outbox)
        }
    }

    func close() {
        transport.close(now: now, into: outbox)
        sender.flush(outbox)
    }
}
