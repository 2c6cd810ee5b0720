import Summit

extension MeetingCommand {
    /// The `type` on the wire.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case addSeat, inviteParticipant, revokeInvitation, setAgenda, reviseMeeting
        case enterLobby, admit, admitAll, returnToLobby, remove, leave, setDevices, connected, disconnected
        case openMeeting, suspendMeeting, resumeMeeting, closeMeeting
        case setSegment, nextSegment, takeItem, setSpeakingLimit, handChair, takeChair
        case putQuestion, answerQuestion, declareConsensus, declareNoConsensus, takeParagraph
        case raiseFlag, lowerFlag, inscribe, strike, moveSpeaker, giveFloor, nextSpeaker, endFloor
        case requestReply, withdrawReply, giveReply, raisePoint, withdrawPoint, hearPoint, rulePoint
        case mute, unmute, takeMicrophone
    }

    public var kind: Kind {
        switch self {
        case .addSeat: .addSeat
        case .inviteParticipant: .inviteParticipant
        case .revokeInvitation: .revokeInvitation
        case .setAgenda: .setAgenda
        case .reviseMeeting: .reviseMeeting
        case .enterLobby: .enterLobby
        case .admit: .admit
        case .admitAll: .admitAll
        case .returnToLobby: .returnToLobby
        case .remove: .remove
        case .leave: .leave
        case .setDevices: .setDevices
        case .connected: .connected
        case .disconnected: .disconnected
        case .openMeeting: .openMeeting
        case .suspendMeeting: .suspendMeeting
        case .resumeMeeting: .resumeMeeting
        case .closeMeeting: .closeMeeting
        case .setSegment: .setSegment
        case .nextSegment: .nextSegment
        case .takeItem: .takeItem
        case .setSpeakingLimit: .setSpeakingLimit
        case .handChair: .handChair
        case .takeChair: .takeChair
        case .putQuestion: .putQuestion
        case .answerQuestion: .answerQuestion
        case .declareConsensus: .declareConsensus
        case .declareNoConsensus: .declareNoConsensus
        case .takeParagraph: .takeParagraph
        case .raiseFlag: .raiseFlag
        case .lowerFlag: .lowerFlag
        case .inscribe: .inscribe
        case .strike: .strike
        case .moveSpeaker: .moveSpeaker
        case .giveFloor: .giveFloor
        case .nextSpeaker: .nextSpeaker
        case .endFloor: .endFloor
        case .requestReply: .requestReply
        case .withdrawReply: .withdrawReply
        case .giveReply: .giveReply
        case .raisePoint: .raisePoint
        case .withdrawPoint: .withdrawPoint
        case .hearPoint: .hearPoint
        case .rulePoint: .rulePoint
        case .mute: .mute
        case .unmute: .unmute
        case .takeMicrophone: .takeMicrophone
        }
    }
}

extension MeetingCommand: Codable {
    private enum Key: String, CodingKey {
        case type, seat, participant, agenda, camera, microphoneOn, segment, number, seconds, position, limitSeconds
        case beforeSpeakers, ruling, question, objects, reason, place
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func seat() throws -> SeatID { try fields.decode(SeatID.self, forKey: .seat) }
        func participant() throws -> ParticipantID { try fields.decode(ParticipantID.self, forKey: .participant) }
        switch try fields.decode(Kind.self, forKey: .type) {
        case .addSeat: self = .addSeat(try fields.decode(Seat.self, forKey: .seat))
        case .inviteParticipant: self = .inviteParticipant(try fields.decode(Invitee.self, forKey: .participant))
        case .revokeInvitation: self = .revokeInvitation(try participant())
        case .setAgenda: self = .setAgenda(try fields.decode([AgendaItem].self, forKey: .agenda))
        case .reviseMeeting: self = .reviseMeeting(try MeetingRevision(from: decoder))
        case .enterLobby: self = .enterLobby
        case .admit: self = .admit(try participant())
        case .admitAll: self = .admitAll
        case .returnToLobby: self = .returnToLobby(try participant())
        case .remove: self = .remove(try participant())
        case .leave: self = .leave
        case .setDevices:
            self = .setDevices(
                camera: try fields.decode(Bool.self, forKey: .camera),
                microphoneOn: try fields.decode(Bool.self, forKey: .microphoneOn))
        case .connected: self = .connected(try participant())
        case .disconnected: self = .disconnected(try participant())
        case .openMeeting: self = .openMeeting
        case .suspendMeeting: self = .suspendMeeting
        case .resumeMeeting: self = .resumeMeeting
        case .closeMeeting: self = .closeMeeting
        case .setSegment: self = .setSegment(try fields.decode(Segment.self, forKey: .segment))
        case .nextSegment: self = .nextSegment
        case .takeItem: self = .takeItem(try fields.decode(Int.self, forKey: .number))
        case .setSpeakingLimit: self = .setSpeakingLimit(seconds: try fields.decode(Int.self, forKey: .seconds))
        case .handChair: self = .handChair(try participant())
        case .takeChair: self = .takeChair
        case .putQuestion: self = .putQuestion(try fields.decode(Question.self, forKey: .question))
        case .answerQuestion:
            self = .answerQuestion(
                try fields.decode(Int.self, forKey: .number), objects: try fields.decode(Bool.self, forKey: .objects),
                reason: try fields.decodeIfPresent(String.self, forKey: .reason) ?? "")
        case .declareConsensus: self = .declareConsensus(try fields.decode(Int.self, forKey: .number))
        case .declareNoConsensus:
            self = .declareNoConsensus(
                try fields.decode(Int.self, forKey: .number),
                reason: try fields.decodeIfPresent(String.self, forKey: .reason) ?? "")
        case .takeParagraph:
            self = .takeParagraph(try fields.decodeIfPresent(TextPlace.self, forKey: .place))
        case .raiseFlag: self = .raiseFlag
        case .lowerFlag: self = .lowerFlag
        case .inscribe: self = .inscribe(try seat())
        case .strike: self = .strike(try seat())
        case .moveSpeaker: self = .moveSpeaker(try seat(), position: try fields.decode(Int.self, forKey: .position))
        case .giveFloor:
            self = .giveFloor(try seat(), limitSeconds: try fields.decodeIfPresent(Int.self, forKey: .limitSeconds))
        case .nextSpeaker: self = .nextSpeaker
        case .endFloor: self = .endFloor
        case .requestReply: self = .requestReply
        case .withdrawReply: self = .withdrawReply
        case .giveReply:
            let before = try fields.decodeIfPresent(Bool.self, forKey: .beforeSpeakers) ?? false
            self = .giveReply(try seat(), beforeSpeakers: before)
        case .raisePoint: self = .raisePoint
        case .withdrawPoint: self = .withdrawPoint
        case .hearPoint: self = .hearPoint(try seat())
        case .rulePoint: self = .rulePoint(try seat(), try fields.decode(Ruling.self, forKey: .ruling))
        case .mute: self = .mute(try seat())
        case .unmute: self = .unmute(try seat())
        case .takeMicrophone: self = .takeMicrophone
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(kind, forKey: .type)
        switch self {
        case .addSeat(let seat): try fields.encode(seat, forKey: .seat)
        case .inviteParticipant(let invitee): try fields.encode(invitee, forKey: .participant)
        case .setAgenda(let agenda): try fields.encode(agenda, forKey: .agenda)
        case .reviseMeeting(let revision): try revision.encode(to: encoder)
        case .revokeInvitation(let id), .admit(let id), .returnToLobby(let id), .remove(let id), .connected(let id),
            .disconnected(let id), .handChair(let id):
            try fields.encode(id, forKey: .participant)
        case .setDevices(let camera, let microphoneOn):
            try fields.encode(camera, forKey: .camera)
            try fields.encode(microphoneOn, forKey: .microphoneOn)
        case .setSegment(let segment): try fields.encode(segment, forKey: .segment)
        case .takeItem(let number): try fields.encode(number, forKey: .number)
        case .setSpeakingLimit(let seconds): try fields.encode(seconds, forKey: .seconds)
        case .giveReply(let seat, let beforeSpeakers):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(beforeSpeakers, forKey: .beforeSpeakers)
        case .rulePoint(let seat, let ruling):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(ruling, forKey: .ruling)
        case .inscribe(let seat), .strike(let seat), .mute(let seat), .unmute(let seat), .hearPoint(let seat):
            try fields.encode(seat, forKey: .seat)
        case .moveSpeaker(let seat, let position):
            try fields.encode(seat, forKey: .seat)
            try fields.encode(position, forKey: .position)
        case .giveFloor(let seat, let limitSeconds):
            try fields.encode(seat, forKey: .seat)
            try fields.encodeIfPresent(limitSeconds, forKey: .limitSeconds)
        case .putQuestion(let question): try fields.encode(question, forKey: .question)
        case .answerQuestion(let number, let objects, let reason):
            try fields.encode(number, forKey: .number)
            try fields.encode(objects, forKey: .objects)
            try fields.encode(reason, forKey: .reason)
        case .declareConsensus(let number): try fields.encode(number, forKey: .number)
        case .declareNoConsensus(let number, let reason):
            try fields.encode(number, forKey: .number)
            try fields.encode(reason, forKey: .reason)
        case .takeParagraph(let place): try fields.encodeIfPresent(place, forKey: .place)
        case .enterLobby, .admitAll, .leave, .openMeeting, .suspendMeeting, .resumeMeeting,
            .closeMeeting, .takeChair,
            .nextSegment, .raiseFlag, .lowerFlag, .nextSpeaker, .endFloor, .requestReply, .withdrawReply,
            .raisePoint, .withdrawPoint, .takeMicrophone:
            break
        }
    }
}
