public import Summit

/// In what capacity somebody acts.
struct Rights: OptionSet {
    let rawValue: Int
    /// Presides now.
    static let presiding = Rights(rawValue: 1)
    /// The secretariat: a participant of that role, or the installation's administration.
    static let secretariat = Rights(rawValue: 2)
    /// Chair or co-chair, presiding or not.
    static let chair = Rights(rawValue: 4)

    /// As ``RefusalDetails/allowed`` names them.
    var names: [String] {
        [(Rights.presiding, "presiding"), (.chair, "chair"), (.secretariat, "secretariat")]
            .filter { contains($0.0) }.map(\.1)
    }
}

extension MeetingState {
    /// Whether this is the installation's administration, or the meeting's secretariat in the room.
    public func isServed(by author: Author) -> Bool {
        switch author {
        case .administration: true
        case .participant(let id): participants[id]?.role == .secretariat && isAdmitted(id)
        case .system: false
        }
    }
}

extension Deliberation {
    /// Refuses whoever acts in none of these capacities.
    func require(_ allowed: Rights) throws(Refusal) {
        guard rights.isDisjoint(with: allowed) else { return }
        throw notAllowed(allowed.names)
    }

    func notAllowed(_ allowed: [String]) -> Refusal {
        let standing = author.participant.flatMap { state.participants[$0]?.standing }
        return Refusal(
            .notAllowed, RefusalDetails(allowed: allowed, standing: standing == .admitted ? nil : standing))
    }

    private var rights: Rights {
        switch author {
        case .system: return []
        case .administration: return .secretariat
        case .participant(let id):
            guard let participant = state.participants[id], participant.standing == .admitted else { return [] }
            var rights: Rights = []
            if state.presiding == id { rights.insert(.presiding) }
            if participant.role == .secretariat { rights.insert(.secretariat) }
            if participant.role.mayPreside { rights.insert(.chair) }
            return rights
        }
    }

    /// The participant who acts for themselves, wherever they stand.
    func oneself() throws(Refusal) -> MeetingState.Participant {
        guard let id = author.participant, let participant = state.participants[id] else {
            throw notAllowed(["self"])
        }
        guard participant.standing != .removed else { throw Refusal(.removed) }
        return participant
    }

    /// The admitted participant who acts for their delegation.
    func member() throws(Refusal) -> (participant: MeetingState.Participant, seat: MeetingState.SeatState) {
        guard let id = author.participant, let participant = state.participants[id],
            participant.standing == .admitted, let seat = participant.seat.flatMap(state.seat)
        else { throw notAllowed(["delegation"]) }
        return (participant, seat)
    }

    func ownSeat() throws(Refusal) -> MeetingState.SeatState { try member().seat }

    func seat(_ id: SeatID) throws(Refusal) -> MeetingState.SeatState {
        guard let seat = state.seat(id) else { throw Refusal(.noSuchSeat, RefusalDetails(seat: id)) }
        return seat
    }

    func participant(_ id: ParticipantID) throws(Refusal) -> MeetingState.Participant {
        guard let participant = state.participants[id] else {
            throw Refusal(.noSuchParticipant, RefusalDetails(participant: id))
        }
        return participant
    }

    func refuseWhenClosed() throws(Refusal) {
        if state.sitting == .closed { throw Refusal(.meetingClosed) }
    }

    func refuseUnlessOpen() throws(Refusal) {
        if state.sitting != .open { throw Refusal(.notOpen, RefusalDetails(sitting: state.sitting)) }
    }
}
