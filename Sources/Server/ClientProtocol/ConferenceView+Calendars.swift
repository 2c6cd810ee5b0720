public import Convening
public import Summit

extension ConferenceView {
    /// Adds the calendars that the reader may hand out or read, and what new clocks moved for them: the secretariat's all, those of
    /// one's own delegation, and one's own.
    /// - Parameter path: the address of somebody's calendar.
    public mutating func addCalendars(
        of state: ConferenceState, for reader: Author, path: (CalendarOwner) -> String?
    ) {
        let isSecretariat = state.isSecretariat(reader)
        for index in delegations.indices {
            let id = delegations[index].seat.id
            guard isSecretariat || state.isFocalPoint(reader, of: id) else { continue }
            delegations[index].calendar = path(.delegation(id))
        }
        // Only those are in it whom the reader may see.
        for index in people.indices { people[index].calendar = path(.person(people[index].person.id)) }
        revisedClocks = state.revisedClocks.flatMap { Self.part(of: $0, for: reader, isSecretariat, in: state) }
    }

    /// Nil where nothing moved for the reader.
    private static func part(
        of revision: RevisedClocks, for reader: Author, _ isSecretariat: Bool, in state: ConferenceState
    ) -> RevisedClocks? {
        guard !isSecretariat else { return revision }
        let own = reader.participant.flatMap { state.people[$0]?.person.delegation }
        let moves = revision.meetings.compactMap { move -> RevisedClocks.Move? in
            let hasMoved = move.hasMoved
            guard let plan = state.meeting(move.meeting), own.map(plan.seats.contains) ?? true,
                hasMoved || own.map(move.seats.contains) ?? false
            else { return nil }
            var move = move
            move.seats.removeAll { $0 != own }
            return move
        }
        return moves.isEmpty ? nil : RevisedClocks(release: revision.release, meetings: moves)
    }
}
