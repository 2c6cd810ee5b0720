public import Summit

/// Something that somebody should know of: what, about what, in one sentence, and where it is seen.
///
/// A notice says nothing that its subject would not say to the same person; whoever may not read the subject any more does not get it.
public struct Notice: Sendable, Hashable, Codable {
    public var kind: Kind
    public var conference: ConferenceID
    public var subject: Subject
    /// What tells it from other notices of its kind about the same subject, such as a version's number: nobody is told twice.
    public var occasion: String
    public var text: Texts
    /// What a letter says in its place, that anybody on the way could read; nil: the same.
    public var guarded: Texts?
    /// From the root of the server.
    public var path: String
    public var urgency: Urgency

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case documentAdded, versionAdded, embargoLifted, documentWithdrawn
        case textCirculated
        case silenceBegun, silenceEnded, silenceBroken
        /// It is decided, and waits for the reader's capital; a capital did not confirm it.
        case decisionAwaited, decisionDeclined
        case textReferred, textResumed
        case meetingMoved, meetingCancelled
    }

    public enum Subject: Sendable, Hashable, Codable {
        case document(id: String)
        case text(id: TextID)
        /// That one negotiated before it went on to another body.
        case formerText(id: TextID)
        case meeting(id: MeetingID)
    }

    public enum Urgency: String, Sendable, Hashable, Codable, CaseIterable {
        case usual
        /// Where it is so set, letters of it go out in quiet hours too.
        case urgent
    }

    public init(
        kind: Kind, conference: ConferenceID, subject: Subject, occasion: String, text: Texts, guarded: Texts? = nil,
        path: String, urgency: Urgency = .usual
    ) {
        self.kind = kind
        self.conference = conference
        self.subject = subject
        self.occasion = occasion
        self.text = text
        self.guarded = guarded
        self.path = path
        self.urgency = urgency
    }

    /// The same for the same occasion, for ever.
    public var key: String {
        let about =
            switch subject {
            case .document(let id): "document/\(id)"
            case .text(let id): "text/\(id)"
            case .formerText(let id): "formerText/\(id)"
            case .meeting(let id): "meeting/\(id)"
            }
        return "\(kind.rawValue)/\(about)/\(occasion)"
    }
}
