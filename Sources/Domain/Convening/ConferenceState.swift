public import Summit

/// A conference as its record tells it: the fold of its events.
public struct ConferenceState: Sendable, Hashable {
    public internal(set) var facts: ConferenceFacts
    /// In the order in which they were planned.
    public internal(set) var meetings: [PlannedMeeting] = []
    /// In order of invitation.
    public internal(set) var delegations: [Delegation] = []
    public internal(set) var people: [ParticipantID: Registration] = [:]
    /// Everybody in order of registration.
    public internal(set) var roll: [ParticipantID] = []
    /// By which rules the timetable is made.
    public internal(set) var planning = Planning()
    /// The timetable that is being worked on.
    public internal(set) var placements: [MeetingID: Placement] = [:]
    /// The timetable that everybody goes by; nil before the first.
    public internal(set) var published: [MeetingID: PublishedMeeting]?
    /// What a new release of the time zone database moved last.
    public internal(set) var revisedClocks: RevisedClocks?

    public internal(set) var runs: [MeetingID: RunOfShow] = [:]
    /// In the order in which they were asked for.
    public internal(set) var checklist: [ChecklistItem] = []
    /// What was shown for items, oldest first.
    public internal(set) var evidence: [String: [Evidence]] = [:]

    /// Somebody who was registered, and how far they have come.
    public struct Registration: Sendable, Hashable, Identifiable {
        public var person: Person
        public var accreditation = Accreditation.registered
        /// Links that were given out before somebody was revoked open nothing any more.
        public var generation = 1
        /// Which address of their calendar is the valid one.
        public var calendarGeneration = 1
        public var id: ParticipantID { person.id }
    }

    /// A conference that was just created; nil for any other event.
    public init?(first event: ConferenceEvent) {
        guard case .conferenceCreated(let facts) = event else { return nil }
        self.facts = facts
    }

    public func meeting(_ id: MeetingID) -> PlannedMeeting? { meetings.first { $0.id == id } }
    public func delegation(_ id: SeatID) -> Delegation? { delegations.first { $0.id == id } }

    /// Everybody in order of registration.
    public var peopleInOrder: [Registration] { roll.compactMap { people[$0] } }

    /// Whether something was changed since the timetable was published.
    public var hasUnpublishedChanges: Bool {
        guard let published else { return !placements.isEmpty }
        return published.filter { !$0.value.isCancelled }.mapValues(\.placement) != placements
            || meetings.contains { meeting in published[meeting.id].map { $0.length != meeting.length } ?? false }
    }

    /// The table of a meeting as it will sit: by the rank of who represents each delegation, and within a rank as planned.
    /// - Parameter ranks: with their order of precedence.
    public func precedence(in meeting: PlannedMeeting, ranks: [RankFact]) -> [SeatID] {
        guard meeting.orderReason == nil else { return meeting.table }
        let precedences = Dictionary(ranks.map { ($0.rank, $0.precedence) }) { $1 }
        return meeting.table.enumerated()
            .map { place, seat in
                let rank = head(of: seat, at: meeting.level)?.rank ?? meeting.level.usualRank
                return (precedence: precedences[rank] ?? .max, place: place, seat: seat)
            }
            .sorted { ($0.precedence, $0.place) < ($1.precedence, $1.place) }.map(\.seat)
    }

    /// Who heads a delegation at a level: the first who was approved as such.
    public func head(of delegation: SeatID, at level: Level) -> Person? {
        peopleInOrder.first {
            $0.person.delegation == delegation && $0.person.role == .head && $0.person.levels.contains(level)
                && $0.accreditation == .approved
        }?.person
    }

    /// Who takes part in a meeting, in order of registration: the approved people of its delegations at its level, and those
    /// who serve every meeting.
    public func participants(of meeting: PlannedMeeting) -> [Person] {
        let seats = Set(meeting.seats)
        return peopleInOrder.filter { takesPart($0, at: meeting.level, among: seats) }.map(\.person)
    }

    func takesPart(_ registration: Registration, at level: Level, among seats: Set<SeatID>) -> Bool {
        guard registration.accreditation == .approved else { return false }
        guard let delegation = registration.person.delegation else { return true }
        return seats.contains(delegation) && registration.person.levels.contains(level)
    }
}

/// What a conference may grow to.
public enum ConferenceLimits {
    public static let meetings = 200
    public static let delegations = 200
    public static let people = 5_000
    public static let sites = 50
    /// Characters of a site's id.
    public static let siteLength = 24
    public static let intervals = 64
    public static let agendaItems = 100
    public static let documents = 50
    public static let segments = 20
    public static let cues = 500
    /// Seconds of a cue.
    public static let cueLength = 0...86_400
    public static let checklistItems = 10_000
    /// Two hundred sites on thirty days.
    public static let lineTests = 6_000
    /// For one item; the oldest are forgotten by the state, not by the record.
    public static let evidence = 100
    /// Days from the first to the last.
    public static let days = 60
    /// Minutes of a meeting.
    public static let length = 5...1_440
    /// Characters of a title, theme or reason.
    public static let textLength = 300
    /// Characters of a name, function or place.
    public static let nameLength = 200
    /// Characters of an id, a zone's name or a symbol.
    public static let codeLength = 64
}
