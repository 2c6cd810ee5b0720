public import Summit

/// Where a text is on its way from the zero draft to its decision (docs/text-states.md).
public enum TextStanding: Sendable, Hashable {
    /// Its words are negotiated.
    case negotiated
    /// Its words are final, and it waits for its decision.
    case final(Version)
    /// It is decided on by silence.
    case silence(Silence)
    /// Put off; its words stay as they are until the chair takes it up again.
    case deferred(Deferral)
    /// Decided in the room; capitals are still to confirm.
    case awaiting(Decision)
    /// Decided; its words never change again.
    case decided(Decision)

    /// The version that is before those who decide, or that they decided on.
    public var version: Version? {
        switch self {
        case .negotiated, .deferred: nil
        case .final(let version): version
        case .silence(let silence): silence.version
        case .awaiting(let decision), .decided(let decision): decision.version
        }
    }

    public var name: Name {
        switch self {
        case .negotiated: .negotiated
        case .final: .final
        case .silence: .silence
        case .deferred: .deferred
        case .awaiting: .awaiting
        case .decided: .decided
        }
    }

    public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
        case negotiated, final, silence, deferred, awaiting, decided
    }
}

/// The words of a text at a moment.
public struct Version: Sendable, Hashable, Codable {
    /// The act that made them final.
    public var act: Int
    /// SHA-256 of ``TextState/canonical``, 64 hexadecimal digits.
    public var digest: String
    /// The act with which it came before the body that decides: what was decided before does not concern it.
    public var since: Int

    public init(act: Int, digest: String, since: Int) {
        self.act = act
        self.digest = digest
        self.since = since
    }
}

public struct Deferral: Sendable, Hashable, Codable {
    public var reason: String
    /// When it is to be taken up again, where that is known.
    public var until: Timestamp?

    public init(reason: String, until: Timestamp?) {
        self.reason = reason
        self.until = until
    }
}

/// To whom a text goes on: the next level, or back to the one below.
public struct Referral: Sendable, Hashable, Codable {
    public var body: FormatID?
    public var meeting: MeetingID?
    public var agendaItem: Int?
    /// Who presides there.
    public var chair: SeatID
    /// Who negotiates there.
    public var delegations: [SeatID]

    public init(body: FormatID?, meeting: MeetingID?, agendaItem: Int? = nil, chair: SeatID, delegations: [SeatID]) {
        self.body = body
        self.meeting = meeting
        self.agendaItem = agendaItem
        self.chair = chair
        self.delegations = delegations
    }
}
