import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit

extension Rows {
    static let sitting = [
        Row(
            "open an open meeting", Step("vn-chair", .openMeeting), refused: .alreadyOpen,
            RefusalDetails(sitting: .open)),
        Row(
            "open a suspended meeting", after: [suspend], Step("vn-chair", .openMeeting), refused: .alreadyOpen,
            RefusalDetails(sitting: .suspended)),
        Row("open a closed meeting", after: [close], Step("vn-chair", .openMeeting), refused: .meetingClosed),
        Row("suspend", suspend, .meetingSuspended),
        Row(
            "suspend ends the floor and keeps the list", after: [Step("kr-head", .raiseFlag), giveID], suspend,
            .ended("ID", "id-head", 10, .suspended), .meetingSuspended),
        Row("suspend twice", after: [suspend], suspend, refused: .notOpen, RefusalDetails(sitting: .suspended)),
        Row("resume", after: [suspend], Step("vn-chair", .resumeMeeting), .meetingResumed),
        Row(
            "resume an open meeting", Step("vn-chair", .resumeMeeting), refused: .notSuspended,
            RefusalDetails(sitting: .open)),
        Row("close", close, .meetingClosed),
        Row("close a suspended meeting", after: [suspend], close, .meetingClosed),
        Row(
            "close ends the floor and lowers the flags",
            after: [Step("kr-head", .raiseFlag), Step("secretary", .inscribe("JP")), giveID], close,
            .ended("ID", "id-head", 10, .closed), .flagLowered("KR"), .flagLowered("JP"), .meetingClosed),
        Row("close twice", after: [close], close, refused: .notOpen, RefusalDetails(sitting: .closed)),

        Row(
            "change the segment", Step("vn-chair", .setSegment(.retreat)), .segmentChanged(.retreat, number: nil)),
        Row(
            "the same segment", Step("vn-chair", .setSegment(.open)), refused: .sameSegment,
            RefusalDetails(segment: .open)),
        Row(
            "a segment after the close", after: [close], Step("vn-chair", .setSegment(.retreat)),
            refused: .meetingClosed),
        Row("take an item", Step("vn-chair", .takeItem(2)), .itemTaken(2)),
        Row(
            "take an item with its speakers", after: [Step("id-head", .raiseFlag)], Step("vn-chair", .takeItem(1)),
            .itemTaken(1), .flagRaised("KR")),
        Row(
            "nobody is called who speaks already", after: [giveID], Step("vn-chair", .takeItem(1)),
            .itemTaken(1), .flagRaised("KR")),
        Row(
            "the item's speakers, the lead first", after: [Step("kr-head", .raiseFlag), Step("kr-head", .lowerFlag)],
            Step("vn-chair", .takeItem(1)), .itemTaken(1), .flagRaised("KR"), .flagRaised("ID")),
        Row(
            "the item's limit", after: [Step("vn-chair", .takeItem(1))], giveID, .flagLowered("ID"),
            .given("ID", "id-head", 120)),
        Row("take the same item", after: [Step("vn-chair", .takeItem(2))], Step("vn-chair", .takeItem(2))),
        Row(
            "take no item", Step("vn-chair", .takeItem(3)), refused: .noSuchItem,
            RefusalDetails(number: 3, maximum: 2)),
        Row("limit", Step("secretary", .setSpeakingLimit(seconds: 10)), .speakingLimitSet(seconds: 10)),
        Row("the limit that holds", Step("secretary", .setSpeakingLimit(seconds: 300))),
        Row(
            "a limit too short", Step("vn-chair", .setSpeakingLimit(seconds: 9)), refused: .outOfRange,
            RefusalDetails(number: 9, minimum: 10, maximum: 3600)),
        Row(
            "a limit too long", Step("vn-chair", .setSpeakingLimit(seconds: .max)), refused: .outOfRange,
            RefusalDetails(number: .max, minimum: 10, maximum: 3600)),
    ]

    static let lostChair = Step("system", .disconnected("vn-chair"))

    static let chair = [
        Row("hand the chair to another seat", Step("vn-chair", .handChair("kr-co")), .chairHanded("kr-co")),
        Row(
            "the chair's microphone goes along", Step("vn-chair", .handChair("vn-co")),
            .microphoneTaken("VN", participant: "vn-co"), .chairHanded("vn-co")),
        Row(
            "the chair hands over in the middle of a speech", after: [Step("vn-chair", .giveFloor("VN"))],
            Step("vn-chair", .handChair("vn-co")), .ended("VN", "vn-chair", 10, .yielded),
            .microphoneTaken("VN", participant: "vn-co"), .chairHanded("vn-co")),
        Row(
            "hand the chair to a head", Step("vn-chair", .handChair("id-head")), refused: .notEligible,
            RefusalDetails(participant: "id-head", standing: .admitted)),
        Row(
            "hand the chair to who is lost", after: [Step("system", .disconnected("kr-co"))],
            Step("vn-chair", .handChair("kr-co")), refused: .notEligible,
            RefusalDetails(participant: "kr-co", standing: .admitted)),
        Row(
            "hand the chair to who left", after: [Step("kr-co", .leave)], Step("vn-chair", .handChair("kr-co")),
            refused: .notEligible, RefusalDetails(participant: "kr-co", standing: .invited)),
        Row(
            "hand the chair to oneself", Step("vn-chair", .handChair("vn-chair")), refused: .notEligible,
            RefusalDetails(participant: "vn-chair", standing: .admitted)),

        Row(
            "take a chair that is there", Step("kr-co", .takeChair), refused: .chairPresent,
            RefusalDetails(seat: "VN", participant: "vn-chair")),
        Row(
            "take one's own chair", after: [lostChair], Step("vn-chair", .takeChair), refused: .chairPresent,
            RefusalDetails(seat: "VN", participant: "vn-chair")),
        Row("take a lost chair from another seat", after: [lostChair], Step("kr-co", .takeChair), .chairTaken("kr-co")),
        Row(
            "take a lost chair of the same seat", after: [lostChair], Step("vn-co", .takeChair),
            .microphoneTaken("VN", participant: "vn-co"), .chairTaken("vn-co")),
        Row(
            "take a lost chair that had the floor", after: [Step("vn-chair", .giveFloor("VN")), lostChair],
            Step("vn-co", .takeChair), .ended("VN", "vn-chair", 11, .gone),
            .microphoneTaken("VN", participant: "vn-co"), .chairTaken("vn-co")),
        Row(
            "take a chair that was left", after: [Step("vn-chair", .leave)], Step("kr-co", .takeChair),
            .chairTaken("kr-co")),
        Row("take the chair of a closed meeting", after: [close], Step("kr-co", .takeChair), refused: .meetingClosed),
        Row(
            "nobody takes the microphone from a colleague who is there", after: [lostChair], Step("kr-co", .takeChair),
            .chairTaken("kr-co")),
    ]
}
