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
        endQuestion()
        endFloor(.suspended)
        endInterrupted(.suspended)
        happens(.meetingSuspended)
    }

    mutating func resumeMeeting() throws(Refusal) {
        try require(.presiding)
        guard state.sitting == .suspended else {
            throw Refusal(.notSuspended, RefusalDetails(sitting: state.sitting))
        }
        happens(.meetingResumed)
    }

    /// The record shows which flags were still up, and what else was asked for.
    mutating func closeMeeting() throws(Refusal) {
        try require(.presiding)
        guard state.sitting == .open || state.sitting == .suspended else {
            throw Refusal(.notOpen, RefusalDetails(sitting: state.sitting))
        }
        endQuestion()
        endFloor(.closed)
        endInterrupted(.closed)
        for inscription in state.speakers { happens(.flagLowered(inscription.seat)) }
        for request in state.replies { happens(.replyWithdrawn(request.seat)) }
        for point in state.points { happens(.pointWithdrawn(point.seat)) }
        happens(.meetingClosed)
    }

    mutating func setSegment(_ segment: Segment) throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        guard segment != state.segment else { throw Refusal(.sameSegment, RefusalDetails(segment: segment)) }
        begin(segment, number: nil)
    }

    /// Where nobody can preside as planned the segment begins all the same, and whoever presides remains: a meeting is not
    /// kept open because a co-chair is late.
    mutating func nextSegment() throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        let plan = state.meeting.segments
        let number = (state.segmentNumber ?? 0) + 1
        guard let next = plan.numbered(number) else {
            throw Refusal(.noNextSegment, RefusalDetails(maximum: plan.count))
        }
        begin(next.segment, number: number)
        if let chair = next.chair, let successor = state.successor(from: chair) { hand(to: successor) }
    }

    /// Who may not follow a new segment cannot speak in it.
    private mutating func begin(_ segment: Segment, number: Int?) {
        happens(.segmentChanged(segment, number: number))
        if let floor = state.floor, !state.mayFollow(floor.participant) { endFloor(.chair) }
        if let waiting = state.interrupted, !state.mayFollow(waiting.participant) { endInterrupted(.chair) }
    }

    /// Whoever is planned to speak on the item is put on the list, after those who are there.
    mutating func takeItem(_ number: Int) throws(Refusal) {
        try require(.presiding)
        try refuseWhenClosed()
        guard let item = state.agenda.first(where: { $0.number == number }) else {
            throw Refusal(.noSuchItem, RefusalDetails(number: number, maximum: state.agenda.count))
        }
        guard state.item != number else { return }
        happens(.itemTaken(number))
        for seat in item.item.plannedSpeakers
        where state.seat(seat)?.seat.place == .table && state.position(of: seat) == nil && !state.hasTurn(seat)
            && state.speakers.count < MeetingLimits.speakers
        {
            happens(.flagRaised(seat))
        }
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
        hand(to: successor)
    }

    private mutating func hand(to successor: MeetingState.Participant) {
        passMicrophone(to: successor, floorEnds: .yielded)
        happens(.chairHanded(successor.id))
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
        endTurn(of: seat.id, reason)
        happens(.microphoneTaken(seat.id, participant: participant.id))
    }
}

extension MeetingState {
    /// Who takes over when a seat is to preside: its chair before its co-chairs, as long as they are here; nil if nobody of
    /// the seat can, or one of them presides already.
    func successor(from seat: SeatID) -> Participant? {
        guard presidingSeat != seat else { return nil }
        let present = participantsInOrder.filter {
            $0.seat == seat && $0.role.mayPreside && $0.standing == .admitted && $0.connected
        }
        return present.first { $0.role == .chair } ?? present.first
    }

    /// Seconds for a speaker on the item under discussion; nil: unlimited.
    public var speakingLimitSeconds: Int? {
        agenda.first { $0.number == item }?.item.speakingLimitSeconds ?? meeting.speakingLimitSeconds
    }
}
