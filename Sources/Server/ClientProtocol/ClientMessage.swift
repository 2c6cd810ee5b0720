public import Procedure

/// What a client says over the WebSocket (docs/protocol.md, section 3).
public enum ClientMessage: Sendable, Hashable {
    /// The first message. `device` is random per browser tab; `resume` is the last sequence number folded.
    case hello(version: Int, device: String, resume: Int?)
    case command(id: String, MeetingCommand)
    /// `clientTime`: milliseconds of the client's own clock; comes back with the pong.
    case ping(clientTime: Double)
    case publish(id: String, sdp: String)
    case receive(id: String, sdp: String)
    case candidate(id: String, connection: MediaConnection, candidate: String, mid: String?)
    case unpublish(id: String)
    /// The whole list every time.
    case watch([WatchedSlot])
    case line(LineReport)
    case note(id: String, text: String)
}

/// Which of a device's two connections.
public enum MediaConnection: String, Sendable, Hashable, Codable, CaseIterable { case publish, receive }

/// What one message may hold.
public enum MessageLimits {
    /// Bytes of a text frame to the server.
    public static let frame = 256 * 1024
    /// Characters of the id that a client gives a request, and of a device's name.
    public static let id = 64
    public static let mid = 32
    /// Characters of a note.
    public static let note = 2000
    /// Characters of a candidate line.
    public static let candidate = 1024
    /// Entries of `watch`.
    public static let slots = 64
    /// The longest round trip or jitter that is believed.
    public static let milliseconds = 600_000.0
    /// The version of the protocol.
    public static let version = 1
}
