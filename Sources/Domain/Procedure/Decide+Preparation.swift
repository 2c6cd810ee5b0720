import Summit

// Preparing: seats, invitations, agenda.

extension Deliberation {
    mutating func addSeat(_ seat: Seat) throws(Refusal) {
        try require(.secretariat)
        try refuseWhenClosed()
        guard state.seat(seat.id) == nil else { throw Refusal(.seatExists, RefusalDetails(seat: seat.id)) }
        guard state.seats.count < MeetingLimits.seats else {
            throw Refusal(.limitReached, RefusalDetails(maximum: MeetingLimits.seats))
        }
        if let field = seat.invalidField {
            throw Refusal(.invalid, RefusalDetails(seat: seat.id, field: field))
        }
        happens(.seatAdded(seat))
    }

    /// The first who may speak for a seat holds its microphone, until a higher one is invited before the former came.
    mutating func invite(_ invitee: Invitee) throws(Refusal) {
        try require(.secretariat)
        try refuseWhenClosed()
        let earlier = state.participants[invitee.id]
        guard earlier == nil || earlier?.standing == .removed else {
            throw Refusal(.participantExists, RefusalDetails(participant: invitee.id))
        }
        if let earlier { try refuseAnotherPlace(for: invitee, than: earlier) }
        guard earlier != nil || state.roll.count < MeetingLimits.participants else {
            throw Refusal(.limitReached, RefusalDetails(maximum: MeetingLimits.participants))
        }
        guard invitee.name.isLegible(atMost: MeetingLimits.nameLength) else {
            throw Refusal(.invalid, RefusalDetails(participant: invitee.id, field: "name"))
        }
        guard let id = invitee.seat else {
            if invitee.role.hasSeat { throw Refusal(.seatNeeded, RefusalDetails(participant: invitee.id)) }
            happens(.participantInvited(invitee))
            return
        }
        guard invitee.role.hasSeat else {
            throw Refusal(.invalid, RefusalDetails(participant: invitee.id, field: "seat"))
        }
        let seat = try seat(id)
        happens(.participantInvited(invitee))
        guard invitee.role.mayHoldMicrophone, seat.microphone != invitee.id else { return }
        if let holder = seat.microphone.flatMap({ state.participants[$0] }), holder.standing != .removed {
            let comesBefore = holder.role == .adviser && invitee.role != .adviser && holder.standing == .invited
            if !comesBefore { return }
        }
        happens(.microphoneTaken(id, participant: invitee.id))
    }

    /// Who is invited again keeps their seat, and their function as long as it is theirs: nobody comes back as a chair
    /// who is none, or with another seat's microphone.
    private func refuseAnotherPlace(
        for invitee: Invitee, than earlier: MeetingState.Participant
    ) throws(Refusal) {
        let details = RefusalDetails(participant: invitee.id, field: invitee.seat == earlier.seat ? "role" : "seat")
        let keepsChair = state.presiding != invitee.id || invitee.role.mayPreside
        let keepsMicrophone =
            invitee.role.mayHoldMicrophone || earlier.seat.flatMap(state.seat)?.microphone != invitee.id
        guard invitee.seat == earlier.seat, keepsChair, keepsMicrophone else { throw Refusal(.invalid, details) }
    }

    /// A link that got into the wrong hands must end at once, even the presiding chair's.
    mutating func revoke(_ id: ParticipantID) throws(Refusal) {
        try require(.secretariat)
        let participant = try participant(id)
        guard !participant.revoked else { return }
        withdraw(participant)
        happens(.invitationRevoked(id))
    }

    mutating func setAgenda(_ agenda: [AgendaItem]) throws(Refusal) {
        try require(.secretariat)
        try refuseWhenClosed()
        guard agenda.count <= MeetingLimits.agendaItems else {
            throw Refusal(.limitReached, RefusalDetails(maximum: MeetingLimits.agendaItems))
        }
        guard agenda.map(\.number) == Array(1..<(agenda.count + 1)) else {
            throw Refusal(.invalid, RefusalDetails(field: "agenda"))
        }
        for (index, item) in agenda.enumerated() {
            if let field = item.item.invalidField {
                throw Refusal(.invalid, RefusalDetails(field: "agenda[\(index)].\(field)"))
            }
        }
        // The item under discussion stays on the agenda.
        if let item = state.item, item > agenda.count {
            throw Refusal(.noSuchItem, RefusalDetails(number: item, maximum: agenda.count))
        }
        if agenda != state.agenda { happens(.agendaSet(agenda)) }
    }
}

extension AnnotatedItem {
    /// The first member that is longer or greater than a meeting allows, or cannot be read. Who is to speak need not have a seat: a plan may
    /// know more than the meeting.
    var invalidField: String? {
        if !title.isLegible(atMost: MeetingLimits.titleLength) { return "title" }
        let areLegible = documents.allSatisfy { $0.isLegible(atMost: MeetingLimits.codeLength) }
        if documents.count > MeetingLimits.documents || !areLegible { return "documents" }
        if let minutes, !MeetingLimits.minutes.contains(minutes) { return "minutes" }
        if let limit = speakingLimitSeconds, !MeetingLimits.speakingLimit.contains(limit) {
            return "speakingLimitSeconds"
        }
        let isOrder = speakers.count <= MeetingLimits.seats && Set(speakers).count == speakers.count
        return isOrder ? nil : "speakers"
    }
}

extension Seat {
    /// The first member that is longer than a meeting allows, or cannot be read.
    var invalidField: String? {
        if !name.isLegible(atMost: MeetingLimits.nameLength) { return "name" }
        if !title.isLegible(atMost: MeetingLimits.nameLength) { return "title" }
        if !(capital ?? .empty).isLegible(atMost: MeetingLimits.nameLength) { return "capital" }
        if let flag, !flag.isLegible(atMost: MeetingLimits.codeLength) || !Self.isFlagName(flag) { return "flag" }
        if !(timeZone ?? "").isLegible(atMost: MeetingLimits.codeLength) { return "timeZone" }
        return nil
    }
}
