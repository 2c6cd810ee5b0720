import DomainTestSupport
public import Procedure
import StandardFacts
public import Summit

/// A small meeting to try the rules in, and the people in it.
///
/// At the table: VN (chair `vn-chair`, co-chair `vn-co`), ID (head `id-head`, adviser `id-adviser`), KR (head
/// `kr-head`, co-chair of the meeting `kr-co`), JP (nobody came). Offstage: WHO (head `who-head`). Without a seat:
/// `secretary`, `reporter`, `interpreter`. An observer `id-observer` sits with ID.
///
/// Planned: an open segment, a restricted one in which KR presides, another in which JP does, a retreat of VN's. Item 1 is
/// led by KR, then ID is to speak, and others who cannot.
public struct Hall {
    public var state: MeetingState
    public var log: [Recorded] = []
    public var now = Timestamp(milliseconds: 1_586_847_600_000)

    public struct Recorded: Hashable {
        public let event: MeetingEvent
        public let author: Author
        public let time: Timestamp
    }

    public static let invitees: [Invitee] = [
        invitee("vn-chair", "VN", .chair), invitee("vn-co", "VN", .coChair),
        invitee("id-head", "ID", .head), invitee("id-adviser", "ID", .adviser), invitee("id-observer", "ID", .observer),
        invitee("kr-head", "KR", .head), invitee("kr-co", "KR", .coChair),
        invitee("who-head", "WHO", .head), invitee("jp-head", "JP", .head),
        invitee("secretary", nil, .secretariat), invitee("reporter", nil, .press),
        invitee("interpreter", nil, .interpreter),
    ]

    public static func invitee(_ id: ParticipantID, _ seat: SeatID?, _ role: Role) -> Invitee {
        Invitee(id: id, seat: seat, role: role)
    }

    public static let setup = MeetingSetup(
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
    public init(setup: MeetingSetup = Hall.setup) throws {
        let events = try setup.events(id: "test", at: now, facts: .standard)
        guard let created = MeetingState(first: events[0]) else {
            preconditionFailure("A meeting begins with its creation")
        }
        state = created
        log.append(Recorded(event: events[0], author: .administration, time: now))
        for event in events.dropFirst() { try happen(event, by: .administration) }
        for invitee in Hall.invitees { try run(.inviteParticipant(invitee), by: .administration) }
    }

    /// Everybody but JP and the interpreter (who waits in the lobby) has come; VN presides.
    public static func assembled(setup: MeetingSetup = Hall.setup) throws -> Hall {
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
    public static func open(setup: MeetingSetup = Hall.setup) throws -> Hall {
        var hall = try assembled(setup: setup)
        try hall.run(.openMeeting, by: "vn-chair")
        return hall
    }

    public mutating func happen(_ event: MeetingEvent, by author: Author) throws {
        try state.evolve(event, by: author, at: now)
        log.append(Recorded(event: event, author: author, time: now))
    }

    /// Decides and folds.
    @discardableResult
    public mutating func run(_ command: MeetingCommand, by author: Author) throws -> [MeetingEvent] {
        let events = try state.decide(command, by: author, at: now)
        for event in events { try happen(event, by: author) }
        return events
    }

    public mutating func run(_ steps: [Step]) throws {
        for step in steps {
            now = now.advanced(byMilliseconds: 1000)
            try run(step.command, by: step.author)
        }
    }

    public mutating func wait(seconds: Int64) { now = now.advanced(byMilliseconds: seconds * 1000) }
}

/// One thing that somebody did.
public struct Step: Sendable {
    public let author: Author
    public let command: MeetingCommand

    public init(_ author: Author, _ command: MeetingCommand) {
        self.author = author
        self.command = command
    }
}

extension Seat {
    /// As it stood on the day of the Special Summit.
    public static func known(_ code: SeatID, place: Place = .table) -> Seat {
        Facts.standard.party(code)!.seat(on: CivilDate(year: 2020, month: 4, day: 14), place: place)
    }
}

extension MeetingState {
    /// The participants whose sound is forwarded, in order of their seats' precedence.
    public var audibleSources: [ParticipantID] {
        seats.compactMap { seat in seat.microphone.flatMap { isAudible($0) ? $0 : nil } }
    }
}
