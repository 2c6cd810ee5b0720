/// A change of the facts, as an event: what people enter when the world changes or decides otherwise.
///
/// In JSON an object whose `type` names the case; the other members are those of the case, with `author` and `reason`.
public enum FactsChange: Sendable, Hashable {
    case partyChanged(PartyChange)
    case membershipAdded(to: FormatID, Membership)
    case membershipEnded(MembershipEnd)
    /// A year's chair that is not the rule's.
    case chairChanged(group: FormatID, Chairmanship.Exception)
    /// A coordinator's term. It ends a term of the same partner that runs until further notice.
    case coordinatorNamed(Coordination)
    case orderOverridden(OrderOverride)

    public var grounds: Grounds {
        switch self {
        case .partyChanged(let change): change.grounds
        case .membershipAdded(_, let membership): membership.grounds
        case .membershipEnded(let end): end.grounds
        case .chairChanged(_, let exception): exception.grounds
        case .coordinatorNamed(let coordination): coordination.term.grounds
        case .orderOverridden(let override): override.grounds
        }
    }
}

/// What is to be said of a party from now on; nil stays as it is.
public struct PartyChange: Sendable, Hashable {
    public var party: SeatID
    public var name: Texts?
    public var capital: Texts?
    public var timeZone: String?
    public var grounds: Grounds

    public init(
        party: SeatID, name: Texts? = nil, capital: Texts? = nil, timeZone: String? = nil, grounds: Grounds
    ) {
        self.party = party
        self.name = name
        self.capital = capital
        self.timeZone = timeZone
        self.grounds = grounds
    }
}

/// The last day of a membership that runs.
public struct MembershipEnd: Sendable, Hashable {
    public var format: FormatID
    public var party: SeatID
    public var until: CivilDate
    public var grounds: Grounds

    public init(format: FormatID, party: SeatID, until: CivilDate, grounds: Grounds) {
        self.format = format
        self.party = party
        self.until = until
        self.grounds = grounds
    }
}
