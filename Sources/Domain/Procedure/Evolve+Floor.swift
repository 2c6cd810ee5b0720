import Summit

// The events of the floor: the list, who speaks, replies, points of order.

extension MeetingState {
    /// Folds an event that is about the floor; others change nothing.
    mutating func foldFloor(
        _ event: MeetingEvent, at time: Timestamp, _ problem: (String) -> InapplicableEvent
    ) throws(InapplicableEvent) {
        func refuseStranger(_ seat: SeatID) throws(InapplicableEvent) {
            guard self.seat(seat) != nil else { throw problem("there is no seat \(seat)") }
        }
        switch event {
        case .flagRaised(let seat):
            try refuseStranger(seat)
            guard position(of: seat) == nil else { throw problem("the flag of \(seat) is up") }
            speakers.append(Inscription(seat: seat, raisedAt: time))
        case .flagLowered(let seat):
            guard let position = position(of: seat) else { throw problem("the flag of \(seat) is not up") }
            speakers.remove(at: position)
        case .speakerMoved(let seat, let target):
            guard let position = position(of: seat), speakers.indices.contains(target) else {
                throw problem("\(seat) cannot move to \(target)")
            }
            speakers.insert(speakers.remove(at: position), at: target)
        case .replyRequested(let seat):
            try refuseStranger(seat)
            guard !replies.contains(where: { $0.seat == seat }) else { throw problem("\(seat) asked for a reply") }
            replies.append(Inscription(seat: seat, raisedAt: time))
        case .replyWithdrawn(let seat):
            guard let index = replies.firstIndex(where: { $0.seat == seat }) else {
                throw problem("\(seat) has not asked for a reply")
            }
            replies.remove(at: index)
        case .pointRaised(let seat):
            try refuseStranger(seat)
            guard point(of: seat) == nil else { throw problem("\(seat) has raised a point of order") }
            points.append(Point(seat: seat, raisedAt: time))
        case .pointWithdrawn(let seat): try removePoint(of: seat, problem)
        case .pointRuled(let seat, let ruling):
            try removePoint(of: seat, problem)
            self.ruling = Ruled(seat: seat, ruling: ruling, at: time)
        case .floorGiven(let seat, let id, let limit, let kind):
            try refuseStranger(seat)
            guard participants[id]?.seat == seat else { throw problem("\(id) does not sit at \(seat)") }
            guard floor == nil else { throw problem("somebody has the floor") }
            if kind == .point {
                guard let index = points.firstIndex(where: { $0.seat == seat }) else {
                    throw problem("\(seat) has raised no point of order")
                }
                points[index].heard = true
            }
            if kind == .reply { replied[item ?? 0, default: [:]][seat, default: 0] += 1 }
            floor = Floor(seat: seat, participant: id, kind: kind, since: time, limitSeconds: limit)
        case .floorInterrupted(let seat, _):
            guard let floor, floor.seat == seat, floor.kind != .point, interrupted == nil else {
                throw problem("\(seat) cannot be interrupted")
            }
            interrupted = floor.interrupted(at: time)
            self.floor = nil
        case .floorResumed(let seat, _):
            guard let waiting = interrupted, waiting.seat == seat, floor == nil else {
                throw problem("\(seat) was not interrupted")
            }
            floor = waiting.resumed(at: time)
            interrupted = nil
        case .floorEnded(let seat, _, let seconds, _):
            guard hasTurn(seat) else { throw problem("\(seat) has not the floor") }
            let (sum, overflow) = spoken[seat, default: 0].addingReportingOverflow(seconds)
            guard seconds >= 0, !overflow else { throw problem("nobody speaks for \(seconds) seconds") }
            spoken[seat] = sum
            if floor?.seat == seat { floor = nil } else { interrupted = nil }
        default: break
        }
    }

    private mutating func removePoint(
        of seat: SeatID, _ problem: (String) -> InapplicableEvent
    ) throws(InapplicableEvent) {
        guard let index = points.firstIndex(where: { $0.seat == seat }) else {
            throw problem("\(seat) has raised no point of order")
        }
        guard floor?.kind != .point || floor?.seat != seat else { throw problem("\(seat) states its point of order") }
        points.remove(at: index)
    }
}
