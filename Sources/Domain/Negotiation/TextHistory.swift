public import Summit

/// A text's record up to some act: what the text was then, and who did what, and when.
public struct TextHistory: Sendable {
    public private(set) var state: TextState
    /// The first is act 1.
    public private(set) var acts: [Act]

    public struct Act: Sendable, Hashable {
        public let at: Timestamp
        public let by: Author
        /// Whose words it took into the text: the sponsors of the proposal; none for any other act.
        public let sponsors: Set<SeatID>
    }

    /// A text that was just created; nil for any other event.
    public init?(first event: TextEvent, at time: Timestamp, by author: Author) {
        guard let state = TextState(first: event) else { return nil }
        self.state = state
        acts = [Act(at: time, by: author, sponsors: [])]
    }

    /// Folds an event. After an error the history is of no use any more.
    public mutating func evolve(
        _ event: TextEvent, at time: Timestamp, by author: Author
    ) throws(InapplicableTextEvent) {
        let sponsors: Set<SeatID> =
            switch event {
            case .proposalAccepted(let id), .proposalBracketed(let id): state.proposals[id]?.sponsors ?? []
            default: []
            }
        try state.evolve(event, at: time)
        acts.append(Act(at: time, by: author, sponsors: sponsors))
    }

    /// Nil for a number that no act has.
    public func act(_ number: Int) -> Act? { acts.numbered(number) }
}
