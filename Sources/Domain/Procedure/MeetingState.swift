public import Summit

/// A meeting as its record tells it: the fold of its events. Times come from the events, so that everybody who folds
/// the same record has an equal state.
public struct MeetingState: Sendable, Hashable {
    public internal(set) var meeting: MeetingFacts
    public internal(set) var sitting = Sitting.scheduled
    public internal(set) var segment = Segment.open
    public internal(set) var agenda: [AgendaItem] = []
    /// The number of the agenda item under discussion; nil before the first.
    public internal(set) var item: Int?
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
    /// Seconds spoken in finished interventions.
    public internal(set) var spoken: [SeatID: Int] = [:]

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

    /// A flag that is up.
    public struct Inscription: Sendable, Hashable, Codable {
        public var seat: SeatID
        public var raisedAt: Timestamp

        public init(seat: SeatID, raisedAt: Timestamp) {
            self.seat = seat
            self.raisedAt = raisedAt
        }
    }

    /// The right to speak.
    public struct Floor: Sendable, Hashable {
        public var seat: SeatID
        public var participant: ParticipantID
        public var since: Timestamp
        /// Nil: unlimited.
        public var limitSeconds: Int?
    }

    /// A meeting that was just created; nil for any event but ``MeetingEvent/meetingCreated(_:)``.
    public init?(first event: MeetingEvent) {
        guard case .meetingCreated(let facts) = event else { return nil }
        meeting = facts
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

    /// The seat's place on the list of speakers, counted from 0.
    public func position(of seat: SeatID) -> Int? { speakers.firstIndex { $0.seat == seat } }
}

/// What a meeting may grow to.
public enum MeetingLimits {
    public static let seats = 200
    public static let participants = 2000
    public static let speakers = 500
    public static let agendaItems = 100
    /// Characters of a meeting's or an agenda item's title, in each language.
    public static let titleLength = 300
    /// Characters of a name, function or capital, in each language.
    public static let nameLength = 200
    /// Characters of a flag's or time zone's name.
    public static let codeLength = 64
    /// Seconds with the floor.
    public static let speakingLimit = 10...3600
}
