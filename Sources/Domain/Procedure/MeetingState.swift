public import Summit

/// A meeting as its record tells it: the fold of its events. Times come from the events, so that everybody who folds
/// the same record has an equal state.
public struct MeetingState: Sendable, Hashable {
    public internal(set) var meeting: MeetingFacts
    public internal(set) var sitting = Sitting.scheduled
    public internal(set) var segment = Segment.open
    /// The planned segment that was begun last, counted from 1; nil when none is planned.
    public internal(set) var segmentNumber: Int?
    public internal(set) var agenda: [AgendaItem] = []
    /// The number of the agenda item under discussion; nil before the first.
    public internal(set) var item: Int?
    public internal(set) var itemTime = ItemTime()
    /// Who conducts the meeting; nil before the chair has come. They stay in the chair when their connection is
    /// lost or they leave, until another takes it (``presidesNow``).
    public internal(set) var presiding: ParticipantID?
    /// In order of precedence, the table first.
    public internal(set) var seats: [SeatState] = []
    public internal(set) var participants: [ParticipantID: Participant] = [:]
    /// Everybody in order of invitation.
    public internal(set) var roll: [ParticipantID] = []
    /// The list of speakers.
    public internal(set) var speakers: [Inscription] = []
    public internal(set) var floor: Floor?
    /// What a point of order interrupted; it goes on when the chair has ruled.
    public internal(set) var interrupted: Floor?
    /// Seconds spoken by each seat, without what is being said now.
    public internal(set) var spoken: [SeatID: Int] = [:]
    /// Who asks for a right of reply.
    public internal(set) var replies: [Inscription] = []
    /// How many replies each seat was given, by the item under discussion; 0: before the first.
    public internal(set) var replied: [Int: [SeatID: Int]] = [:]
    /// Points of order that wait for a ruling.
    public internal(set) var points: [Point] = []
    /// The last ruling.
    public internal(set) var ruling: Ruled?
    /// What the chair has put to the meeting.
    public internal(set) var question: OpenQuestion?
    /// What became of all questions, in their order.
    public internal(set) var decisions: [Resolution] = []
    /// What the meeting speaks about.
    public internal(set) var paragraph: TextPlace?

    /// A seat and what goes with it in this meeting.
    public struct SeatState: Sendable, Hashable, Identifiable {
        public var seat: Seat
        /// Who holds its microphone. They may be away, and are not heard then.
        public var microphone: ParticipantID?
        public var muted = false
        public var id: SeatID { seat.id }
    }

    /// Somebody who was invited.
    public struct Participant: Sendable, Hashable, Identifiable {
        public var id: ParticipantID
        public var seat: SeatID?
        public var role: Role
        public var name: Texts
        public var standing = Standing.invited
        public var connected = false
        public var camera = false
        public var microphoneOn = false
        /// How often they were invited: links of an earlier invitation are void.
        public var generation = 1
        /// Whether their invitation was withdrawn (their standing is then `removed`).
        public var revoked = false
    }

    /// A meeting that was just created; nil for any event but ``MeetingEvent/meetingCreated(_:)``.
    public init?(first event: MeetingEvent) {
        guard case .meetingCreated(let facts) = event else { return nil }
        meeting = facts
        beginAsPlanned()
    }

    /// The meeting is to begin in its first planned segment.
    mutating func beginAsPlanned() {
        segment = meeting.segments.first?.segment ?? segment
        segmentNumber = meeting.segments.isEmpty ? nil : 1
    }
}

extension MeetingState {
    public func seat(_ id: SeatID) -> SeatState? { seats.first { $0.id == id } }
    public func participant(_ id: ParticipantID) -> Participant? { participants[id] }

    /// Everybody in order of invitation.
    public var participantsInOrder: [Participant] { roll.compactMap { participants[$0] } }

    public func isAdmitted(_ id: ParticipantID) -> Bool { participants[id]?.standing == .admitted }

    /// The presiding participant, as long as they are in the room.
    public var presidesNow: Participant? {
        presiding.flatMap { participants[$0] }.flatMap { $0.standing == .admitted ? $0 : nil }
    }
}

/// What a meeting may grow to.
public enum MeetingLimits {
    public static let seats = 200
    public static let participants = 2000
    public static let speakers = 500
    public static let agendaItems = 100
    /// For one item of the agenda.
    public static let documents = 50
    public static let segments = 20
    /// For one seat and item.
    public static let replies = 10
    /// Minutes of an item or segment.
    public static let minutes = 1...1440
    /// Characters of a meeting's or an agenda item's title, in each language.
    public static let titleLength = 300
    /// Characters of a name, function or capital, in each language.
    public static let nameLength = 200
    /// Characters of a flag's or time zone's name, or of a document's symbol.
    public static let codeLength = 64
    public static let questions = 200
    /// Characters of why a delegation objects.
    public static let answerLength = 500
    /// Characters of a question, in each language, and of why it was not decided.
    public static let questionLength = 2_000
    /// Seconds in which everybody may object.
    public static let questionSeconds = 3...600
    /// Seconds with the floor.
    public static let speakingLimit = 10...3600
}
