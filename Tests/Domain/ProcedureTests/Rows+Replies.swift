import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit

extension Rows {
    static let askID = Step("id-adviser", .requestReply)
    static let askKR = Step("kr-head", .requestReply)
    static func reply(_ seat: SeatID) -> [Step] {
        [
            Step(seat == "ID" ? "id-head" : "kr-head", .requestReply), Step("vn-chair", .giveReply(seat)),
            Step("vn-chair", .endFloor),
        ]
    }

    static let replies = [
        Row("ask for a reply", askID, .replyRequested("ID")),
        Row("ask for a reply twice", after: [askID], askID, refused: .alreadyRequested, RefusalDetails(seat: "ID")),
        Row(
            "ask for a reply offstage", Step("who-head", .requestReply), refused: .notAtTable,
            RefusalDetails(seat: "WHO")),
        Row(
            "ask for a reply in a break", after: [suspend], askID, refused: .notOpen,
            RefusalDetails(sitting: .suspended)),
        Row("withdraw a reply", after: [askID], Step("id-head", .withdrawReply), .replyWithdrawn("ID")),
        Row(
            "withdraw no reply", Step("id-head", .withdrawReply), refused: .notRequested, RefusalDetails(seat: "ID")),
        Row(
            "give the first reply", after: [askID], Step("vn-chair", .giveReply("ID")), .replyWithdrawn("ID"),
            .given("ID", "id-head", 300, as: .reply)),
        Row(
            "give the second reply", after: reply("ID") + [askID], Step("vn-chair", .giveReply("ID")),
            .replyWithdrawn("ID"), .given("ID", "id-head", 180, as: .reply)),
        Row(
            "there is no third reply", after: reply("ID") + reply("ID"), askID, refused: .noRepliesLeft,
            RefusalDetails(seat: "ID", maximum: 2)),
        Row(
            "another seat has its own replies", after: reply("ID") + reply("ID") + [askKR],
            Step("vn-chair", .giveReply("KR")), .replyWithdrawn("KR"), .given("KR", "kr-head", 300, as: .reply)),
        Row(
            "another item has its own replies",
            after: reply("ID") + reply("ID") + [Step("vn-chair", .takeItem(2)), askID],
            Step("vn-chair", .giveReply("ID")), .replyWithdrawn("ID"), .given("ID", "id-head", 300, as: .reply)),
        Row(
            "back on an item its replies are counted on",
            after: [Step("vn-chair", .takeItem(2))] + reply("ID") + reply("ID")
                + [Step("vn-chair", .takeItem(1)), Step("vn-chair", .takeItem(2))],
            askID, refused: .noRepliesLeft, RefusalDetails(seat: "ID", maximum: 2)),
        Row(
            "give a reply that nobody asked for", Step("vn-chair", .giveReply("ID")), refused: .notRequested,
            RefusalDetails(seat: "ID")),
        Row(
            "replies come after the list", after: [askID, raiseKR], Step("vn-chair", .giveReply("ID")),
            refused: .speakersRemain, RefusalDetails(seat: "KR", number: 1)),
        Row(
            "unless the chair decides", after: [askID, raiseKR],
            Step("vn-chair", .giveReply("ID", beforeSpeakers: true)), .replyWithdrawn("ID"),
            .given("ID", "id-head", 300, as: .reply)),
        Row(
            "a reply ends who speaks", after: [askKR, giveID], Step("vn-chair", .giveReply("KR")),
            .ended("ID", "id-head", 10, .chair), .replyWithdrawn("KR"), .given("KR", "kr-head", 300, as: .reply)),
        Row(
            "who speaks is not given a reply", after: [askID, giveID], Step("vn-chair", .giveReply("ID")),
            refused: .hasFloor, RefusalDetails(seat: "ID", floor: "ID")),
        Row(
            "a reply of who may not follow",
            after: [askID, Step("id-adviser", .takeMicrophone), Step("vn-chair", .setSegment(.retreat))],
            Step("vn-chair", .giveReply("ID")), refused: .noMicrophone,
            RefusalDetails(seat: "ID", participant: "id-adviser")),
        Row(
            "who leaves asks no more", after: [askID], Step("id-head", .leave), .replyWithdrawn("ID"),
            .left("id-head")),
        Row(
            "the close withdraws replies", after: [askID], close, .replyWithdrawn("ID"), .meetingClosed),
        Row(
            "a muted seat is heard in its reply", after: [askID, Step("vn-chair", .mute("ID"))],
            Step("vn-chair", .giveReply("ID")), .replyWithdrawn("ID"), .unmuted("ID"),
            .given("ID", "id-head", 300, as: .reply)),
    ]
}
