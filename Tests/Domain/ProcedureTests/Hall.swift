import DomainTestSupport
import Procedure
import StandardFacts
public import Summit
import Testing

/// A small meeting to try the rules in, and the people in it.
///
/// At the table: VN (chair `vn-chair`, co-chair `vn-co`), ID (head `id-head`, adviser `id-adviser`), KR (head
/// `kr-head`, co-chair of the meeting `kr-co`), JP (nobody came). Offstage: WHO (head `who-head`). Without a seat:
/// `secretary`, `reporter`, `interpreter`. An observer `id-observer` sits with ID.
///
/// Planned: an open segment, a restricted one in which KR presides, another in which JP does, a retreat of VN's. Item 1 is
/// led by KR, then ID is to speak, and others who cannot.
struct Hall {
    var state: MeetingState
    var log: [Recorded] = []
    var now = Timestamp(milliseconds: 1_586_847_600_000)

    struct Recorded: Hashable {
        let event: MeetingEvent
        let author: Author
        let time: Timestamp
    }

    static let invitees: [Invitee] = [
        invitee("vn-chair", "VN", .chair), invitee("vn-co", "VN", .coChair),
        invitee("id-head", "ID", .head), invitee("id-adviser", "ID", .adviser), invitee("id-observer", "ID", .observer),
        invitee("kr-head", "KR", .head), invitee("kr-co", "KR", .coChair),
        invitee("who-head", "WHO", .head), invitee("jp-head", "JP", .head),
        invitee("secretary", nil, .secretariat), invitee("reporter", nil, .press),
        invitee("interpreter", nil, .interpreter),
    ]

    static func invitee(_ id: ParticipantID, _ seat: SeatID?, _ role: Role) -> Invitee {
        Invitee(id: id, seat: seat, role: role)
    }

    static let setup = MeetingSetup(
        title: Texts(en: "Special Summit", vi: "Hội nghị đặc biệt"), host: "VN", speakingLimitSeconds: 300,
        segments: [
            PlannedSegment(segment: .open, minutes: 30),
            PlannedSegment(segment: .restricted, minutes: 60, chair: "KR"),
            PlannedSegment(segment: .restricted, minutes: 30, chair: "JP"),
            PlannedSegment(segment: .retreat, minutes: 45, chair: "VN"),
        ],
        agenda: [
            AgendaItem(
                number: 1,
                item: AnnotatedItem(
                    title: Texts(en: "Opening", vi: "Khai mạc"), lead: "KR", documents: ["APT/1"], action: .adopt,
                    minutes: 10, speakingLimitSeconds: 120, speakers: ["ID", "KR", "WHO", "XX"])),
            AgendaItem(number: 2, title: Texts(en: "Response", vi: "Ứng phó")),
        ],
        seats: [
            SeatSetup(id: "ID"), SeatSetup(id: "VN"),
            SeatSetup(id: "WHO", name: Texts(en: "World Health Organization", vi: "WHO"), place: .offstage),
            SeatSetup(id: "JP"), SeatSetup(id: "KR"),
        ])

    /// Everybody is invited; nobody has come.
    init(setup: MeetingSetup = Hall.setup) throws {
        let events = try setup.events(id: "test", at: now, facts: .standard)
        state = try #require(MeetingState(first: events[0]))
        log.append(Recorded(event: events[0], author: .administration, time: now))
        for event in events.dropFirst() { try happen(event, by: .administration) }
        for invitee in Hall.invitees { try run(.inviteParticipant(invitee), by: .administration) }
    }

    /// Everybody but JP and the interpreter (who waits in the lobby) has come; VN presides.
    static func assembled(setup: MeetingSetup = Hall.setup) throws -> Hall {
        var hall = try Hall(setup: setup)
        for invitee in invitees where invitee.id != "jp-head" {
            try hall.run(.connected(invitee.id), by: .system)
            try hall.run(.enterLobby, by: .participant(invitee.id))
            if hall.state.participants[invitee.id]?.standing == .lobby, invitee.id != "interpreter" {
                try hall.run(.admit(invitee.id), by: "vn-chair")
            }
        }
        return hall
    }

    /// As assembled, and open.
    static func open(setup: MeetingSetup = Hall.setup) throws -> Hall {
        var hall = try assembled(setup: setup)
        try hall.run(.openMeeting, by: "vn-chair")
        return hall
    }

    mutating func happen(_ event: MeetingEvent, by author: Author) throws {
        try state.evolve(event, by: author, at: now)
        log.append(Recorded(event: event, author: author, time: now))
    }

    /// Decides and folds.
    @discardableResult
    mutating func run(_ command: MeetingCommand, by author: Author) throws -> [MeetingEvent] {
        let events = try state.decide(command, by: author, at: now)
        for event in events { try happen(event, by: author) }
        return events
    }

    mutating func run(_ steps: [Step]) throws {
        for step in steps {
            now = now.advanced(byMilliseconds: 1000)
            try run(step.command, by: step.author)
        }
    }

    mutating func wait(seconds: Int64) { now = now.advanced(byMilliseconds: seconds * 1000) }
}

/// One thing that somebody did.
struct Step: Sendable, CustomTestStringConvertible {
    let author: Author
    let command: MeetingCommand

    init(_ author: Author, _ command: MeetingCommand) {
        self.author = author
        self.command = command
    }

    var testDescription: String { "\(author): \(command)" }
}

extension Seat {
    /// As it stood on the day of the Special Summit.
    static func known(_ code: SeatID, place: Place = .table) -> Seat {
        Facts.standard.party(code)!.seat(on: CivilDate(year: 2020, month: 4, day: 14), place: place)
    }
}

extension MeetingState {
    /// The participants whose sound is forwarded, in order of their seats' precedence.
    var audibleSources: [ParticipantID] {
        seats.compactMap { seat in seat.microphone.flatMap { isAudible($0) ? $0 : nil } }
    }
}
