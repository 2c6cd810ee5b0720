import Convening
import Procedure
import Summit

// What a meeting takes from the plan of its conference.

extension ConferenceState {
    /// How the meeting is called when the timetable is published.
    func setup(of plan: PlannedMeeting, at start: Timestamp, ranks: [RankFact]) -> MeetingSetup {
        MeetingSetup(
            id: plan.id, title: plan.title, format: plan.format,
            host: plan.table.contains(facts.host) ? facts.host : nil, startsAt: start, segments: plan.segments,
            agenda: agenda(of: plan),
            seats: seats(of: plan, ranks: ranks).map { seat in
                SeatSetup(
                    id: seat.id, name: seat.name, title: seat.title, flag: seat.flag, capital: seat.capital,
                    timeZone: seat.timeZone, place: seat.place)
            })
    }

    /// What makes a meeting that has not opened yet as it is planned now, with the people who are wanted there.
    func commands(bringing meeting: MeetingState, to plan: PlannedMeeting, at start: Timestamp, ranks: [RankFact])
        -> [MeetingCommand]
    {
        let invitations = invitees(of: plan).filter { invitee in
            meeting.participants[invitee.id].map { $0.standing == .removed && $0.revoked } ?? true
        }.map { MeetingCommand.inviteParticipant($0) }
        guard meeting.sitting == .scheduled else { return invitations }
        // Seats that were added in the meeting itself are not the conference's.
        let own = meeting.seats.map(\.seat).filter { delegation($0.id) == nil }
        let revision = MeetingRevision(
            title: plan.title, startsAt: start, segments: plan.segments, seats: seats(of: plan, ranks: ranks) + own)
        return [.reviseMeeting(revision), .setAgenda(agenda(of: plan))] + invitations
    }

    private func agenda(of plan: PlannedMeeting) -> [AgendaItem] {
        plan.agenda.enumerated().map { AgendaItem(number: $0.offset + 1, item: $0.element) }
    }

    /// In order of precedence, with the function of whoever heads each delegation at this level.
    private func seats(of plan: PlannedMeeting, ranks: [RankFact]) -> [Seat] {
        func seats(_ ids: [SeatID], _ place: Seat.Place) -> [Seat] {
            ids.compactMap { delegation($0)?.seat }.map { seat in
                var seat = seat
                let title = head(of: seat.id, at: plan.level)?.title ?? .empty
                if !title.isEmpty { seat.title = title }
                seat.place = place
                return seat
            }
        }
        return seats(precedence(in: plan, ranks: ranks), .table) + seats(plan.offstage, .offstage)
    }

    /// Who is invited to it, and as what: the heads of the delegations that chair preside.
    func invitees(of plan: PlannedMeeting) -> [Invitee] {
        participants(of: plan).map { person in
            Invitee(id: person.id, seat: person.delegation, role: role(of: person, in: plan), name: person.name)
        }
    }

    private func role(of person: Person, in plan: PlannedMeeting) -> Role {
        guard let delegation = person.delegation, person.role == .head else { return person.role }
        if delegation == plan.chair { return .chair }
        return plan.coChairs.contains(delegation) ? .coChair : person.role
    }
}
