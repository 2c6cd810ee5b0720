import Summit

// What sheets ask for: all of it, or nothing.

extension ConferenceState {
    /// The rule that refuses a command, if one does.
    func refusal(of command: ConferenceCommand, by author: Author, at time: Timestamp) -> ConferenceRefusal? {
        do {
            _ = try decide(command, by: author, at: time)
            return nil
        } catch { return error }
    }

    func changing(_ delegation: Delegation, to seat: Seat) throws(ConferenceRefusal) -> [ConferenceEvent] {
        try check(seat)
        return delegation.seat == seat ? [] : [.delegationChanged(seat: seat)]
    }

    func importing(
        _ seats: [Seat], _ focalPoints: [SeatID: ParticipantID]
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        var events: [ConferenceEvent] = []
        var seen: Set<SeatID> = []
        var total = delegations.count
        for seat in seats {
            guard seen.insert(seat.id).inserted else { throw .init(.twice, seat.id.rawValue) }
            if let known = delegation(seat.id) {
                events += try changing(known, to: seat)
            } else {
                try refuse(total, atLeast: ConferenceLimits.delegations, "delegation")
                try check(seat)
                total += 1
                events.append(.delegationInvited(seat: seat))
            }
        }
        for (id, person) in focalPoints.sorted(by: { $0.key < $1.key }) {
            guard try known(person).person.delegation == id else { throw .init(.noSuchPerson, person.rawValue) }
            if try known(id).focalPoint != person { events.append(.focalPointNamed(delegation: id, person: person)) }
        }
        return events
    }

    func setting(_ all: [FreeHours], by author: Author) throws(ConferenceRefusal) -> [ConferenceEvent] {
        var events: [ConferenceEvent] = []
        var seen: [SeatID: Set<Level>] = [:]
        for one in all {
            try require(one.delegation, of: author)
            guard seen[one.delegation, default: []].insert(one.level).inserted else {
                throw .init(.twice, one.delegation.rawValue)
            }
            if let hours = one.hours { try check(hours) }
            guard try known(one.delegation).freeHours[one.level] != one.hours else { continue }
            events.append(.freeHoursSet(delegation: one.delegation, level: one.level, hours: one.hours))
        }
        return events
    }
}
