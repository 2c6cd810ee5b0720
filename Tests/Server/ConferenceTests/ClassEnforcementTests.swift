import Crypto
import MediaIO
import OpenSSLCrypto
import Procedure
import Store
import Summit
import Testing
import Wire

@testable import Conference

/// What a segment forbids, measured where it counts: at the sockets of those who listen.
@Suite(.timeLimit(.minutes(2))) struct ClassEnforcementTests {
    private func makeMeetings(_ shards: MediaShards) async throws -> Meetings {
        try await Meetings(
            store: SQLiteStore.inMemory(), media: shards,
            secrets: Secrets(
                name: "host", invitationKey: SymmetricKey(size: .bits256), recordKey: Curve25519.Signing.PrivateKey()),
            logger: .quiet)
    }

    /// Open, with everybody of the fixture in the room; VN presides.
    private func open(_ meetings: Meetings, _ name: String) async throws -> LiveMeeting {
        let meeting = try await meetings.createMeeting(
            MeetingSetup(
                id: MeetingID(name), title: Texts(en: "Trial", vi: "Thử"), lobby: false,
                seats: ["ID", "MY", "VN"].map { SeatSetup(id: SeatID($0)!) }))
        for invitee in Fixture.invitees {
            try await meeting.submit(.inviteParticipant(invitee), by: .administration)
            try await meeting.submit(.enterLobby, by: .participant(invitee.id))
        }
        try await meeting.submit(.openMeeting, by: .participant(Fixture.chair))
        return meeting
    }

    private func shards() throws -> MediaShards {
        try MediaShards(
            count: 2, listen: [#require(NetworkAddress(text: "127.0.0.1", port: 0))],
            crypto: { try OpenSSLCryptoProvider() }, logger: .quiet)
    }

    private func speaker(_ mark: UInt8, in meeting: LiveMeeting) async throws -> LoopbackGuest {
        let guest = try LoopbackGuest(mark: mark)
        try guest.accept(try await meeting.whip(guest.offer(), by: .participant(Fixture.chair)).answer)
        return guest
    }

    private func listener(_ participant: ParticipantID, in meeting: LiveMeeting) async throws -> LoopbackGuest {
        let guest = try LoopbackGuest()
        try guest.accept(try await meeting.whep(guest.offer(), by: .participant(participant)).answer)
        return guest
    }

    /// When a change of class is acknowledged, nothing that is said from then on leaves for those whom it keeps out.
    @Test func nobodyHearsWhatIsSaidAfterTheyAreKeptOut() async throws {
        let shards = try shards()
        shards.start()
        defer { shards.stop() }
        let meeting = try await open(try await makeMeetings(shards), "class")
        let speaker = try await speaker(1, in: meeting)
        let press = try await listener(Fixture.press, in: meeting)
        let adviser = try await listener(Fixture.indonesianAdviser, in: meeting)
        let head = try await listener(Fixture.malaysia, in: meeting)
        defer { for guest in [speaker, press, adviser, head] { guest.leave() } }

        func follow(_ guests: [LoopbackGuest], from number: UInt32) async throws {
            for guest in guests {
                #expect(try await LoopbackGuest.wait { (guest.heard.highest[1] ?? 0) > number })
            }
        }
        try await follow([press, adviser, head], from: 0)
        for round in 0..<10 {
            let segment: Segment = round % 2 == 0 ? .restricted : .retreat
            let (out, remain) = segment == .restricted ? ([press], [adviser, head]) : ([press, adviser], [head])
            try await meeting.submit(.setSegment(segment), by: .participant(Fixture.chair))
            let mark = speaker.said
            // Those who remain hear on, for longer than anything could be on its way to the others.
            try await follow(remain, from: mark + 30)
            for guest in out { #expect(guest.heard.highest[1] ?? 0 <= mark, "in round \(round)") }
            try await meeting.submit(.setSegment(.open), by: .participant(Fixture.chair))
            try await follow([press, adviser, head], from: speaker.said)
        }
    }

    /// Several meetings at once, the same people in each: what happens in one is nothing to the others.
    @Test func whoIsInTwoMeetingsHearsEachInItsPlace() async throws {
        let shards = try shards()
        shards.start()
        defer { shards.stop() }
        let meetings = try await makeMeetings(shards)
        let (first, second) = (try await open(meetings, "plenary"), try await open(meetings, "retreat"))
        let speakers = [try await speaker(1, in: first), try await speaker(2, in: second)]
        let listeners = [
            try await listener(Fixture.indonesia, in: first), try await listener(Fixture.indonesia, in: second),
        ]
        defer { for guest in speakers + listeners { guest.leave() } }
        func hears(_ listener: LoopbackGuest, _ mark: UInt8, beyond number: UInt32) async throws -> Bool {
            try await LoopbackGuest.wait { (listener.heard.highest[mark] ?? 0) > number }
        }
        #expect(try await hears(listeners[0], 1, beyond: 20))
        #expect(try await hears(listeners[1], 2, beyond: 20))

        // Rights, floor and standing are each meeting's own.
        try await first.submit(.giveFloor(SeatID("ID")!), by: .participant(Fixture.chair))
        try await second.submit(.raiseFlag, by: .participant(Fixture.indonesia))
        let (here, there) = (await first.state, await second.state)
        #expect(here.floor?.seat == SeatID("ID") && here.speakers.isEmpty)
        #expect(there.floor == nil && there.speakers.map(\.seat) == [SeatID("ID")!])
        let token = try #require(await meetings.invitation(of: Fixture.indonesia, to: first)?.token)
        let other = try #require(await meetings.invitation(of: Fixture.indonesia, to: second)?.token)
        #expect(token != other)
        #expect(try await meetings.authenticate(token: token).meeting.id == first.id)

        try await first.submit(.suspendMeeting, by: .participant(Fixture.chair))
        let silence = speakers[0].said
        #expect(try await hears(listeners[1], 2, beyond: speakers[1].said + 30))
        #expect(listeners[0].heard.highest[1] ?? 0 <= silence)
        try await first.submit(.revokeInvitation(Fixture.indonesia), by: .administration)
        #expect(await first.peers.values.allSatisfy { $0.owner != .participant(Fixture.indonesia) })
        #expect(try await hears(listeners[1], 2, beyond: speakers[1].said + 30))
        await #expect(throws: AccessRefusal.revoked) { _ = try await meetings.authenticate(token: token) }
        #expect(try await meetings.authenticate(token: other).participant == Fixture.indonesia)
        #expect(listeners[0].heard.highest[2] == nil && listeners[1].heard.highest[1] == nil, "no sound went astray")
    }
}
