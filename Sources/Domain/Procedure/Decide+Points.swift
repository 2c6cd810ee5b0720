import Summit

// Points of order: raised at any time, heard before everything else, ruled on by the chair at once. The intervention that
// one interrupts waits, and goes on with the time that it has left.

extension Deliberation {
    mutating func raisePoint(of seat: MeetingState.SeatState) throws(Refusal) {
        try refuseOffStage(seat)
        try refuseUnlessOpen()
        guard state.point(of: seat.id) == nil else {
            throw Refusal(.pointRaised, RefusalDetails(seat: seat.id))
        }
        // Who speaks says it.
        if state.hasTurn(seat.id) { throw Refusal(.hasFloor, RefusalDetails(seat: seat.id)) }
        happens(.pointRaised(seat.id))
    }

    mutating func withdrawPoint(of seat: MeetingState.SeatState) throws(Refusal) {
        _ = try point(of: seat.id)
        settle(seat.id, floorEnds: .yielded, by: .pointWithdrawn(seat.id))
    }

    mutating func hearPoint(of id: SeatID) throws(Refusal) {
        try require(.presiding)
        let seat = try seat(id)
        try refuseUnlessOpen()
        _ = try point(of: id)
        try refuseBeforeRuling(exceptOn: id)
        try call(seat, as: .point, limitSeconds: nil) { _ in }
    }

    /// A point may be ruled on without being heard.
    mutating func rulePoint(of id: SeatID, _ ruling: Ruling) throws(Refusal) {
        try require(.presiding)
        _ = try seat(id)
        _ = try point(of: id)
        settle(id, floorEnds: .chair, by: .pointRuled(id, ruling))
    }

    /// Ends a seat's point of order; whoever it interrupted goes on.
    mutating func settle(_ seat: SeatID, floorEnds reason: FloorEnd, by event: MeetingEvent) {
        if let floor = state.floor, floor.kind == .point, floor.seat == seat { endFloor(reason) }
        happens(event)
        guard state.openPoint == nil, let waiting = state.interrupted else { return }
        if state.seat(waiting.seat)?.muted == true { happens(.unmuted(waiting.seat)) }
        happens(.floorResumed(waiting.seat, participant: waiting.participant))
    }

    /// Nothing else is given the floor while a point of order waits for its ruling.
    func refuseBeforeRuling(exceptOn seat: SeatID? = nil) throws(Refusal) {
        if let open = state.openPoint, open.seat != seat { throw Refusal(.ruleFirst, RefusalDetails(seat: open.seat)) }
    }

    private func point(of seat: SeatID) throws(Refusal) -> MeetingState.Point {
        guard let point = state.point(of: seat) else { throw Refusal(.noPoint, RefusalDetails(seat: seat)) }
        return point
    }
}
