/// Names a record. As text a meeting's is the meeting's id, a conference's is `conference:` and its id, and a negotiated text's `text:`
/// and its id: no meeting's id has a colon. The library of a conference is `library:` and the conference's id; the papers that a
/// delegation keeps to itself have a record of their own, with the delegation's code behind another colon.
/// What a delegation drafts for a text is `drafts:`, the text's id, a colon and the seat. The changes of the facts are `facts`, which is no meeting's id.
public enum RecordID: Sendable, Hashable {
    case meeting(MeetingID)
    case conference(ConferenceID)
    case text(TextID)
    case library(ConferenceID)
    case delegationLibrary(ConferenceID, SeatID)
    case drafts(TextID, SeatID)
    case facts
}

extension RecordID: RawRepresentable, CustomStringConvertible {
    private static let conferencePrefix = "conference:"
    private static let textPrefix = "text:"
    private static let libraryPrefix = "library:"
    private static let draftsPrefix = "drafts:"
    static let factsText = "facts"

    public init?(rawValue: String) {
        if rawValue.hasPrefix(Self.conferencePrefix) {
            guard let id = ConferenceID(rawValue.dropFirst(Self.conferencePrefix.count)) else { return nil }
            self = .conference(id)
        } else if rawValue.hasPrefix(Self.textPrefix) {
            guard let id = TextID(rawValue.dropFirst(Self.textPrefix.count)) else { return nil }
            self = .text(id)
        } else if rawValue.hasPrefix(Self.libraryPrefix) {
            let parts = rawValue.dropFirst(Self.libraryPrefix.count).split(
                separator: ":", omittingEmptySubsequences: false)
            guard let id = parts.first.flatMap({ ConferenceID($0) }), parts.count <= 2 else { return nil }
            if parts.count == 1 {
                self = .library(id)
            } else {
                guard let seat = SeatID(parts[1]) else { return nil }
                self = .delegationLibrary(id, seat)
            }
        } else if rawValue.hasPrefix(Self.draftsPrefix) {
            let names = rawValue.dropFirst(Self.draftsPrefix.count).split(
                separator: ":", omittingEmptySubsequences: false)
            guard names.count == 2, let text = TextID(names[0]), let seat = SeatID(names[1]) else { return nil }
            self = .drafts(text, seat)
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
        case .library(let id): Self.libraryPrefix + id.rawValue
        case .delegationLibrary(let id, let seat): "\(Self.libraryPrefix)\(id):\(seat)"
        case .drafts(let text, let seat): "\(Self.draftsPrefix)\(text):\(seat)"
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
