public import Summit

/// What was decided on a text, how, and by whom.
public struct Decision: Sendable, Hashable, Codable {
    /// The act of the text's record that decided it; when capitals had to confirm, the confirmation of the last one.
    public var act: Int
    /// Nil for the chair's own text.
    public var verb: Outcome?
    public var manner: Manner
    public var version: Version
    /// Whom it binds, in order of precedence.
    public var parties: [SeatID]
    /// Those who stand apart with everybody's consent (ASEAN Minus X, Charter article 21(2)).
    public var apart: [SeatID]
    /// Whose capitals are still to confirm it.
    public var waiting: [SeatID]
    /// Who confirmed it for their capital, by name.
    public var confirmations: [SeatID: String] = [:]
    /// When it was decided; when capitals had to confirm, when the last one did.
    public var at: Timestamp

    public enum Manner: Sendable, Hashable, Codable {
        /// By consensus in a meeting, as its decision of this number, in the presence of these.
        case meeting(id: MeetingID, number: Int, present: [SeatID])
        /// Nobody broke the silence that began with this act.
        case silence(act: Int)
        /// It is the chair's own text.
        case chair
    }

    public init(
        act: Int, verb: Outcome?, manner: Manner, version: Version, parties: [SeatID], apart: [SeatID] = [],
        waiting: [SeatID] = [], at: Timestamp
    ) {
        self.act = act
        self.verb = verb
        self.manner = manner
        self.version = version
        self.parties = parties
        self.apart = apart
        self.waiting = waiting
        self.at = at
    }
}

/// What a meeting decided on a text, as the meeting's record tells it.
public struct MeetingDecision: Sendable, Hashable, Codable {
    public var meeting: MeetingID
    /// Which of the meeting's questions it was, from 1.
    public var number: Int
    public var verb: Outcome
    /// Of the version that was before the meeting.
    public var digest: String
    public var present: [SeatID]
    public var apart: [SeatID]
    public var waiting: [SeatID]

    public init(
        meeting: MeetingID, number: Int, verb: Outcome, digest: String, present: [SeatID], apart: [SeatID] = [],
        waiting: [SeatID] = []
    ) {
        self.meeting = meeting
        self.number = number
        self.verb = verb
        self.digest = digest
        self.present = present
        self.apart = apart
        self.waiting = waiting
    }
}

/// A capital did not agree to what was decided in a meeting.
public struct Declined: Sendable, Hashable, Codable {
    public var meeting: MeetingID
    /// Which of the meeting's questions it was, from 1.
    public var number: Int
    public var delegation: SeatID
    /// Who said so for the capital.
    public var name: String
    public var reason: String
    public var at: Timestamp
}

/// What a delegation puts on record beside a text; it never changes the text.
public struct Statement: Sendable, Hashable, Identifiable {
    public let id: StatementID
    public let kind: Kind
    public let delegation: SeatID
    /// What it is about; nil: the text as a whole.
    public let paragraph: ParagraphID?
    public let words: String
    public internal(set) var isWithdrawn = false

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case reservation, explanation, dissociation
        /// What a state says for itself where there is no common text.
        case national
    }
}

/// A mistake in a decided text, and what it should say. The decided words stay as they are.
public struct Corrigendum: Sendable, Hashable, Identifiable {
    public let id: CorrigendumID
    public let paragraph: ParagraphID
    public let words: String
    public let replacement: String
    public let reason: String
    public let at: Timestamp
}
