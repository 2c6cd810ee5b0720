import RTP
import Receiving
import Testing
import Wire

@Suite struct LossListTests {
    private let start = MediaTime(microseconds: 5_000_000)

    @Test func askingAgainTakesTwiceAsLongEachTime() {
        var losses = LossList()
        _ = losses.add(gap: 1, before: ExtendedSequence(101), now: start)
        var asked: [Int64] = []
        for millisecond in Int64(0)..<1_000 {
            let due = losses.takeDue(now: start + .milliseconds(millisecond))
            if due == [SequenceNumber(100)] { asked.append(millisecond) }
        }
        #expect(asked == [0, 20, 60, 140, 300, 620])
    }

    @Test func onceAnAnswersTimeIsKnownItIsWaitedFor() {
        var losses = LossList()
        _ = losses.add(gap: 1, before: ExtendedSequence(101), now: start)
        for millisecond in Int64(0)..<150 { _ = losses.takeDue(now: start + .milliseconds(millisecond)) }
        losses.remove(ExtendedSequence(100), isAnswer: true, now: start + .milliseconds(150))
        #expect(losses.response == .milliseconds(150))
        _ = losses.add(gap: 1, before: ExtendedSequence(201), now: start + .seconds(1))
        var asked: [Int64] = []
        for millisecond in Int64(0)..<1_000 {
            if !losses.takeDue(now: start + .milliseconds(1_000 + millisecond)).isEmpty { asked.append(millisecond) }
        }
        #expect(asked == [0, 162, 324, 486, 648, 810, 972])
        // What only changed places says nothing of it.
        losses.remove(ExtendedSequence(200), now: start + .seconds(2))
        #expect(losses.response == .milliseconds(150))
    }

    @Test func onlyTheMissingAreAskedForAndGivenUp() {
        var losses = LossList()
        _ = losses.add(gap: 3, before: ExtendedSequence(104), now: start)
        losses.remove(ExtendedSequence(102), now: start)
        let due = losses.takeDue(now: start)
        #expect(due == [SequenceNumber(101), SequenceNumber(103)])
        _ = losses.add(gap: 1, before: ExtendedSequence(106), now: start + .milliseconds(500))
        let early = losses.giveUp(now: start + LossList.patience)
        #expect(early == nil && losses.count == 3)
        let given = losses.giveUp(now: start + .milliseconds(1_001))
        #expect(given == ExtendedSequence(103) && losses.count == 1)
    }

    @Test func tooManyAreGivenUpAtOnce() {
        var losses = LossList()
        let fits = losses.add(gap: LossList.limit, before: ExtendedSequence(1_000), now: start)
        #expect(fits && losses.count == LossList.limit)
        let overflows = !losses.add(gap: 1, before: ExtendedSequence(1_002), now: start)
        #expect(overflows && losses.isEmpty)
    }
}
