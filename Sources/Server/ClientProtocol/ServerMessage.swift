public import Procedure
public import Summit

/// What the server says over the WebSocket (docs/protocol.md, section 3).
public enum ServerMessage: Sendable, Hashable {
    case welcome(you: ParticipantID, serverTime: Timestamp, version: Int, release: String)
    /// The TURN servers, and for how many seconds their credentials open new relays. Replaces what was said before.
    case relays([RelayServer], expiresIn: Int)
    /// Replaces everything.
    case snapshot(sequence: Int, view: MeetingView)
    /// Strictly one after another.
    case event(sequence: Int, at: Timestamp, by: Author, DisclosedEvent)
    /// In the record, durably.
    case accepted(id: String, sequence: Int)
    case refused(id: String, reason: String, text: Texts, details: RefusalDetails)
    case pong(clientTime: Double, serverTime: Timestamp)
    case answer(id: String, sdp: String)
    case mediaRefused(id: String, reason: String, text: Texts)
    /// Which seat is now in which audio slot.
    case audible([AudibleSlot])
    /// What is really sent in the video slots.
    case shown([WatchedSlot])
    /// The mids of the video slots whose pictures the line to this client does not carry now.
    case held([String])
    /// Which layers of its picture this client is to send; the others nobody has use for.
    case layers([String])
    case lines([SeatID: SeatLine])
    case note(Note)
    /// The last ones, after a snapshot.
    case notes([Note])
    case bye(ByeReason, text: Texts)

    /// Why the server ends a connection.
    public enum ByeReason: String, Sendable, Hashable, Codable, CaseIterable {
        case slow, flood, revoked, removed, `protocol`, replaced, shutdown
    }
}

extension ServerMessage {
    /// An event as `reader` may read it, in the state after it. Who caused what is withheld is withheld too.
    public static func event(
        sequence: Int, at time: Timestamp, by author: Author, _ event: MeetingEvent, for reader: ParticipantID,
        in state: MeetingState
    ) -> ServerMessage {
        let disclosed = DisclosedEvent(event, for: reader, in: state)
        return .event(sequence: sequence, at: time, by: disclosed == .withheld ? .system : author, disclosed)
    }
}

/// An event as one participant may read it.
public enum DisclosedEvent: Sendable, Hashable {
    case event(MeetingEvent)
    /// Something that one who is not admitted may not know; only its place in the sequence.
    case withheld

    /// What `reader` may read of an event, in the state after it.
    public init(_ event: MeetingEvent, for reader: ParticipantID, in state: MeetingState) {
        self = state.discloses(event, to: reader) ? .event(event) : .withheld
    }
}

/// A message within a delegation.
public struct Note: Sendable, Hashable, Codable {
    public var id: String
    public var at: Timestamp
    public var from: ParticipantID
    public var text: String

    public init(id: String, at: Timestamp, from: ParticipantID, text: String) {
        self.id = id
        self.at = at
        self.from = from
        self.text = text
    }
}
