public import Procedure
public import Summit

/// What somebody knows who is not admitted: the meeting, and themselves.
public struct LobbyView: Sendable, Hashable, Codable {
    public var meeting: MeetingFacts
    public var sitting: Sitting
    public var you: ParticipantID
    public var serverTime: Timestamp
    /// One's own seat and the host's, whose local time everybody is shown, without who holds their microphones.
    public var seats: [SeatView]
    /// Oneself only.
    public var participants: [ParticipantView]

    init(of state: MeetingState, for you: MeetingState.Participant, at serverTime: Timestamp) {
        meeting = state.meeting
        sitting = state.sitting
        self.you = you.id
        self.serverTime = serverTime
        seats = state.seats.map(\.seat).filter { [you.seat, state.meeting.host].contains($0.id) }.map { SeatView($0) }
        participants = [ParticipantView(you)]
    }
}
