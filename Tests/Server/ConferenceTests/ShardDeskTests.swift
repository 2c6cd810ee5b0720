import ClientProtocol
import Crypto
import Logging
import MediaEngine
import MediaIO
import OpenSSLCrypto
import Procedure
import Store
import Summit
import Testing
import Wire

@testable import Conference

/// The same rights through the real engine on its thread.
@Suite struct ShardDeskTests {
    private func offer(_ direction: String, ufrag: String, certificate: String) -> String {
        let transport = [
            "c=IN IP4 0.0.0.0", "a=ice-ufrag:\(ufrag)", "a=ice-pwd:0123456789abcdefghijklmn",
            "a=fingerprint:sha-256 " + Array(repeating: certificate, count: 32).joined(separator: ":"),
            "a=setup:actpass", "a=rtcp-mux", "a=\(direction)",
        ]
        let lines =
            ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1"]
            + ["m=audio 9 UDP/TLS/RTP/SAVPF 111"] + transport + ["a=mid:0", "a=rtpmap:111 opus/48000/2"]
            + ["m=video 9 UDP/TLS/RTP/SAVPF 96"] + transport + [
                "a=mid:1", "a=rtpmap:96 VP8/90000", "a=rtcp-fb:96 nack",
            ]
        return lines.map { $0 + "\r\n" }.joined()
    }

    private func makeShards(_ count: Int) throws -> MediaShards {
        try MediaShards(
            count: count, listen: [#require(NetworkAddress(text: "127.0.0.1", port: 0))],
            crypto: { try OpenSSLCryptoProvider() }, logger: .quiet)
    }

    private func makeMeetings(_ shards: MediaShards) async throws -> (Meetings, LiveMeeting) {
        let meetings = try await Meetings(
            store: SQLiteStore.inMemory(), media: shards,
            secrets: Secrets(
                name: "host", invitationKey: SymmetricKey(size: .bits256), recordKey: Curve25519.Signing.PrivateKey()),
            logger: .quiet)
        let meeting = try await meetings.createMeeting(
            MeetingSetup(title: Texts(en: "Trial", vi: "Thử"), lobby: false, seats: [SeatSetup(id: SeatID("VN")!)]))
        for invitee in [Fixture.invitees[0], Fixture.invitees[4]] {
            try await meeting.submit(.inviteParticipant(invitee), by: .administration)
            try await meeting.submit(.enterLobby, by: .participant(invitee.id))
        }
        return (meetings, meeting)
    }

    @Test(arguments: [1, 2]) func offersAreAnsweredAndConnectionsEnd(count: Int) async throws {
        let shards = try makeShards(count)
        shards.start()
        defer { shards.stop() }
        let (meetings, meeting) = try await makeMeetings(shards)
        let queue = MessageQueue()
        let client = TestClient(
            meeting: meeting,
            attachment: try await meeting.attach(
                participant: Fixture.chair, generation: 1, device: "tab", resume: nil, sink: queue),
            queue: queue)
        func answers(_ message: ClientMessage) async throws -> Int {
            await client.say(message)
            return try client.messages().count {
                if case .answer(_, let sdp) = $0 { sdp.contains("a=ice-lite") } else { false }
            }
        }
        #expect(try await answers(.publish(id: "1", sdp: offer("sendonly", ufrag: "aaaa", certificate: "AA"))) == 1)
        let first = try #require(await meeting.peers.keys.first)
        // The same page with new credentials restarts ICE; a reloaded page has another certificate.
        #expect(try await answers(.publish(id: "2", sdp: offer("sendonly", ufrag: "bbbb", certificate: "AA"))) == 1)
        #expect(await Array(meeting.peers.keys) == [first])
        #expect(try await answers(.publish(id: "3", sdp: offer("sendonly", ufrag: "cccc", certificate: "BB"))) == 1)
        #expect(await meeting.peers.count == 1)
        #expect(await meeting.peers[first] == nil)

        await client.say(.receive(id: "4", sdp: offer("recvonly", ufrag: "dddd", certificate: "CC")))
        let told = try client.messages()
        #expect(told.shown.isEmpty == false)
        #expect(await meetings.statistics().media?.peers == 2)

        let resource = try await meeting.whep(
            offer("recvonly", ufrag: "eeee", certificate: "DD"), by: .participant(Fixture.press))
        let patched = try await meeting.patch(
            resource.id, fragment: "a=ice-ufrag:ffff\r\na=ice-pwd:0123456789abcdefghijklmn\r\n", ifMatch: "*",
            by: .participant(Fixture.press))
        guard case .restarted(let fragment, _) = patched else {
            return #expect(Bool(false), "credentials and * restart ICE")
        }
        #expect(fragment.contains("a=ice-pwd:"))
        #expect(await meetings.statistics().media?.peers == 3)
        await meetings.shutDown()
        #expect(await meetings.statistics().media?.peers == 0)
        #expect(await meetings.statistics().mediaPeers == 0)
    }

    @Test func aStoppedEngineIsNoReasonToStopTheMeeting() async throws {
        let shards = try makeShards(2)
        shards.start()
        let (_, meeting) = try await makeMeetings(shards)
        _ = try await meeting.whip(
            offer("sendonly", ufrag: "aaaa", certificate: "AA"), by: .participant(Fixture.chair))
        shards.stop()
        try await meeting.submit(.openMeeting, by: .participant(Fixture.chair))
        await #expect(throws: MediaFailure.self) {
            _ = try await meeting.whep(
                offer("recvonly", ufrag: "bbbb", certificate: "BB"), by: .participant(Fixture.chair))
        }
    }

    /// A right is known on every shard; a connection lives on its own.
    @Test func changesReachTheShardsThatTheyConcern() async throws {
        let shards = try makeShards(2)
        shards.start()
        defer { shards.stop() }
        let desk = ShardDesk(shards: shards, logger: .quiet)
        let source = SourceID(shard: 1, number: 1)
        let (first, second) = (PeerID(shard: 0, number: 2), PeerID(shard: 1, number: 3))
        _ = try await desk.publish(
            peer: PeerID(shard: 1, number: 1), source: source,
            offer: offer("sendonly", ufrag: "aaaa", certificate: "AA"))
        for (peer, certificate) in [(first, "BB"), (second, "CC")] {
            let answer = try await desk.receive(
                peer: peer, offer: offer("recvonly", ufrag: "bbbb", certificate: certificate))
            #expect(answer.videoMids == ["1"])
        }
        #expect(try await shards.shards[0].run { engine, _, _ in engine.statistics().peers } == 1)
        #expect(try await shards.shards[1].run { engine, _, _ in engine.statistics().peers } == 2)
        var plan = MediaPlan()
        plan.audible = [source]
        plan.slots[first] = .init(audio: [.init(seat: SeatID("VN")!, source: source)], video: [])
        plan.closing = [second]
        #expect(await desk.apply(MediaChanges(from: MediaPlan(), to: plan)))
        #expect(await desk.totals()?.peers == 2)
        #expect(
            await desk.statistics(of: [first, second, PeerID(shard: 5, number: 1)]).keys.sorted(by: {
                $0.rawValue < $1.rawValue
            }) == [first])
        await desk.close([first, PeerID(shard: 1, number: 1)])
        #expect(await desk.totals()?.peers == 0)
    }
}
