public import Procedure
public import Summit

// What a client does with the events that it reads; the browser's twin is Web/state/fold.js. Whoever is admitted
// gets a fresh snapshot, so that a lobby never has to become a room.

extension MeetingView {
    /// Folds an event as it was disclosed to `you`.
    public mutating func fold(_ disclosed: DisclosedEvent, at time: Timestamp) {
        guard case .event(let event) = disclosed else { return }
        switch self {
        case .room(var view):
            view.fold(event, at: time)
            self = .room(view)
        case .lobby(var view):
            view.fold(event)
            self = .lobby(view)
        }
    }
}

extension LobbyView {
    public mutating func fold(_ event: MeetingEvent) {
        sitting.fold(event)
        if case .speakingLimitSet(let seconds) = event { meeting.speakingLimitSeconds = seconds }
        participants.fold(event)
    }
}

extension RoomView {
    /// An event that does not fit changes nothing: the next snapshot mends it.
    public mutating func fold(_ event: MeetingEvent, at time: Timestamp) {
        sitting.fold(event)
        participants.fold(event)
        switch event {
        case .seatAdded(let seat):
            let place = seat.place == .table ? seats.firstIndex { $0.seat.place == .offstage } : nil
            seats.insert(SeatView(seat), at: place ?? seats.endIndex)
        case .participantInvited(let invitee):
            if participant(invitee.id) == nil { participants.append(ParticipantView(invitee)) }
        case .agendaSet(let items): agenda = items
        case .segmentChanged(let next): segment = next
        case .itemTaken(let number): item = number
        case .speakingLimitSet(let seconds): meeting.speakingLimitSeconds = seconds
        case .chairHanded(let id), .chairTaken(let id): presiding = id
        case .flagRaised(let seat): speakers.append(MeetingState.Inscription(seat: seat, raisedAt: time))
        case .flagLowered(let seat): speakers.removeAll { $0.seat == seat }
        case .speakerMoved(let seat, let position):
            guard let current = speakers.firstIndex(where: { $0.seat == seat }), speakers.indices.contains(position)
            else { return }
            speakers.insert(speakers.remove(at: current), at: position)
        case .floorGiven(let seat, let id, let limit):
            floor = FloorView(seat: seat, participant: id, since: time, limitSeconds: limit)
        case .floorEnded(let seat, _, let seconds, _):
            floor = nil
            spoken[seat, default: 0] &+= seconds
        case .muted(let id): change(id) { $0.muted = true }
        case .unmuted(let id): change(id) { $0.muted = false }
        case .microphoneTaken(let id, let holder): change(id) { $0.microphone = holder }
        case .meetingCreated, .invitationRevoked, .lobbyEntered, .admitted, .returnedToLobby, .removed, .left,
            .connected, .disconnected, .devicesSet, .meetingOpened, .meetingSuspended, .meetingResumed, .meetingClosed:
            break
        }
    }

    private mutating func change(_ id: SeatID, _ change: (inout SeatView) -> Void) {
        if let index = seats.firstIndex(where: { $0.seat.id == id }) { change(&seats[index]) }
    }
}

extension Sitting {
    fileprivate mutating func fold(_ event: MeetingEvent) {
        switch event {
        case .meetingOpened, .meetingResumed: self = .open
        case .meetingSuspended: self = .suspended
        case .meetingClosed: self = .closed
        default: break
        }
    }
}

extension [ParticipantView] {
    fileprivate mutating func fold(_ event: MeetingEvent) {
        switch event {
        case .lobbyEntered(let id), .returnedToLobby(let id): change(id) { $0.standing = .lobby }
        case .admitted(let id): change(id) { $0.standing = .admitted }
        case .removed(let id), .invitationRevoked(let id): change(id) { $0.standing = .removed }
        case .left(let id): change(id) { $0.standing = .invited }
        case .connected(let id): change(id) { $0.connected = true }
        case .disconnected(let id): change(id) { $0.connected = false }
        case .devicesSet(let id, let camera, let microphoneOn):
            change(id) {
                $0.camera = camera
                $0.microphoneOn = microphoneOn
            }
        case .participantInvited(let invitee):
            change(invitee.id) { again in
                let isConnected = again.connected
                again = ParticipantView(invitee)
                again.connected = isConnected
            }
        default: break
        }
    }

    private mutating func change(_ id: ParticipantID, _ change: (inout ParticipantView) -> Void) {
        if let index = firstIndex(where: { $0.id == id }) { change(&self[index]) }
    }
}
