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
        meeting.fold(event)
        participants.fold(event)
    }
}

extension RoomView {
    /// An event that does not fit changes nothing: the next snapshot mends it.
    public mutating func fold(_ event: MeetingEvent, at time: Timestamp) {
        meeting.fold(event)
        itemTime.fold(event, item: item, sitting: sitting, at: time)
        sitting.fold(event)
        participants.fold(event)
        switch event {
        case .seatAdded(let seat):
            let place = seat.place == .table ? seats.firstIndex { $0.seat.place == .offstage } : nil
            seats.insert(SeatView(seat), at: place ?? seats.endIndex)
        case .participantInvited(let invitee):
            if participant(invitee.id) == nil { participants.append(ParticipantView(invitee)) }
        case .agendaSet(let items): agenda = items
        case .meetingRevised(_, _, let segments):
            segment = segments.first?.segment ?? segment
            segmentNumber = segments.isEmpty ? nil : 1
        case .seatsSet(let new):
            seats = new.map { seat in
                var known = seats.first { $0.seat.id == seat.id } ?? SeatView(seat)
                known.seat = seat
                return known
            }
        case .segmentChanged(let next, let number):
            segment = next
            segmentNumber = number ?? segmentNumber
        case .itemTaken(let number): item = number
        case .chairHanded(let id), .chairTaken(let id): presiding = id
        case .flagRaised(let seat): speakers.append(MeetingState.Inscription(seat: seat, raisedAt: time))
        case .flagLowered(let seat): speakers.removeAll { $0.seat == seat }
        case .speakerMoved(let seat, let position):
            guard let current = speakers.firstIndex(where: { $0.seat == seat }), speakers.indices.contains(position)
            else { return }
            speakers.insert(speakers.remove(at: current), at: position)
        case .replyRequested(let seat): replies.append(MeetingState.Inscription(seat: seat, raisedAt: time))
        case .replyWithdrawn(let seat): replies.removeAll { $0.seat == seat }
        case .pointRaised(let seat): points.append(MeetingState.Point(seat: seat, raisedAt: time))
        case .pointWithdrawn(let seat): points.removeAll { $0.seat == seat }
        case .pointRuled(let seat, let decision):
            points.removeAll { $0.seat == seat }
            ruling = MeetingState.Ruled(seat: seat, ruling: decision, at: time)
        case .questionPut(let new, let number, let until, let segment):
            question = MeetingState.OpenQuestion(
                question: new, number: number, segment: segment, since: time, until: until)
        case .questionAnswered(let seat, let objects, let reason, _):
            question?.answers[seat] = MeetingState.Answer(objects: objects, reason: reason, at: time)
        case .consensusReached(let present, _): resolve(isDecided: true, "", present, at: time)
        case .consensusFailed(let present, let reason, _): resolve(isDecided: false, reason, present, at: time)
        case .paragraphTaken(let place): paragraph = place
        case .floorGiven(let seat, let id, let limit, let kind):
            floor = MeetingState.Floor(seat: seat, participant: id, kind: kind, since: time, limitSeconds: limit)
            if kind == .reply { replied[item ?? 0, default: [:]][seat, default: 0] &+= 1 }
            if kind == .point, let index = points.firstIndex(where: { $0.seat == seat }) { points[index].heard = true }
        case .floorInterrupted:
            interrupted = floor?.interrupted(at: time)
            floor = nil
        case .floorResumed:
            floor = interrupted?.resumed(at: time)
            interrupted = nil
        case .floorEnded(let seat, _, let seconds, _):
            if floor?.seat == seat { floor = nil } else { interrupted = nil }
            spoken[seat, default: 0] &+= seconds
        case .muted(let id): change(id) { $0.muted = true }
        case .unmuted(let id): change(id) { $0.muted = false }
        case .microphoneTaken(let id, let holder): change(id) { $0.microphone = holder }
        case .meetingCreated, .invitationRevoked, .lobbyEntered, .admitted, .returnedToLobby, .removed, .left,
            .connected, .disconnected, .devicesSet, .meetingOpened, .meetingSuspended, .meetingResumed, .meetingClosed,
            .speakingLimitSet:
            break
        }
    }

    private mutating func resolve(isDecided: Bool, _ reason: String, _ present: [SeatID], at time: Timestamp) {
        guard let asked = question else { return }
        question = nil
        decisions.append(
            MeetingState.Resolution(asked: asked, isDecided: isDecided, reason: reason, present: present, at: time))
    }

    private mutating func change(_ id: SeatID, _ change: (inout SeatView) -> Void) {
        if let index = seats.firstIndex(where: { $0.seat.id == id }) { change(&seats[index]) }
    }
}

extension MeetingFacts {
    fileprivate mutating func fold(_ event: MeetingEvent) {
        switch event {
        case .speakingLimitSet(let seconds): speakingLimitSeconds = seconds
        case .meetingRevised(let title, let startsAt, let segments):
            self.title = title
            self.startsAt = startsAt
            self.segments = segments
        default: break
        }
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
