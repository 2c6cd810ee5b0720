/// Who did what the record says. In JSON one string: a participant's id, `administration` or `system`.
public enum Author: Sendable, Hashable {
    /// Somebody who was invited to this meeting.
    case participant(ParticipantID)
    /// The holder of the installation's administration token: the secretariat preparing the meeting.
    case administration
    /// The program itself, for facts that nobody decided: a connection came or went.
    case system

    static let systemText = "system"
    static let administrationText = "administration"

    /// The participant, when it is one.
    public var participant: ParticipantID? {
        if case .participant(let id) = self { id } else { nil }
    }
}

extension Author: RawRepresentable, Codable, CustomStringConvertible {
    public init?(rawValue: String) {
        switch rawValue {
        case Self.systemText: self = .system
        case Self.administrationText: self = .administration
        default:
            guard let id = ParticipantID(rawValue) else { return nil }
            self = .participant(id)
        }
    }

    public var rawValue: String {
        switch self {
        case .participant(let id): id.rawValue
        case .administration: Self.administrationText
        case .system: Self.systemText
        }
    }

    public var description: String { rawValue }
}
