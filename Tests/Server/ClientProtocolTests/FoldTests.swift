import ClientProtocol
import DomainTestSupport
import Procedure
import StandardFacts
import Summit
import Testing

/// Whoever folds the events that they may read sees what a fresh snapshot would show.
@Suite struct FoldTests {
    static let day: [(String, MeetingCommand)] = [
        ("kr-head", .raisePoint), ("vn-chair", .hearPoint(seatID("KR"))), ("kr-head", .withdrawPoint),
        ("kr-head", .raisePoint), ("vn-chair", .hearPoint(seatID("KR"))),
        ("vn-chair", .rulePoint(seatID("KR"), .dismissed)), ("kr-head", .requestReply), ("kr-head", .withdrawReply),
        ("kr-head", .requestReply), ("vn-chair", .giveReply(seatID("KR"), beforeSpeakers: true)),
        ("id-head", .raisePoint), ("vn-chair", .hearPoint(seatID("ID"))), ("kr-head", .leave),
        ("kr-head", .enterLobby), ("vn-chair", .admit(person("kr-head"))),
        ("vn-chair", .rulePoint(seatID("ID"), .upheld)), ("vn-chair", .giveFloor(seatID("ID"))),
        ("kr-head", .raiseFlag), ("kr-head", .lowerFlag), ("id-head", .endFloor),
        (
            "vn-chair",
            .putQuestion(Question(words: Texts(en: "We adopt it", vi: "Thông qua"), verb: .adopt, seconds: 7))
        ),
        ("id-head", .answerQuestion(1, objects: true, reason: "Not so")),
        ("vn-chair", .declareNoConsensus(1, reason: "Later")),
        (
            "vn-chair",
            .putQuestion(Question(words: Texts(en: "We note it", vi: "Ghi nhận"), verb: .note, seconds: 7))
        ),
        ("vn-chair", .declareConsensus(2)),
        ("vn-chair", .takeParagraph(TextPlace(text: TextID("vision")!, paragraph: "2.0", number: "OP1"))),
        ("id-head", .raiseFlag),
        ("kr-head", .raiseFlag),
        ("vn-chair", .moveSpeaker(seatID("KR"), position: 0)), ("vn-chair", .mute(seatID("KR"))),
        ("vn-chair", .nextSpeaker), ("vn-chair", .giveFloor(seatID("ID"), limitSeconds: 60)),
        ("vn-chair", .mute(seatID("ID"))), ("vn-chair", .unmute(seatID("ID"))), ("vn-chair", .nextSegment),
        ("vn-chair", .setSegment(.retreat)),
        ("administration", .addSeat(Seat.known("CN"))),
        ("administration", .addSeat(Seat.known("JP", place: .offstage))),
        ("administration", .addSeat(Seat.known("LA"))),
        ("administration", .inviteParticipant(Invitee(id: person("kr-co"), seat: seatID("KR"), role: .coChair))),
        ("system", .connected(person("kr-co"))), ("kr-co", .enterLobby), ("kr-co", .takeMicrophone),
        ("kr-co", .setDevices(camera: true, microphoneOn: true)), ("administration", .setSpeakingLimit(seconds: 90)),
        ("administration", .setAgenda([AgendaItem(number: 1, title: .empty), AgendaItem(number: 2, title: .empty)])),
        ("vn-chair", .takeItem(2)), ("vn-chair", .handChair(person("kr-co"))),
        ("kr-co", .remove(person("id-head"))),
        ("administration", .inviteParticipant(Invitee(id: person("id-head"), seat: seatID("ID"), role: .head))),
        ("id-head", .enterLobby), ("id-head", .setDevices(camera: false, microphoneOn: true)),
        ("system", .disconnected(person("kr-co"))), ("vn-chair", .takeChair), ("vn-chair", .suspendMeeting),
        ("vn-chair", .resumeMeeting), ("kr-head", .leave), ("administration", .revokeInvitation(person("kr-co"))),
        ("reporter", .setDevices(camera: true, microphoneOn: false)), ("system", .connected(person("reporter"))),
        ("vn-chair", .closeMeeting), ("system", .disconnected(person("reporter"))), ("reporter", .leave),
    ]

    @Test(arguments: ["vn-chair", "reporter"])
    func theFoldIsTheView(reader: String) throws {
        var chamber = try Chamber()
        let start = chamber.now
        func snapshot() throws -> MeetingView {
            try #require(MeetingView(of: chamber.state, for: person(reader), at: start))
        }
        var folded = try snapshot()
        var kinds: Set<MeetingEvent.Kind> = []
        for (author, command) in Self.day {
            chamber.now = chamber.now.advanced(byMilliseconds: 7000)
            let author = try #require(Author(rawValue: author))
            let events = try chamber.state.decide(command, by: author, at: chamber.now)
            #expect(!events.isEmpty, "\(command) changes nothing")
            for event in events {
                try chamber.state.evolve(event, by: author, at: chamber.now)
                kinds.insert(event.kind)
                folded.fold(DisclosedEvent(event, for: person(reader), in: chamber.state), at: chamber.now)
                #expect(try folded == snapshot(), "after \(event)")
            }
        }
        #expect(
            Set(MeetingEvent.Kind.allCases).subtracting(kinds) == [
                .meetingCreated, .meetingRevised, .seatsSet, .meetingOpened, .returnedToLobby,
            ])
    }

    /// Before it opens, in the room and in the lobby.
    @Test(arguments: ["vn-chair", "id-head"])
    func aRevisedMeetingIsFolded(reader: String) throws {
        let start = Timestamp(milliseconds: 1_586_847_600_000)
        let setup = MeetingSetup(
            title: Texts(en: "Summit", vi: "Hội nghị"), host: seatID("VN"),
            seats: ["ID", "VN"].map { SeatSetup(id: seatID($0)) })
        let events = try setup.events(id: "summit", at: start, facts: .standard)
        var state = try #require(MeetingState(first: events[0]))
        for event in events.dropFirst() { try state.evolve(event, by: .administration, at: start) }
        func run(_ command: MeetingCommand, by author: Author) throws -> [MeetingEvent] {
            let events = try state.decide(command, by: author, at: start)
            for event in events { try state.evolve(event, by: author, at: start) }
            return events
        }
        for (id, seat, role) in [("vn-chair", "VN", Role.chair), ("id-head", "ID", .head)] {
            let invitee = Invitee(id: person(id), seat: seatID(seat), role: role)
            _ = try run(.inviteParticipant(invitee), by: .administration)
            _ = try run(.enterLobby, by: .participant(person(id)))
        }
        var folded = try #require(MeetingView(of: state, for: person(reader), at: start))
        let revision = MeetingRevision(
            title: Texts(en: "Special Summit", vi: "Hội nghị đặc biệt"),
            startsAt: start.advanced(byMilliseconds: 60_000),
            segments: [PlannedSegment(segment: .restricted, minutes: 30)],
            seats: (state.seats.map(\.seat) + [Seat.known("KR")]).reversed())
        let changes = try run(.reviseMeeting(revision), by: .administration)
        #expect(changes.map(\.kind) == [.meetingRevised, .seatsSet])
        for event in changes {
            folded.fold(DisclosedEvent(event, for: person(reader), in: state), at: start)
        }
        #expect(folded.meeting.title["en"] == "Special Summit")
        // Who waits gets another snapshot where seats changed.
        if reader == "vn-chair" {
            #expect(folded == (try #require(MeetingView(of: state, for: person(reader), at: start))))
        }
    }
}
