import Procedure
import Summit

/// Minutes of a meeting: who presided, who was present, who spoke when, as what and for how long, and what the chair ruled.
/// A fold of the record.
struct Minutes: Sendable {
    struct Intervention: Sendable, Hashable {
        var seat: SeatID
        var kind: FloorKind
        var from: Timestamp
        var to: Timestamp
        /// Without interruptions.
        var seconds: Int
        /// The paragraphs that were under discussion meanwhile, as they were called.
        var paragraphs: [String] = []
    }

    struct Attendance: Sendable, Hashable {
        var first: Timestamp
        /// Nil: still there at the end.
        var last: Timestamp?
    }

    enum Step: Sendable, Hashable {
        case opened, suspended, resumed, closed
        case segment(Segment)
        case item(Int)
        case presiding(ParticipantID)
        case pointRaised(SeatID)
        case pointRuled(SeatID, Ruling)
        case paragraph(TextPlace)
        case question(Question, Segment)
        case resolution(MeetingState.Resolution)
    }

    private(set) var state: MeetingState?
    private(set) var steps: [(at: Timestamp, step: Step)] = []
    private(set) var interventions: [Intervention] = []
    /// When those who have the floor, or wait for it again, began.
    private var begun: [SeatID: Timestamp] = [:]
    private var about: [SeatID: [String]] = [:]
    private(set) var attendance: [ParticipantID: Attendance] = [:]

    /// Takes in the next event of the record; one that does not apply is passed over, since verifying is not the
    /// minutes' business.
    mutating func fold(_ recorded: RecordedEvent) {
        let turns = [state?.floor, state?.interrupted].compactMap(\.self)
        if state == nil {
            state = MeetingState(first: recorded.event)
        } else {
            guard (try? state?.evolve(recorded.event, by: recorded.by, at: recorded.at)) != nil else { return }
        }
        let at = recorded.at
        switch recorded.event {
        case .meetingOpened: steps.append((at, .opened))
        case .meetingSuspended: steps.append((at, .suspended))
        case .meetingResumed: steps.append((at, .resumed))
        case .meetingClosed: steps.append((at, .closed))
        case .segmentChanged(let segment, _): steps.append((at, .segment(segment)))
        case .itemTaken(let number): steps.append((at, .item(number)))
        case .chairTaken(let id), .chairHanded(let id): steps.append((at, .presiding(id)))
        case .pointRaised(let seat): steps.append((at, .pointRaised(seat)))
        case .pointRuled(let seat, let ruling): steps.append((at, .pointRuled(seat, ruling)))
        case .paragraphTaken(let place):
            if let place {
                steps.append((at, .paragraph(place)))
                if let floor = state?.floor { about[floor.seat, default: []].append(place.number) }
            }
        case .questionPut(let question, _, _, let segment): steps.append((at, .question(question, segment)))
        case .consensusReached, .consensusFailed:
            if let resolution = state?.decisions.last { steps.append((at, .resolution(resolution))) }
        case .floorGiven(let seat, _, _, _):
            begun[seat] = at
            about[seat] = (state?.paragraph).map { [$0.number] } ?? []
        case .floorEnded(let seat, _, let seconds, _):
            interventions.append(
                Intervention(
                    seat: seat, kind: turns.first { $0.seat == seat }?.kind ?? .intervention, from: begun[seat] ?? at,
                    to: at, seconds: seconds, paragraphs: about.removeValue(forKey: seat) ?? []))
        case .admitted(let id), .connected(let id), .disconnected(let id), .left(let id), .removed(let id),
            .returnedToLobby(let id), .invitationRevoked(let id):
            attend(id, at: at)
        default: break
        }
    }

    /// Present is who is admitted and connected.
    private mutating func attend(_ id: ParticipantID, at: Timestamp) {
        let participant = state?.participants[id]
        if participant?.standing == .admitted, participant?.connected == true {
            attendance[id] = Attendance(first: attendance[id]?.first ?? at, last: nil)
        } else if attendance[id] != nil, attendance[id]?.last == nil {
            attendance[id]?.last = at
        }
    }

    /// When somebody of a seat was there for the first and the last time; nil if nobody was.
    func attendance(of seat: SeatID) -> Attendance? {
        merged { $0.seat == seat }
    }

    /// The same for the roles without a seat.
    func attendance(of role: Role) -> Attendance? {
        merged { $0.seat == nil && $0.role == role }
    }

    private func merged(_ isMeant: (MeetingState.Participant) -> Bool) -> Attendance? {
        let members = (state?.participantsInOrder ?? []).filter(isMeant).compactMap { attendance[$0.id] }
        guard let first = members.map(\.first).min() else { return nil }
        let isThere = members.contains { $0.last == nil }
        return Attendance(first: first, last: isThere ? nil : members.compactMap(\.last).max())
    }

    var totals: [SeatID: Int] {
        interventions.reduce(into: [:]) { totals, intervention in
            totals[intervention.seat, default: 0] &+= intervention.seconds
        }
    }
}
