/// Who presides at a time, and why.
public struct Presidency: Sendable, Hashable {
    public var party: SeatID
    public var period: Period
    /// Whose turn the year counts as; nil before the rotation.
    public var turn: SeatID?
    /// Whether the rotation alone leads to it.
    public var isByRule: Bool
    public var grounds: Grounds
}

extension Facts {
    /// Who presides over the group's meetings on that day; nil when neither a term nor the rule says.
    public func presidency(of group: FormatID, on day: CivilDate) -> Presidency? {
        guard let chairmanship = chairmanships.first(where: { $0.group == group }) else { return nil }
        if let term = chairmanship.terms.last(where: { $0.period.contains(day) }) {
            return Presidency(
                party: term.party, period: term.period, turn: nil, isByRule: false, grounds: term.grounds)
        }
        return presidency(in: Int(day.year), of: chairmanship)
    }

    /// Who presides from a day on, one after another, at most so many; it ends where nobody is known.
    public func presidencies(of group: FormatID, from day: CivilDate, most: Int) -> [Presidency] {
        var found: [Presidency] = []
        var next = day
        while found.count < most, let presidency = presidency(of: group, on: next) {
            found.append(presidency)
            guard let last = presidency.period.until else { break }
            next = last.after
        }
        return found
    }

    /// Who presides in a year of the rotation.
    func presidency(in year: Int, of chairmanship: Chairmanship) -> Presidency? {
        let start = chairmanship.start
        guard let group = format(chairmanship.group), chairmanship.reaches(year) else { return nil }
        // Sorted once; a year then only looks who is a member.
        let candidates = EnglishAlphabet.sorted(Set(group.memberships.map(\.party)).compactMap { parties[$0] })
        let exceptions = Dictionary(chairmanship.exceptions.map { ($0.year, $0) }) { $1 }
        var turn = exceptions[start.year]?.turn ?? start.party
        if year > start.year {
            for next in (start.year + 1)...year {
                if let exception = exceptions[next] {
                    turn = exception.turn
                } else {
                    let new = CivilDate(year: Int64(next), month: 1, day: 1)
                    guard let following = follower(of: turn, among: candidates.map(\.code), in: group, on: new) else {
                        return nil
                    }
                    turn = following
                }
            }
        }
        let exception = exceptions[year]
        return Presidency(
            party: exception?.chair ?? turn,
            period: Period(
                since: CivilDate(year: Int64(year), month: 1, day: 1),
                until: CivilDate(year: Int64(year), month: 12, day: 31)),
            turn: turn, isByRule: exception == nil, grounds: exception?.grounds ?? Grounds())
    }

    /// The next one in the alphabet that is a member on that day; after the last comes the first.
    private func follower(
        of turn: SeatID, among candidates: [SeatID], in group: Format, on day: CivilDate
    ) -> SeatID? {
        let after = candidates.firstIndex(of: turn).map { $0 + 1 } ?? 0
        return (candidates[after...] + candidates[..<after]).first { code in
            group.memberships.contains { $0.party == code && $0.standing == .member && $0.period.contains(day) }
        }
    }

    /// The country coordinator of the relations with a partner on that day, if known.
    public func coordinator(of partner: SeatID, on day: CivilDate) -> Coordination? {
        coordinations.last { $0.partner == partner && $0.term.period.contains(day) }
    }
}
