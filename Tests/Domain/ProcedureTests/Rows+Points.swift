import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit

extension Rows {
    static let pointKR = Step("kr-head", .raisePoint)
    static let hearKR = Step("vn-chair", .hearPoint("KR"))
    static let ruleKR = Step("vn-chair", .rulePoint("KR", .upheld))
    static func interrupted(_ seat: SeatID, _ id: ParticipantID) -> MeetingEvent {
        .floorInterrupted(seat, participant: id)
    }
    static func resumed(_ seat: SeatID, _ id: ParticipantID) -> MeetingEvent { .floorResumed(seat, participant: id) }

    static let points = [
        Row("raise a point", pointKR, .pointRaised("KR")),
        Row("a delegation raises a point", Step("id-adviser", .raisePoint), .pointRaised("ID")),
        Row("raise a point while another speaks", after: [giveID], pointKR, .pointRaised("KR")),
        Row("raise two points", after: [pointKR], pointKR, refused: .pointRaised, RefusalDetails(seat: "KR")),
        Row(
            "raise a point offstage", Step("who-head", .raisePoint), refused: .notAtTable, RefusalDetails(seat: "WHO")),
        Row(
            "raise a point in a break", after: [suspend], pointKR, refused: .notOpen,
            RefusalDetails(sitting: .suspended)),
        Row(
            "a speaker raises no point", after: [giveID], Step("id-adviser", .raisePoint), refused: .hasFloor,
            RefusalDetails(seat: "ID")),
        Row(
            "nor does who waits for a ruling", after: [giveID, pointKR, hearKR], Step("id-head", .raisePoint),
            refused: .hasFloor, RefusalDetails(seat: "ID")),
        Row(
            "nor do they ask for the floor again", after: [giveID, pointKR, hearKR], raiseID, refused: .hasFloor,
            RefusalDetails(seat: "ID")),
        Row("withdraw a point", after: [pointKR], Step("kr-head", .withdrawPoint), .pointWithdrawn("KR")),
        Row("withdraw no point", Step("kr-head", .withdrawPoint), refused: .noPoint, RefusalDetails(seat: "KR")),

        Row("hear a point", after: [pointKR], hearKR, .given("KR", "kr-head", nil, as: .point)),
        Row(
            "a point interrupts", after: [giveID, pointKR], hearKR, interrupted("ID", "id-head"),
            .given("KR", "kr-head", nil, as: .point)),
        Row("hear no point", hearKR, refused: .noPoint, RefusalDetails(seat: "KR")),
        Row(
            "hear a point twice", after: [pointKR, hearKR], hearKR, refused: .hasFloor,
            RefusalDetails(seat: "KR", floor: "KR")),
        Row(
            "one point after another", after: [pointKR, Step("id-head", .raisePoint), hearKR],
            Step("vn-chair", .hearPoint("ID")), refused: .ruleFirst, RefusalDetails(seat: "KR")),
        Row(
            "a point of who may not follow",
            after: [
                Step("id-head", .raisePoint), Step("id-adviser", .takeMicrophone),
                Step("vn-chair", .setSegment(.retreat)),
            ], Step("vn-chair", .hearPoint("ID")), refused: .noMicrophone,
            RefusalDetails(seat: "ID", participant: "id-adviser")),
        Row(
            "nobody else is called before the ruling", after: [pointKR, hearKR], giveID, refused: .ruleFirst,
            RefusalDetails(seat: "KR")),
        Row(
            "nor the next on the list", after: [raiseID, pointKR, hearKR], Step("vn-chair", .nextSpeaker),
            refused: .ruleFirst, RefusalDetails(seat: "KR")),
        Row(
            "nor a reply", after: [askID, pointKR, hearKR], Step("vn-chair", .giveReply("ID")), refused: .ruleFirst,
            RefusalDetails(seat: "KR")),
        Row(
            "a point that was not heard holds up nothing", after: [pointKR], giveID, .given("ID", "id-head")),
        Row(
            "a point is yielded and still open", after: [giveID, pointKR, hearKR], Step("kr-head", .endFloor),
            .ended("KR", "kr-head", 10, .yielded)),
        Row(
            "a point is heard again", after: [giveID, pointKR, hearKR, Step("kr-head", .endFloor)], hearKR,
            .given("KR", "kr-head", nil, as: .point)),

        Row(
            "rule and go on", after: [giveID, pointKR, hearKR], ruleKR, .ended("KR", "kr-head", 10, .chair),
            .pointRuled("KR", .upheld), resumed("ID", "id-head")),
        Row(
            "rule after the point was yielded", after: [giveID, pointKR, hearKR, Step("kr-head", .endFloor)], ruleKR,
            .pointRuled("KR", .upheld), resumed("ID", "id-head")),
        Row(
            "rule without hearing", after: [giveID, pointKR], Step("vn-chair", .rulePoint("KR", .dismissed)),
            .pointRuled("KR", .dismissed)),
        Row("rule on nothing", ruleKR, refused: .noPoint, RefusalDetails(seat: "KR")),
        Row(
            "who goes on is heard", after: [giveID, pointKR, hearKR, Step("vn-chair", .mute("ID"))], ruleKR,
            .ended("KR", "kr-head", 11, .chair), .pointRuled("KR", .upheld), .unmuted("ID"), resumed("ID", "id-head")),
        Row(
            "time counts while one speaks", after: [giveID, pointKR, hearKR, ruleKR], Step("id-head", .endFloor),
            .ended("ID", "id-head", 12, .yielded)),
        Row(
            "withdrawn while it is heard", after: [giveID, pointKR, hearKR], Step("kr-head", .withdrawPoint),
            .ended("KR", "kr-head", 10, .yielded), .pointWithdrawn("KR"), resumed("ID", "id-head")),
        Row(
            "who states it leaves", after: [giveID, pointKR, hearKR], Step("kr-head", .leave),
            .ended("KR", "kr-head", 10, .gone), .pointWithdrawn("KR"), resumed("ID", "id-head"), .left("kr-head")),
        Row(
            "who was interrupted leaves", after: [giveID, pointKR, hearKR], Step("id-head", .leave),
            .ended("ID", "id-head", 2, .gone), .left("id-head")),
        Row(
            "nobody takes the microphone of who waits", after: [giveID, pointKR, hearKR],
            Step("id-adviser", .takeMicrophone), refused: .hasFloor,
            RefusalDetails(seat: "ID", participant: "id-head")),
        Row(
            "unless they are lost", after: [giveID, pointKR, hearKR, Step("system", .disconnected("id-head"))],
            Step("id-adviser", .takeMicrophone), .ended("ID", "id-head", 2, .gone),
            .microphoneTaken("ID", participant: "id-adviser")),
        Row(
            "a break ends both, the point stays", after: [giveID, pointKR, hearKR], suspend,
            .ended("KR", "kr-head", 10, .suspended), .ended("ID", "id-head", 2, .suspended), .meetingSuspended),
        Row(
            "the close ends both", after: [giveID, pointKR, hearKR], close, .ended("KR", "kr-head", 10, .closed),
            .ended("ID", "id-head", 2, .closed), .pointWithdrawn("KR"), .meetingClosed),
        Row(
            "a retreat ends what an adviser says",
            after: [Step("id-adviser", .takeMicrophone), giveID, pointKR, hearKR],
            Step("vn-chair", .setSegment(.retreat)), .segmentChanged(.retreat, number: nil),
            .ended("ID", "id-adviser", 2, .chair)),
        Row(
            "a reply is interrupted too", after: [askID, Step("vn-chair", .giveReply("ID")), pointKR], hearKR,
            interrupted("ID", "id-head"), .given("KR", "kr-head", nil, as: .point)),
    ]
}
