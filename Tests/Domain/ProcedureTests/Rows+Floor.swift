import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit

extension Rows {
    static let raiseID = Step("id-head", .raiseFlag)
    static let raiseKR = Step("kr-head", .raiseFlag)

    static let list = [
        Row("raise", raiseID, .flagRaised("ID")),
        Row("an adviser raises", Step("id-adviser", .raiseFlag), .flagRaised("ID")),
        Row(
            "raise twice while another speaks", after: [raiseKR, raiseID, Step("vn-chair", .giveFloor("VN"))],
            Step("id-adviser", .raiseFlag), refused: .alreadyRaised,
            RefusalDetails(seat: "ID", floor: "VN", position: 1)),
        Row(
            "raise twice while nobody speaks", after: [raiseID], raiseID, refused: .alreadyRaised,
            RefusalDetails(seat: "ID", position: 0)),
        Row("raise while speaking", after: [giveID], raiseID, refused: .hasFloor, RefusalDetails(seat: "ID")),
        Row("raise in a break", after: [suspend], raiseID, refused: .notOpen, RefusalDetails(sitting: .suspended)),
        Row("raise offstage", Step("who-head", .raiseFlag), refused: .notAtTable, RefusalDetails(seat: "WHO")),
        Row("lower", after: [raiseID], Step("id-adviser", .lowerFlag), .flagLowered("ID")),
        Row("lower in a break", after: [raiseID, suspend], Step("id-head", .lowerFlag), .flagLowered("ID")),
        Row("lower what is not up", Step("id-head", .lowerFlag), refused: .notRaised, RefusalDetails(seat: "ID")),

        Row("inscribe who has not come", Step("secretary", .inscribe("JP")), .flagRaised("JP")),
        Row("the administration inscribes", Step("administration", .inscribe("ID")), .flagRaised("ID")),
        Row(
            "inscribe twice", after: [raiseID], Step("vn-chair", .inscribe("ID")), refused: .alreadyRaised,
            RefusalDetails(seat: "ID", position: 0)),
        Row(
            "inscribe offstage", Step("vn-chair", .inscribe("WHO")), refused: .notAtTable, RefusalDetails(seat: "WHO")),
        Row("inscribe no seat", Step("vn-chair", .inscribe("XX")), refused: .noSuchSeat, RefusalDetails(seat: "XX")),
        Row("strike", after: [raiseID], Step("secretary", .strike("ID")), .flagLowered("ID")),
        Row(
            "strike who is not listed", Step("vn-chair", .strike("ID")), refused: .notRaised, RefusalDetails(seat: "ID")
        ),

        Row(
            "move forward", after: [raiseID, raiseKR], Step("secretary", .moveSpeaker("KR", position: 0)),
            .speakerMoved("KR", position: 0)),
        Row(
            "move beyond the end", after: [raiseID, raiseKR], Step("vn-chair", .moveSpeaker("ID", position: .max)),
            .speakerMoved("ID", position: 1)),
        Row("move nowhere", after: [raiseID, raiseKR], Step("vn-chair", .moveSpeaker("KR", position: 7))),
        Row(
            "move before the start", after: [raiseID], Step("vn-chair", .moveSpeaker("ID", position: -1)),
            refused: .outOfRange, RefusalDetails(number: -1, minimum: 0)),
        Row(
            "move who is not listed", Step("vn-chair", .moveSpeaker("ID", position: 0)), refused: .notRaised,
            RefusalDetails(seat: "ID")),
    ]

    static let floor = [
        Row("give the floor", giveID, .given("ID", "id-head")),
        Row(
            "give the floor for a minute", Step("vn-chair", .giveFloor("ID", limitSeconds: 60)),
            .given("ID", "id-head", 60)),
        Row(
            "give the floor for too long", Step("vn-chair", .giveFloor("ID", limitSeconds: 9999)), refused: .outOfRange,
            RefusalDetails(number: 9999, minimum: 10, maximum: 3600)),
        Row("give the floor to a raised flag", after: [raiseID], giveID, .flagLowered("ID"), .given("ID", "id-head")),
        Row(
            "pass the floor", after: [giveID, raiseKR], Step("vn-chair", .giveFloor("KR")),
            .ended("ID", "id-head", 11, .chair), .flagLowered("KR"), .given("KR", "kr-head")),
        Row(
            "give the floor twice", after: [giveID], giveID, refused: .hasFloor,
            RefusalDetails(seat: "ID", floor: "ID")),
        Row(
            "give the floor to a muted seat", after: [Step("vn-chair", .mute("ID"))], giveID, .unmuted("ID"),
            .given("ID", "id-head")),
        Row(
            "give the floor in a break", after: [suspend], giveID, refused: .notOpen,
            RefusalDetails(sitting: .suspended)),
        Row(
            "give the floor offstage", Step("vn-chair", .giveFloor("WHO")), refused: .notAtTable,
            RefusalDetails(seat: "WHO")),
        Row(
            "give the floor to who has not come", Step("vn-chair", .giveFloor("JP")), refused: .noMicrophone,
            RefusalDetails(seat: "JP", participant: "jp-head")),
        Row(
            "give the floor to no seat", Step("vn-chair", .giveFloor("XX")), refused: .noSuchSeat,
            RefusalDetails(seat: "XX")),

        Row(
            "next", after: [raiseKR, raiseID], Step("vn-chair", .nextSpeaker), .flagLowered("KR"),
            .given("KR", "kr-head")),
        Row(
            "next after one", after: [giveID, raiseKR], Step("vn-chair", .nextSpeaker),
            .ended("ID", "id-head", 11, .chair), .flagLowered("KR"), .given("KR", "kr-head")),
        Row("next of nobody", Step("vn-chair", .nextSpeaker), refused: .noSpeakers),
        Row(
            "next who has not come", after: [Step("secretary", .inscribe("JP"))], Step("vn-chair", .nextSpeaker),
            refused: .noMicrophone, RefusalDetails(seat: "JP", participant: "jp-head")),
        Row(
            "next in a break", after: [raiseID, suspend], Step("vn-chair", .nextSpeaker), refused: .notOpen,
            RefusalDetails(sitting: .suspended)),

        Row("yield", after: [giveID], Step("id-head", .endFloor), .ended("ID", "id-head", 10, .yielded)),
        Row("the chair ends", after: [giveID], Step("vn-chair", .endFloor), .ended("ID", "id-head", 10, .chair)),
        Row(
            "the chair yields", after: [Step("vn-chair", .giveFloor("VN"))], Step("vn-chair", .endFloor),
            .ended("VN", "vn-chair", 10, .yielded)),
        Row(
            "another ends", after: [giveID], Step("kr-head", .endFloor), refused: .notAllowed,
            RefusalDetails(allowed: ["presiding", "microphone"], floor: "ID")),
        Row(
            "an adviser ends", after: [giveID], Step("id-adviser", .endFloor), refused: .notAllowed,
            RefusalDetails(allowed: ["presiding", "microphone"], floor: "ID")),
        Row("end nothing", Step("vn-chair", .endFloor), refused: .noFloor),

        Row("mute", Step("vn-chair", .mute("ID")), .muted("ID")),
        Row("mute a speaker, who keeps the floor", after: [giveID], Step("vn-chair", .mute("ID")), .muted("ID")),
        Row(
            "mute twice", after: [Step("vn-chair", .mute("ID"))], Step("vn-chair", .mute("ID")), refused: .alreadyMuted,
            RefusalDetails(seat: "ID")),
        Row("unmute", after: [Step("vn-chair", .mute("ID"))], Step("vn-chair", .unmute("ID")), .unmuted("ID")),
        Row(
            "unmute what is not muted", Step("vn-chair", .unmute("ID")), refused: .notMuted, RefusalDetails(seat: "ID")),
        Row("mute after the close", after: [close], Step("vn-chair", .mute("ID")), refused: .meetingClosed),
    ]

    static let microphone = [
        Row(
            "an adviser takes the microphone", Step("id-adviser", .takeMicrophone),
            .microphoneTaken("ID", participant: "id-adviser")),
        Row(
            "the holder takes the microphone", Step("id-head", .takeMicrophone), refused: .alreadyHolds,
            RefusalDetails(seat: "ID")),
        Row(
            "nobody cuts off their head", after: [giveID], Step("id-adviser", .takeMicrophone), refused: .hasFloor,
            RefusalDetails(seat: "ID", participant: "id-head")),
        Row(
            "a lost speaker's microphone can be taken", after: [giveID, Step("system", .disconnected("id-head"))],
            Step("id-adviser", .takeMicrophone), .ended("ID", "id-head", 11, .gone),
            .microphoneTaken("ID", participant: "id-adviser")),
        Row(
            "an observer takes no microphone", Step("id-observer", .takeMicrophone), refused: .notAllowed,
            RefusalDetails(allowed: ["delegation"])),
    ]
}
