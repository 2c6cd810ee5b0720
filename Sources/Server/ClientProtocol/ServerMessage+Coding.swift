import Procedure
import Summit

extension ServerMessage {
    /// The `type` on the wire.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case welcome, relays, snapshot, event, accepted, refused, pong, answer, mediaRefused, audible, shown, held
        case layers, lines, note, notes, bye
    }

    public var kind: Kind {
        switch self {
        case .welcome: .welcome
        case .relays: .relays
        case .snapshot: .snapshot
        case .event: .event
        case .accepted: .accepted
        case .refused: .refused
        case .pong: .pong
        case .answer: .answer
        case .mediaRefused: .mediaRefused
        case .audible: .audible
        case .shown: .shown
        case .held: .held
        case .layers: .layers
        case .lines: .lines
        case .note: .note
        case .notes: .notes
        case .bye: .bye
        }
    }
}

extension ServerMessage: Codable {
    private enum Key: String, CodingKey {
        case type, you, serverTime, version, release, sequence, view, at, by, event, id, reason, text, details
        case clientTime, sdp, slots, mids, names, lines, notes, servers, expiresIn
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func id() throws -> String { try fields.decode(String.self, forKey: .id) }
        func sequence() throws -> Int { try fields.decode(Int.self, forKey: .sequence) }
        func text() throws -> Texts { try fields.decode(Texts.self, forKey: .text) }
        func serverTime() throws -> Timestamp { try fields.decode(Timestamp.self, forKey: .serverTime) }
        switch try fields.decode(Kind.self, forKey: .type) {
        case .welcome:
            self = .welcome(
                you: try fields.decode(ParticipantID.self, forKey: .you), serverTime: try serverTime(),
                version: try fields.decode(Int.self, forKey: .version),
                release: try fields.decode(String.self, forKey: .release))
        case .relays:
            self = .relays(
                try fields.decode([RelayServer].self, forKey: .servers),
                expiresIn: try fields.decode(Int.self, forKey: .expiresIn))
        case .snapshot:
            self = .snapshot(sequence: try sequence(), view: try fields.decode(MeetingView.self, forKey: .view))
        case .event:
            self = .event(
                sequence: try sequence(), at: try fields.decode(Timestamp.self, forKey: .at),
                by: try fields.decode(Author.self, forKey: .by),
                try fields.decode(DisclosedEvent.self, forKey: .event))
        case .accepted: self = .accepted(id: try id(), sequence: try sequence())
        case .refused:
            self = .refused(
                id: try id(), reason: try fields.decode(String.self, forKey: .reason), text: try text(),
                details: try fields.decodeIfPresent(RefusalDetails.self, forKey: .details) ?? RefusalDetails())
        case .pong:
            self = .pong(
                clientTime: try fields.decode(Double.self, forKey: .clientTime), serverTime: try serverTime())
        case .answer: self = .answer(id: try id(), sdp: try fields.decode(String.self, forKey: .sdp))
        case .mediaRefused:
            self = .mediaRefused(
                id: try id(), reason: try fields.decode(String.self, forKey: .reason), text: try text())
        case .audible: self = .audible(try fields.decode([AudibleSlot].self, forKey: .slots))
        case .shown: self = .shown(try fields.decode([WatchedSlot].self, forKey: .slots))
        case .held: self = .held(try fields.decode([String].self, forKey: .mids))
        case .layers: self = .layers(try fields.decode([String].self, forKey: .names))
        case .lines: self = .lines(try fields.decode([SeatID: SeatLine].self, forKey: .lines))
        case .note: self = .note(try Note(from: decoder))
        case .notes: self = .notes(try fields.decode([Note].self, forKey: .notes))
        case .bye: self = .bye(try fields.decode(ByeReason.self, forKey: .reason), text: try text())
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(kind, forKey: .type)
        switch self {
        case .welcome(let you, let serverTime, let version, let release):
            try fields.encode(you, forKey: .you)
            try fields.encode(serverTime, forKey: .serverTime)
            try fields.encode(version, forKey: .version)
            try fields.encode(release, forKey: .release)
        case .relays(let servers, let expiresIn):
            try fields.encode(servers, forKey: .servers)
            try fields.encode(expiresIn, forKey: .expiresIn)
        case .snapshot(let sequence, let view):
            try fields.encode(sequence, forKey: .sequence)
            try fields.encode(view, forKey: .view)
        case .event(let sequence, let at, let by, let event):
            try fields.encode(sequence, forKey: .sequence)
            try fields.encode(at, forKey: .at)
            try fields.encode(by, forKey: .by)
            try fields.encode(event, forKey: .event)
        case .accepted(let id, let sequence):
            try fields.encode(id, forKey: .id)
            try fields.encode(sequence, forKey: .sequence)
        case .refused(let id, let reason, let text, let details):
            try fields.encode(id, forKey: .id)
            try fields.encode(reason, forKey: .reason)
            try fields.encode(text, forKey: .text)
            try fields.encode(details, forKey: .details)
        case .pong(let clientTime, let serverTime):
            try fields.encode(clientTime, forKey: .clientTime)
            try fields.encode(serverTime, forKey: .serverTime)
        case .answer(let id, let sdp):
            try fields.encode(id, forKey: .id)
            try fields.encode(sdp, forKey: .sdp)
        case .mediaRefused(let id, let reason, let text):
            try fields.encode(id, forKey: .id)
            try fields.encode(reason, forKey: .reason)
            try fields.encode(text, forKey: .text)
        case .audible(let slots): try fields.encode(slots, forKey: .slots)
        case .shown(let slots): try fields.encode(slots, forKey: .slots)
        case .held(let mids): try fields.encode(mids, forKey: .mids)
        case .layers(let names): try fields.encode(names, forKey: .names)
        case .lines(let lines): try fields.encode(lines, forKey: .lines)
        case .note(let note): try note.encode(to: encoder)
        case .notes(let notes): try fields.encode(notes, forKey: .notes)
        case .bye(let reason, let text):
            try fields.encode(reason, forKey: .reason)
            try fields.encode(text, forKey: .text)
        }
    }
}

extension DisclosedEvent: Codable {
    private enum Key: String, CodingKey { case type }
    private static let withheldType = "withheld"

    public init(from decoder: any Decoder) throws {
        let type = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .type)
        self = type == Self.withheldType ? .withheld : .event(try MeetingEvent(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .event(let event): try event.encode(to: encoder)
        case .withheld:
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(Self.withheldType, forKey: .type)
        }
    }
}
