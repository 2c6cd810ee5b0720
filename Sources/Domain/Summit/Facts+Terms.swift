// Changes of memberships and terms.
extension Facts {
    mutating func add(_ membership: Membership, to format: FormatID) throws(FactsProblem) {
        _ = try known(membership.party)
        let index = try self.index(of: format)
        guard !membership.period.isReversed else { throw .reversed(membership.period) }
        // Beside a membership of the core there may be one of the format's own: a participant may become a member.
        for other in formats[index].memberships
        where other.party == membership.party && other.period.overlaps(membership.period) {
            throw .overlaps(membership.party, membership.period, with: other.period)
        }
        guard formats[index].memberships.count < Limit.memberships else {
            throw .tooMany("memberships", maximum: Limit.memberships)
        }
        formats[index].memberships.append(membership)
    }

    mutating func end(_ end: MembershipEnd) throws(FactsProblem) {
        _ = try known(end.party)
        let index = try self.index(of: end.format)
        let own = formats[index].memberships.lastIndex {
            $0.party == end.party && ($0.period.until ?? end.until) >= end.until
        }
        guard let own else { throw .noMembership(end.party, end.format, end.until) }
        var membership = formats[index].memberships[own]
        membership.period.until = end.until
        guard !membership.period.isReversed else { throw .reversed(membership.period) }
        membership.grounds = end.grounds
        formats[index].memberships[own] = membership
    }

    mutating func change(_ exception: Chairmanship.Exception, in group: FormatID) throws(FactsProblem) {
        let format = formats[try self.index(of: group)]
        guard let index = chairmanships.firstIndex(where: { $0.group == group }) else { throw .noRotation(group) }
        let first = chairmanships[index].start.year
        guard chairmanships[index].reaches(exception.year) else {
            let last = min(first, .max - Chairmanship.foreseeable) + Chairmanship.foreseeable
            throw .yearOutOfReach(exception.year, from: first, through: last)
        }
        // Who joins in the course of a year may preside over the rest of it.
        let last = CivilDate(year: Int64(exception.year), month: 12, day: 31)
        for code in [exception.chair, exception.turn] {
            _ = try known(code)
            guard isMember(code, of: format, on: last) else { throw .noMember(code, of: group, on: last) }
        }
        chairmanships[index].exceptions.removeAll { $0.year == exception.year }
        chairmanships[index].exceptions.append(exception)
        chairmanships[index].exceptions.sort { $0.year < $1.year }
    }

    mutating func name(_ coordination: Coordination) throws(FactsProblem) {
        let term = coordination.term
        _ = try known(coordination.partner)
        _ = try known(term.party)
        guard !term.period.isReversed else { throw .reversed(term.period) }
        guard coordinations.count < Limit.terms else { throw .tooMany("coordinators' terms", maximum: Limit.terms) }
        if let format = formats.first(where: { format in
            format.coChaired && format.memberships.contains { $0.party == coordination.partner }
        }), !isMember(term.party, of: format, on: term.period.since) {
            throw .noMember(term.party, of: format.core ?? format.id, on: term.period.since)
        }
        for index in coordinations.indices where coordinations[index].partner == coordination.partner {
            // Until further notice means until the next one takes over.
            let period = coordinations[index].term.period
            if period.until == nil, period.since < term.period.since {
                coordinations[index].term.period.until = term.period.since.before
            } else if period.overlaps(term.period) {
                throw .overlaps(coordination.partner, term.period, with: period)
            }
        }
        coordinations.append(coordination)
    }
}
