/// Names a record. As text a meeting's is the meeting's id, and a conference's is `conference:` and its id: no meeting's id has
/// a colon.
public enum RecordID: Sendable, Hashable {
    case meeting(MeetingID)
    case conference(ConferenceID)
}

extension RecordID: RawRepresentable, CustomStringConvertible {
    private static let conferencePrefix = "conference:"

    public init?(rawValue: String) {
        if rawValue.hasPrefix(Self.conferencePrefix) {
            guard let id = ConferenceID(rawValue.dropFirst(Self.conferencePrefix.count)) else { return nil }
            self = .conference(id)
        } else {
            guard let id = MeetingID(rawValue) else { return nil }
            self = .meeting(id)
        }
    }

    public var rawValue: String {
        switch self {
        case .meeting(let id): id.rawValue
        case .conference(let id): Self.conferencePrefix + id.rawValue
        }
    }

    public var description: String { rawValue }

    /// The meeting whose record this is.
    public var meeting: MeetingID? {
        if case .meeting(let id) = self { id } else { nil }
    }

    /// The conference whose record this is.
    public var conference: ConferenceID? {
        if case .conference(let id) = self { id } else { nil }
    }
}
