import ClientProtocol
import Procedure
import Summit
import Testing

@testable import Conference

@Suite struct JoiningTests {
    @Test func aDelegateWaitsInTheLobbyUntilTheChairAdmitsThem() async throws {
        let fixture = try await Fixture()
        let chair = try await fixture.attach(Fixture.chair)
        let delegate = try await fixture.attach(Fixture.indonesia)
        let first = try delegate.messages()
        guard case .welcome(let you, _, 1, _) = first.first else { return #expect(Bool(false), "welcome comes first") }
        #expect(you == Fixture.indonesia)
        guard case .lobby(let lobby) = first.snapshots.first?.view else {
            return #expect(Bool(false), "who is not admitted sees the lobby")
        }
        #expect(lobby.participants.map(\.id) == [Fixture.indonesia])

        _ = try await chair.command(.enterLobby)
        #expect(try delegate.messages().withheld > 0, "what happens in the room stays in the room")
        let entered = try await delegate.command(.enterLobby)
        #expect(entered.events == [.lobbyEntered(Fixture.indonesia)])

        let admitted = try await chair.command(.admit(Fixture.indonesia))
        #expect(admitted.events.first == .lobbyEntered(Fixture.indonesia))
        #expect(admitted.events.contains(.admitted(Fixture.indonesia)))
        let inside = try delegate.messages()
        guard case .room(let room) = inside.snapshots.first?.view else {
            return #expect(Bool(false), "who is admitted gets a fresh view")
        }
        #expect(room.presiding == Fixture.chair)
        #expect(inside.snapshots.first?.sequence == admitted.accepted.first)
        #expect(inside.contains { if case .notes = $0 { true } else { false } })
    }

    @Test func whatIsAcceptedWasToldBeforeAndIsNumberedWithoutGaps() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let chair = try await fixture.attach(Fixture.chair)
        let start = try chair.messages()
        let delegate = try await fixture.attach(Fixture.indonesia)
        let raised = try await delegate.command(.raiseFlag)
        let given = try await chair.command(.nextSpeaker, id: "next")
        #expect(given.events.contains(.flagLowered(SeatID("ID")!)))
        #expect(
            given.events.contains(
                .floorGiven(SeatID("ID")!, participant: Fixture.indonesia, limitSeconds: nil, kind: .intervention)))
        guard case .accepted("next", let sequence) = given.last else {
            return #expect(Bool(false), "accepted comes after the events")
        }
        #expect(sequence == given.sequences.last)
        #expect(raised.accepted.count == 1)
        let first = try #require(start.snapshots.first?.sequence) + 1
        let all = start.sequences + given.sequences
        #expect(all == Array(first..<(first + all.count)))
    }

    @Test func aRefusalSaysWhyInTheReadersLanguages() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let delegate = try await fixture.attach(Fixture.indonesia)
        let answer = try await delegate.command(.openMeeting)
        guard case .refused("c", "notAllowed", let text, _) = answer.last else {
            return #expect(Bool(false), "a delegate does not open meetings")
        }
        #expect(!text["en"].isEmpty && !text["vi"].isEmpty)
        #expect(await fixture.meetings.statistics().commandsRefused == ["notAllowed": 1])
    }

    @Test func severalDevicesAreOnePersonAndTheSameDeviceTwiceIsReplaced() async throws {
        let fixture = try await Fixture()
        let first = try await fixture.attach(Fixture.chair, device: "laptop")
        let second = try await fixture.attach(Fixture.chair, device: "tablet")
        #expect(first.queue.ended == nil)
        let again = try await fixture.attach(Fixture.chair, device: "laptop")
        #expect(first.queue.ended == .replaced)
        #expect(second.queue.ended == nil && again.queue.ended == nil)
        // The old connection closes late; that takes nothing from the new one.
        await first.leave()
        _ = try again.messages()
        #expect(try await again.command(.enterLobby).accepted.count == 1)
        let connections = try await fixture.meeting.events(after: 0, limit: 100, for: .administration).events
            .filter { $0 == .connected(Fixture.chair) }
        #expect(connections.count == 1)
    }

    @Test func aNinthDeviceIsOneTooMany() async throws {
        let fixture = try await Fixture()
        for device in 1...8 { _ = try await fixture.attach(Fixture.chair, device: "\(device)") }
        await #expect(throws: AttachRefusal.tooManyDevices) { _ = try await fixture.attach(Fixture.chair, device: "9") }
        _ = try await fixture.attach(Fixture.chair, device: "8")
    }

    @Test func whoWasNotInvitedIsNotAttached() async throws {
        let fixture = try await Fixture()
        await #expect(throws: AttachRefusal.access(.malformed)) {
            _ = try await fixture.attach(ParticipantID("stranger")!)
        }
    }

    @Test func aSecondHelloIsNotTheProtocol() async throws {
        let fixture = try await Fixture()
        let client = try await fixture.attach(Fixture.chair)
        await client.say(.hello(version: 1, device: "tab", resume: nil))
        #expect(client.queue.ended == .protocol)
    }

    @Test func notesStayWithinTheDelegation() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        let head = try await fixture.attach(Fixture.indonesia)
        let adviser = try await fixture.attach(Fixture.indonesianAdviser)
        let other = try await fixture.attach(Fixture.malaysia)
        await adviser.say(.note(id: "n1", text: "Mention the fund"))
        #expect(try head.messages().notes == ["Mention the fund"])
        #expect(try adviser.messages().notes == ["Mention the fund"])
        #expect(try other.messages().notes.isEmpty)
        // Whoever comes later reads them; the record does not hold them.
        let late = try await fixture.attach(Fixture.indonesia, device: "other")
        #expect(try late.messages().notes == ["Mention the fund"])
        let record = try await fixture.meeting.recordLines(limit: 1_000)
        #expect(!record.contains { String(decoding: $0, as: UTF8.self).contains("fund") })
        // A role without a seat has no delegation.
        let press = try await fixture.attach(Fixture.press)
        await press.say(.note(id: "n2", text: "Hello"))
        #expect(try press.messages().refusals == ["noDelegation"])
    }
}
