import Procedure
import ProcedureTestSupport
import Summit
import Testing

/// A hundred thousand things that anybody asks for, and what must hold after each. `make walks` goes on for longer.
@Suite struct WalkTests {
    @Test(arguments: UInt64(1)...40)
    func rulesHold(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for _ in 0..<2_500 {
            walk.step()
            if !walk.lastEvents.isEmpty, let broken = walk.brokenRule {
                Issue.record("\(broken), after \(walk.lastEvents)")
                return
            }
        }
        #expect(try walk.brokenRecord() == nil)
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
        // A role that needs a seat is always invited with one here; limits have tests of their own; and what is before a meeting is known
        // where its texts are.
        #expect(
            Set(RefusalReason.allCases).subtracting(met)
                == [.limitReached, .seatNeeded, .textNotBefore, .notNegotiating])
    }
}
