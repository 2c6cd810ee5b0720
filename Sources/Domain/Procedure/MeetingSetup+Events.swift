public import Summit

/// A meeting that cannot be called so, and which member of the request says why.
public struct SetupError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, such as `seats[3].name`.
    public let field: String
    /// What is wrong with it, as the end of a sentence.
    public let problem: String
    public var description: String { "\(field) \(problem)." }
}

extension MeetingSetup {
    /// The first events of the meeting's record. `now` stands in for a start that was not given, `facts` say who sits where.
    public func events(id: MeetingID, at now: Timestamp, facts: Facts) throws(SetupError) -> [MeetingEvent] {
        let start = startsAt ?? now
        let seats = try table(on: start.date, facts)
        if let host, !seats.contains(where: { $0.id == host }) {
            throw SetupError(field: "host", problem: "has no seat in this meeting")
        }
        if let seconds = speakingLimitSeconds, !MeetingLimits.speakingLimit.contains(seconds) {
            let range = MeetingLimits.speakingLimit
            throw SetupError(
                field: "speakingLimitSeconds", problem: "must lie between \(range.lowerBound) and \(range.upperBound)")
        }
        if title["en"].isEmpty { throw SetupError(field: "title", problem: "needs an English text") }
        try check(title.length, atMost: MeetingLimits.titleLength, "title")
        if title.hasUnseenControls { throw SetupError(field: "title", problem: "has a control character") }
        try check(format?.unicodeScalars.count ?? 0, atMost: MeetingLimits.codeLength, "format")
        try checkAgenda()
        try checkSegments(at: seats)
        try checkReplyRule()
        let created = MeetingFacts(
            id: id, title: title, format: format, host: host, startsAt: start, lobby: lobby, floorRule: floorRule,
            speakingLimitSeconds: speakingLimitSeconds, segments: segments, replyRule: replyRule)
        return [.meetingCreated(created)] + seats.map(MeetingEvent.seatAdded)
            + (agenda.isEmpty ? [] : [.agendaSet(agenda)])
    }

    private func table(on day: CivilDate, _ facts: Facts) throws(SetupError) -> [Seat] {
        guard !seats.isEmpty else {
            guard let seats = format.flatMap({ FormatID($0) }).flatMap({ facts.seats(of: $0, on: day) }) else {
                throw SetupError(
                    field: "seats", problem: "must be given unless the format is known and meets on \(day)")
            }
            return seats
        }
        guard seats.count <= MeetingLimits.seats else {
            throw SetupError(field: "seats", problem: "may be \(MeetingLimits.seats) at most")
        }
        var taken: Set<SeatID> = []
        var table: [Seat] = []
        for (index, setup) in seats.enumerated() {
            guard taken.insert(setup.id).inserted else {
                throw SetupError(field: "seats[\(index)].id", problem: "is there twice")
            }
            guard let seat = setup.seat(on: day, facts: facts) else {
                throw SetupError(
                    field: "seats[\(index)].name", problem: "is needed: \(setup.id) is no known country or organisation"
                )
            }
            if let field = seat.invalidField {
                throw SetupError(field: "seats[\(index)].\(field)", problem: "is too long or cannot be read")
            }
            table.append(seat)
        }
        return table
    }

    private func checkAgenda() throws(SetupError) {
        guard agenda.count <= MeetingLimits.agendaItems else {
            throw SetupError(field: "agenda", problem: "may have \(MeetingLimits.agendaItems) items at most")
        }
        for (index, item) in agenda.enumerated() {
            guard item.number == index + 1 else {
                throw SetupError(field: "agenda[\(index)].number", problem: "must be \(index + 1)")
            }
            if let field = item.item.invalidField {
                throw SetupError(
                    field: "agenda[\(index)].\(field)", problem: "is too long, out of range or cannot be read")
            }
        }
    }

    private func checkSegments(at seats: [Seat]) throws(SetupError) {
        guard segments.count <= MeetingLimits.segments else {
            throw SetupError(field: "segments", problem: "may be \(MeetingLimits.segments) at most")
        }
        for (index, segment) in segments.enumerated() {
            guard MeetingLimits.minutes.contains(segment.minutes) else {
                let range = MeetingLimits.minutes
                throw SetupError(
                    field: "segments[\(index)].minutes",
                    problem: "must lie between \(range.lowerBound) and \(range.upperBound)")
            }
            if let chair = segment.chair, !seats.contains(where: { $0.id == chair && $0.place == .table }) {
                throw SetupError(field: "segments[\(index)].chair", problem: "does not sit at the table")
            }
        }
    }

    private func checkReplyRule() throws(SetupError) {
        let limits = replyRule.limitSeconds
        guard limits.count <= MeetingLimits.replies, limits.allSatisfy(MeetingLimits.speakingLimit.contains) else {
            let range = MeetingLimits.speakingLimit
            throw SetupError(
                field: "replyRule.limitSeconds",
                problem:
                    "may be \(MeetingLimits.replies) at most, between \(range.lowerBound) and \(range.upperBound)")
        }
    }

    private func check(_ length: Int, atMost maximum: Int, _ field: String) throws(SetupError) {
        guard length <= maximum else {
            throw SetupError(field: field, problem: "may have \(maximum) characters at most")
        }
    }
}
