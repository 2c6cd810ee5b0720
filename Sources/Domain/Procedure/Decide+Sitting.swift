import Summit

// Conducting the meeting: opening and closing, segments, agenda, the chair.

extension Deliberation {
    mutating func openMeeting() throws(Refusal) {
        try require(.presiding)
        switch state.sitting {
        case .scheduled: happens(.meetingOpened)
        case .open, .suspended: throw Refusal(.alreadyOpen, RefusalDetails(sitting: state.sitting))
        case .closed: throw Refusal(.meetingClosed)
        }
    }

    mutating func suspendMeeting() throws(Refusal) {
        try require(.presiding)
        try refuseUnlessOpen()
        endFloor(.suspended)
        happens(.meetingSuspended)
    }

    mutating func resumeMeeting() throws(Refusal) {
        try require(.presiding)
        guard state.sitting == .suspended else {
            throw Refusal(.notSuspended, RefusalDetails(sitting: state.sitting))
        }
        happens(.meetingResumed)
    }

    /// The record shows which flags were still up.
    mutating func closeMeeting() throws(Refusal) {
        try require(.presiding)
        guard state.sitting == .open || state.sitting == .suspended else {
            throw Refusal(.notOpen, RefusalDetails(sitting: state.sitting))
        }
        endFloor(.closed)
        for inscription in state.speakers { happens(.flagLowered(inscription.seat)) }
        happens(.meetingClosed)
    }

    mutating func setSegment(_ segment: Segment) throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        guard segment != state.segment else { throw Refusal(.sameSegment, RefusalDetails(segment: segment)) }
        happens(.segmentChanged(segment))
        if let floor = state.floor, !state.mayFollow(floor.participant) { endFloor(.chair) }
    }

    mutating func takeItem(_ number: Int) throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        guard state.agenda.contains(where: { $0.number == number }) else {
            throw Refusal(.noSuchItem, RefusalDetails(number: number, maximum: state.agenda.count))
        }
        if state.item != number { happens(.itemTaken(number)) }
    }

    mutating func setSpeakingLimit(_ seconds: Int) throws(Refusal) {
        try require([.presiding, .secretariat])
        try refuseWhenClosed()
        try refuseSpeakingLimit(seconds)
        if state.meeting.speakingLimitSeconds != seconds { happens(.speakingLimitSet(seconds: seconds)) }
    }

    func refuseSpeakingLimit(_ seconds: Int) throws(Refusal) {
        let range = MeetingLimits.speakingLimit
        guard range.contains(seconds) else {
            throw Refusal(
                .outOfRange, RefusalDetails(number: seconds, minimum: range.lowerBound, maximum: range.upperBound))
        }
    }

    mutating func handChair(to id: ParticipantID) throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        let successor = try participant(id)
        guard successor.role.mayPreside, successor.standing == .admitted, successor.connected,
            state.presiding != id
        else { throw Refusal(.notEligible, RefusalDetails(participant: id, standing: successor.standing)) }
        passMicrophone(to: successor, floorEnds: .yielded)
        happens(.chairHanded(id))
    }

    mutating func takeChair() throws(Refusal) {
        try require(.chair)
        try refuseWhenClosed()
        let (participant, _) = try member()
        if let present = state.presidesNow, present.connected || present.id == participant.id {
            throw Refusal(.chairPresent, RefusalDetails(seat: present.seat, participant: present.id))
        }
        passMicrophone(to: participant, floorEnds: .gone)
        happens(.chairTaken(participant.id))
    }

    /// Whoever presides must be heard: where chair and co-chair share a seat, its microphone goes with the chair,
    /// unless a third person of the delegation is there and holds it.
    private mutating func passMicrophone(to participant: MeetingState.Participant, floorEnds reason: FloorEnd) {
        guard let seat = participant.seat.flatMap(state.seat), seat.microphone != participant.id else { return }
        if let holder = seat.microphone.flatMap({ state.participants[$0] }), holder.id != state.presiding,
            holder.standing == .admitted, holder.connected
        {
            return
        }
        if state.floor?.seat == seat.id { endFloor(reason) }
        happens(.microphoneTaken(seat.id, participant: participant.id))
    }
}
