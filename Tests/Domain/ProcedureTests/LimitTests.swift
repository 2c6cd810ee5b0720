import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

/// What a meeting may grow to is reached here.
@Suite struct LimitTests {
    @Test func seats() throws {
        var hall = try Hall()
        for number in hall.state.seats.count..<MeetingLimits.seats {
            try hall.run(.addSeat(Seat(id: try #require(SeatID("S\(number)")), name: .empty)), by: "administration")
        }
        #expect(throws: Refusal(.limitReached, RefusalDetails(maximum: 200))) {
            try hall.state.decide(.addSeat(Seat(id: "LAST", name: .empty)), by: "administration", at: hall.now)
        }
        // Every table seat's flag fits on the list of speakers.
        try hall.run([Step("vn-chair", .enterLobby), Step("vn-chair", .openMeeting)])
        for seat in hall.state.seats where seat.seat.place == .table {
            try hall.run(.inscribe(seat.id), by: "administration")
        }
        #expect(hall.state.speakers.count == 199)
    }

    @Test func participants() throws {
        var hall = try Hall()
        for number in hall.state.roll.count..<MeetingLimits.participants {
            let invitee = Invitee(id: try #require(ParticipantID("p\(number)")), role: .press)
            try hall.happen(.participantInvited(invitee), by: .administration)
        }
        #expect(throws: Refusal(.limitReached, RefusalDetails(maximum: 2000))) {
            try hall.state.decide(
                .inviteParticipant(Invitee(id: "last", role: .press)), by: "administration", at: hall.now)
        }
        // Who was removed may be invited again even so.
        try hall.happen(.removed("p100"), by: .administration)
        #expect(
            try hall.state.decide(
                .inviteParticipant(Invitee(id: "p100", role: .press)), by: "administration", at: hall.now
            ).count == 1)
    }
}
