extension Facts {
    /// The table of a format on a day.
    ///
    /// Precedence: the rank of who represents the delegation first, then members before partners, then the English
    /// alphabetical order of the names; the Secretary-General at the end. The chair keeps that place in the order and
    /// sits at the head. Every order can be decided otherwise (``OrderOverride``).
    public func table(
        of id: FormatID, on day: CivilDate, _ request: TableRequest = TableRequest()
    ) throws(TableProblem) -> MeetingTable {
        guard let format = format(id) else { throw .unknownFormat(id, known: formats.map(\.id)) }
        guard format.since <= day else { throw .tooEarly(id, since: format.since) }
        let level = request.level ?? format.level
        var attendance = ranked(delegations(of: format, on: day), request.ranks, level)
        guard !attendance.isEmpty else { throw .nobody(id, day) }
        try invite(request, to: format, &attendance)

        let applied = overrides.filter { $0.format == id && $0.period.contains(day) }
        func ordered(_ table: [SeatID], as order: OrderOverride.Order) -> [SeatID] {
            applied.last { $0.order == order }?.applied(to: table) ?? table
        }
        let precedence = ordered(attendance.filter(\.isAtTable).map(\.party.code), as: .precedence)
        let duties = self.duties(in: format, on: day, among: Set(precedence))
        let speaking = precedence.filter { $0 == duties.chair } + precedence.filter { $0 != duties.chair }
        let signatories = attendance.filter { $0.standing == .member || $0.standing == .partner }.map(\.party.code)
        let places =
            (precedence.compactMap { code in attendance.first { $0.party.code == code } }
            + attendance.filter { !$0.isAtTable })
            .map { place(for: $0, duties.duty(of: $0.party.code), level, day) }
        return MeetingTable(
            format: id, name: format.name, day: day, level: level, places: places, chair: duties.chair,
            coChairs: duties.coChairs, speaking: ordered(speaking, as: .speaking),
            signing: ordered(inEnglishOrder(signatories), as: .signing),
            seating: ordered(
                format.seating.around(precedence, head: duties.chair, besideHead: duties.partner), as: .seating),
            overrides: OrderOverride.Order.allCases.compactMap { order in applied.last { $0.order == order } })
    }

    /// Somebody who comes, before seats are set.
    private struct Attendance {
        var party: Party
        var standing: MeetingTable.Standing
        var rank: Rank?
        var isAtTable: Bool { standing != .guest && standing != .observer }
    }

    private func ranked(
        _ delegations: [Delegation], _ ranks: [SeatID: Rank], _ level: Level
    ) -> [Attendance] {
        let precedences = Dictionary(self.ranks.map { ($0.rank, $0.precedence) }) { $1 }
        let all = delegations.map { delegation in
            Attendance(
                party: delegation.party, standing: delegation.standing == .member ? .member : .partner,
                rank: ranks[delegation.party.code])
        }
        // Stable: within a rank the order stays, members before partners and by the alphabet.
        return all.enumerated()
            .map { (precedence: precedences[$0.element.rank ?? level.usualRank] ?? .max, place: $0) }
            .sorted { ($0.precedence, $0.place.offset) < ($1.precedence, $1.place.offset) }
            .map { $0.place.element }
    }

    /// Adds those who come beside the delegations.
    private func invite(
        _ request: TableRequest, to format: Format, _ attendance: inout [Attendance]
    ) throws(TableProblem) {
        var taken = Set(attendance.map(\.party.code))
        func add(_ code: SeatID, as standing: MeetingTable.Standing) throws(TableProblem) {
            guard let party = parties[code] else { throw .unknownParty(code) }
            guard taken.insert(code).inserted else { throw .twice(code) }
            attendance.append(Attendance(party: party, standing: standing, rank: request.ranks[code]))
        }
        if request.withSecretaryGeneral {
            guard let secretaryGeneral = format.secretaryGeneral else { throw .noSecretaryGeneral(format.id) }
            try add(secretaryGeneral, as: .secretaryGeneral)
        }
        for code in request.guests { try add(code, as: .guest) }
        for code in request.observers { try add(code, as: .observer) }
        for code in request.ranks.keys.sorted() where !taken.contains(code) { throw .absent(code) }
    }

    private func place(
        for attendance: Attendance, _ duty: MeetingTable.Duty?, _ level: Level, _ day: CivilDate
    ) -> MeetingTable.Place {
        var seat = attendance.party.seat(on: day, place: attendance.isAtTable ? .table : .offstage)
        let isDelegation = attendance.standing == .member || attendance.standing == .partner
        // Titles are those of leaders; at another level, or for who stands in, the rank says more.
        let rank = attendance.rank ?? level.usualRank
        if isDelegation, level != .leaders || (rank != .headOfState && rank != .headOfGovernment) {
            seat.title = ranks.first { $0.rank == rank }?.name ?? .empty
        }
        return MeetingTable.Place(
            seat: seat, standing: attendance.standing, rank: attendance.rank, duty: duty,
            plate: NamePlate(seat, attendance.standing, duty))
    }
}
