public import Summit

extension MeetingState {
    /// Whether a participant may read this event. Ask after it was folded. Whoever follows the meeting reads
    /// everything; who is not admitted, or may not follow the present segment, reads what concerns them and what the
    /// lobby shows anyway, and learns of the rest only that something happened.
    public func discloses(_ event: MeetingEvent, to reader: ParticipantID) -> Bool {
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
        case .seatAdded, .seatsSet, .agendaSet, .itemTaken, .chairHanded, .chairTaken, .flagRaised, .flagLowered,
            .speakerMoved,
            .replyRequested, .replyWithdrawn, .pointRaised, .pointWithdrawn, .pointRuled, .floorGiven,
            .floorInterrupted, .floorResumed, .floorEnded, .muted, .unmuted, .microphoneTaken:
            return false
        }
    }
}
