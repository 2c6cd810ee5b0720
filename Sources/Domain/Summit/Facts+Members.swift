/// A party that has a right to a table.
public struct Delegation: Sendable, Hashable {
    public var party: Party
    public var standing: Membership.Standing
}

extension Facts {
    /// Who has a right to the format's table on that day: members in the English alphabetical order of their names,
    /// then partners in that of theirs. Nobody before the format's first meeting.
    public func delegations(of format: Format, on day: CivilDate) -> [Delegation] {
        guard format.since <= day else { return [] }
        var standings: [SeatID: Membership.Standing] = [:]
        for membership in memberships(of: format) where membership.period.contains(day) {
            // Who is both, such as a participant that became a member of the core, is a member.
            if standings[membership.party] != .member { standings[membership.party] = membership.standing }
        }
        return [Membership.Standing.member, .partner].flatMap { standing in
            inEnglishOrder(standings.filter { $0.value == standing }.keys).compactMap { code in
                parties[code].map { Delegation(party: $0, standing: standing) }
            }
        }
    }

    /// The format's own memberships and those of its core. A core's core counts for nothing, so there is no circle.
    func memberships(of format: Format) -> [Membership] {
        let core = format.core.flatMap { id in id == format.id ? nil : self.format(id) }
        return (core?.memberships.filter { $0.standing == .member } ?? []) + format.memberships
    }

    /// The seats of the format's delegations on that day, in order of precedence; nil when there is no table on that day.
    /// What else belongs to a table is in ``table(of:on:_:)``.
    public func seats(of format: FormatID, on day: CivilDate) -> [Seat]? {
        try? table(of: format, on: day).places.map(\.seat)
    }
}
