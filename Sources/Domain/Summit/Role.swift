/// What a participant is in a meeting.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// Conducts the meeting.
    case chair
    /// Stands in for the chair.
    case coChair
    /// Heads a delegation.
    case head
    /// Sits behind their head of delegation.
    case adviser
    /// Follows without speaking.
    case observer
    case interpreter
    case press
    /// Prepares and keeps the meeting.
    case secretariat

    /// Whether a participant of this role belongs to a seat.
    public var hasSeat: Bool {
        switch self {
        case .chair, .coChair, .head, .adviser, .observer: true
        case .interpreter, .press, .secretariat: false
        }
    }

    /// Whether they may hold their seat's microphone.
    public var mayHoldMicrophone: Bool {
        switch self {
        case .chair, .coChair, .head, .adviser: true
        case .observer, .interpreter, .press, .secretariat: false
        }
    }

    /// Whether they may preside.
    public var mayPreside: Bool { self == .chair || self == .coChair }

    /// Whether they wait for nobody: these roles let others in.
    public var entersDirectly: Bool { self == .chair || self == .coChair || self == .secretariat }

    /// Whether they may hear and see a meeting in this segment. `place`: of their seat; nil for those without one.
    /// Guests and observers off stage follow what is open.
    public func mayFollow(_ segment: Segment, from place: Seat.Place?) -> Bool {
        switch segment {
        case .open: true
        case .restricted: place != .offstage && self != .press
        case .retreat:
            switch self {
            case .chair, .coChair, .head, .interpreter, .secretariat: place != .offstage
            case .adviser, .observer, .press: false
            }
        }
    }
}
