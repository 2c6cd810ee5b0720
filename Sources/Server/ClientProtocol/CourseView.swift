public import Negotiation
public import Summit

/// How far a text is on its way to its decision.
public struct CourseView: Sendable, Hashable, Encodable {
    public var standing: TextStanding.Name
    /// What is before those who decide, or what they decided on.
    public var version: Version?
    public var deferral: Deferral?
    public var silence: SilenceView?
    public var decision: Decision?
    /// Silence procedures that are over, and decisions of other levels.
    public var silences: [SilenceView]
    public var earlierDecisions: [Decision]
    public var declined: [Declined]
    public var referrals: [Referred]
    public var symbol: String?

    public struct SilenceView: Sendable, Hashable, Encodable {
        public var silence: Silence
        public var unconfirmed: [SeatID]

        private enum Member: String, CodingKey { case unconfirmed }

        init(_ silence: Silence) {
            self.silence = silence
            unconfirmed = silence.unconfirmed
        }

        public func encode(to encoder: any Encoder) throws {
            try silence.encode(to: encoder)
            var members = encoder.container(keyedBy: Member.self)
            try members.encode(unconfirmed, forKey: .unconfirmed)
        }
    }

    init(of state: TextState) {
        standing = state.standing.name
        version = state.standing.version
        switch state.standing {
        case .negotiated, .final: break
        case .deferred(let deferral): self.deferral = deferral
        case .silence(let silence): self.silence = SilenceView(silence)
        case .awaiting(let decision), .decided(let decision): self.decision = decision
        }
        silences = state.silences.map(SilenceView.init)
        earlierDecisions = state.earlierDecisions
        declined = state.declined
        referrals = state.referrals
        symbol = state.symbol
    }
}
