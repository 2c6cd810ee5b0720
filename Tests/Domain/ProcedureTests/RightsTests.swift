import DomainTestSupport
import Procedure
import ProcedureTestSupport
import Summit
import Testing

/// Who may do what: the table of docs/protocol.md, section 5, read once more and independently of the rules' code.
@Suite struct RightsTests {
    /// The people who are admitted in the hall; VN's chair presides.
    static let people: [Author] = [
        "vn-chair", "vn-co", "id-head", "id-adviser", "id-observer", "kr-head", "kr-co", "who-head", "secretary",
        "reporter",
    ]
    static let outsiders: [Author] = ["administration", "system", "interpreter", "jp-head", "stranger"]
    static let presiding: Set<Author> = ["vn-chair"]
    static let secretariat: Set<Author> = ["secretary", "administration"]
    static let chairs: Set<Author> = ["vn-chair", "vn-co", "kr-co"]
    static let members: Set<Author> = [
        "vn-chair", "vn-co", "id-head", "id-adviser", "id-observer", "kr-head", "kr-co", "who-head",
    ]
    static let speakers = members.subtracting(["id-observer"])
    static let everybody = Set(people + ["interpreter", "jp-head"])

    struct Row: Sendable, CustomTestStringConvertible {
        let command: MeetingCommand
        let who: Set<Author>
        var testDescription: String { command.kind.rawValue }
    }

    static let question = Question(
        words: Texts(en: "We adopt the Vision", vi: "Thông qua Tầm nhìn"), verb: .adopt, seconds: 30,
        text: Question.TextVersion(id: TextID("vision")!, digest: String(repeating: "a", count: 64), since: 1),
        apart: ["KR"],
        waiting: ["ID"])

    static let rows: [Row] = [
        Row(command: .enterLobby, who: everybody),
        Row(command: .admit("interpreter"), who: chairs.union(secretariat)),
        Row(command: .admitAll, who: chairs.union(secretariat)),
        Row(command: .returnToLobby("id-head"), who: presiding.union(secretariat)),
        Row(command: .remove("id-head"), who: presiding.union(secretariat)),
        Row(command: .openMeeting, who: presiding),
        Row(command: .suspendMeeting, who: presiding),
        Row(command: .resumeMeeting, who: presiding),
        Row(command: .closeMeeting, who: presiding),
        Row(command: .raiseFlag, who: members),
        Row(command: .lowerFlag, who: members),
        Row(command: .inscribe("ID"), who: presiding.union(secretariat)),
        Row(command: .strike("ID"), who: presiding.union(secretariat)),
        Row(command: .moveSpeaker("ID", position: 0), who: presiding.union(secretariat)),
        Row(command: .giveFloor("ID"), who: presiding),
        Row(command: .nextSpeaker, who: presiding),
        // Of those who hold a microphone only the speaker's may end a floor; here nobody speaks.
        Row(command: .endFloor, who: presiding.union(["id-head", "kr-head", "who-head"])),
        Row(command: .requestReply, who: members),
        Row(command: .withdrawReply, who: members),
        Row(command: .giveReply("ID"), who: presiding),
        Row(command: .putQuestion(question), who: presiding),
        Row(command: .answerQuestion(1, objects: true, reason: "So"), who: speakers),
        Row(command: .declareConsensus(1), who: presiding),
        Row(command: .declareNoConsensus(1, reason: "So"), who: presiding),
        Row(
            command: .takeParagraph(TextPlace(text: TextID("vision")!, paragraph: "2.0", number: "OP1")),
            who: presiding.union(secretariat).union(["system"])),
        Row(command: .raisePoint, who: members),
        Row(command: .withdrawPoint, who: members),
        Row(command: .hearPoint("ID"), who: presiding),
        Row(command: .rulePoint("ID", .upheld), who: presiding),
        Row(command: .mute("ID"), who: presiding),
        Row(command: .unmute("ID"), who: presiding),
        Row(command: .setSegment(.retreat), who: presiding),
        Row(command: .nextSegment, who: presiding),
        Row(command: .takeItem(1), who: presiding),
        Row(command: .setSpeakingLimit(seconds: 60), who: presiding.union(secretariat)),
        Row(command: .handChair("kr-co"), who: presiding),
        Row(command: .takeChair, who: chairs),
        Row(command: .takeMicrophone, who: speakers),
        Row(command: .setDevices(camera: true, microphoneOn: true), who: everybody),
        Row(command: .leave, who: everybody),
        Row(command: .connected("jp-head"), who: ["system"]),
        Row(command: .disconnected("id-head"), who: ["system"]),
        Row(command: .addSeat(Seat.known("CN")), who: secretariat),
        Row(command: .inviteParticipant(Invitee(id: "new", seat: "ID", role: .head)), who: secretariat),
        Row(command: .revokeInvitation("id-head"), who: secretariat),
        Row(command: .setAgenda([]), who: secretariat),
        Row(
            command: .reviseMeeting(
                MeetingRevision(title: .empty, startsAt: Timestamp(milliseconds: 0), segments: [], seats: [])),
            who: secretariat),
    ]

    @Test func everyCommandHasARow() {
        #expect(Set(Self.rows.map(\.command.kind)) == Set(MeetingCommand.Kind.allCases))
    }

    @Test(arguments: rows)
    func onlyThoseOfTheTableMayActInAnySitting(row: Row) throws {
        for (name, hall) in try Self.halls() {
            for author in Self.people + Self.outsiders {
                let refusal = Self.refusal(of: row.command, by: author, in: hall)
                let mayAct = row.who.contains(author)
                #expect((refusal?.reason == .notAllowed) == !mayAct, "\(author) in a meeting that is \(name)")
            }
        }
    }

    @Test(arguments: rows)
    func whoDoesNotPresideAnyMoreHasLostItsRights(row: Row) throws {
        guard row.who == Self.presiding else { return }
        var hall = try Hall.open()
        try hall.run(.handChair("kr-co"), by: "vn-chair")
        #expect(Self.refusal(of: row.command, by: "vn-chair", in: hall)?.reason == .notAllowed)
        #expect(Self.refusal(of: row.command, by: "kr-co", in: hall)?.reason != .notAllowed)
    }

    /// What one may do for oneself from outside of the room.
    static let ownCommands: Set<MeetingCommand.Kind> = [.enterLobby, .leave, .setDevices]

    @Test(arguments: people)
    func whoIsNotInTheRoomHasNoRights(author: Author) throws {
        let id = try #require(author.participant)
        var left = try Hall.open()
        try left.run(.leave, by: author)
        var revoked = try Hall.open()
        try revoked.run(.revokeInvitation(id), by: "administration")
        for row in Self.rows where !Self.ownCommands.contains(row.command.kind) {
            #expect(Self.refusal(of: row.command, by: author, in: left)?.reason == .notAllowed, "\(row.command)")
            #expect(Self.refusal(of: row.command, by: author, in: revoked)?.reason == .notAllowed, "\(row.command)")
        }
        for command in [.enterLobby, .leave, .setDevices(camera: true, microphoneOn: true)] as [MeetingCommand] {
            #expect(Self.refusal(of: command, by: author, in: revoked)?.reason == .removed, "\(command)")
        }
    }

    /// One meeting per sitting.
    static func halls() throws -> [(String, Hall)] {
        let scheduled = try Hall.assembled()
        let open = try Hall.open()
        var suspended = open
        try suspended.run(.suspendMeeting, by: "vn-chair")
        var closed = open
        try closed.run(.closeMeeting, by: "vn-chair")
        return [("scheduled", scheduled), ("open", open), ("suspended", suspended), ("closed", closed)]
    }

    static func refusal(of command: MeetingCommand, by author: Author, in hall: Hall) -> Refusal? {
        do {
            _ = try hall.state.decide(command, by: author, at: hall.now)
            return nil
        } catch {
            return error
        }
    }
}
