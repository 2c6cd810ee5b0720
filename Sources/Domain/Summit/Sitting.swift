/// How far a meeting has come: scheduled, then open, suspended and open again, then closed for good.
public enum Sitting: String, Sendable, Hashable, Codable, CaseIterable {
    case scheduled, open, suspended, closed
}

/// A part of a meeting with one class of openness.
public enum Segment: String, Sendable, Hashable, Codable, CaseIterable {
    /// Press and public may follow.
    case open
    /// Delegations only.
    case restricted
    /// Heads of delegation only, without advisers.
    case retreat
}

/// Who may be heard.
public enum FloorRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// One speaker at a time, called by the chair.
    case chair
    /// Every microphone seat, as in an informal exchange.
    case free
}

/// How far a participant has come: invited, waiting, in the room, or sent away.
public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
    case invited, lobby, admitted, removed
}
