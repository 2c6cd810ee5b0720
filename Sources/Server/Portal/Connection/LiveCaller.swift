import ClientProtocol
import Conference
import Summit

/// Who opens a WebSocket, known before the handshake.
enum LiveCaller: Sendable {
    /// `generation`: of the invitation that was shown.
    case participant(ParticipantID, LiveMeeting, generation: Int)
    /// Somebody whose token is genuine but no longer valid is let in just to be told so: a browser does not show its
    /// page why a handshake failed.
    case turnedAway(ServerMessage.ByeReason)
}
