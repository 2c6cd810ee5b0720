public import Procedure
public import Summit

/// Why the program cannot do what the rules would allow.
public enum Unavailable: Error, Hashable, Sendable {
    /// Too much is waiting.
    case busy
    /// The store failed; nothing was recorded.
    case storage
    /// There is no media engine, or it has stopped.
    case media
}

/// Why a command has no effect.
public enum CommandFailure: Error, Hashable, Sendable {
    case refused(Refusal)
    case unavailable(Unavailable)
}

/// Why a token opens no door.
public enum AccessRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// Not made by this installation, or for a meeting that it does not know.
    case malformed
    /// The invitation was withdrawn or replaced by a newer one.
    case revoked
    /// The participant was sent away for good.
    case removed
    /// The meeting is over.
    case closed
}

/// Why a client is not attached to a meeting.
public enum AttachRefusal: Error, Hashable, Sendable {
    case access(AccessRefusal)
    /// The participant has as many devices in the meeting as anybody may have.
    case tooManyDevices
    case unavailable(Unavailable)
}

/// Why a meeting cannot be created.
public enum CreationFailure: Error, Hashable, Sendable {
    case invalid(SetupError)
    /// Somebody cannot be invited to it.
    case refused(Refusal)
    /// There is a meeting of that name.
    case exists(MeetingID)
    /// The installation has its maximum of meetings.
    case tooMany
    case unavailable(Unavailable)
}
