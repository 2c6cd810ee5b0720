public import Procedure
public import Summit

/// A meeting as everybody in the room sees it.
public struct RoomView: Sendable, Hashable {
    public var meeting: MeetingFacts
    public var sitting: Sitting
    public var segment: Segment
    public var agenda: [AgendaItem]
    public var item: Int?
    public var presiding: ParticipantID?
    /// In order of precedence, the table first.
    public var seats: [SeatView]
    /// In order of invitation.
    public var participants: [ParticipantView]
    public var speakers: [MeetingState.Inscription]
    public var floor: FloorView?
    /// Seconds spoken in finished interventions.
    public var spoken: [SeatID: Int]
    /// Nil in the administration's view.
    public var you: ParticipantID?
    public var serverTime: Timestamp

    /// The room as `you` sees it; nil: as the administration does.
    public init(of state: MeetingState, for you: ParticipantID? = nil, at serverTime: Timestamp) {
        meeting = state.meeting
        sitting = state.sitting
        segment = state.segment
        agenda = state.agenda
        item = state.item
        presiding = state.presiding
        seats = state.seats.map { SeatView($0.seat, microphone: $0.microphone, muted: $0.muted) }
        participants = state.participantsInOrder.map(ParticipantView.init)
        speakers = state.speakers
        floor = state.floor.map(FloorView.init)
        spoken = state.spoken
        self.you = you
        self.serverTime = serverTime
    }

    /// What is left of it for one whom the present segment keeps out: their place, and which segment it is.
    func held(for you: ParticipantID) -> RoomView {
        var view = self
        view.item = nil
        view.presiding = nil
        view.seats = seats.map { SeatView($0.seat) }
        view.participants = participants.filter { $0.id == you }
        view.speakers = []
        view.floor = nil
        view.spoken = [:]
        return view
    }

    public func seat(_ id: SeatID) -> SeatView? { seats.first { $0.seat.id == id } }
    public func participant(_ id: ParticipantID) -> ParticipantView? { participants.first { $0.id == id } }
}

extension RoomView: Codable {
    enum CodingKeys: String, CodingKey {
        case meeting, sitting, segment, agenda, item, presiding, seats, participants, speakers, floor, spoken
        case you, serverTime
    }

    /// What is not so is written as null, so that a reader meets every member.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(meeting, forKey: .meeting)
        try fields.encode(sitting, forKey: .sitting)
        try fields.encode(segment, forKey: .segment)
        try fields.encode(agenda, forKey: .agenda)
        try fields.encode(item, forKey: .item)
        try fields.encode(presiding, forKey: .presiding)
        try fields.encode(seats, forKey: .seats)
        try fields.encode(participants, forKey: .participants)
        try fields.encode(speakers, forKey: .speakers)
        try fields.encode(floor, forKey: .floor)
        try fields.encode(spoken, forKey: .spoken)
        try fields.encode(you, forKey: .you)
        try fields.encode(serverTime, forKey: .serverTime)
    }
}
