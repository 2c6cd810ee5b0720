public import Convening
public import Summit
public import Timetable

/// What somebody may know of a conference: the secretariat everything, a focal point the programme and their own delegation.
public struct ConferenceView: Sendable, Hashable, Encodable {
    public var conference: ConferenceFacts
    public var you: You
    public var meetings: [PlannedMeeting]
    public var delegations: [DelegationView]
    public var people: [PersonView]
    /// The venue's.
    public var rooms: [Week.Room]
    /// The rules of the timetable and the one that is being worked on; the secretariat's alone.
    public var planning: Planning?
    public var placements: [Placement]?
    public var hasUnpublishedChanges: Bool?
    public var published: [PublishedView]?
    /// Scripts; the secretariat's alone.
    public var runs: [MeetingID: RunView]?
    /// The secretariat's all, a delegation's its own.
    public var checklist: [ItemView]
    /// Of each delegation that the reader may see: how far it is with each check.
    public var readiness: [SeatID: [String: ConferenceState.Readiness]]
    /// What is not ready for each meeting; empty: go. The secretariat's alone.
    public var obstacles: [MeetingID: [String]]?
    /// How far the clocks of every zone in use are ahead of UTC, around the conference.
    public var clocks: [String: [OffsetView]]

    /// What a new release of the time zone database moved last, as far as it concerns the reader.
    public var revisedClocks: RevisedClocks?

    /// Who reads.
    public struct You: Sendable, Hashable, Encodable {
        /// Nil: the administration.
        public var person: ParticipantID?
        public var isSecretariat: Bool
        public var delegation: SeatID?
        public var isFocalPoint: Bool

        /// What is not so is written as null, so that a reader meets every member.
        public func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(person, forKey: .person)
            try fields.encode(isSecretariat, forKey: .isSecretariat)
            try fields.encode(delegation, forKey: .delegation)
            try fields.encode(isFocalPoint, forKey: .isFocalPoint)
        }

        enum CodingKeys: String, CodingKey { case person, isSecretariat, delegation, isFocalPoint }
    }

    public struct RunView: Sendable, Hashable, Encodable {
        public var cues: [Cue]
        public var begun: [String: Timestamp]
        public var isRehearsal: Bool
    }

    public struct ItemView: Sendable, Hashable, Encodable {
        public var item: ChecklistItem
        public var evidence: [Evidence]
        public var readiness: ConferenceState.Readiness
    }

    public struct OffsetView: Sendable, Hashable, Encodable {
        public var from: Timestamp
        /// Seconds ahead of UTC.
        public var offset: Int
    }

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
    /// - Parameter now: against which what is due is measured.
    public init?(of state: ConferenceState, for reader: Author, clocks zones: any Zones, now: Timestamp) {
        let isSecretariat = state.isSecretariat(reader)
        guard
            isSecretariat
                || reader.participant.map({ state.people[$0]?.accreditation ?? .revoked }) ?? .revoked != .revoked
        else { return nil }
        func isOwn(_ seat: SeatID?) -> Bool {
            isSecretariat || (seat.map { state.isFocalPoint(reader, of: $0) } ?? false)
        }
        conference = state.facts
        let delegation = reader.participant.flatMap { state.people[$0]?.person.delegation }
        you = You(
            person: reader.participant, isSecretariat: isSecretariat, delegation: delegation,
            isFocalPoint: delegation.map { state.isFocalPoint(reader, of: $0) } ?? false)
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
        rooms = state.planning.rooms
        if isSecretariat {
            planning = state.planning
            placements = state.placements.values.sorted { ($0.start, $0.meeting) < ($1.start, $1.meeting) }
            hasUnpublishedChanges = state.hasUnpublishedChanges
            runs = state.runs.mapValues { RunView(cues: $0.cues, begun: $0.begun, isRehearsal: $0.isRehearsal) }
            obstacles = Dictionary(
                uniqueKeysWithValues: state.meetings.map { meeting in
                    (meeting.id, state.obstacles(to: meeting, now: now).map(\.id))
                })
        }
        published = state.published?.map { id, meeting in
            PublishedView(
                meeting: id, start: meeting.placement.start, length: meeting.length, room: meeting.placement.room,
                sequence: meeting.sequence, cancelled: meeting.isCancelled)
        }.sorted { ($0.start, $0.meeting) < ($1.start, $1.meeting) }
        checklist = state.checklist.filter { isOwn($0.delegation) }.map { item in
            ItemView(
                item: item, evidence: state.evidence[item.id] ?? [], readiness: state.readiness(of: item, now: now))
        }
        readiness = Dictionary(
            uniqueKeysWithValues: state.delegations.filter { isOwn($0.id) }.map { delegation in
                let checks = Check.allCases.map { ($0.rawValue, state.readiness(of: delegation.id, $0, now: now)) }
                return (delegation.id, Dictionary(uniqueKeysWithValues: checks))
            })
        clocks = Self.offsets(state, zones)
    }

    /// From a month before the conference, when lines are tested, until a month after.
    private static func offsets(_ state: ConferenceState, _ zones: any Zones) -> [String: [OffsetView]] {
        let month: Int64 = 31 * 86_400_000
        let from = Timestamp(milliseconds: state.facts.firstDay.daysSince1970 * 86_400_000 - month)
        let to = Timestamp(milliseconds: state.facts.lastDay.daysSince1970 * 86_400_000 + month)
        let names = Set(
            [state.facts.timeZone] + state.delegations.compactMap(\.seat.timeZone)
                + state.delegations.flatMap(\.sites).map(\.timeZone))
        var clocks: [String: [OffsetView]] = [:]
        for name in names {
            var moment = from
            var offsets: [OffsetView] = []
            while moment < to, let run = zones.run(of: name, from: moment) {
                offsets.append(OffsetView(from: moment, offset: run.offset))
                guard let end = run.end, end > moment else { break }
                moment = end
            }
            if !offsets.isEmpty { clocks[name] = offsets }
        }
        return clocks
    }
}
