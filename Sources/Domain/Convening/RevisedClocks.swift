public import Summit

/// What another release of the time zone database changed about a published timetable. Meetings are fixed by the host's clock.
public struct RevisedClocks: Sendable, Hashable, Codable {
    public struct Move: Sendable, Hashable, Codable {
        public var meeting: MeetingID
        /// From now on; the same as before where only some seats' clocks show another time.
        public var start: Timestamp
        public var before: Timestamp
        /// Whose own clocks show another time as it starts.
        public var seats: [SeatID]

        public var hasMoved: Bool { start != before }

        public init(meeting: MeetingID, start: Timestamp, before: Timestamp, seats: [SeatID]) {
            self.meeting = meeting
            self.start = start
            self.before = before
            self.seats = seats
        }
    }

    /// `2021b`
    public var release: String
    public var meetings: [Move]

    public init(release: String, meetings: [Move]) {
        self.release = release
        self.meetings = meetings
    }
}

extension ConferenceState {
    /// A meeting that moves has its next sequence number; where it was placed in the timetable that is being worked on, it moves too.
    mutating func revise(_ revision: RevisedClocks) throws(InapplicableConferenceEvent) {
        for move in revision.meetings where published?[move.meeting] == nil {
            throw .init(description: "\(move.meeting) is not published")
        }
        for move in revision.meetings {
            guard let known = published?[move.meeting], known.placement.start != move.start else { continue }
            if placements[move.meeting] == known.placement { placements[move.meeting]?.start = move.start }
            published?[move.meeting]?.placement.start = move.start
            published?[move.meeting]?.sequence += 1
        }
        revisedClocks = revision
    }
}
