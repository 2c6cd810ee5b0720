public import Procedure
public import Summit

/// What somebody knows who is not admitted: the meeting, and themselves.
public struct LobbyView: Sendable, Hashable, Codable {
    public var meeting: MeetingFacts
    public var sitting: Sitting
    public var you: ParticipantID
    public var serverTime: Timestamp
    /// One's own seat only, without who holds its microphone; empty for roles without a seat.
    public var seats: [SeatView]
    /// Oneself only.
    public var participants: [ParticipantView]

    init(of state: MeetingState, for you: MeetingState.Participant, at serverTime: Timestamp) {
        meeting = state.meeting
        sitting = state.sitting
        self.you = you.id
        self.serverTime = serverTime
        seats = you.seat.flatMap(state.seat).map { [SeatView($0.seat)] } ?? []
        participants = [ParticipantView(you)]
    }
}
