public import Summit

/// What happened in a meeting. The record holds nothing else; a meeting's state is the fold of its events
/// (``MeetingState/evolve(_:by:at:)``). In JSON an object with the member `type`; the cases are named as on the wire.
public enum MeetingEvent: Sendable, Hashable {
    // Preparing
    /// Always and only the first.
    case meetingCreated(MeetingFacts)
    case seatAdded(Seat)
    /// Also a new invitation of somebody who was removed or whose invitation was revoked.
    case participantInvited(Invitee)
    case invitationRevoked(ParticipantID)
    case agendaSet([AgendaItem])
    /// Before it opens: it is moved, renamed or divided otherwise.
    case meetingRevised(title: Texts, startsAt: Timestamp, segments: [PlannedSegment])
    /// All seats in their order, the table first; who had a microphone keeps it.
    case seatsSet([Seat])

    // Coming and going
    case lobbyEntered(ParticipantID)
    case admitted(ParticipantID)
    case returnedToLobby(ParticipantID)
    case removed(ParticipantID)
    case left(ParticipantID)
    case connected(ParticipantID)
    case disconnected(ParticipantID)
    case devicesSet(ParticipantID, camera: Bool, microphoneOn: Bool)

    // The sitting
    case meetingOpened
    case meetingSuspended
    case meetingResumed
    case meetingClosed
    /// `number`: which of the planned segments begins, counted from 1; nil: none of them, the chair's own decision.
    case segmentChanged(Segment, number: Int?)
    case itemTaken(Int)
    case speakingLimitSet(seconds: Int)
    case chairHanded(ParticipantID)
    case chairTaken(ParticipantID)

    // Decisions
    // What is said to a question stays with those who could follow the segment in which it was put: each event names it.
    case questionPut(Question, number: Int, until: Timestamp, segment: Segment)
    case questionAnswered(SeatID, objects: Bool, reason: String, segment: Segment)
    case consensusReached(present: [SeatID], segment: Segment)
    case consensusFailed(present: [SeatID], reason: String, segment: Segment)
    case paragraphTaken(TextPlace?)

    // The floor
    case flagRaised(SeatID)
    case flagLowered(SeatID)
    /// `position` counts from 0, after the move.
    case speakerMoved(SeatID, position: Int)
    case replyRequested(SeatID)
    /// Also when the reply is given.
    case replyWithdrawn(SeatID)
    case pointRaised(SeatID)
    case pointWithdrawn(SeatID)
    case pointRuled(SeatID, Ruling)
    case floorGiven(SeatID, participant: ParticipantID, limitSeconds: Int?, kind: FloorKind)
    /// A point of order is to be heard; the speaker waits.
    case floorInterrupted(SeatID, participant: ParticipantID)
    case floorResumed(SeatID, participant: ParticipantID)
    /// `seconds`: all that were spoken, without interruptions.
    case floorEnded(SeatID, participant: ParticipantID, seconds: Int, reason: FloorEnd)
    case muted(SeatID)
    case unmuted(SeatID)
    case microphoneTaken(SeatID, participant: ParticipantID)
}

/// Why an intervention ended.
public enum FloorEnd: String, Sendable, Hashable, Codable, CaseIterable {
    /// The speaker had finished.
    case yielded
    /// The chair took the floor back or gave it to another.
    case chair
    case closed, suspended
    /// The speaker left, was sent out, or lost the microphone.
    case gone
}
