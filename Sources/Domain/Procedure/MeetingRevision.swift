public import Summit

/// What may be laid down otherwise until a meeting opens: it is moved, renamed, its seats are others.
public struct MeetingRevision: Sendable, Hashable, Codable {
    public var title: Texts
    public var startsAt: Timestamp
    public var segments: [PlannedSegment]
    /// All of them in their order, the table first.
    public var seats: [Seat]

    public init(title: Texts, startsAt: Timestamp, segments: [PlannedSegment], seats: [Seat]) {
        self.title = title
        self.startsAt = startsAt
        self.segments = segments
        self.seats = seats
    }
}

extension MeetingFacts {
    /// As a revision lays it down.
    func revised(_ revision: MeetingRevision) -> MeetingFacts {
        var facts = self
        facts.title = revision.title
        facts.startsAt = revision.startsAt
        facts.segments = revision.segments
        return facts
    }
}

extension Deliberation {
    mutating func revise(_ revision: MeetingRevision) throws(Refusal) {
        try require(.secretariat)
        try refuseWhenClosed()
        guard state.sitting == .scheduled else { throw Refusal(.alreadyOpen) }
        try check(revision)
        // Nobody is left without their seat, and no flag is up where there is none.
        let table = Set(revision.seats.filter { $0.place == .table }.map(\.id))
        let all = Set(revision.seats.map(\.id))
        for participant in state.participantsInOrder where participant.standing != .removed {
            if let seat = participant.seat, !all.contains(seat) {
                throw Refusal(.invalid, RefusalDetails(seat: seat, participant: participant.id, field: "seats"))
            }
        }
        for inscription in state.speakers where !table.contains(inscription.seat) {
            happens(.flagLowered(inscription.seat))
        }
        if state.meeting != state.meeting.revised(revision) {
            happens(
                .meetingRevised(title: revision.title, startsAt: revision.startsAt, segments: revision.segments))
        }
        let ordered = revision.seats.filter { $0.place == .table } + revision.seats.filter { $0.place == .offstage }
        if state.seats.map(\.seat) != ordered { happens(.seatsSet(ordered)) }
    }

    private func check(_ revision: MeetingRevision) throws(Refusal) {
        func invalid(_ field: String) -> Refusal { Refusal(.invalid, RefusalDetails(field: field)) }
        guard !revision.title["en"].isEmpty, revision.title.isLegible(atMost: MeetingLimits.titleLength) else {
            throw invalid("title")
        }
        guard !revision.seats.isEmpty, Set(revision.seats.map(\.id)).count == revision.seats.count else {
            throw invalid("seats")
        }
        guard revision.seats.count <= MeetingLimits.seats else {
            throw Refusal(.limitReached, RefusalDetails(maximum: MeetingLimits.seats))
        }
        for seat in revision.seats {
            if let field = seat.invalidField { throw Refusal(.invalid, RefusalDetails(seat: seat.id, field: field)) }
        }
        guard revision.segments.count <= MeetingLimits.segments else { throw invalid("segments") }
        for (index, segment) in revision.segments.enumerated() {
            guard MeetingLimits.minutes.contains(segment.minutes) else { throw invalid("segments[\(index)].minutes") }
            if let chair = segment.chair, !revision.seats.contains(where: { $0.id == chair && $0.place == .table }) {
                throw invalid("segments[\(index)].chair")
            }
        }
    }
}
