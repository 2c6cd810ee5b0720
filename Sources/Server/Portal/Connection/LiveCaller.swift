import Summit

/// Who opens a WebSocket, known before the handshake. Someone whose token is genuine but no longer valid is let in just
/// to be told so: a browser does not show its page why a handshake failed.
struct LiveCaller: Sendable {
    var meeting: MeetingID
    var participant: ParticipantID
    /// Why they may not stay; nil: they may.
    var farewell: Farewell?

    enum Farewell: String, Sendable { case revoked, removed }
}
