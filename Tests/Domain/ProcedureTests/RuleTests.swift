import Procedure
import ProcedureTestSupport
import Summit
import Testing

/// Every command in every state that matters to it.
@Suite struct RuleTests {
    enum Outcome: Sendable {
        case events([MeetingEvent])
        case refused(Refusal)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let given: [Step]
        let when: Step
        let then: Outcome
        var testDescription: String { name }

        /// What happens in an open meeting after the given steps.
        init(_ name: String, after given: [Step] = [], _ when: Step, _ events: MeetingEvent...) {
            (self.name, self.given, self.when, then) = (name, given, when, .events(events))
        }

        init(
            _ name: String, after given: [Step] = [], _ when: Step, refused reason: RefusalReason,
            _ details: RefusalDetails = RefusalDetails()
        ) {
            (self.name, self.given, self.when, then) = (name, given, when, .refused(Refusal(reason, details)))
        }
    }

    @Test(
        arguments: Rows.admission + Rows.sitting + Rows.chair + Rows.list + Rows.floor + Rows.microphone
            + Rows.preparing + Rows.replies + Rows.points + Rows.segments)
    func rule(row: Row) throws {
        var hall = try Hall.open()
        try hall.run(row.given)
        hall.wait(seconds: 10)
        let before = hall.state
        switch row.then {
        case .events(let events):
            #expect(try hall.state.decide(row.when.command, by: row.when.author, at: hall.now) == events)
        case .refused(let refusal):
            #expect(throws: refusal) { try hall.state.decide(row.when.command, by: row.when.author, at: hall.now) }
        }
        #expect(hall.state == before)
    }
}

extension MeetingEvent {
    static func ended(_ seat: SeatID, _ id: ParticipantID, _ seconds: Int, _ reason: FloorEnd) -> MeetingEvent {
        .floorEnded(seat, participant: id, seconds: seconds, reason: reason)
    }
    static func given(
        _ seat: SeatID, _ id: ParticipantID, _ limit: Int? = 300, as kind: FloorKind = .intervention
    ) -> MeetingEvent {
        .floorGiven(seat, participant: id, limitSeconds: limit, kind: kind)
    }
}
