public import Procedure
public import Summit

/// What a participant may know of a meeting: the room, or the lobby while they are not admitted.
public enum MeetingView: Sendable, Hashable {
    case room(RoomView)
    case lobby(LobbyView)

    /// The view of a participant; nil when nobody of that id was invited.
    public init?(of state: MeetingState, for you: ParticipantID, at serverTime: Timestamp) {
        guard let participant = state.participants[you] else { return nil }
        if participant.standing == .admitted {
            let room = RoomView(of: state, for: you, at: serverTime)
            self = .room(state.mayFollow(you) ? room : room.held(for: you))
        } else {
            self = .lobby(LobbyView(of: state, for: participant, at: serverTime))
        }
    }

    public var meeting: MeetingFacts {
        switch self {
        case .room(let view): view.meeting
        case .lobby(let view): view.meeting
        }
    }

    public var sitting: Sitting {
        switch self {
        case .room(let view): view.sitting
        case .lobby(let view): view.sitting
        }
    }
}

extension MeetingView: Codable {
    private enum Key: String, CodingKey { case speakers }

    /// The room has a list of speakers, the lobby has none.
    public init(from decoder: any Decoder) throws {
        let isRoom = try decoder.container(keyedBy: Key.self).contains(.speakers)
        self = isRoom ? .room(try RoomView(from: decoder)) : .lobby(try LobbyView(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .room(let view): try view.encode(to: encoder)
        case .lobby(let view): try view.encode(to: encoder)
        }
    }
}
