import Summit

// The list of speakers, the floor, the microphones.

extension Deliberation {
    mutating func raiseFlag(of seat: MeetingState.SeatState) throws(Refusal) {
        try refuseOffStage(seat)
        try refuseUnlessOpen()
        try list(seat)
    }

    func refuseOffStage(_ seat: MeetingState.SeatState) throws(Refusal) {
        guard seat.seat.place == .table else { throw Refusal(.notAtTable, RefusalDetails(seat: seat.id)) }
    }

    private mutating func list(_ seat: MeetingState.SeatState) throws(Refusal) {
        if state.hasTurn(seat.id) { throw Refusal(.hasFloor, RefusalDetails(seat: seat.id)) }
        if let position = state.position(of: seat.id) {
            throw Refusal(
                .alreadyRaised, RefusalDetails(seat: seat.id, floor: state.floor?.seat, position: position))
        }
        guard state.speakers.count < MeetingLimits.speakers else {
            throw Refusal(.limitReached, RefusalDetails(maximum: MeetingLimits.speakers))
        }
        happens(.flagRaised(seat.id))
    }

    mutating func lowerFlag(of seat: MeetingState.SeatState) throws(Refusal) {
        guard state.position(of: seat.id) != nil else { throw notRaised(seat.id) }
        happens(.flagLowered(seat.id))
    }

    /// The list may be drawn up before the meeting opens, and while it is suspended.
    mutating func inscribe(_ id: SeatID) throws(Refusal) {
        try require([.presiding, .secretariat])
        let seat = try seat(id)
        try refuseOffStage(seat)
        try refuseWhenClosed()
        try list(seat)
    }

    mutating func strike(_ id: SeatID) throws(Refusal) {
        try require([.presiding, .secretariat])
        try lowerFlag(of: try seat(id))
    }

    mutating func moveSpeaker(_ id: SeatID, to position: Int) throws(Refusal) {
        try require([.presiding, .secretariat])
        let seat = try seat(id)
        guard let current = state.position(of: seat.id) else { throw notRaised(seat.id) }
        guard position >= 0 else { throw Refusal(.outOfRange, RefusalDetails(number: position, minimum: 0)) }
        let target = min(position, state.speakers.count - 1)
        if target != current { happens(.speakerMoved(seat.id, position: target)) }
    }

    private func notRaised(_ seat: SeatID) -> Refusal {
        Refusal(.notRaised, RefusalDetails(seat: seat, floor: state.floor?.seat))
    }

    mutating func giveFloor(to id: SeatID, limitSeconds: Int?) throws(Refusal) {
        try require(.presiding)
        let seat = try seat(id)
        try refuseUnlessOpen()
        try refuseOffStage(seat)
        if let limitSeconds { try refuseSpeakingLimit(limitSeconds) }
        try refuseBeforeRuling()
        try call(seat, as: .intervention, limitSeconds: limitSeconds ?? state.speakingLimitSeconds) {
            if $0.state.position(of: id) != nil { $0.happens(.flagLowered(id)) }
        }
    }

    /// Gives the floor to whoever holds the seat's microphone. Who speaks has finished; for a point of order they wait.
    /// - Parameter settling: notes what else is done with that.
    mutating func call(
        _ seat: MeetingState.SeatState, as kind: FloorKind, limitSeconds: Int?,
        settling: (inout Deliberation) -> Void
    ) throws(Refusal) {
        let id = seat.id
        if state.floor?.seat == id { throw Refusal(.hasFloor, RefusalDetails(seat: id, floor: id)) }
        guard let holder = seat.microphone, state.mayFollow(holder) else {
            throw Refusal(.noMicrophone, RefusalDetails(seat: id, participant: seat.microphone))
        }
        if kind != .point {
            endFloor(.chair)
        } else if let floor = state.floor {
            happens(.floorInterrupted(floor.seat, participant: floor.participant))
        }
        settling(&self)
        // Nobody is called upon to speak and not heard.
        if seat.muted { happens(.unmuted(id)) }
        happens(.floorGiven(id, participant: holder, limitSeconds: limitSeconds, kind: kind))
    }

    mutating func nextSpeaker() throws(Refusal) {
        try require(.presiding)
        try refuseUnlessOpen()
        guard let next = state.speakers.first else { throw Refusal(.noSpeakers) }
        try giveFloor(to: next.seat, limitSeconds: nil)
    }

    mutating func endFloor() throws(Refusal) {
        guard let floor = state.floor else {
            guard try mayEndNoFloor() else { throw notAllowed(["presiding", "microphone"]) }
            throw Refusal(.noFloor)
        }
        if let id = author.participant, id == floor.participant {
            endFloor(.yielded)
        } else if let id = author.participant, id == state.presidesNow?.id {
            endFloor(.chair)
        } else {
            var refusal = notAllowed(["presiding", "microphone"])
            if author.participant.map(state.mayFollow) ?? true { refusal.details.floor = floor.seat }
            throw refusal
        }
    }

    /// Those who could end a floor hear that there is none; others that it is not theirs to end.
    private func mayEndNoFloor() throws(Refusal) -> Bool {
        guard let id = author.participant, state.isAdmitted(id) else { return false }
        if state.presiding == id { return true }
        return state.participants[id]?.seat.flatMap(state.seat)?.microphone == id
    }

    /// Ends what is being said, if somebody speaks.
    mutating func endFloor(_ reason: FloorEnd) {
        guard let floor = state.floor else { return }
        let seconds = floor.interrupted(at: time).seconds
        happens(.floorEnded(floor.seat, participant: floor.participant, seconds: seconds, reason: reason))
    }

    /// Ends what a point of order interrupted.
    mutating func endInterrupted(_ reason: FloorEnd) {
        guard let waiting = state.interrupted else { return }
        happens(
            .floorEnded(waiting.seat, participant: waiting.participant, seconds: waiting.seconds, reason: reason))
    }

    /// Ends what a seat says, or would go on to say.
    mutating func endTurn(of seat: SeatID, _ reason: FloorEnd) {
        if state.floor?.seat == seat { endFloor(reason) }
        if state.interrupted?.seat == seat { endInterrupted(reason) }
    }

    mutating func mute(_ id: SeatID) throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        guard try !seat(id).muted else { throw Refusal(.alreadyMuted, RefusalDetails(seat: id)) }
        happens(.muted(id))
    }

    mutating func unmute(_ id: SeatID) throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        guard try seat(id).muted else { throw Refusal(.notMuted, RefusalDetails(seat: id)) }
        happens(.unmuted(id))
    }

    /// A speaker cannot be cut off by their own delegation, unless they are gone.
    mutating func takeMicrophone() throws(Refusal) {
        let (participant, seat) = try member()
        guard participant.role.mayHoldMicrophone, state.mayFollow(participant.id) else {
            throw notAllowed(["delegation"])
        }
        if seat.microphone == participant.id { throw Refusal(.alreadyHolds, RefusalDetails(seat: seat.id)) }
        if let floor = [state.floor, state.interrupted].compactMap(\.self).first(where: { $0.seat == seat.id }) {
            if let speaker = state.participants[floor.participant], state.mayFollow(speaker.id), speaker.connected {
                throw Refusal(.hasFloor, RefusalDetails(seat: seat.id, participant: speaker.id))
            }
            endTurn(of: seat.id, .gone)
        }
        happens(.microphoneTaken(seat.id, participant: participant.id))
    }
}
