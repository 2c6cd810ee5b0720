import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit

extension Rows {
    static let china = Seat.known("CN")
    static func invite(_ id: ParticipantID, _ seat: SeatID?, _ role: Role) -> Step {
        Step("administration", .inviteParticipant(Invitee(id: id, seat: seat, role: role)))
    }
    static func invited(_ id: ParticipantID, _ seat: SeatID?, _ role: Role) -> MeetingEvent {
        .participantInvited(Invitee(id: id, seat: seat, role: role))
    }
    static func annotated(_ change: (inout AnnotatedItem) -> Void) -> AgendaItem {
        var item = AnnotatedItem(title: .empty)
        change(&item)
        return AgendaItem(number: 1, item: item)
    }
    static let long = Texts(en: String(repeating: "x", count: 301), vi: "")

    static let preparing = [
        Row("add a seat", Step("secretary", .addSeat(china)), .seatAdded(china)),
        Row(
            "add a seat twice", Step("secretary", .addSeat(Seat.known("JP"))), refused: .seatExists,
            RefusalDetails(seat: "JP")),
        Row(
            "add a seat with an endless name", Step("secretary", .addSeat(Seat(id: "CN", name: long))),
            refused: .invalid, RefusalDetails(seat: "CN", field: "name")),
        Row("add a seat after the close", after: [close], Step("secretary", .addSeat(china)), refused: .meetingClosed),

        Row("invite an adviser", invite("new", "ID", .adviser), invited("new", "ID", .adviser)),
        Row(
            "the first for a seat holds its microphone", after: [Step("secretary", .addSeat(china))],
            invite("cn-adviser", "CN", .adviser), invited("cn-adviser", "CN", .adviser),
            .microphoneTaken("CN", participant: "cn-adviser")),
        Row(
            "a head comes before an adviser who has not come",
            after: [Step("secretary", .addSeat(china)), invite("cn-adviser", "CN", .adviser)],
            invite("cn-head", "CN", .head), invited("cn-head", "CN", .head),
            .microphoneTaken("CN", participant: "cn-head")),
        Row(
            "an observer holds no microphone", after: [Step("secretary", .addSeat(china))],
            invite("cn-observer", "CN", .observer), invited("cn-observer", "CN", .observer)),
        Row("invite the press", invite("press-2", nil, .press), invited("press-2", nil, .press)),
        Row(
            "invite twice", invite("id-head", "ID", .head), refused: .participantExists,
            RefusalDetails(participant: "id-head")),
        Row(
            "a head without a seat", invite("new", nil, .head), refused: .seatNeeded, RefusalDetails(participant: "new")
        ),
        Row(
            "the press at a seat", invite("new", "ID", .press), refused: .invalid,
            RefusalDetails(participant: "new", field: "seat")),
        Row("a head of no seat", invite("new", "XX", .head), refused: .noSuchSeat, RefusalDetails(seat: "XX")),
        Row(
            "invite again who was removed", after: [Step("vn-chair", .remove("id-head"))],
            invite("id-head", "ID", .head),
            invited("id-head", "ID", .head)),
        Row(
            "who is invited again keeps the seat", after: [Step("vn-chair", .remove("id-head"))],
            invite("id-head", "KR", .head), refused: .invalid, RefusalDetails(participant: "id-head", field: "seat")),
        Row(
            "a holder does not come back as an observer", after: [Step("vn-chair", .remove("id-head"))],
            invite("id-head", "ID", .observer), refused: .invalid,
            RefusalDetails(participant: "id-head", field: "role")),
        Row(
            "who presided does not come back as a head", after: [Step("secretary", .revokeInvitation("vn-chair"))],
            invite("vn-chair", "VN", .head), refused: .invalid,
            RefusalDetails(participant: "vn-chair", field: "role")),

        Row(
            "revoke a speaker's invitation", after: [giveID], Step("secretary", .revokeInvitation("id-head")),
            .ended("ID", "id-head", 10, .gone), .invitationRevoked("id-head")),
        Row(
            "revoke the presiding chair's", Step("secretary", .revokeInvitation("vn-chair")),
            .invitationRevoked("vn-chair")),
        Row(
            "revoke twice", after: [Step("secretary", .revokeInvitation("id-head"))],
            Step("secretary", .revokeInvitation("id-head"))),

        Row("set the agenda", Step("secretary", .setAgenda([])), .agendaSet([])),
        Row("the agenda as it is", Step("secretary", .setAgenda(Hall.setup.agenda))),
        Row(
            "an agenda with gaps",
            Step("secretary", .setAgenda([AgendaItem(number: 2, title: .empty)])), refused: .invalid,
            RefusalDetails(field: "agenda")),
        Row(
            "an agenda with endless documents",
            Step("secretary", .setAgenda([annotated { $0.documents = [String(repeating: "x", count: 65)] }])),
            refused: .invalid, RefusalDetails(field: "agenda[0].documents")),
        Row(
            "an agenda with too many documents",
            Step("secretary", .setAgenda([annotated { $0.documents = Array(repeating: "D", count: 51) }])),
            refused: .invalid, RefusalDetails(field: "agenda[0].documents")),
        Row(
            "an agenda of negative minutes", Step("secretary", .setAgenda([annotated { $0.minutes = -1 }])),
            refused: .invalid, RefusalDetails(field: "agenda[0].minutes")),
        Row(
            "an agenda with a limit too short",
            Step("secretary", .setAgenda([annotated { $0.speakingLimitSeconds = 9 }])),
            refused: .invalid, RefusalDetails(field: "agenda[0].speakingLimitSeconds")),
        Row(
            "an agenda that calls a seat twice",
            Step("secretary", .setAgenda([annotated { $0.speakers = ["ID", "ID"] }])),
            refused: .invalid, RefusalDetails(field: "agenda[0].speakers")),
        Row(
            "an endless agenda",
            Step("secretary", .setAgenda((1...101).map { AgendaItem(number: $0, title: .empty) })),
            refused: .limitReached, RefusalDetails(maximum: 100)),
        Row(
            "drop the item under discussion", after: [Step("vn-chair", .takeItem(2))],
            Step("secretary", .setAgenda([])),
            refused: .noSuchItem, RefusalDetails(number: 2, maximum: 0)),
    ]
}
