public import Convening
public import Summit

/// What somebody may know of a conference: the secretariat everything, a focal point the programme and their own delegation.
public struct ConferenceView: Sendable, Hashable, Encodable {
    public var conference: ConferenceFacts
    public var meetings: [PlannedMeeting]
    public var delegations: [DelegationView]
    public var people: [PersonView]
    /// The timetable that is being worked on; the secretariat's alone.
    public var placements: [Placement]?
    public var published: [PublishedView]?
    public var hasUnpublishedChanges: Bool?
    /// What a new release of the time zone database moved last, as far as it concerns the reader.
    public var revisedClocks: RevisedClocks?

    public struct DelegationView: Sendable, Hashable, Encodable {
        public var seat: Seat
        /// The secretariat's and the delegation's own.
        public var focalPoint: ParticipantID?
        public var sites: [Site]?
        public var freeHours: [String: [Interval]]?
        /// The address of its calendar, from the root of the server.
        public var calendar: String?
    }

    public struct PersonView: Sendable, Hashable, Encodable {
        public var person: Person
        public var accreditation: Accreditation
        /// The address of their calendar, from the root of the server.
        public var calendar: String?
    }

    public struct PublishedView: Sendable, Hashable, Encodable {
        public var meeting: MeetingID
        public var start: Timestamp
        /// Minutes.
        public var length: Int
        public var room: String?
        public var sequence: Int
        public var cancelled: Bool
    }

    /// Nil for who has no part in it.
    public init?(of state: ConferenceState, for reader: Author) {
        let isSecretariat = state.isSecretariat(reader)
        guard
            isSecretariat
                || reader.participant.map({ state.people[$0]?.accreditation ?? .revoked }) ?? .revoked != .revoked
        else { return nil }
        func isOwn(_ seat: SeatID?) -> Bool {
            isSecretariat || (seat.map { state.isFocalPoint(reader, of: $0) } ?? false)
        }
        conference = state.facts
        meetings = state.meetings
        delegations = state.delegations.map { delegation in
            guard isOwn(delegation.id) else { return DelegationView(seat: delegation.seat) }
            let hours = delegation.freeHours.map { ($0.key.rawValue, $0.value) }
            return DelegationView(
                seat: delegation.seat, focalPoint: delegation.focalPoint, sites: delegation.sites,
                freeHours: Dictionary(uniqueKeysWithValues: hours))
        }
        people = state.peopleInOrder.filter { isOwn($0.person.delegation) || reader.participant == $0.id }.map {
            PersonView(person: $0.person, accreditation: $0.accreditation)
        }
        if isSecretariat {
            placements = state.placements.values.sorted { ($0.start, $0.meeting) < ($1.start, $1.meeting) }
            hasUnpublishedChanges = state.hasUnpublishedChanges
        }
        published = state.published?.map { id, meeting in
            PublishedView(
                meeting: id, start: meeting.placement.start, length: meeting.length, room: meeting.placement.room,
                sequence: meeting.sequence, cancelled: meeting.isCancelled)
        }.sorted { ($0.start, $0.meeting) < ($1.start, $1.meeting) }
    }
}
