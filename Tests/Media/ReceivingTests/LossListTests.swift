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
        #expect(asked.count == LossList.attempts)
    }

    @Test func onlyTheMissingAreAskedForAndGivenUp() {
        var losses = LossList()
        _ = losses.add(gap: 3, before: ExtendedSequence(104), now: start)
        losses.remove(ExtendedSequence(102))
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
