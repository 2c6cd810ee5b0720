public import Summit

extension MeetingState {
    /// Whether a participant may read this event. Ask after it was folded. Whoever follows the meeting reads
    /// everything; who is not admitted, or may not follow the present segment, reads what concerns them and what the
    /// lobby shows anyway, and learns of the rest only that something happened. What is said to a question is for those who could follow the
    /// segment in which it was put, whatever the present one is.
    public func discloses(_ event: MeetingEvent, to reader: ParticipantID) -> Bool {
        if let segment = event.segmentOfQuestion { return mayFollow(reader) && mayFollow(reader, segment) }
        if mayFollow(reader) { return true }
        switch event {
        case .segmentChanged: return isAdmitted(reader)
        case .meetingCreated, .meetingRevised, .meetingOpened, .meetingSuspended, .meetingResumed, .meetingClosed,
            .speakingLimitSet:
            return true
        case .participantInvited(let invitee):
            return invitee.id == reader
        case .invitationRevoked(let id), .lobbyEntered(let id), .admitted(let id), .returnedToLobby(let id),
            .removed(let id), .left(let id), .connected(let id), .disconnected(let id), .devicesSet(let id, _, _):
            return id == reader
        case .questionPut, .questionAnswered, .consensusReached, .consensusFailed, .paragraphTaken, .seatAdded,
            .seatsSet, .agendaSet, .itemTaken, .chairHanded, .chairTaken, .flagRaised, .flagLowered,
            .speakerMoved,
            .replyRequested, .replyWithdrawn, .pointRaised, .pointWithdrawn, .pointRuled, .floorGiven,
            .floorInterrupted, .floorResumed, .floorEnded, .muted, .unmuted, .microphoneTaken:
            return false
        }
    }
}

extension MeetingEvent {
    /// The segment of the question that this is about.
    fileprivate var segmentOfQuestion: Segment? {
        switch self {
        case .questionPut(_, _, _, let segment), .questionAnswered(_, _, _, let segment),
            .consensusReached(_, let segment), .consensusFailed(_, _, let segment):
            segment
        default: nil
        }
    }
}

extension MeetingState {
    /// Whether a participant may read all that the record says: no question was put in a segment that they could not follow.
    public func disclosesRecord(to reader: ParticipantID) -> Bool {
        (decisions.map(\.asked) + [question].compactMap { $0 }).allSatisfy { mayFollow(reader, $0.segment) }
    }
}
