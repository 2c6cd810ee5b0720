import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

/// A damaged record is refused event by event, and never half applied.
@Suite struct EvolveTests {
    static let impossible: [MeetingEvent] = [
        .meetingCreated(MeetingFacts(id: "again", title: .empty, startsAt: Timestamp(milliseconds: 0))),
        .seatAdded(Seat.known("JP")),
        .participantInvited(Hall.invitee("id-head", "ID", .head)),
        .participantInvited(Hall.invitee("new", "XX", .head)),
        .invitationRevoked("stranger"), .lobbyEntered("stranger"), .admitted("stranger"),
        .returnedToLobby("stranger"), .removed("stranger"), .left("stranger"), .connected("stranger"),
        .disconnected("stranger"), .devicesSet("stranger", camera: true, microphoneOn: true),
        .chairHanded("stranger"), .chairTaken("stranger"),
        .itemTaken(0), .itemTaken(3), .itemTaken(.min),
        .flagRaised("XX"), .flagRaised("KR"), .flagLowered("ID"), .flagLowered("XX"),
        .speakerMoved("KR", position: 1), .speakerMoved("KR", position: -1), .speakerMoved("ID", position: 0),
        .given("KR", "kr-head"), .given("XX", "kr-head"), .given("KR", "stranger"), .given("KR", "id-head"),
        .ended("KR", "kr-head", 1, .chair), .ended("ID", "id-head", -1, .chair),
        .segmentChanged(.open, number: 0), .segmentChanged(.open, number: 5), .segmentChanged(.open, number: .min),
        .replyRequested("XX"), .replyWithdrawn("ID"), .pointRaised("XX"), .pointWithdrawn("ID"),
        .pointRuled("ID", .upheld), .given("JP", "jp-head", as: .point),
        .floorInterrupted("KR", participant: "kr-head"), .floorResumed("ID", participant: "id-head"),
        .muted("XX"), .unmuted("XX"), .microphoneTaken("XX", participant: "id-head"),
        .microphoneTaken("ID", participant: "stranger"), .microphoneTaken("KR", participant: "id-head"),
    ]

    @Test(arguments: impossible)
    func whatCannotHaveHappenedIsRefused(event: MeetingEvent) throws {
        var hall = try Hall.open()
        try hall.run([Rows.giveID, Rows.raiseKR])
        let before = hall.state
        #expect(throws: InapplicableEvent.self) { try hall.happen(event, by: .system) }
        #expect(hall.state == before)
    }

    @Test func endlessSpeechesDoNotOverflow() throws {
        var hall = try Hall.open()
        try hall.run([Rows.giveID])
        try hall.happen(.ended("ID", "id-head", .max, .chair), by: .system)
        try hall.run([Rows.giveID])
        #expect(throws: InapplicableEvent.self) { try hall.happen(.ended("ID", "id-head", 1, .chair), by: .system) }
    }

    @Test func aMeetingBeginsWithItsCreation() {
        #expect(MeetingState(first: .meetingOpened) == nil)
    }

    @Test func seatsAreKeptInOrderOfPrecedenceTheTableFirst() throws {
        var hall = try Hall()
        #expect(hall.state.seats.map(\.id) == ["ID", "VN", "JP", "KR", "WHO"])
        try hall.run(.addSeat(Seat.known("CN")), by: "administration")
        try hall.run(.addSeat(Seat.known("LA", place: .offstage)), by: "administration")
        #expect(hall.state.seats.map(\.id) == ["ID", "VN", "JP", "KR", "CN", "WHO", "LA"])
    }
}
