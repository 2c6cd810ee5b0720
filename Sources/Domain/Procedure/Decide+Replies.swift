import Summit

// The right of reply.

extension Deliberation {
    mutating func requestReply(of seat: MeetingState.SeatState) throws(Refusal) {
        try refuseOffStage(seat)
        try refuseUnlessOpen()
        guard !state.replies.contains(where: { $0.seat == seat.id }) else {
            throw Refusal(.alreadyRequested, RefusalDetails(seat: seat.id))
        }
        _ = try replyLimit(of: seat.id)
        happens(.replyRequested(seat.id))
    }

    mutating func withdrawReply(of seat: MeetingState.SeatState) throws(Refusal) {
        try refuseUnlessRequested(seat.id)
        happens(.replyWithdrawn(seat.id))
    }

    /// Replies come when the list of speakers is exhausted, unless the chair says otherwise.
    mutating func giveReply(to id: SeatID, beforeSpeakers: Bool) throws(Refusal) {
        try require(.presiding)
        let seat = try seat(id)
        try refuseUnlessOpen()
        try refuseBeforeRuling()
        try refuseUnlessRequested(id)
        if !beforeSpeakers, let next = state.speakers.first {
            throw Refusal(.speakersRemain, RefusalDetails(seat: next.seat, number: state.speakers.count))
        }
        let limit = try replyLimit(of: id)
        try call(seat, as: .reply, limitSeconds: limit) { $0.happens(.replyWithdrawn(id)) }
    }

    private func refuseUnlessRequested(_ seat: SeatID) throws(Refusal) {
        guard state.replies.contains(where: { $0.seat == seat }) else {
            throw Refusal(.notRequested, RefusalDetails(seat: seat))
        }
    }

    /// Seconds of the seat's next reply on the item under discussion.
    private func replyLimit(of seat: SeatID) throws(Refusal) -> Int {
        let limits = state.meeting.replyRule.limitSeconds
        let given = state.replies(of: seat)
        guard limits.indices.contains(given) else {
            throw Refusal(.noRepliesLeft, RefusalDetails(seat: seat, maximum: limits.count))
        }
        return limits[given]
    }
}
