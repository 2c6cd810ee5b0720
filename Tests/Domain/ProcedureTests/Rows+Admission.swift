import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit

enum Rows {
    typealias Row = RuleTests.Row

    static let close = Step("vn-chair", .closeMeeting)
    static let suspend = Step("vn-chair", .suspendMeeting)
    static let giveID = Step("vn-chair", .giveFloor("ID"))

    static let admission = [
        Row("a head waits in the lobby", Step("jp-head", .enterLobby), .lobbyEntered("jp-head")),
        Row("who waits already goes on waiting", Step("interpreter", .enterLobby)),
        Row("who reloads the page stays in the room", Step("id-head", .enterLobby)),
        Row(
            "a co-chair comes in directly", after: [Step("kr-co", .leave)], Step("kr-co", .enterLobby),
            .lobbyEntered("kr-co"), .admitted("kr-co")),
        Row(
            "the chair comes back to the chair they left", after: [Step("vn-chair", .leave)],
            Step("vn-chair", .enterLobby), .lobbyEntered("vn-chair"), .admitted("vn-chair")),
        Row(
            "the chair does not displace who presides",
            after: [Step("vn-chair", .handChair("kr-co")), Step("vn-chair", .leave)],
            Step("vn-chair", .enterLobby), .lobbyEntered("vn-chair"), .admitted("vn-chair")),
        Row(
            "who was removed stays out", after: [Step("vn-chair", .remove("id-head"))], Step("id-head", .enterLobby),
            refused: .removed),
        Row("nobody comes to a closed meeting", after: [close], Step("jp-head", .enterLobby), refused: .meetingClosed),

        Row("admit", Step("vn-co", .admit("interpreter")), .admitted("interpreter")),
        Row(
            "admit who has not come", Step("vn-chair", .admit("jp-head")), refused: .notInLobby,
            RefusalDetails(participant: "jp-head", standing: .invited)),
        Row(
            "admit who is in", Step("vn-chair", .admit("id-head")), refused: .notInLobby,
            RefusalDetails(participant: "id-head", standing: .admitted)),
        Row(
            "admit a stranger", Step("vn-chair", .admit("nobody")), refused: .noSuchParticipant,
            RefusalDetails(participant: "nobody")),
        Row(
            "admit all in order of invitation", after: [Step("jp-head", .enterLobby)], Step("secretary", .admitAll),
            .admitted("jp-head"), .admitted("interpreter")),
        Row("admit all of nobody", after: [Step("vn-chair", .admitAll)], Step("vn-chair", .admitAll)),
        Row("admit after the close", after: [close], Step("vn-chair", .admit("interpreter")), refused: .meetingClosed),
        Row(
            "who may speak takes a removed holder's microphone",
            after: [
                Step("vn-chair", .returnToLobby("id-adviser")), Step("vn-chair", .remove("id-head")),
            ],
            Step("vn-chair", .admit("id-adviser")), .admitted("id-adviser"),
            .microphoneTaken("ID", participant: "id-adviser")),

        Row("return to the lobby", Step("secretary", .returnToLobby("id-adviser")), .returnedToLobby("id-adviser")),
        Row(
            "a speaker who is returned loses the floor", after: [giveID], Step("vn-chair", .returnToLobby("id-head")),
            .ended("ID", "id-head", 10, .gone), .returnedToLobby("id-head")),
        Row(
            "a holder who is returned loses the flag", after: [Step("id-head", .raiseFlag)],
            Step("vn-chair", .returnToLobby("id-head")), .flagLowered("ID"), .returnedToLobby("id-head")),
        Row(
            "an adviser who is returned does not", after: [Step("id-adviser", .raiseFlag)],
            Step("vn-chair", .returnToLobby("id-adviser")), .returnedToLobby("id-adviser")),
        Row(
            "return who presides", Step("secretary", .returnToLobby("vn-chair")), refused: .presiding,
            RefusalDetails(participant: "vn-chair")),
        Row(
            "return who is not in", Step("vn-chair", .returnToLobby("interpreter")), refused: .notAdmitted,
            RefusalDetails(participant: "interpreter", standing: .lobby)),

        Row("remove who has not come", Step("vn-chair", .remove("jp-head")), .removed("jp-head")),
        Row("remove twice", after: [Step("vn-chair", .remove("jp-head"))], Step("vn-chair", .remove("jp-head"))),
        Row(
            "a speaker who is removed loses the floor", after: [giveID], Step("vn-chair", .remove("id-head")),
            .ended("ID", "id-head", 10, .gone), .removed("id-head")),
        Row(
            "remove who presides", Step("secretary", .remove("vn-chair")), refused: .presiding,
            RefusalDetails(participant: "vn-chair")),

        Row("leave", Step("reporter", .leave), .left("reporter")),
        Row("leave before coming", Step("jp-head", .leave)),
        Row(
            "a speaker leaves", after: [giveID], Step("id-head", .leave), .ended("ID", "id-head", 10, .gone),
            .left("id-head")),
        Row("the presiding chair may leave", Step("vn-chair", .leave), .left("vn-chair")),

        Row(
            "devices", Step("id-head", .setDevices(camera: true, microphoneOn: false)),
            .devicesSet("id-head", camera: true, microphoneOn: false)),
        Row("devices as they are", Step("id-head", .setDevices(camera: false, microphoneOn: false))),
        Row(
            "devices in the lobby", Step("interpreter", .setDevices(camera: true, microphoneOn: true)),
            .devicesSet("interpreter", camera: true, microphoneOn: true)),

        Row("connected", Step("system", .connected("jp-head")), .connected("jp-head")),
        Row("connected twice", Step("system", .connected("id-head"))),
        Row(
            "a lost speaker keeps the floor", after: [giveID], Step("system", .disconnected("id-head")),
            .disconnected("id-head")),
        Row(
            "a stranger connects", Step("system", .connected("nobody")), refused: .noSuchParticipant,
            RefusalDetails(participant: "nobody")),
    ]
}
