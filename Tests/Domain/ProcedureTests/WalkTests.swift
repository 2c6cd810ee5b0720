import Procedure
import Summit
import Testing

/// A hundred thousand things that anybody asks for, and what must hold after each.
@Suite struct WalkTests {
    @Test(arguments: UInt64(1)...40)
    func rulesHold(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for _ in 0..<2_500 {
            walk.step()
            if !walk.lastEvents.isEmpty, let broken = Self.brokenRule(in: walk.state) {
                Issue.record("\(broken), after \(walk.lastEvents)")
                return
            }
        }
        #expect(try Self.replay(walk.log) == walk.state)
        try Self.expectTimeIsConserved(in: walk)
    }

    /// What was said is as long as its stretches in the record, however often a point of order came between.
    static func expectTimeIsConserved(in walk: Walk) throws {
        var began: [SeatID: Timestamp] = [:]
        var spoken: [SeatID: Int64] = [:]
        var totals: [SeatID: Int] = [:]
        for recorded in walk.log {
            switch recorded.event {
            case .floorGiven(let seat, _, _, _), .floorResumed(let seat, _): began[seat] = recorded.time
            case .floorInterrupted(let seat, _):
                spoken[seat, default: 0] += try stretch(since: began.removeValue(forKey: seat), to: recorded.time)
            case .floorEnded(let seat, _, let seconds, _):
                let last = began.removeValue(forKey: seat)
                let before = spoken.removeValue(forKey: seat)
                // Either is speaking or was interrupted.
                #expect(last != nil || before != nil)
                let sum = try (before ?? 0) + (last.map { try stretch(since: $0, to: recorded.time) } ?? 0)
                #expect(seconds == Int(sum + 500) / 1000)
                totals[seat, default: 0] += seconds
            default: break
            }
            // One at a time.
            #expect(began.count <= 1 && spoken.count <= 1)
        }
        #expect(totals == walk.state.spoken)
    }

    private static func stretch(since start: Timestamp?, to end: Timestamp) throws -> Int64 {
        max(0, end.milliseconds(since: try #require(start)))
    }

    /// A hundred thousand steps meet what is seldom: interruptions, replies, rulings, segments whose chair is not there.
    @Test func walksMeetEveryEvent() {
        var met: Set<MeetingEvent.Kind> = []
        for seed in UInt64(1)...40 {
            var walk = Walk(seed: seed)
            for _ in 0..<2_500 { walk.step() }
            met.formUnion(walk.log.map(\.event.kind))
        }
        #expect(met == Set(MeetingEvent.Kind.allCases))
    }

    @Test func walksMeetEveryRefusalButTheLimits() {
        var met: Set<RefusalReason> = []
        for seed in UInt64(1)...20 {
            var walk = Walk(seed: seed)
            for _ in 0..<3_000 { walk.step() }
            met.formUnion(walk.refusals.keys)
        }
        // A role that needs a seat is always invited with one here; limits have tests of their own.
        #expect(Set(RefusalReason.allCases).subtracting(met) == [.limitReached, .seatNeeded])
    }

    static func replay(_ log: [Hall.Recorded]) throws -> MeetingState {
        var state = try #require(log.first.flatMap { MeetingState(first: $0.event) })
        for recorded in log.dropFirst() { try state.evolve(recorded.event, by: recorded.author, at: recorded.time) }
        return state
    }

    /// A sentence about the first rule that does not hold; nil when all do.
    static func brokenRule(in state: MeetingState) -> String? {
        let listed = state.speakers.map(\.seat)
        if Set(listed).count != listed.count { return "a seat is listed twice" }
        for seat in listed where state.seat(seat)?.seat.place != .table { return "\(seat) is listed offstage" }
        if let floor = state.floor {
            if state.sitting != .open { return "somebody speaks in a meeting that is \(state.sitting)" }
            if floor.kind == .intervention, listed.contains(floor.seat) { return "the speaker is listed" }
            if state.seat(floor.seat)?.microphone != floor.participant { return "the speaker has no microphone" }
            if !state.isAdmitted(floor.participant) { return "the speaker is not in the room" }
        }
        if let broken = brokenRuleOfPointsAndReplies(in: state) { return broken }
        if state.sitting == .closed, !listed.isEmpty { return "flags are up after the close" }
        for seat in state.seats {
            guard let holder = seat.microphone else { continue }
            guard let participant = state.participants[holder] else { return "a stranger holds a microphone" }
            if participant.seat != seat.id { return "\(holder) holds another seat's microphone" }
            if !participant.role.mayHoldMicrophone { return "\(holder) may not hold a microphone" }
        }
        if let presiding = state.presiding, state.participants[presiding]?.role.mayPreside != true {
            return "\(presiding) may not preside"
        }
        let heard = state.audibleSources
        for id in heard {
            if !state.isAdmitted(id) { return "\(id) is heard outside of the room" }
            let isEntitled =
                state.floor?.participant == id || state.presiding == id || state.meeting.floorRule == .free
            if state.sitting != .open || !isEntitled { return "\(id) is heard without the floor" }
        }
        if state.meeting.floorRule == .chair, heard.count > 2 { return "more than the speaker and the chair are heard" }
        let slots = state.audioSlots.compactMap { $0 }
        if Set(slots) != Set(state.audibleSeats) || Set(slots).count != slots.count { return "slots and sound differ" }
        for id in state.participants.keys where state.mayFollow(id) && !state.isAdmitted(id) {
            return "\(id) follows from outside"
        }
        for (id, participant) in state.participants where isKeptOut(participant, in: state) && state.mayFollow(id) {
            return "\(id) follows what their class forbids"
        }
        if state.roll.count != state.participants.count { return "the roll is not complete" }
        if let item = state.item, !state.agenda.contains(where: { $0.number == item }) { return "the item is gone" }
        return nil
    }

    static func brokenRuleOfPointsAndReplies(in state: MeetingState) -> String? {
        let points = state.points.map(\.seat)
        if Set(points).count != points.count { return "two points of order of one seat" }
        if state.points.filter(\.heard).count > 1 { return "two points of order are open" }
        if state.floor?.kind == .point, state.openPoint?.seat != state.floor?.seat { return "a point without a point" }
        if state.openPoint != nil, let floor = state.floor, floor.kind != .point {
            return "somebody speaks to the point"
        }
        if let waiting = state.interrupted {
            if state.openPoint == nil { return "nothing interrupts \(waiting.seat)" }
            if state.sitting != .open { return "somebody waits in a meeting that is \(state.sitting)" }
            if state.floor?.seat == waiting.seat { return "\(waiting.seat) interrupts itself" }
            if state.seat(waiting.seat)?.microphone != waiting.participant { return "who waits has no microphone" }
            if !state.mayFollow(waiting.participant) { return "who waits is not in the room" }
            if state.isAudible(waiting.participant), state.presiding != waiting.participant,
                state.meeting.floorRule == .chair
            {
                return "who was interrupted is heard"
            }
        }
        let replies = state.replies.map(\.seat)
        if Set(replies).count != replies.count { return "a reply is asked for twice" }
        let most = state.meeting.replyRule.limitSeconds.count
        for (item, given) in state.replied {
            for (seat, count) in given where count > most { return "\(seat) replied \(count) times on item \(item)" }
        }
        if state.sitting == .closed, !points.isEmpty || !replies.isEmpty {
            return "something is asked for after the close"
        }
        if let since = state.itemTime.since {
            if state.sitting != .open || state.item == nil { return "the item's clock runs since \(since)" }
        }
        return nil
    }

    /// The classes once more, independently of the rules' code.
    static func isKeptOut(_ participant: MeetingState.Participant, in state: MeetingState) -> Bool {
        let isOffstage = participant.seat.flatMap(state.seat)?.seat.place == .offstage
        return switch state.segment {
        case .open: false
        case .restricted: isOffstage || participant.role == .press
        case .retreat: isOffstage || [.adviser, .observer, .press].contains(participant.role)
        }
    }
}
