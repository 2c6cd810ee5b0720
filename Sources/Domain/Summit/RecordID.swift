/// Names a record. As text a meeting's is the meeting's id, a conference's is `conference:` and its id, and a negotiated text's `text:`
/// and its id: no meeting's id has a colon. The changes of the facts are `facts`, which is no meeting's id.
public enum RecordID: Sendable, Hashable {
    case meeting(MeetingID)
    case conference(ConferenceID)
    case text(TextID)
    case facts
}

extension RecordID: RawRepresentable, CustomStringConvertible {
    private static let conferencePrefix = "conference:"
    private static let textPrefix = "text:"
    static let factsText = "facts"

    public init?(rawValue: String) {
        if rawValue.hasPrefix(Self.conferencePrefix) {
            guard let id = ConferenceID(rawValue.dropFirst(Self.conferencePrefix.count)) else { return nil }
            self = .conference(id)
        } else if rawValue.hasPrefix(Self.textPrefix) {
            guard let id = TextID(rawValue.dropFirst(Self.textPrefix.count)) else { return nil }
            self = .text(id)
        } else if rawValue == Self.factsText {
            self = .facts
        } else {
            guard let id = MeetingID(rawValue) else { return nil }
            self = .meeting(id)
        }
    }

    public var rawValue: String {
        switch self {
        case .meeting(let id): id.rawValue
        case .conference(let id): Self.conferencePrefix + id.rawValue
        case .text(let id): Self.textPrefix + id.rawValue
        case .facts: Self.factsText
        }
    }

    public var description: String { rawValue }

    /// The meeting whose record this is.
    public var meeting: MeetingID? {
        if case .meeting(let id) = self { id } else { nil }
    }

    /// The text whose record this is.
    public var text: TextID? {
        if case .text(let id) = self { id } else { nil }
    }

    /// The conference whose record this is.
    public var conference: ConferenceID? {
        if case .conference(let id) = self { id } else { nil }
    }
}
