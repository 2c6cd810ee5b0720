import MediaEngine
import Procedure
import Summit
import Testing

@testable import Conference

private let vn = SeatID("VN")!
private let id = SeatID("ID")!
private let my = SeatID("MY")!

@Suite struct MediaResourceTests {
    private let desk = Author.participant(Fixture.secretariat)

    @Test func theSecretariatPublishesForAnySeat() async throws {
        let fixture = try await Fixture(media: true, floorRule: .free)
        try await fixture.open()
        for seat in [my, vn, id] { _ = try await fixture.meeting.whip("offer", by: desk, seat: seat) }
        #expect(fixture.desk?.now.audible.count == 3)
        await #expect(throws: MediaFailure.self) { _ = try await fixture.meeting.whip("offer", by: desk) }
        await #expect(throws: MediaFailure.self) {
            _ = try await fixture.meeting.whip("offer", by: .participant(Fixture.malaysia), seat: id)
        }
        await #expect(throws: MediaFailure.self) {
            _ = try await fixture.meeting.whip("offer", by: .participant(Fixture.press))
        }
    }

    @Test func sourcesComeInOrderOfPrecedence() async throws {
        let fixture = try await Fixture(media: true, floorRule: .free)
        try await fixture.open()
        let engine = try #require(fixture.desk)
        for seat in [my, vn, id] { _ = try await fixture.meeting.whip("offer", by: desk, seat: seat) }
        let source = Dictionary(
            uniqueKeysWithValues: await fixture.meeting.peers.values.compactMap { peer in
                peer.publishes.map { ($0, SourceID(rawValue: peer.id.rawValue)) }
            })
        func slots(_ choice: SourceChoice) async throws -> [SourceID?] {
            let before = engine.now.receiving
            _ = try await fixture.meeting.whep("3 3", by: desk, choice: choice)
            let peer = try #require(engine.now.receiving.subtracting(before).first)
            #expect((0..<3).map { engine.audio(peer, $0) } == (0..<3).map { engine.video(peer, $0) })
            return (0..<3).map { engine.audio(peer, $0) }
        }
        let (i, m, v) = (source[Fixture.indonesia], source[Fixture.malaysia], source[Fixture.chair])
        #expect(try await slots(SourceChoice()) == [i, m, v])
        #expect(try await slots(SourceChoice(exclude: id)) == [m, v, nil])
        #expect(try await slots(SourceChoice(seat: vn)) == [v, nil, nil])
        await #expect(throws: MediaFailure.self) { _ = try await slots(SourceChoice(seat: SeatID("XX"))) }
    }

    @Test func etagsFollowTheICESession() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let me = Author.participant(Fixture.malaysia)
        let resource = try await fixture.meeting.whip("offer", by: me)
        let trickle =
            "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\r\n"
        #expect(
            try await fixture.meeting.patch(resource.id, fragment: trickle, ifMatch: resource.etag, by: me) == .trickled
        )
        #expect(fixture.desk?.now.candidates.count == 1)
        let restart = "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789abcdefghijkl\r\n"
        let patched = try await fixture.meeting.patch(resource.id, fragment: restart, ifMatch: "*", by: me)
        guard case .restarted(let fragment, let etag) = patched else {
            return #expect(Bool(false), "credentials and * restart ICE")
        }
        #expect(fragment.contains("a=ice-ufrag:srvr\r\n"))
        #expect(etag != resource.etag)
        await #expect(throws: MediaFailure.self) {
            _ = try await fixture.meeting.patch(resource.id, fragment: trickle, ifMatch: resource.etag, by: me)
        }
        #expect(try await fixture.meeting.patch(resource.id, fragment: trickle, ifMatch: etag, by: me) == .trickled)
        await #expect(throws: MediaFailure.self) {
            _ = try await fixture.meeting.patch(resource.id, fragment: "nonsense", ifMatch: etag, by: me)
        }
    }

    @Test func aResourceIsItsOwnersAndEndsOnce() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let me = Author.participant(Fixture.malaysia)
        let resource = try await fixture.meeting.whip("offer", by: me)
        for stranger in [Author.participant(Fixture.indonesia), .system] {
            await #expect(throws: MediaFailure.self) { try await fixture.meeting.end(resource.id, by: stranger) }
        }
        try await fixture.meeting.end(resource.id, by: me)
        #expect(fixture.desk?.now.closed.count == 1)
        await #expect(throws: MediaFailure.self) { try await fixture.meeting.end(resource.id, by: me) }
        #expect(await fixture.meeting.resources.isEmpty)
    }

    @Test func equipmentWithoutAScreenIsPresent() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let me = Fixture.malaysia
        let client = try await fixture.attach(me)
        let resource = try await fixture.meeting.whip("offer", by: .participant(me))
        let peer = try #require(await fixture.meeting.peers.keys.first)
        await fixture.note(.connected(peer))
        await client.leave()
        func later() async -> Bool? {
            fixture.clock.advance(3_000)
            await fixture.meetings.tick()
            return await fixture.meeting.state.participants[me]?.connected
        }
        #expect(await later() == true)
        try await fixture.meeting.end(resource.id, by: .participant(me))
        #expect(await later() == false)
        _ = try await fixture.meeting.whip("offer", by: .participant(me))
        #expect(await later() == false)
        await fixture.note(.connected(try #require(await fixture.meeting.peers.keys.first)))
        #expect(await later() == true)
    }

    @Test func aParticipantsResourcesAreBounded() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let me = Author.participant(Fixture.malaysia)
        for _ in 0..<MediaLimits.resourcesPerParticipant { _ = try await fixture.meeting.whep("1 1", by: me) }
        await #expect(throws: MediaFailure.self) { _ = try await fixture.meeting.whep("1 1", by: me) }
        for _ in 0..<100 { _ = try await fixture.meeting.whep("1 1", by: desk) }
    }

    @Test func withoutAnEngineThereIsNoMedia() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        do {
            _ = try await fixture.meeting.whip("offer", by: .participant(Fixture.malaysia))
            Issue.record("there is no engine")
        } catch { #expect(error.kind == .unavailable) }
    }
}
