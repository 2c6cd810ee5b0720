import Summit

// Coming and going: the lobby, the door, connections.

extension Deliberation {
    /// Entering again changes nothing: who reloads the page keeps their standing.
    mutating func enterLobby() throws(Refusal) {
        let participant = try oneself()
        try refuseWhenClosed()
        guard participant.standing == .invited else { return }
        happens(.lobbyEntered(participant.id))
        if !state.meeting.lobby || participant.role.entersDirectly { letIn(participant) }
    }

    mutating func admit(_ id: ParticipantID) throws(Refusal) {
        try require([.presiding, .chair, .secretariat])
        try refuseWhenClosed()
        let participant = try participant(id)
        guard participant.standing == .lobby else {
            throw Refusal(.notInLobby, RefusalDetails(participant: id, standing: participant.standing))
        }
        letIn(participant)
    }

    mutating func admitAll() throws(Refusal) {
        try require([.presiding, .chair, .secretariat])
        try refuseWhenClosed()
        for participant in state.participantsInOrder where participant.standing == .lobby { letIn(participant) }
    }

    /// Admits. The chair takes an empty chair, and whoever may speak takes a microphone that nobody can hold.
    private mutating func letIn(_ participant: MeetingState.Participant) {
        happens(.admitted(participant.id))
        if participant.role == .chair, state.presidesNow == nil { happens(.chairTaken(participant.id)) }
        if participant.role.mayHoldMicrophone, let seat = participant.seat.flatMap(state.seat) {
            let holder = seat.microphone.flatMap { state.participants[$0] }
            if holder == nil || holder?.standing == .removed {
                happens(.microphoneTaken(seat.id, participant: participant.id))
            }
        }
    }

    mutating func returnToLobby(_ id: ParticipantID) throws(Refusal) {
        try require([.presiding, .secretariat])
        let participant = try participant(id)
        guard participant.standing == .admitted else {
            throw Refusal(.notAdmitted, RefusalDetails(participant: id, standing: participant.standing))
        }
        try refuseToUnseat(id)
        withdraw(participant)
        happens(.returnedToLobby(id))
    }

    mutating func remove(_ id: ParticipantID) throws(Refusal) {
        try require([.presiding, .secretariat])
        let participant = try participant(id)
        try refuseToUnseat(id)
        guard participant.standing != .removed else { return }
        withdraw(participant)
        happens(.removed(id))
    }

    private func refuseToUnseat(_ id: ParticipantID) throws(Refusal) {
        if state.presidesNow?.id == id { throw Refusal(.presiding, RefusalDetails(participant: id)) }
    }

    mutating func leave() throws(Refusal) {
        let participant = try oneself()
        guard participant.standing != .invited else { return }
        withdraw(participant)
        happens(.left(participant.id))
    }

    /// Ends the floor of a speaker who goes, and takes back what their seat asked for.
    mutating func withdraw(_ participant: MeetingState.Participant) {
        guard participant.standing == .admitted, let seat = participant.seat.flatMap(state.seat) else { return }
        if state.floor?.participant == participant.id { endFloor(.gone) }
        if state.interrupted?.participant == participant.id { endInterrupted(.gone) }
        let othersRemain = state.participants.values.contains {
            $0.seat == seat.id && $0.id != participant.id && $0.standing == .admitted
        }
        guard seat.microphone == participant.id || !othersRemain else { return }
        if state.position(of: seat.id) != nil { happens(.flagLowered(seat.id)) }
        if state.replies.contains(where: { $0.seat == seat.id }) { happens(.replyWithdrawn(seat.id)) }
        if state.point(of: seat.id) != nil { settle(seat.id, floorEnds: .gone, by: .pointWithdrawn(seat.id)) }
    }

    mutating func setDevices(camera: Bool, microphoneOn: Bool) throws(Refusal) {
        let participant = try oneself()
        guard participant.standing != .invited else {
            throw Refusal(.notAdmitted, RefusalDetails(participant: participant.id, standing: participant.standing))
        }
        guard participant.camera != camera || participant.microphoneOn != microphoneOn else { return }
        happens(.devicesSet(participant.id, camera: camera, microphoneOn: microphoneOn))
    }

    mutating func connection(of id: ParticipantID, isUp: Bool) throws(Refusal) {
        guard author == .system else { throw notAllowed(["system"]) }
        guard try participant(id).connected != isUp else { return }
        happens(isUp ? .connected(id) : .disconnected(id))
    }
}
