import Summit

/// One command under consideration: the state as it becomes, and the events so far.
struct Deliberation {
    private(set) var state: MeetingState
    private(set) var events: [MeetingEvent] = []
    let author: Author
    let time: Timestamp

    init(state: MeetingState, author: Author, time: Timestamp) {
        self.state = state
        self.author = author
        self.time = time
    }

    /// Notes what happens, so that what is considered next sees it.
    mutating func happens(_ event: MeetingEvent) {
        do {
            try state.evolve(event, by: author, at: time)
        } catch {
            preconditionFailure("A rule decided what cannot happen. \(error)")
        }
        events.append(event)
    }

    mutating func consider(_ command: MeetingCommand) throws(Refusal) {
        switch command {
        case .addSeat(let seat): try addSeat(seat)
        case .inviteParticipant(let invitee): try invite(invitee)
        case .revokeInvitation(let id): try revoke(id)
        case .setAgenda(let agenda): try setAgenda(agenda)
        case .reviseMeeting(let revision): try revise(revision)

        case .enterLobby: try enterLobby()
        case .admit(let id): try admit(id)
        case .admitAll: try admitAll()
        case .returnToLobby(let id): try returnToLobby(id)
        case .remove(let id): try remove(id)
        case .leave: try leave()
        case .setDevices(let camera, let microphoneOn): try setDevices(camera: camera, microphoneOn: microphoneOn)
        case .connected(let id): try connection(of: id, isUp: true)
        case .disconnected(let id): try connection(of: id, isUp: false)

        case .openMeeting: try openMeeting()
        case .suspendMeeting: try suspendMeeting()
        case .resumeMeeting: try resumeMeeting()
        case .closeMeeting: try closeMeeting()
        case .setSegment(let segment): try setSegment(segment)
        case .nextSegment: try nextSegment()
        case .takeItem(let number): try takeItem(number)
        case .setSpeakingLimit(let seconds): try setSpeakingLimit(seconds)
        case .handChair(let id): try handChair(to: id)
        case .takeChair: try takeChair()

        case .putQuestion(let question): try putQuestion(question)
        case .answerQuestion(let number, let objects, let reason):
            try answerQuestion(number, objects: objects, reason: reason)
        case .declareConsensus(let number): try declareConsensus(number)
        case .declareNoConsensus(let number, let reason): try declareNoConsensus(number, reason)
        case .takeParagraph(let place): try takeParagraph(place)

        case .raiseFlag: try raiseFlag(of: try ownSeat())
        case .lowerFlag: try lowerFlag(of: try ownSeat())
        case .inscribe(let seat): try inscribe(seat)
        case .strike(let seat): try strike(seat)
        case .moveSpeaker(let seat, let position): try moveSpeaker(seat, to: position)
        case .giveFloor(let seat, let limit): try giveFloor(to: seat, limitSeconds: limit)
        case .nextSpeaker: try nextSpeaker()
        case .endFloor: try endFloor()
        case .requestReply: try requestReply(of: try ownSeat())
        case .withdrawReply: try withdrawReply(of: try ownSeat())
        case .giveReply(let seat, let beforeSpeakers): try giveReply(to: seat, beforeSpeakers: beforeSpeakers)
        case .raisePoint: try raisePoint(of: try ownSeat())
        case .withdrawPoint: try withdrawPoint(of: try ownSeat())
        case .hearPoint(let seat): try hearPoint(of: seat)
        case .rulePoint(let seat, let ruling): try rulePoint(of: seat, ruling)
        case .mute(let seat): try mute(seat)
        case .unmute(let seat): try unmute(seat)
        case .takeMicrophone: try takeMicrophone()
        }
    }
}
