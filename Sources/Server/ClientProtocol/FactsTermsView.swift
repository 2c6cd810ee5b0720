public import Summit

/// What is known beyond a day: memberships, chairs, coordinators and decided orders with their days, and what each rests on.
public struct FactsTermsView: Sendable, Hashable, Encodable {
    /// Chairs are told from this day on.
    public var on: CivilDate
    public var formats: [FormatView]
    public var chairs: [ChairsView]
    /// Every term of every partner's coordinator, in order of their days.
    public var coordinators: [Coordination]
    /// Of all days; a later one comes before an earlier one.
    public var overrides: [OrderOverride]

    /// How many chairs of each group are told.
    static let mostChairs = 12

    public struct FormatView: Sendable, Hashable, Encodable {
        public var id: FormatID
        public var name: Texts
        public var since: CivilDate
        /// The format whose members are members here as well.
        public var core: FormatID?
        public var chairedBy: FormatID?
        public var coChaired: Bool
        /// Its own, of all days.
        public var memberships: [Membership]
    }

    public struct ChairsView: Sendable, Hashable, Encodable {
        public var group: FormatID
        public var terms: [ChairView]
    }

    public struct ChairView: Sendable, Hashable, Encodable {
        public var party: SeatID
        public var since: CivilDate
        public var until: CivilDate?
        /// Whose turn the calendar year counts as; nil: a term from before the rotation.
        public var turn: SeatID?
        public var isByRule: Bool
        public var author: Author?
        public var reason: String?
        public var source: String?
    }

    public init(of facts: Facts, from day: CivilDate) {
        on = day
        formats = facts.formats.map { format in
            FormatView(
                id: format.id, name: format.name, since: format.since, core: format.core, chairedBy: format.chairedBy,
                coChaired: format.coChaired,
                memberships: format.memberships.map { membership in
                    var membership = membership
                    membership.grounds.source = facts.source(of: membership.grounds)
                    return membership
                })
        }
        chairs = facts.chairmanships.map { chairmanship in
            ChairsView(
                group: chairmanship.group,
                terms: facts.presidencies(of: chairmanship.group, from: day, most: Self.mostChairs).map {
                    ChairView(
                        party: $0.party, since: $0.period.since, until: $0.period.until, turn: $0.turn,
                        isByRule: $0.isByRule, author: $0.grounds.author, reason: $0.grounds.reason,
                        source: facts.source(of: $0.grounds))
                })
        }
        coordinators = facts.coordinations.map { coordination in
            var coordination = coordination
            coordination.term.grounds.source = facts.source(of: coordination.term.grounds)
            return coordination
        }.sorted { ($0.partner, $0.term.period.since) < ($1.partner, $1.term.period.since) }
        overrides = facts.overrides
    }
}
