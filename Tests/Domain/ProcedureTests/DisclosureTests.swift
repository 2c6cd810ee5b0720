import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

@Suite struct DisclosureTests {
    static let room: [MeetingEvent] = [
        .flagRaised("ID"), .given("ID", "id-head"), .ended("ID", "id-head", 1, .chair), .chairTaken("vn-co"),
        .segmentChanged(.retreat, number: nil), .itemTaken(1), .agendaSet([]), .seatsSet([]),
        .seatAdded(Seat.known("CN")),
        .muted("ID"),
        .admitted("id-head"), .left("id-head"), .connected("id-head"), .removed("id-head"),
        .participantInvited(Hall.invitee("new", "ID", .head)), .microphoneTaken("ID", participant: "id-adviser"),
        .devicesSet("id-head", camera: true, microphoneOn: true), .replyRequested("ID"), .replyWithdrawn("ID"),
        .pointRaised("ID"), .pointWithdrawn("ID"), .pointRuled("ID", .upheld),
        .floorInterrupted("ID", participant: "id-head"), .floorResumed("ID", participant: "id-head"),
    ]
    static let sitting: [MeetingEvent] = [
        .meetingOpened, .meetingSuspended, .meetingResumed, .meetingClosed, .speakingLimitSet(seconds: 60),
    ]
    static let own: [MeetingEvent] = [
        .lobbyEntered("interpreter"), .admitted("interpreter"), .returnedToLobby("interpreter"),
        .removed("interpreter"), .invitationRevoked("interpreter"), .connected("interpreter"),
        .disconnected("interpreter"), .devicesSet("interpreter", camera: true, microphoneOn: true),
        .left("interpreter"), .participantInvited(Hall.invitee("interpreter", nil, .interpreter)),
    ]

    @Test(arguments: room + sitting + own)
    func theRoomReadsEverything(event: MeetingEvent) throws {
        #expect(try Hall.open().state.discloses(event, to: "reporter"))
    }

    @Test(arguments: room)
    func theLobbyReadsNothingOfTheRoom(event: MeetingEvent) throws {
        let state = try Hall.open().state
        #expect(!state.discloses(event, to: "interpreter"))
        #expect(!state.discloses(event, to: "jp-head"))
        #expect(!state.discloses(event, to: "stranger"))
    }

    @Test(arguments: sitting + own)
    func theLobbyReadsItsOwnAndTheSitting(event: MeetingEvent) throws {
        #expect(try Hall.open().state.discloses(event, to: "interpreter"))
    }
}
