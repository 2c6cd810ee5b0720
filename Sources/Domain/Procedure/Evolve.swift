public import Summit

/// An event that cannot have happened after those before it: the record is damaged or was not made by these rules.
public struct InapplicableEvent: Error, Sendable, Hashable, CustomStringConvertible {
    public let kind: MeetingEvent.Kind
    public let problem: String
    public var description: String { "The event \(kind.rawValue) does not apply: \(problem)." }
}

extension MeetingState {
    /// Folds one event of the record. Whatever happened is said by an event of its own, so each changes one thing
    /// only. Throws, leaving the state as it was, when the event cannot have happened; never after ``decide(_:by:at:)``.
    public mutating func evolve(
        _ event: MeetingEvent, by author: Author, at time: Timestamp
    ) throws(InapplicableEvent) {
        func problem(_ sentence: String) -> InapplicableEvent { InapplicableEvent(kind: event.kind, problem: sentence) }
        func index(of seat: SeatID) throws(InapplicableEvent) -> Int {
            guard let index = seats.firstIndex(where: { $0.id == seat }) else {
                throw problem("there is no seat \(seat)")
            }
            return index
        }
        func known(_ id: ParticipantID) throws(InapplicableEvent) -> Participant {
            guard let participant = participants[id] else { throw problem("there is no participant \(id)") }
            return participant
        }
        switch event {
        case .meetingCreated: throw problem("the meeting exists")
        case .seatAdded(let seat): try add(seat, problem)
        case .participantInvited(let invitee): try add(invitee, problem)
        case .invitationRevoked(let id):
            var participant = try known(id)
            participant.standing = .removed
            participant.revoked = true
            participants[id] = participant
        case .agendaSet(let items): agenda = items
        case .meetingRevised(let title, let startsAt, let segments):
            meeting.title = title
            meeting.startsAt = startsAt
            meeting.segments = segments
            beginAsPlanned()
        case .seatsSet(let new):
            seats = new.map { seat in
                var known = self.seat(seat.id) ?? SeatState(seat: seat)
                known.seat = seat
                return known
            }

        case .lobbyEntered(let id), .returnedToLobby(let id): try stand(try known(id), .lobby)
        case .admitted(let id): try stand(try known(id), .admitted)
        case .removed(let id): try stand(try known(id), .removed)
        case .left(let id): try stand(try known(id), .invited)
        case .connected(let id):
            _ = try known(id)
            participants[id]?.connected = true
        case .disconnected(let id):
            _ = try known(id)
            participants[id]?.connected = false
        case .devicesSet(let id, let camera, let microphoneOn):
            var participant = try known(id)
            participant.camera = camera
            participant.microphoneOn = microphoneOn
            participants[id] = participant

        case .meetingOpened, .meetingResumed: sit(.open, after: event, at: time)
        case .meetingSuspended: sit(.suspended, after: event, at: time)
        case .meetingClosed: sit(.closed, after: event, at: time)
        case .segmentChanged(let next, let number):
            guard number.map({ meeting.segments.indices.contains($0 &- 1) }) ?? true else {
                throw problem("no segment \(number ?? 0) is planned")
            }
            segment = next
            segmentNumber = number ?? segmentNumber
        case .itemTaken(let number):
            guard agenda.contains(where: { $0.number == number }) else { throw problem("there is no item \(number)") }
            itemTime.fold(event, item: item, sitting: sitting, at: time)
            item = number
        case .speakingLimitSet(let seconds): meeting.speakingLimitSeconds = seconds
        case .chairHanded(let id), .chairTaken(let id): presiding = try known(id).id

        case .questionPut, .questionAnswered, .consensusReached, .consensusFailed, .paragraphTaken:
            try foldQuestion(event, at: time, problem)
        case .flagRaised, .flagLowered, .speakerMoved, .replyRequested, .replyWithdrawn, .pointRaised, .pointWithdrawn,
            .pointRuled, .floorGiven, .floorInterrupted, .floorResumed, .floorEnded:
            try foldFloor(event, at: time, problem)
        case .muted(let seat): seats[try index(of: seat)].muted = true
        case .unmuted(let seat): seats[try index(of: seat)].muted = false
        case .microphoneTaken(let seat, let id):
            guard try known(id).seat == seat else { throw problem("\(id) does not sit at \(seat)") }
            seats[try index(of: seat)].microphone = id
        }
    }

    private mutating func sit(_ next: Sitting, after event: MeetingEvent, at time: Timestamp) {
        itemTime.fold(event, item: item, sitting: sitting, at: time)
        sitting = next
    }

    private mutating func stand(_ participant: Participant, _ standing: Standing) throws(InapplicableEvent) {
        participants[participant.id]?.standing = standing
    }

    private mutating func add(
        _ seat: Seat, _ problem: (String) -> InapplicableEvent
    ) throws(InapplicableEvent) {
        guard self.seat(seat.id) == nil else { throw problem("there is a seat \(seat.id)") }
        let place = seat.place == .table ? seats.firstIndex { $0.seat.place == .offstage } : nil
        seats.insert(SeatState(seat: seat), at: place ?? seats.endIndex)
    }

    private mutating func add(
        _ invitee: Invitee, _ problem: (String) -> InapplicableEvent
    ) throws(InapplicableEvent) {
        let earlier = participants[invitee.id]
        guard earlier == nil || earlier?.standing == .removed else { throw problem("\(invitee.id) is invited") }
        guard earlier == nil || earlier?.seat == invitee.seat else { throw problem("\(invitee.id) keeps their seat") }
        if let seat = invitee.seat, self.seat(seat) == nil { throw problem("there is no seat \(seat)") }
        var participant = Participant(id: invitee.id, seat: invitee.seat, role: invitee.role, name: invitee.name)
        if let earlier {
            participant.generation = earlier.generation &+ 1
            participant.connected = earlier.connected
        } else {
            roll.append(invitee.id)
        }
        participants[invitee.id] = participant
    }
}
