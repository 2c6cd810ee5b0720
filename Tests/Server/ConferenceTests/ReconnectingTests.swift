import ClientProtocol
import Procedure
import Record
import Summit
import Testing

@testable import Conference

@Suite struct ReconnectingTests {
    private func presence(_ fixture: Fixture, _ id: ParticipantID) async throws -> [MeetingEvent] {
        try await fixture.meeting.events(after: 0, limit: 1_000, for: .administration).events
            .filter { $0 == .connected(id) || $0 == .disconnected(id) }
    }

    @Test func aReloadedPageResumesWhereItWasAndDoesNotFlap() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let before = try await fixture.attach(Fixture.indonesia)
        let seen = try before.messages()
        let last = try #require(seen.sequences.last ?? seen.snapshots.last?.sequence)
        await before.leave()
        fixture.clock.advance(1_900)
        await fixture.meetings.tick()
        try await fixture.submit(.setSegment(.restricted), Fixture.chair)
        let after = try await fixture.attach(Fixture.indonesia, resume: last)
        let missed = try after.messages()
        #expect(missed.snapshots.isEmpty)
        #expect(missed.events == [.segmentChanged(.restricted, number: nil)])
        #expect(missed.sequences == [last + 1])
        fixture.clock.advance(5_000)
        await fixture.meetings.tick()
        #expect(try await presence(fixture, Fixture.indonesia) == [.connected(Fixture.indonesia)])
    }

    @Test func whoStaysAwayIsRecordedDisconnectedOnce() async throws {
        let fixture = try await Fixture()
        let client = try await fixture.attach(Fixture.indonesia)
        let second = try await fixture.attach(Fixture.indonesia, device: "phone")
        await client.leave()
        fixture.clock.advance(10_000)
        await fixture.meetings.tick()
        #expect(try await presence(fixture, Fixture.indonesia) == [.connected(Fixture.indonesia)])
        await second.leave()
        fixture.clock.advance(2_000)
        await fixture.meetings.tick()
        await fixture.meetings.tick()
        #expect(
            try await presence(fixture, Fixture.indonesia)
                == [.connected(Fixture.indonesia), .disconnected(Fixture.indonesia)])
    }

    @Test func whoWasAdmittedMeanwhileGetsASnapshot() async throws {
        let fixture = try await Fixture()
        try await fixture.submit(.enterLobby, Fixture.chair)
        let client = try await fixture.attach(Fixture.indonesia)
        _ = try await client.command(.enterLobby)
        let last = await fixture.meeting.sequence
        await client.leave()
        try await fixture.submit(.admit(Fixture.indonesia), Fixture.chair)
        let back = try await fixture.attach(Fixture.indonesia, resume: last)
        let messages = try back.messages()
        guard case .room? = messages.snapshots.first?.view else {
            return #expect(Bool(false), "what they know changed, so it is replaced")
        }
    }

    @Test(arguments: [-1, 1_000_000, Int.max, Int.min])
    func anImpossibleNumberGetsASnapshot(resume: Int) async throws {
        let fixture = try await Fixture()
        let client = try await fixture.attach(Fixture.chair, resume: resume)
        #expect(try client.messages().snapshots.count == 1)
    }

    @Test func moreThanTheLimitMissedIsASnapshot() {
        var recent = RecentEvents()
        for sequence in 1...7_500 {
            recent.append(
                RecordedEvent(sequence: sequence, at: Timestamp(milliseconds: 0), by: .system, event: .meetingOpened))
        }
        #expect(recent.after(2_500)?.count == 5_000)
        #expect(recent.after(2_500)?.first?.sequence == 2_501)
        #expect(recent.after(2_499) == nil)
        #expect(recent.after(7_500)?.isEmpty == true)
        #expect(recent.after(7_501) == nil)
    }

    @Test func aSlowReaderIsDroppedAndTheOthersAreNot() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let slow = try await fixture.attach(Fixture.malaysia, limit: 20_000)
        let chair = try await fixture.attach(Fixture.chair)
        for round in 0..<200 where slow.queue.ended == nil {
            _ = try await chair.command(.setSegment(round.isMultiple(of: 2) ? .restricted : .open))
            fixture.clock.advance(100)
        }
        #expect(slow.queue.ended == .slow)
        #expect(await slow.queue.next() == nil, "what waited is let go")
        #expect(chair.queue.ended == nil)
        await slow.leave()
        // And catches up.
        let again = try await fixture.attach(Fixture.malaysia)
        #expect(try again.messages().snapshots.count == 1)
    }

    @Test func aFloodIsDroppedAndABriskClientIsNot() async throws {
        let fixture = try await Fixture()
        let brisk = try await fixture.attach(Fixture.chair)
        for _ in 0..<1_000 {
            await brisk.say(.ping(clientTime: 1))
            fixture.clock.advance(21)
        }
        #expect(brisk.queue.ended == nil)
        let flood = try await fixture.attach(Fixture.malaysia)
        for _ in 0..<251 { await flood.say(.ping(clientTime: 1)) }
        #expect(flood.queue.ended == .flood)
        #expect(await fixture.meetings.statistics().clientsDroppedFlooding == 1)
    }

    @Test func aRestartLosesNothingAndRecordsWhoDidNotReturn() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        _ = try await fixture.attach(Fixture.chair)
        _ = try await fixture.attach(Fixture.indonesia)
        try await fixture.submit(.raiseFlag, Fixture.indonesia)
        let before = await fixture.meeting.state

        let (meetings, meeting) = try await fixture.restarted()
        #expect(meetings.damaged.isEmpty)
        #expect(await meeting.state == before)
        _ = try await meeting.attach(
            participant: Fixture.chair, generation: 1, device: "tab", resume: await meeting.sequence,
            sink: MessageQueue())
        fixture.clock.advance(9_900)
        await meetings.tick()
        #expect(await meeting.state.participants[Fixture.indonesia]?.connected == true)
        fixture.clock.advance(200)
        await meetings.tick()
        #expect(await meeting.state.participants[Fixture.indonesia]?.connected == false)
        #expect(await meeting.state.participants[Fixture.chair]?.connected == true)
        #expect(await meeting.state.speakers.map(\.seat) == [SeatID("ID")!], "the list of speakers is intact")
    }

    @Test func aReaderOfEventsAloneFollows() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let sequence = await fixture.meeting.sequence
        let followed = try #require(try await fixture.meeting.follow(after: sequence - 2, for: .administration))
        try await fixture.submit(.raiseFlag, Fixture.indonesia)
        let lines = try #require(await followed.next())
        #expect(lines.map(\.sequence) == [sequence - 1, sequence, sequence + 1])
        #expect(try await fixture.meeting.follow(after: sequence + 100, for: .administration) == nil)
    }

    /// Whoever asks for a stream and never reads it takes nobody's place.
    @Test func aFeedEndsWithItsReader() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let reader = Author.participant(Fixture.press)
        for _ in 0..<2_000 { _ = try #require(try await fixture.meeting.follow(after: 0, for: reader)) }
        var open: [EventFeed] = []
        while let feed = try await fixture.meeting.follow(after: 0, for: reader) { open.append(feed) }
        #expect(open.count == LiveMeeting.feedsOfParticipant)
        #expect(try await fixture.meeting.follow(after: 0, for: .administration) != nil, "the others suffer")
    }

    /// The token was good when the connection was made; the invitation was replaced before the first message.
    @Test func anOldInvitationDoesNotComeInUnderTheNewOne() async throws {
        let fixture = try await Fixture()
        try await fixture.meeting.submit(.revokeInvitation(Fixture.indonesia), by: .administration)
        let invitee = try #require(Fixture.invitees.first { $0.id == Fixture.indonesia })
        try await fixture.meeting.submit(.inviteParticipant(invitee), by: .administration)
        await #expect(throws: AttachRefusal.access(.revoked)) {
            _ = try await fixture.meeting.attach(
                participant: Fixture.indonesia, generation: 1, device: "tab", resume: nil, sink: MessageQueue())
        }
        _ = try await fixture.attach(Fixture.indonesia)
    }

    /// A closed segment is closed: for the press it holds neither events nor faces nor lines.
    @Test func whoMayNotFollowLearnsNothing() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let press = try await fixture.attach(Fixture.press)
        _ = try press.messages()
        try await fixture.submit(.setSegment(.restricted), Fixture.chair)
        let held = try press.messages()
        #expect(held.events.isEmpty)
        guard case .snapshot(_, .room(let view)) = try #require(held.first) else {
            Issue.record("no snapshot but \(held)")
            return
        }
        #expect(view.segment == .restricted && view.participants.map(\.id) == [Fixture.press])
        #expect(view.presiding == nil && view.seats.allSatisfy { $0.microphone == nil })

        try await fixture.submit(.giveFloor(SeatID("ID")!, limitSeconds: nil), Fixture.chair)
        let withheld = try press.messages()
        #expect(withheld.withheld == 1 && withheld.events.isEmpty)
        for case .event(_, _, let author, _) in withheld { #expect(author == .system, "who acted is told") }
        let page = try await fixture.meeting.events(after: 0, limit: 1_000, for: .participant(Fixture.press))
        #expect(!page.events.contains { if case .floorGiven = $0 { true } else { false } })

        // Coming back within the segment, and after it.
        await press.leave()
        let last = await fixture.meeting.sequence - 1
        let back = try await fixture.attach(Fixture.press, resume: last)
        #expect(try back.messages().events.isEmpty)
        try await fixture.submit(.setSegment(.open), Fixture.chair)
        guard case .snapshot(_, .room(let whole)) = try #require(try back.messages().first) else {
            Issue.record("no snapshot at the opening")
            return
        }
        #expect(whole.floor?.seat == SeatID("ID"))
    }

    @Test func shuttingDownSaysGoodbyeAndSigns() async throws {
        let fixture = try await Fixture()
        let client = try await fixture.attach(Fixture.chair)
        await fixture.meetings.shutDown()
        #expect(client.queue.ended == .shutdown)
        #expect(try await fixture.meeting.checkpoint().checkpoint.size == fixture.meeting.sequence)
    }
}
