public import Summit

/// What somebody asks to happen in a meeting; ``MeetingState/decide(_:by:at:)`` says whether it does. In JSON an
/// object with the member `type`; the cases are named as on the wire.
public enum MeetingCommand: Sendable, Hashable {
    // Preparing
    case addSeat(Seat)
    case inviteParticipant(Invitee)
    case revokeInvitation(ParticipantID)
    case setAgenda([AgendaItem])
    case reviseMeeting(MeetingRevision)

    // Coming and going
    case enterLobby
    case admit(ParticipantID)
    case admitAll
    case returnToLobby(ParticipantID)
    case remove(ParticipantID)
    case leave
    case setDevices(camera: Bool, microphoneOn: Bool)
    /// By the system: the participant's first connection came.
    case connected(ParticipantID)
    /// By the system: the participant's last connection went.
    case disconnected(ParticipantID)

    // The sitting
    case openMeeting
    case suspendMeeting
    case resumeMeeting
    case closeMeeting
    case setSegment(Segment)
    /// The next one as planned.
    case nextSegment
    case takeItem(Int)
    case setSpeakingLimit(seconds: Int)
    case handChair(ParticipantID)
    case takeChair

    // Decisions
    case putQuestion(Question)
    /// Without an objection nothing has to be said; who says so is on record. The number is that of the question which they answer: what
    /// was meant for another counts for none.
    case answerQuestion(Int, objects: Bool, reason: String)
    /// "I hear no objection. It is so decided."
    case declareConsensus(Int)
    case declareNoConsensus(Int, reason: String)
    /// What the meeting speaks about now; nil: no text.
    case takeParagraph(TextPlace?)

    // The floor
    case raiseFlag
    case lowerFlag
    case inscribe(SeatID)
    case strike(SeatID)
    /// `position` counts from 0; beyond the end means last.
    case moveSpeaker(SeatID, position: Int)
    /// Without a limit the meeting's own holds.
    case giveFloor(SeatID, limitSeconds: Int? = nil)
    case nextSpeaker
    case endFloor
    case requestReply
    case withdrawReply
    /// `beforeSpeakers`: although the list of speakers is not exhausted.
    case giveReply(SeatID, beforeSpeakers: Bool = false)
    case raisePoint
    case withdrawPoint
    case hearPoint(SeatID)
    case rulePoint(SeatID, Ruling)
    case mute(SeatID)
    case unmute(SeatID)
    case takeMicrophone
}
