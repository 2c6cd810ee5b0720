import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

@Suite struct EnteringTests {
    @Test func theFirstChairWhoComesPresides() throws {
        var hall = try Hall()
        #expect(
            try hall.run(.enterLobby, by: "vn-chair") == [
                .lobbyEntered("vn-chair"), .admitted("vn-chair"), .chairTaken("vn-chair"),
            ])
        #expect(hall.state.presidesNow?.id == "vn-chair")
    }

    @Test func aCoChairWhoComesFirstWaitsForNobodyButDoesNotPreside() throws {
        var hall = try Hall()
        #expect(try hall.run(.enterLobby, by: "vn-co") == [.lobbyEntered("vn-co"), .admitted("vn-co")])
        #expect(hall.state.presiding == nil)
        #expect(
            try hall.run(.takeChair, by: "vn-co") == [
                .microphoneTaken("VN", participant: "vn-co"), .chairTaken("vn-co"),
            ])
        // The chair comes later and finds the chair taken.
        #expect(try hall.run(.enterLobby, by: "vn-chair") == [.lobbyEntered("vn-chair"), .admitted("vn-chair")])
    }

    @Test func withoutALobbyEverybodyComesInDirectly() throws {
        var setup = Hall.setup
        setup.lobby = false
        var hall = try Hall(setup: setup)
        #expect(try hall.run(.enterLobby, by: "reporter") == [.lobbyEntered("reporter"), .admitted("reporter")])
    }

    @Test func theListOfSpeakersOutlivesTheChairsConnection() throws {
        var hall = try Hall.open()
        try hall.run([Rows.raiseKR, Rows.raiseID, Step("vn-chair", .giveFloor("VN"))])
        let list = hall.state.speakers
        try hall.run([Rows.lostChair, Step("kr-co", .takeChair)])
        #expect(hall.state.speakers == list)
        #expect(hall.state.presidesNow?.id == "kr-co")
        #expect(hall.state.floor?.seat == "VN")
    }

    @Test func aNewInvitationVoidsTheLinksOfTheOldOne() throws {
        var hall = try Hall.open()
        #expect(hall.state.participants["id-head"]?.generation == 1)
        try hall.run(.revokeInvitation("id-head"), by: "administration")
        #expect(hall.state.participants["id-head"]?.revoked == true)
        #expect(hall.state.participants["id-head"]?.standing == .removed)
        try hall.run(.inviteParticipant(Hall.invitee("id-head", "ID", .head)), by: "administration")
        let again = try #require(hall.state.participants["id-head"])
        #expect(again.generation == 2 && !again.revoked && again.standing == .invited)
        #expect(hall.state.roll.count == Hall.invitees.count)
    }

    @Test func secondsSpokenAddUp() throws {
        var hall = try Hall.open()
        for seconds in [Int64(3), 184, 0] {
            try hall.run(.giveFloor("ID"), by: "vn-chair")
            hall.wait(seconds: seconds)
            try hall.run(.endFloor, by: "id-head")
        }
        // A clock that was set back makes no negative speech.
        try hall.run(.giveFloor("ID"), by: "vn-chair")
        hall.wait(seconds: -3600)
        try hall.run(.endFloor, by: "id-head")
        #expect(hall.state.spoken == ["ID": 187])
    }
}
