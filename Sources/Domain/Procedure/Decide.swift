public import Summit

extension MeetingState {
    /// What comes of a command: the events to be recorded, in order, or the rule that refuses it. No events: what was
    /// asked for is so already. The state itself does not change; fold the events when the record holds them.
    public func decide(
        _ command: MeetingCommand, by author: Author, at time: Timestamp
    ) throws(Refusal) -> [MeetingEvent] {
        var deliberation = Deliberation(state: self, author: author, time: time)
        try deliberation.consider(command)
        return deliberation.events
    }
}
