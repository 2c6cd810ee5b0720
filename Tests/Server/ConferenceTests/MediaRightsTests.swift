import ClientProtocol
import MediaEngine
import Procedure
import Summit
import Synchronization
import Testing

@testable import Conference

private let vn = SeatID("VN")!
private let id = SeatID("ID")!
private let my = SeatID("MY")!

extension Fixture {
    /// A client with a publishing connection.
    func publisher(_ participant: ParticipantID, device: String = "tab") async throws -> (
        client: TestClient, source: SourceID
    ) {
        let client = try await attach(participant, device: device)
        let before = Set(desk!.now.publishing.keys)
        await client.say(.publish(id: "p", sdp: "offer"))
        let peer = try #require(desk!.now.publishing.keys.first { !before.contains($0) })
        return (client, SourceID(rawValue: peer.rawValue))
    }

    /// A client with so many audio and video slots.
    func receiver(_ participant: ParticipantID, audio: Int, video: Int, device: String = "tab") async throws -> (
        client: TestClient, peer: PeerID
    ) {
        let client = try await attach(participant, device: device)
        let before = desk!.now.receiving
        await client.say(.receive(id: "r", sdp: "\(audio) \(video)"))
        return (client, try #require(desk!.now.receiving.subtracting(before).first))
    }
}

extension RecordingDesk {
    func audio(_ peer: PeerID, _ slot: Int) -> SourceID? { now.audio[Slot(peer: peer, slot: slot)] }
    func video(_ peer: PeerID, _ slot: Int) -> SourceID? { now.video[Slot(peer: peer, slot: slot)] }
}

extension [ServerMessage] {
    var audible: [[String: SeatID]] {
        compactMap { message in
            guard case .audible(let slots) = message else { return nil }
            return slots.reduce(into: [:]) { $0[$1.mid] = $1.seat }
        }
    }

    var shown: [[String: SeatID]] {
        compactMap { message in
            guard case .shown(let slots) = message else { return nil }
            return slots.reduce(into: [:]) { $0[$1.mid] = $1.seat }
        }
    }
}

@Suite struct MediaRightsTests {
    @Test func onlyTheFloorAndTheChairAreHeard() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (chair, chairSource) = try await fixture.publisher(Fixture.chair)
        let (_, indonesia) = try await fixture.publisher(Fixture.indonesia)
        let (_, malaysia) = try await fixture.publisher(Fixture.malaysia)
        #expect(desk.now.audible == [chairSource])
        #expect(desk.now.visible == [chairSource, indonesia, malaysia])

        _ = try await chair.command(.giveFloor(id))
        #expect(desk.now.audible == [chairSource, indonesia])
        _ = try await chair.command(.giveFloor(my))
        #expect(desk.now.audible == [chairSource, malaysia])
        _ = try await chair.command(.mute(my))
        #expect(desk.now.audible == [chairSource])
        _ = try await chair.command(.unmute(my))
        _ = try await chair.command(.suspendMeeting)
        #expect(desk.now.audible.isEmpty)
        _ = try await chair.command(.resumeMeeting)
        #expect(desk.now.audible == [chairSource], "the floor ended with the sitting")
    }

    @Test func nobodyIsToldBeforeTheEngineFollows() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (chair, _) = try await fixture.publisher(Fixture.chair)
        _ = try await fixture.publisher(Fixture.indonesia)
        let (listener, _) = try await fixture.receiver(Fixture.malaysia, audio: 2, video: 2)
        _ = try (chair.messages(), listener.messages())
        let told = Mutex<[Int]>([])
        desk.change { state in
            state.onApply = { told.withLock { $0.append(listener.queue.takeAll().count) } }
        }
        _ = try await chair.command(.giveFloor(id))
        #expect(told.withLock { $0 } == [0])
        let messages = try listener.messages()
        #expect(messages.events.contains { if case .floorGiven = $0 { true } else { false } })
        #expect(messages.audible == [["a0": id, "a1": vn]])
    }

    @Test func slotsFollowTheFloorAndOnlyChangesArePushed() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (chair, chairSource) = try await fixture.publisher(Fixture.chair)
        let (_, indonesia) = try await fixture.publisher(Fixture.indonesia)
        let (listener, peer) = try await fixture.receiver(Fixture.malaysia, audio: 2, video: 4)
        #expect(desk.audio(peer, 0) == nil && desk.audio(peer, 1) == chairSource)
        #expect(desk.video(peer, 0) == nil && desk.video(peer, 1) == chairSource)

        await listener.say(
            .watch([
                WatchedSlot(mid: "v2", seat: id, quality: .thumbnail), WatchedSlot(mid: "v3", seat: my, quality: .full),
            ]))
        #expect(desk.video(peer, 2) == indonesia)
        #expect(desk.video(peer, 3) == nil, "nothing comes from that seat")
        #expect(try listener.messages().shown.last == ["v1": vn, "v2": id])

        let pushed = desk.now.changes.count
        try await fixture.submit(.raiseFlag, Fixture.indonesia)
        #expect(desk.now.changes.count == pushed, "a flag changes no rights")
        _ = try await chair.command(.nextSpeaker)
        #expect(desk.now.changes.count == pushed + 1)
        #expect(desk.audio(peer, 0) == indonesia && desk.video(peer, 0) == indonesia)
        // The watched slot keeps what it shows.
        #expect(desk.now.changes.last?.video.allSatisfy { $0.slot != 2 } == true)
        _ = try await chair.command(.endFloor)
        #expect(desk.audio(peer, 0) == nil && desk.video(peer, 0) == nil)
    }

    @Test func nobodyHearsThemselves() async throws {
        let fixture = try await Fixture(media: true, floorRule: .free)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (_, chairSource) = try await fixture.publisher(Fixture.chair)
        let (_, indonesia) = try await fixture.publisher(Fixture.indonesia)
        let (_, malaysia) = try await fixture.publisher(Fixture.malaysia)
        let (_, listener) = try await fixture.receiver(Fixture.malaysia, audio: 4, video: 0, device: "other")
        // A free floor: in order of precedence (ID, MY, VN as they were seated), without one's own.
        #expect((0..<4).map { desk.audio(listener, $0) } == [indonesia, chairSource, nil, nil])
        let (_, other) = try await fixture.receiver(Fixture.press, audio: 2, video: 0)
        #expect((0..<2).map { desk.audio(other, $0) } == [indonesia, malaysia])
    }

    @Test func whoMayNoLongerFollowReceivesNothingAtOnce() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (chair, chairSource) = try await fixture.publisher(Fixture.chair)
        let (_, press) = try await fixture.receiver(Fixture.press, audio: 2, video: 2)
        let (_, head) = try await fixture.receiver(Fixture.malaysia, audio: 2, video: 2)
        #expect(desk.audio(press, 1) == chairSource && desk.video(press, 1) == chairSource)
        _ = try await chair.command(.setSegment(.restricted))
        #expect(
            desk.now.audio.keys.allSatisfy { $0.peer != press } && desk.now.video.keys.allSatisfy { $0.peer != press })
        #expect(desk.audio(head, 1) == chairSource)
        _ = try await chair.command(.setSegment(.open))
        #expect(desk.audio(press, 1) == chairSource)
        _ = try await chair.command(.returnToLobby(Fixture.malaysia))
        #expect(desk.now.audio.keys.allSatisfy { $0.peer != head })
        #expect(!desk.now.closed.contains(head))
        _ = try await chair.command(.remove(Fixture.press))
        #expect(desk.now.closed.contains(press), "who is sent away loses the connection")
        #expect(await fixture.meeting.peers[press] == nil)
    }

    @Test func aRevokedInvitationEndsEverything() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (client, source) = try await fixture.publisher(Fixture.indonesia)
        let resource = try await fixture.meeting.whep("1 1", by: .participant(Fixture.indonesia))
        try await fixture.meeting.submit(.revokeInvitation(Fixture.indonesia), by: .administration)
        #expect(client.queue.ended == .revoked)
        #expect(!desk.now.visible.contains(source))
        #expect(desk.now.closed.contains(PeerID(rawValue: source.rawValue)))
        await #expect(throws: MediaFailure.self) {
            try await fixture.meeting.end(resource.id, by: .participant(Fixture.indonesia))
        }
    }

    @Test func equipmentThatAsksWhetherThePlaceIsFreeGivesWayToAScreen() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let me = Author.participant(Fixture.malaysia)
        _ = try await fixture.meeting.whip("offer", by: me, onlyIfFree: true)
        _ = try await fixture.meeting.whip("offer", by: me, onlyIfFree: true)
        #expect(await fixture.meeting.peers.count == 1, "other equipment is in nobody's way")
        let (client, source) = try await fixture.publisher(Fixture.malaysia)
        await #expect { _ = try await fixture.meeting.whip("offer", by: me, onlyIfFree: true) } throws: { error in
            (error as? MediaFailure)?.reason == "publishesAlready" && (error as? MediaFailure)?.kind == .precondition
        }
        #expect(await fixture.meeting.peers.keys.contains(PeerID(rawValue: source.rawValue)))
        await client.leave()
        _ = try await fixture.meeting.whip("offer", by: me, onlyIfFree: true)
    }

    @Test func aNewDevicePublishesInTheOldOnesPlace() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (_, first) = try await fixture.publisher(Fixture.chair)
        let (_, listener) = try await fixture.receiver(Fixture.malaysia, audio: 2, video: 2)
        let (client, second) = try await fixture.publisher(Fixture.chair, device: "hall")
        #expect(desk.audio(listener, 1) == second)
        #expect(desk.now.closed == [PeerID(rawValue: first.rawValue)])
        // Renegotiation keeps the connection; a reloaded page gets a new one.
        await client.say(.publish(id: "p2", sdp: "offer"))
        #expect(desk.audio(listener, 1) == second)
        await client.say(.publish(id: "p3", sdp: "another"))
        #expect(desk.audio(listener, 1) != second && desk.audio(listener, 1) != nil)
        await client.say(.unpublish(id: "p4"))
        #expect(desk.audio(listener, 1) == nil)
        #expect(await fixture.meeting.peers.count == 1)
    }

    @Test func whatTheEngineCouldNotDoIsDoneLater() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (chair, chairSource) = try await fixture.publisher(Fixture.chair)
        let (_, indonesia) = try await fixture.publisher(Fixture.indonesia)
        _ = try await chair.command(.giveFloor(id))
        desk.change { $0.failures = 1 }
        _ = try await chair.command(.endFloor)
        #expect(desk.now.audible == [chairSource, indonesia])
        fixture.clock.advance(1_000)
        await fixture.meetings.tick()
        #expect(desk.now.audible == [chairSource])
    }

    @Test func mediaIsForThoseInTheRoomWhoHaveASeat() async throws {
        let fixture = try await Fixture(media: true)
        let waiting = try await fixture.attach(Fixture.indonesia)
        await waiting.say(.publish(id: "m", sdp: "offer"))
        await waiting.say(.receive(id: "n", sdp: "1 1"))
        #expect(try waiting.messages().mediaRefusals == ["notAdmitted"])
        // The line test in the lobby is a real connection, and nobody is shown or played what comes in there.
        #expect(await fixture.meeting.peers.count == 1)
        #expect(fixture.desk?.now.audible.isEmpty == true && fixture.desk?.now.visible.isEmpty == true)
        await waiting.say(.unpublish(id: "u"))
        try await fixture.open()
        let press = try await fixture.attach(Fixture.press)
        await press.say(.publish(id: "m", sdp: "offer"))
        #expect(try press.messages().mediaRefusals == ["notPublisher"])
        let head = try await fixture.attach(Fixture.malaysia)
        await head.say(.publish(id: "m", sdp: "refused"))
        #expect(try head.messages().mediaRefusals == ["malformedOffer"])
        #expect(await fixture.meeting.peers.isEmpty)
    }

    @Test func lostConnectionsAreGivenUp() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let desk = try #require(fixture.desk)
        let (_, chairSource) = try await fixture.publisher(Fixture.chair)
        let (client, source) = try await fixture.publisher(Fixture.indonesia)
        let peer = PeerID(rawValue: source.rawValue)
        await fixture.note(.connected(peer))
        await fixture.note(.connected(PeerID(rawValue: chairSource.rawValue)))
        fixture.clock.advance(100_000)
        await fixture.meetings.tick()
        #expect(desk.now.closed.isEmpty)
        await client.leave()
        fixture.clock.advance(31_000)
        await fixture.meetings.tick()
        #expect(desk.now.closed == [peer])
        await fixture.note(.closed(PeerID(rawValue: chairSource.rawValue)))
        #expect(await fixture.meeting.peers.isEmpty)
    }

    @Test func everybodySeesHowTheLinesAre() async throws {
        let fixture = try await Fixture(media: true)
        try await fixture.open()
        let (_, source) = try await fixture.publisher(Fixture.indonesia)
        let (chair, _) = try await fixture.publisher(Fixture.chair)
        _ = try chair.messages()
        await fixture.note(.speaking(source, level: 20, true))
        fixture.clock.advance(2_000)
        await fixture.meetings.tick()
        let lines = try chair.messages().compactMap { if case .lines(let lines) = $0 { lines } else { nil } }
        #expect(lines.last?[id]?.quality == .good)
        #expect(lines.last?[id]?.rtt == 40)
        #expect(lines.last?[id]?.speaking == true)
        #expect(lines.last?[my]?.quality == .lost, "nobody is there")
    }
}

extension [ServerMessage] {
    var mediaRefusals: [String] {
        compactMap { if case .mediaRefused(_, let reason, _) = $0 { reason } else { nil } }
    }
}
