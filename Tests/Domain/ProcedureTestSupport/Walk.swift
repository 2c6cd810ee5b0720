import DomainTestSupport
public import Procedure
import StandardFacts
import Summit

/// A meeting in which anybody asks for anything, decided by a seed.
public struct Walk {
    public private(set) var state: MeetingState
    public private(set) var log: [Hall.Recorded] = []
    public private(set) var refusals: [RefusalReason: Int] = [:]
    public private(set) var lastEvents: [MeetingEvent] = []
    private var random: SplitMix64
    private var now = Timestamp(milliseconds: 1_586_847_600_000)

    static let participants: [ParticipantID] = Hall.invitees.map(\.id) + ["guest", "cn-head", "stranger"]
    static let seats: [SeatID] = ["ID", "VN", "JP", "KR", "WHO", "CN", "XX"]
    static let authors: [Author] =
        participants.map(Author.participant) + ["administration", "system"]

    public init(seed: UInt64) {
        random = SplitMix64(state: seed)
        var setup = Hall.setup
        setup.lobby = seed % 4 != 0
        setup.floorRule = seed % 3 == 0 ? .free : .chair
        guard let events = try? setup.events(id: "walk", at: now, facts: .standard),
            let state = MeetingState(first: events[0])
        else {
            preconditionFailure("The hall's setup is valid.")
        }
        self.state = state
        log = [Hall.Recorded(event: events[0], author: .administration, time: now)]
        for event in events.dropFirst() { fold(event, by: .administration) }
        for invitee in Hall.invitees.dropLast(2) { submit(.inviteParticipant(invitee), by: .administration) }
    }

    public mutating func step() {
        now = now.advanced(byMilliseconds: Int64.random(in: -200...20_000, using: &random))
        let command = command()
        submit(command, by: author(of: command.kind))
    }

    /// Half of the time somebody who may well do this, so that meetings get somewhere; else anybody.
    private mutating func author(of kind: MeetingCommand.Kind) -> Author {
        let anybody = Self.authors.randomElement(using: &random) ?? .system
        guard Bool.random(using: &random) else { return anybody }
        switch kind {
        case .connected, .disconnected: return .system
        case .addSeat, .inviteParticipant, .revokeInvitation, .setAgenda, .reviseMeeting: return .administration
        case .enterLobby, .leave, .setDevices, .raiseFlag, .lowerFlag, .takeMicrophone, .takeChair, .requestReply,
            .withdrawReply, .raisePoint, .withdrawPoint, .answerQuestion:
            return anybody
        default: return state.presiding.map(Author.participant) ?? anybody
        }
    }

    private mutating func submit(_ command: MeetingCommand, by author: Author) {
        lastEvents = []
        do {
            lastEvents = try state.decide(command, by: author, at: now)
            for event in lastEvents { fold(event, by: author) }
        } catch {
            refusals[error.reason, default: 0] += 1
        }
    }

    private mutating func fold(_ event: MeetingEvent, by author: Author) {
        do {
            try state.evolve(event, by: author, at: now)
        } catch {
            preconditionFailure("Decided, but: \(error)")
        }
        log.append(Hall.Recorded(event: event, author: author, time: now))
    }

    /// Mostly the one that is before the meeting.
    private func question(_ number: Int) -> Int { number == 5 ? number : state.question?.number ?? 1 }

    /// Closing comes seldom, so that the meeting lives long.
    private mutating func command() -> MeetingCommand {
        let participant = Self.participants.randomElement(using: &random) ?? "stranger"
        let seat = Self.seats.randomElement(using: &random) ?? "XX"
        let number = Int.random(in: -1...5, using: &random)
        switch MeetingCommand.Kind.allCases.randomElement(using: &random) ?? .leave {
        case .addSeat: return .addSeat(Seat(id: seat, name: .empty))
        case .inviteParticipant:
            let role = Role.allCases.randomElement(using: &random) ?? .press
            return .inviteParticipant(Invitee(id: participant, seat: role.hasSeat ? seat : nil, role: role))
        case .revokeInvitation: return number == 0 ? .revokeInvitation(participant) : .enterLobby
        case .setAgenda:
            let item = AnnotatedItem(
                title: .empty, lead: number == 2 ? seat : nil, speakingLimitSeconds: number == 3 ? 40 : nil,
                speakers: Array(Self.seats.shuffled(using: &random).prefix(max(0, number))))
            return .setAgenda((0..<max(0, number)).map { AgendaItem(number: $0 + 1, item: item) })
        case .reviseMeeting:
            return .reviseMeeting(
                MeetingRevision(
                    title: state.meeting.title, startsAt: now,
                    segments: Array(Hall.setup.segments.prefix(max(0, number))),
                    seats: state.seats.map(\.seat).shuffled(using: &random)))
        case .enterLobby: return .enterLobby
        case .admit: return .admit(participant)
        case .admitAll: return .admitAll
        case .returnToLobby: return .returnToLobby(participant)
        case .remove: return number == 0 ? .remove(participant) : .admitAll
        case .leave: return number < 2 ? .leave : .enterLobby
        case .setDevices: return .setDevices(camera: number > 2, microphoneOn: number % 2 == 0)
        case .connected: return .connected(participant)
        case .disconnected: return .disconnected(participant)
        case .openMeeting: return .openMeeting
        case .suspendMeeting: return number == 0 ? .suspendMeeting : .resumeMeeting
        case .resumeMeeting: return .resumeMeeting
        case .closeMeeting: return Int.random(in: 0..<100, using: &random) == 0 ? .closeMeeting : .nextSpeaker
        case .setSegment: return .setSegment(Segment.allCases.randomElement(using: &random) ?? .open)
        case .nextSegment: return number == 0 ? .nextSegment : .takeItem(number)
        case .takeItem: return .takeItem(number)
        case .setSpeakingLimit: return .setSpeakingLimit(seconds: number * 30)
        case .handChair: return .handChair(["vn-chair", "vn-co", "kr-co", participant][max(0, number) % 4])
        case .takeChair: return .takeChair
        case .putQuestion:
            return .putQuestion(
                Question(
                    words: Texts(en: number == 0 ? " " : "We adopt it", vi: ""),
                    verb: number == 1 ? .exchangeViews : .adopt, seconds: number * 10,
                    text: number == 2
                        ? Question.TextVersion(
                            id: TextID("vision")!, digest: String(repeating: "a", count: 64), since: 1) : nil,
                    apart: number == 3 ? [seat] : [], waiting: number == 4 ? [seat] : []))
        case .answerQuestion: return .answerQuestion(question(number), objects: number == 0, reason: "So")
        case .declareConsensus: return .declareConsensus(question(number))
        case .declareNoConsensus:
            return number < 2
                ? .declareNoConsensus(question(number), reason: "So") : .declareConsensus(question(number))
        case .takeParagraph:
            let place = TextPlace(text: TextID("vision")!, paragraph: "2.0", number: "OP\(number)")
            return .takeParagraph(number < 0 ? nil : place)
        case .raiseFlag: return .raiseFlag
        case .lowerFlag: return .lowerFlag
        case .inscribe: return .inscribe(seat)
        case .strike: return .strike(seat)
        case .moveSpeaker: return .moveSpeaker(seat, position: number)
        case .giveFloor: return .giveFloor(seat, limitSeconds: number > 0 ? number * 20 : nil)
        case .nextSpeaker: return .nextSpeaker
        case .endFloor: return .endFloor
        case .requestReply: return .requestReply
        case .withdrawReply: return .withdrawReply
        case .giveReply:
            return .giveReply(state.replies.randomElement(using: &random)?.seat ?? seat, beforeSpeakers: number > 1)
        case .raisePoint: return .raisePoint
        case .withdrawPoint: return number < 2 ? .withdrawPoint : .raisePoint
        case .hearPoint: return .hearPoint(state.points.randomElement(using: &random)?.seat ?? seat)
        case .rulePoint:
            let ruled = state.points.randomElement(using: &random)?.seat ?? seat
            return .rulePoint(ruled, number > 2 ? .upheld : .dismissed)
        case .mute: return .mute(seat)
        case .unmute: return .unmute(seat)
        case .takeMicrophone: return .takeMicrophone
        }
    }
}
