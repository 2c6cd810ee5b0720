public import Procedure
public import Summit

/// A meeting as everybody in the room sees it.
public struct RoomView: Sendable, Hashable {
    public var meeting: MeetingFacts
    public var sitting: Sitting
    public var segment: Segment
    /// The planned segment that was begun last, counted from 1.
    public var segmentNumber: Int?
    public var agenda: [AgendaItem]
    public var item: Int?
    public var itemTime: ItemTime
    public var presiding: ParticipantID?
    /// In order of precedence, the table first.
    public var seats: [SeatView]
    /// In order of invitation.
    public var participants: [ParticipantView]
    public var speakers: [MeetingState.Inscription]
    public var floor: MeetingState.Floor?
    /// What a point of order interrupted.
    public var interrupted: MeetingState.Floor?
    /// Seconds spoken, without what is being said now.
    public var spoken: [SeatID: Int]
    /// Who asks for a right of reply.
    public var replies: [MeetingState.Inscription]
    /// Replies given, by item and seat.
    public var replied: [Int: [SeatID: Int]]
    /// Points of order that wait for a ruling.
    public var points: [MeetingState.Point]
    public var ruling: MeetingState.Ruled?
    /// What the chair has put to the meeting.
    public var question: MeetingState.OpenQuestion?
    /// What became of the questions of which `you` may know.
    public var decisions: [MeetingState.Resolution]
    /// What the meeting speaks about.
    public var paragraph: TextPlace?
    /// Nil in the administration's view.
    public var you: ParticipantID?
    public var serverTime: Timestamp

    /// The room as `you` sees it; nil: as the administration does.
    public init(of state: MeetingState, for you: ParticipantID? = nil, at serverTime: Timestamp) {
        meeting = state.meeting
        sitting = state.sitting
        segment = state.segment
        segmentNumber = state.segmentNumber
        agenda = state.agenda
        item = state.item
        itemTime = state.itemTime
        presiding = state.presiding
        seats = state.seats.map { SeatView($0.seat, microphone: $0.microphone, muted: $0.muted) }
        participants = state.participantsInOrder.map(ParticipantView.init)
        speakers = state.speakers
        floor = state.floor
        interrupted = state.interrupted
        spoken = state.spoken
        replies = state.replies
        replied = state.replied
        points = state.points
        ruling = state.ruling
        let knows = { (asked: MeetingState.OpenQuestion) in you.map { state.mayFollow($0, asked.segment) } ?? true }
        question = state.question.flatMap { knows($0) ? $0 : nil }
        decisions = state.decisions.filter { knows($0.asked) }
        paragraph = state.paragraph
        self.you = you
        self.serverTime = serverTime
    }

    /// What is left of it for one whom the present segment keeps out: their place, and which segment it is.
    func held(for you: ParticipantID) -> RoomView {
        var view = self
        view.item = nil
        view.itemTime = ItemTime()
        view.presiding = nil
        view.seats = seats.map { SeatView($0.seat) }
        view.participants = participants.filter { $0.id == you }
        view.speakers = []
        view.floor = nil
        view.interrupted = nil
        view.spoken = [:]
        view.replies = []
        view.replied = [:]
        view.points = []
        view.ruling = nil
        view.question = nil
        view.decisions = []
        view.paragraph = nil
        return view
    }

    public func seat(_ id: SeatID) -> SeatView? { seats.first { $0.seat.id == id } }
    public func participant(_ id: ParticipantID) -> ParticipantView? { participants.first { $0.id == id } }
}

extension RoomView: Codable {
    enum CodingKeys: String, CodingKey {
        case meeting, sitting, segment, segmentNumber, agenda, item, itemTime, presiding, seats, participants
        case speakers, floor, interrupted, spoken, replies, replied, points, ruling, question, decisions, paragraph, you
        case serverTime
    }

    /// What is not so is written as null, so that a reader meets every member.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(meeting, forKey: .meeting)
        try fields.encode(sitting, forKey: .sitting)
        try fields.encode(segment, forKey: .segment)
        try fields.encode(segmentNumber, forKey: .segmentNumber)
        try fields.encode(agenda, forKey: .agenda)
        try fields.encode(item, forKey: .item)
        try fields.encode(itemTime, forKey: .itemTime)
        try fields.encode(presiding, forKey: .presiding)
        try fields.encode(seats, forKey: .seats)
        try fields.encode(participants, forKey: .participants)
        try fields.encode(speakers, forKey: .speakers)
        try fields.encode(floor, forKey: .floor)
        try fields.encode(interrupted, forKey: .interrupted)
        try fields.encode(spoken, forKey: .spoken)
        try fields.encode(replies, forKey: .replies)
        try fields.encode(replied, forKey: .replied)
        try fields.encode(points, forKey: .points)
        try fields.encode(ruling, forKey: .ruling)
        try fields.encode(question, forKey: .question)
        try fields.encode(decisions, forKey: .decisions)
        try fields.encode(paragraph, forKey: .paragraph)
        try fields.encode(you, forKey: .you)
        try fields.encode(serverTime, forKey: .serverTime)
    }
}
