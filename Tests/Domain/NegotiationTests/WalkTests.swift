import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Testing

/// Negotiations in which anybody asks for anything, and what must hold after each step. `make walks` goes on for longer.
@Suite struct WalkTests {
    @Test(arguments: UInt64(1)...24)
    func rulesHold(seed: UInt64) throws {
        var walk = try NegotiationWalk(seed: seed)
        for _ in 0..<1_200 {
            if let broken = try walk.step() {
                Issue.record("\(broken)")
                return
            }
        }
        #expect(walk.accepted > 40)
        #expect(try walk.brokenRecord() == nil)
    }

    @Test func walksMeetEveryEventAndEveryRefusalButTheLimits() throws {
        var events: Set<String> = []
        var refusals: Set<TextRefusal.Reason> = []
        for seed in UInt64(1)...100 {
            var random = RandomTable(seed: seed, tidiness: seed.isMultiple(of: 2) ? 50 : 0)
            var table = try Table(
                operative: "We reaffirm our commitment.", "We shall act together.", silenceSeconds: 5)
            for step in 0..<600 {
                table.clock = Table.time(of: step)
                do {
                    let command = random.command(table.state, at: table.now)
                    if let event = try table.run(command, by: random.negotiator()) {
                        events.insert(Mirror(reflecting: event).children.first?.label ?? "\(event)")
                    }
                } catch let refusal as TextRefusal { refusals.insert(refusal.reason) }
            }
        }
        #expect(events.count == 53, "\(events.sorted())")
        let missed = Set(TextRefusal.Reason.allCases).subtracting(refusals)
        #expect(
            missed == [
                .tooLong, .tooMany, .controlCharacter, .noSuchDraft, .draftDecided, .noSuchSource, .beforeMeeting,
            ], "\(missed)")
    }
}
