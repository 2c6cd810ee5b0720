public import Negotiation
public import Summit

/// A text on whose adoption a document waits, for those who may read both.
public struct AwaitedText: Sendable, Hashable, Encodable {
    public var title: Texts
    /// What it is now; the chair may have made less of it.
    public var type: TextType
    public var standing: TextStanding.Name
    /// What was decided on it, or is decided by silence, or waits for capitals.
    public var verb: Outcome?
    /// Whether it went on from one body to another.
    public var wasReferred: Bool
    /// Whether it is still what was to be adopted. If not, the document is opened by hand alone.
    public var isSame: Bool

    /// - Parameter type: as what it was to be adopted.
    public init(of state: TextState, awaitedAs type: String?) {
        title = state.facts.title
        self.type = state.facts.type
        standing = state.standing.name
        verb =
            switch state.standing {
            case .negotiated, .final, .deferred: nil
            case .silence(let silence): silence.verb
            case .awaiting(let decision), .decided(let decision): decision.verb
            }
        wasReferred = !state.referrals.isEmpty
        isSame = state.isStill(type)
    }
}
