import Convening
import Procedure
import Summit

// What a meeting takes from the plan of its conference.

extension ConferenceState {
    /// How the meeting is called when the timetable is published.
    func setup(of plan: PlannedMeeting, at start: Timestamp) -> MeetingSetup {
        func seats(_ ids: [SeatID], _ place: Seat.Place) -> [SeatSetup] {
            ids.compactMap { delegation($0)?.seat }.map { seat in
                SeatSetup(
                    id: seat.id, name: seat.name, title: headTitle(of: seat.id, at: plan.level) ?? seat.title,
                    flag: seat.flag, capital: seat.capital, timeZone: seat.timeZone, place: place)
            }
        }
        return MeetingSetup(
            id: plan.id, title: plan.title, format: plan.format,
            host: plan.table.contains(facts.host) ? facts.host : nil,
            startsAt: start,
            segments: plan.segments,
            agenda: plan.agenda.enumerated().map { AgendaItem(number: $0.offset + 1, item: $0.element) },
            seats: seats(plan.table, .table) + seats(plan.offstage, .offstage))
    }

    /// The function of whoever heads the delegation at this level.
    private func headTitle(of delegation: SeatID, at level: Level) -> Texts? {
        peopleInOrder.first {
            $0.person.delegation == delegation && $0.person.role == .head && $0.person.levels.contains(level)
                && $0.accreditation == .approved
        }.map(\.person.title).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Who is invited to it, and as what: the heads of the delegations that chair preside.
    func invitees(of plan: PlannedMeeting) -> [Invitee] {
        participants(of: plan).map { person in
            Invitee(id: person.id, seat: person.delegation, role: role(of: person, in: plan), name: person.name)
        }
    }

    /// What invites those who are not there yet, or were and are wanted again.
    func commands(inviting wanted: [Invitee], to meeting: MeetingState) -> [MeetingCommand] {
        wanted.filter { invitee in
            meeting.participants[invitee.id].map { $0.standing == .removed && $0.revoked } ?? true
        }.map { .inviteParticipant($0) }
    }

    private func role(of person: Person, in plan: PlannedMeeting) -> Role {
        guard let delegation = person.delegation, person.role == .head else { return person.role }
        if delegation == plan.chair { return .chair }
        return plan.coChairs.contains(delegation) ? .coChair : person.role
    }
}
