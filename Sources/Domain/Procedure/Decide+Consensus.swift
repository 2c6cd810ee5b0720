import Summit

// Consensus: the chair puts a question, delegations object or not, and the chair declares what is so. What each command does in each state is
// laid down in docs/text-states.md.

extension Deliberation {
    mutating func putQuestion(_ question: Question) throws(Refusal) {
        try require(.presiding)
        try refuseUnlessOpen()
        guard state.question == nil else { throw Refusal(.questionOpen) }
        try refuseBeforeRuling()
        guard state.decisions.count < MeetingLimits.questions else {
            throw Refusal(.limitReached, RefusalDetails(maximum: MeetingLimits.questions))
        }
        try check(question)
        let until = time.advanced(byMilliseconds: Int64(question.seconds) * 1_000)
        happens(.questionPut(question, number: state.decisions.count + 1, until: until, segment: state.segment))
    }

    private func check(_ question: Question) throws(Refusal) {
        func invalid(_ field: String) -> Refusal { Refusal(.invalid, RefusalDetails(field: field)) }
        guard question.words["en"].contains(where: { !$0.isWhitespace }) else { throw invalid("words") }
        guard question.words.length <= MeetingLimits.questionLength, !question.words.hasUnseenControls else {
            throw invalid("words")
        }
        guard question.verb != .exchangeViews else { throw invalid("verb") }
        let range = MeetingLimits.questionSeconds
        guard range.contains(question.seconds) else {
            throw Refusal(
                .outOfRange,
                RefusalDetails(number: question.seconds, minimum: range.lowerBound, maximum: range.upperBound))
        }
        for (field, seats) in [("apart", question.apart), ("waiting", question.waiting)] {
            guard Set(seats).count == seats.count else { throw invalid(field) }
            for id in seats {
                let seat = try seat(id)
                guard seat.seat.place == .table else { throw Refusal(.notAtTable, RefusalDetails(seat: id)) }
            }
        }
        if let digest = question.text?.digest {
            guard digest.utf8.count == 64, digest.utf8.allSatisfy(Self.isHexadecimal) else { throw invalid("text") }
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// A delegation may change what it said as long as the chair has not declared anything: no objection comes too late by a moment.
    mutating func answerQuestion(_ number: Int, objects: Bool, reason: String) throws(Refusal) {
        let (participant, seat) = try member()
        // Observers of a delegation do not speak for it.
        guard participant.role.mayHoldMicrophone else { throw notAllowed(["delegation"]) }
        try refuseOffStage(seat)
        let question = try question(number)
        // Nor does who is kept out of what was asked.
        guard state.mayFollow(participant.id, question.segment) else { throw notAllowed(["delegation"]) }
        guard reason.unicodeScalars.count <= MeetingLimits.answerLength, !reason.hasUnseenControls else {
            throw Refusal(.invalid, RefusalDetails(field: "reason"))
        }
        if let known = question.answers[seat.id], known.objects == objects, known.reason == reason { return }
        happens(.questionAnswered(seat.id, objects: objects, reason: reason, segment: question.segment))
    }

    private func question(_ number: Int) throws(Refusal) -> MeetingState.OpenQuestion {
        guard let question = state.question, question.number == number else { throw Refusal(.noQuestion) }
        return question
    }

    mutating func declareConsensus(_ number: Int) throws(Refusal) {
        try require(.presiding)
        let question = try question(number)
        if let seat = question.objections.first { throw Refusal(.objectionStands, RefusalDetails(seat: seat)) }
        guard time >= question.until else {
            throw Refusal(
                .timeRuns, RefusalDetails(number: max(1, question.until.seconds(since: time)), maximum: nil))
        }
        happens(.consensusReached(present: state.presentSeats, segment: question.segment))
    }

    mutating func declareNoConsensus(_ number: Int, _ reason: String) throws(Refusal) {
        try require(.presiding)
        _ = try question(number)
        guard reason.unicodeScalars.count <= MeetingLimits.questionLength, !reason.hasUnseenControls else {
            throw Refusal(.invalid, RefusalDetails(field: "reason"))
        }
        endQuestion(reason)
    }

    /// Nothing is decided in a break or after the end.
    mutating func endQuestion(_ reason: String = "") {
        guard let question = state.question else { return }
        happens(.consensusFailed(present: state.presentSeats, reason: reason, segment: question.segment))
    }

    mutating func takeParagraph(_ place: TextPlace?) throws(Refusal) {
        if author != .system { try require([.presiding, .secretariat]) }
        try refuseWhenClosed()
        if let place {
            guard place.paragraph.utf8.count <= MeetingLimits.codeLength, !place.paragraph.hasUnseenControls,
                place.number.utf8.count <= MeetingLimits.codeLength, !place.number.hasUnseenControls
            else { throw Refusal(.invalid, RefusalDetails(field: "place")) }
        }
        if state.paragraph != place { happens(.paragraphTaken(place)) }
    }
}
