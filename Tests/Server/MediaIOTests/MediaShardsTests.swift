import CMediaIO
import MediaClient
import MediaEngine
import OpenSSLCrypto
import RTP
import Testing
import Wire

@testable import MediaIO

@Suite("Several media threads", .timeLimit(.minutes(1)))
struct MediaShardsTests {
    private func makeShards(_ count: Int, port: UInt16 = 0) throws -> MediaShards {
        try MediaShards(
            count: count, listen: [loopback.withPort(port)], crypto: { try OpenSSLCryptoProvider() }, logger: quiet)
    }

    @Test func theOthersTakeThePortsThatFollow() throws {
        let free = try makeShards(3)
        #expect(Set(free.shards.map(\.port)).count == 3)
        // Three in a row that are free now; somebody else may take one of them in between.
        for _ in 0..<20 {
            let port = try makeShards(1).shards[0].port
            guard port < 65_000, let shards = try? makeShards(3, port: port) else { continue }
            #expect(shards.shards.map(\.port) == [port, port + 1, port + 2])
            #expect(shards.shards.map { $0.advertisedAddresses.map(\.port) } == [[port], [port + 1], [port + 2]])
            #expect(throws: MediaIOError.self) { try makeShards(1, port: port + 1) }
            return
        }
        Issue.record("there were no three free ports in a row")
    }

    @Test func thereAreNoPortsBeyondTheLast() throws {
        #expect(throws: MediaIOError.noMorePorts(after: loopback.withPort(65_535), shards: 2)) {
            try makeShards(2, port: 65_535)
        }
    }

    /// A publisher on one thread, receivers on both, over real sockets.
    @Test func whatIsPublishedOnOneThreadIsReceivedOnBoth() async throws {
        let shards = try makeShards(2)
        shards.start()
        defer { shards.stop() }
        let source = SourceID(shard: 0, number: 1)
        let speaker = try Guest(.publish(layers: [""]))
        try speaker.accept(
            try await shards.shards[0].run { [offer = speaker.client.makeOffer()] engine, now, _ in
                try engine.publish(
                    peer: PeerID(shard: 0, number: 1), source: source, offer: MediaEngine.read(offer: offer), now: now)
            })
        var viewers: [Guest] = []
        for shard in 0..<2 {
            let viewer = try Guest(.receive(audio: 1, video: 1))
            viewers.append(viewer)
            let peer = PeerID(shard: shard, number: 2)
            try viewer.accept(
                try await shards.shards[shard].run { [offer = viewer.client.makeOffer()] engine, now, _ in
                    defer {
                        engine.assignAudio(peer: peer, slot: 0, source: source)
                        engine.assignVideo(peer: peer, slot: 0, source: source, quality: .full)
                    }
                    return try engine.receive(peer: peer, offer: MediaEngine.read(offer: offer), now: now)
                })
        }
        try await permit(source, true, on: shards)
        let guests = [speaker] + viewers
        func play(until isDone: () -> Bool) {
            for step in 0..<6_000 where !isDone() {
                if speaker.client.isConnected, step % 10 == 0 { speaker.speak(step) }
                for guest in guests { guest.drive() }
            }
        }
        func pictures(_ viewer: Guest) -> Int {
            viewer.client.statistics.reduce(0) { $0 + ($1.kind == .video ? $1.frames : 0) }
        }
        func packets(_ viewer: Guest) -> Int { viewer.client.statistics.reduce(0) { $0 + $1.packets } }
        play { viewers.allSatisfy { pictures($0) >= 30 } }
        #expect(viewers.allSatisfy { pictures($0) >= 30 })
        let home = try await shards.shards[0].run { engine, _, _ in engine.statistics() }
        let away = try await shards.shards[1].run { engine, _, _ in engine.statistics() }
        #expect(home.packetsHandedOver >= away.packetsForwarded && away.packetsForwarded > 60)
        #expect(home.packetsLostBetweenShards == 0)

        // When the desk has been answered, not one packet more leaves on any thread.
        try await permit(source, false, on: shards)
        for _ in 0..<50 { for viewer in viewers { viewer.drive() } }
        let before = viewers.map(packets)
        for step in 0..<200 {
            speaker.speak(step)
            for guest in guests { guest.drive() }
        }
        #expect(viewers.map(packets) == before)
        try await permit(source, true, on: shards)
        play { zip(viewers, before).allSatisfy { packets($0) > $1 + 20 } }
        #expect(zip(viewers, before).allSatisfy { packets($0) > $1 + 20 })
        #expect(try await shards.statistics().datagramsOut > 0)
    }

    private func permit(_ source: SourceID, _ isPermitted: Bool, on shards: MediaShards) async throws {
        for shard in shards.shards {
            try await shard.run { engine, _, _ in
                engine.setAudible(source, isPermitted)
                engine.setVisible(source, isPermitted)
            }
        }
    }
}

/// A client with a socket of its own, on the test's thread.
private final class Guest {
    let client: MediaClient
    private let socket: TestSocket
    private let sender: DatagramSender
    private let outbox = Outbox(capacity: 64)
    private var timestamp: UInt32 = 0
    private var now: MediaTime { MediaTime(microseconds: cmediaio_now()) }

    init(_ purpose: MediaClientConfiguration.Purpose) throws {
        socket = try TestSocket()
        sender = DatagramSender(sockets: [socket.socket], capacity: 64)
        client = MediaClient(
            configuration: .init(purpose: purpose, canonicalName: "guest", localAddresses: [socket.address]),
            crypto: try OpenSSLCryptoProvider())
    }

    func accept(_ answer: String) throws {
        try client.accept(answer: answer, now: now, into: outbox)
        sender.flush(outbox)
    }

    /// One packet of sound, and one picture: a key frame at first and when one is asked for.
    func speak(_ step: Int) {
        let isKey = client.takeEvents().contains { if case .keyframeWanted = $0 { true } else { false } }
        timestamp &+= 960
        client.sendAudio([0xFC, 1, 2], timestamp: timestamp, level: 30, now: now, into: outbox)
        client.sendVideo(
            layer: 0, frame: [isKey ? 0x10 : 0x11] + [UInt8](repeating: 7, count: 1_500), timestamp: timestamp &* 2,
            now: now, into: outbox)
        sender.flush(outbox)
    }

    /// Takes in what comes within a millisecond, and does what is due.
    func drive() {
        for datagram in socket.receive(milliseconds: 1) {
            var bytes = datagram.bytes
            bytes.withUnsafeMutableBytes {
                client.receive($0, from: datagram.remote, to: socket.address, now: now, into: outbox)
            }
        }
        client.tick(now: now, into: outbox)
        sender.flush(outbox)
    }
}
