public import Summit

/// A command that the rules do not allow now. Not an error of the program: it is shown to the person who asked,
/// in their language, with the rule (`RefusalTexts` in ClientProtocol).
public struct Refusal: Error, Sendable, Hashable {
    public var reason: RefusalReason
    public var details: RefusalDetails

    public init(_ reason: RefusalReason, _ details: RefusalDetails = RefusalDetails()) {
        self.reason = reason
        self.details = details
    }
}

/// Stable names of the rules that refuse.
public enum RefusalReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// The author has not the right; `allowed` says who has.
    case notAllowed
    // Coming and going
    case removed, meetingClosed, notInLobby, notAdmitted, presiding
    // The sitting
    case alreadyOpen, notOpen, notSuspended, sameSegment, noNextSegment, noSuchItem, outOfRange, notEligible
    case chairPresent
    // The floor
    case alreadyRaised, notRaised, hasFloor, notAtTable, noMicrophone, noSpeakers, noFloor
    case alreadyMuted, notMuted, alreadyHolds
    // Replies and points of order
    case alreadyRequested, notRequested, noRepliesLeft, speakersRemain, pointRaised, noPoint, ruleFirst
    // Decisions
    case questionOpen, noQuestion, timeRuns, objectionStands
    /// The words of the question are not before this meeting, or not any more.
    case textNotBefore
    /// A seat of the question does not negotiate its text.
    case notNegotiating
    // Preparing
    case noSuchSeat, noSuchParticipant, seatExists, participantExists, seatNeeded, limitReached, invalid
}

/// What a refusal is about. In JSON only the members that are known.
public struct RefusalDetails: Sendable, Hashable, Codable {
    /// Who may do this: `presiding`, `secretariat`, `chair`, `delegation`, `microphone`, `self`, `system`.
    public var allowed: [String]?
    /// The seat that this is about.
    public var seat: SeatID?
    /// The seat that has the floor now.
    public var floor: SeatID?
    /// The seat's place on the list of speakers, counted from 0.
    public var position: Int?
    public var participant: ParticipantID?
    /// The participant's standing, where that is why.
    public var standing: Standing?
    public var sitting: Sitting?
    public var segment: Segment?
    public var number: Int?
    public var minimum: Int?
    public var maximum: Int?
    /// The member that is not valid.
    public var field: String?

    public init(
        allowed: [String]? = nil, seat: SeatID? = nil, floor: SeatID? = nil, position: Int? = nil,
        participant: ParticipantID? = nil, standing: Standing? = nil, sitting: Sitting? = nil,
        segment: Segment? = nil, number: Int? = nil, minimum: Int? = nil, maximum: Int? = nil, field: String? = nil
    ) {
        self.allowed = allowed
        self.seat = seat
        self.floor = floor
        self.position = position
        self.participant = participant
        self.standing = standing
        self.sitting = sitting
        self.segment = segment
        self.number = number
        self.minimum = minimum
        self.maximum = maximum
        self.field = field
    }
}
