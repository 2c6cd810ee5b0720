import Summit

extension MeetingEvent {
    /// The `type` on the wire and in the record.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case meetingCreated, seatAdded, participantInvited, invitationRevoked, agendaSet, meetingRevised, seatsSet
        case lobbyEntered, admitted, returnedToLobby, removed, left, connected, disconnected, devicesSet
        case meetingOpened, meetingSuspended, meetingResumed, meetingClosed
        case segmentChanged, itemTaken, speakingLimitSet, chairHanded, chairTaken
        case questionPut, questionAnswered, consensusReached, consensusFailed, paragraphTaken
        case flagRaised, flagLowered, speakerMoved, replyRequested, replyWithdrawn
        case pointRaised, pointWithdrawn, pointRuled
        case floorGiven, floorInterrupted, floorResumed, floorEnded, muted, unmuted, microphoneTaken
    }

    public var kind: Kind {
        switch self {
        case .meetingCreated: .meetingCreated
        case .seatAdded: .seatAdded
        case .participantInvited: .participantInvited
        case .invitationRevoked: .invitationRevoked
        case .agendaSet: .agendaSet
        case .meetingRevised: .meetingRevised
        case .seatsSet: .seatsSet
        case .lobbyEntered: .lobbyEntered
        case .admitted: .admitted
        case .returnedToLobby: .returnedToLobby
        case .removed: .removed
        case .left: .left
        case .connected: .connected
        case .disconnected: .disconnected
        case .devicesSet: .devicesSet
        case .meetingOpened: .meetingOpened
        case .meetingSuspended: .meetingSuspended
        case .meetingResumed: .meetingResumed
        case .meetingClosed: .meetingClosed
        case .segmentChanged: .segmentChanged
        case .itemTaken: .itemTaken
        case .speakingLimitSet: .speakingLimitSet
        case .chairHanded: .chairHanded
        case .chairTaken: .chairTaken
        case .questionPut: .questionPut
        case .questionAnswered: .questionAnswered
        case .consensusReached: .consensusReached
        case .consensusFailed: .consensusFailed
        case .paragraphTaken: .paragraphTaken
        case .flagRaised: .flagRaised
        case .flagLowered: .flagLowered
        case .speakerMoved: .speakerMoved
        case .replyRequested: .replyRequested
        case .replyWithdrawn: .replyWithdrawn
        case .pointRaised: .pointRaised
        case .pointWithdrawn: .pointWithdrawn
        case .pointRuled: .pointRuled
        case .floorGiven: .floorGiven
        case .floorInterrupted: .floorInterrupted
        case .floorResumed: .floorResumed
        case .floorEnded: .floorEnded
        case .muted: .muted
        case .unmuted: .unmuted
        case .microphoneTaken: .microphoneTaken
        }
    }
}

extension MeetingEvent: Codable {
    private enum Key: String, CodingKey {
        case type, meeting, seat, participant, agenda, camera, microphoneOn, segment, number, seconds, position
        case limitSeconds, kind, ruling, reason, title, startsAt, segments, seats, question, until, objects, present,
            place
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func seat() throws -> SeatID { try fields.decode(SeatID.self, forKey: .seat) }
        func segment() throws -> Segment { try fields.decode(Segment.self, forKey: .segment) }
        func participant() throws -> ParticipantID { try fields.decode(ParticipantID.self, forKey: .participant) }
        switch try fields.decode(Kind.self, forKey: .type) {
        case .meetingCreated: self = .meetingCreated(try fields.decode(MeetingFacts.self, forKey: .meeting))
        case .seatAdded: self = .seatAdded(try fields.decode(Seat.self, forKey: .seat))
        case .participantInvited: self = .participantInvited(try fields.decode(Invitee.self, forKey: .participant))
        case .invitationRevoked: self = .invitationRevoked(try participant())
        case .agendaSet: self = .agendaSet(try fields.decode([AgendaItem].self, forKey: .agenda))
        case .meetingRevised:
            self = .meetingRevised(
                title: try fields.decode(Texts.self, forKey: .title),
                startsAt: try fields.decode(Timestamp.self, forKey: .startsAt),
                segments: try fields.decode([PlannedSegment].self, forKey: .segments))
        case .seatsSet: self = .seatsSet(try fields.decode([Seat].self, forKey: .seats))
        case .lobbyEntered: self = .lobbyEntered(try participant())
        case .admitted: self = .admitted(try participant())
        case .returnedToLobby: self = .returnedToLobby(try participant())
        case .removed: self = .removed(try participant())
        case .left: self = .left(try participant())
        case .connected: self = .connected(try participant())
        case .disconnected: self = .disconnected(try participant())
        case .devicesSet:
            self = .devicesSet(
                try participant(), camera: try fields.decode(Bool.self, forKey: .camera),
                microphoneOn: try fields.decode(Bool.self, forKey: .microphoneOn))
        case .meetingOpened: self = .meetingOpened
        case .meetingSuspended: self = .meetingSuspended
        case .meetingResumed: self = .meetingResumed
        case .meetingClosed: self = .meetingClosed
        case .segmentChanged:
            self = .segmentChanged(
                try segment(), number: try fields.decodeIfPresent(Int.self, forKey: .number))
        case .itemTaken: self = .itemTaken(try fields.decode(Int.self, forKey: .number))
        case .speakingLimitSet: self = .speakingLimitSet(seconds: try fields.decode(Int.self, forKey: .seconds))
        case .chairHanded: self = .chairHanded(try participant())
        case .chairTaken: self = .chairTaken(try participant())
        case .questionPut:
            self = .questionPut(
                try fields.decode(Question.self, forKey: .question),
                number: try fields.decode(Int.self, forKey: .number),
                until: try fields.decode(Timestamp.self, forKey: .until), segment: try segment())
        case .questionAnswered:
            self = .questionAnswered(
                try seat(), objects: try fields.decode(Bool.self, forKey: .objects),
                reason: try fields.decode(String.self, forKey: .reason), segment: try segment())
        case .consensusReached:
            self = .consensusReached(
                present: try fields.decode([SeatID].self, forKey: .present), segment: try segment())
        case .consensusFailed:
            self = .consensusFailed(
                present: try fields.decode([SeatID].self, forKey: .present),
                reason: try fields.decode(String.self, forKey: .reason), segment: try segment())
        case .paragraphTaken:
            self = .paragraphTaken(try fields.decodeIfPresent(TextPlace.self, forKey: .place))
        case .flagRaised: self = .flagRaised(try seat())
        case .flagLowered: self = .flagLowered(try seat())
        case .speakerMoved: self = .speakerMoved(try seat(), position: try fields.decode(Int.self, forKey: .position))
        case .floorGiven:
            self = .floorGiven(
                try seat(), participant: try participant(),
                limitSeconds: try fields.decodeIfPresent(Int.self, forKey: .limitSeconds),
                // Records from before there were others know interventions alone.
                kind: try fields.decodeIfPresent(FloorKind.self, forKey: .kind) ?? .intervention)
        case .replyRequested: self = .replyRequested(try seat())
        case .replyWithdrawn: self = .replyWithdrawn(try seat())
        case .pointRaised: self = .pointRaised(try seat())
        case .pointWithdrawn: self = .pointWithdrawn(try seat())
        case .pointRuled: self = .pointRuled(try seat(), try fields.decode(Ruling.self, forKey: .ruling))
        case .floorInterrupted: self = .floorInterrupted(try seat(), participant: try participant())
        case .floorResumed: self = .floorResumed(try seat(), participant: try participant())
        case .floorEnded:
            self = .floorEnded(
                try seat(), participant: try participant(), seconds: try fields.decode(Int.self, forKey: .seconds),
                reason: try fields.decode(FloorEnd.self, forKey: .reason))
        case .muted: self = .muted(try seat())
        case .unmuted: self = .unmuted(try seat())
        case .microphoneTaken: self = .microphoneTaken(try seat(), participant: try participant())
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(kind, forKey: .type)
        switch self {
        case .meetingCreated(let facts): try fields.encode(facts, forKey: .meeting)
        case .seatAdded(let seat): try fields.encode(seat, forKey: .seat)
        case .participantInvited(let invitee): try fields.encode(invitee, forKey: .participant)
        case .agendaSet(let agenda): try fields.encode(agenda, forKey: .agenda)
        case .meetingRevised(let title, let startsAt, let segments):
            try fields.encode(title, forKey: .title)
            try fields.encode(startsAt, forKey: .startsAt)
            try fields.encode(segments, forKey: .segments)
        case .seatsSet(let seats): try fields.encode(seats, forKey: .seats)
        case .invitationRevoked(let id), .lobbyEntered(let id), .admitted(let id), .returnedToLobby(let id),
            .removed(let id), .left(let id), .connected(let id), .disconnected(let id), .chairHanded(let id),
            .chairTaken(let id):
            try fields.encode(id, forKey: .participant)
        case .devicesSet(let id, let camera, let microphoneOn):
            try fields.encode(id, forKey: .participant)
            try fields.encode(camera, forKey: .camera)
            try fields.encode(microphoneOn, forKey: .microphoneOn)
        case .meetingOpened, .meetingSuspended, .meetingResumed, .meetingClosed: break
        case .segmentChanged(let segment, let number):
            try fields.encode(segment, forKey: .segment)
            try fields.encode(number, forKey: .number)
        case .itemTaken(let number): try fields.encode(number, forKey: .number)
        case .speakingLimitSet(let seconds): try fields.encode(seconds, forKey: .seconds)
        case .flagRaised(let seat), .flagLowered(let seat), .muted(let seat), .unmuted(let seat),
            .replyRequested(let seat), .replyWithdrawn(let seat), .pointRaised(let seat), .pointWithdrawn(let seat):
            try fields.encode(seat, forKey: .seat)
        case .speakerMoved(let seat, let position):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(position, forKey: .position)
        case .floorGiven(let seat, let participant, let limitSeconds, let kind):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(participant, forKey: .participant)
            try fields.encode(limitSeconds, forKey: .limitSeconds)
            try fields.encode(kind, forKey: .kind)
        case .floorEnded(let seat, let participant, let seconds, let reason):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(participant, forKey: .participant)
            try fields.encode(seconds, forKey: .seconds)
            try fields.encode(reason, forKey: .reason)
        case .questionPut(let question, let number, let until, let segment):
            try fields.encode(question, forKey: .question)
            try fields.encode(number, forKey: .number)
            try fields.encode(until, forKey: .until)
            try fields.encode(segment, forKey: .segment)
        case .questionAnswered(let seat, let objects, let reason, let segment):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(objects, forKey: .objects)
            try fields.encode(reason, forKey: .reason)
            try fields.encode(segment, forKey: .segment)
        case .consensusReached(let present, let segment):
            try fields.encode(present, forKey: .present)
            try fields.encode(segment, forKey: .segment)
        case .consensusFailed(let present, let reason, let segment):
            try fields.encode(present, forKey: .present)
            try fields.encode(reason, forKey: .reason)
            try fields.encode(segment, forKey: .segment)
        case .paragraphTaken(let place): try fields.encodeIfPresent(place, forKey: .place)
        case .pointRuled(let seat, let ruling):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(ruling, forKey: .ruling)
        case .microphoneTaken(let seat, let participant), .floorInterrupted(let seat, let participant),
            .floorResumed(let seat, let participant):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(participant, forKey: .participant)
        }
    }
}
