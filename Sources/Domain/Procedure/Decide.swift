public import Summit

extension MeetingState {
    /// What comes of a command: the events to be recorded, in order, or the rule that refuses it. No events: what was
    /// asked for is so already. The state itself does not change; fold the events when the record holds them.
    public func decide(
        _ command: MeetingCommand, by author: Author, at time: Timestamp
    ) throws(Refusal) -> [MeetingEvent] {
        try decide([command], by: author, at: time)
    }

    /// As ``decide(_:by:at:)`` for several, one after another: what comes of all, or the first refusal.
    public func decide(
        _ commands: [MeetingCommand], by author: Author, at time: Timestamp
    ) throws(Refusal) -> [MeetingEvent] {
        var deliberation = Deliberation(state: self, author: author, time: time)
        for command in commands { try deliberation.consider(command) }
        return deliberation.events
    }
}
