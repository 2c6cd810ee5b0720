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
            if listed.contains(floor.seat) { return "the speaker is listed" }
            if state.seat(floor.seat)?.microphone != floor.participant { return "the speaker has no microphone" }
            if !state.isAdmitted(floor.participant) { return "the speaker is not in the room" }
        }
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
        if state.roll.count != state.participants.count { return "the roll is not complete" }
        if let item = state.item, !state.agenda.contains(where: { $0.number == item }) { return "the item is gone" }
        return nil
    }
}
