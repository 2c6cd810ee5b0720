import RTP
import Receiving
import Testing
import Wire

@Suite struct LossListTests {
    private let start = MediaTime(microseconds: 5_000_000)

    @Test func askingAgainTakesTwiceAsLongEachTime() {
        var losses = LossList(of: .video)
        _ = losses.add(gap: 1, before: ExtendedSequence(101), since: start, now: start)
        var asked: [Int64] = []
        for millisecond in Int64(0)..<1_000 {
            let due = losses.takeDue(newest: nil, now: start + .milliseconds(millisecond))
            if due == [SequenceNumber(100)] { asked.append(millisecond) }
        }
        #expect(asked == [0, 20, 60, 140, 300, 620])
    }

    @Test func onceAnAnswersTimeIsKnownItIsWaitedFor() {
        var losses = LossList(of: .video)
        _ = losses.add(gap: 1, before: ExtendedSequence(101), since: start, now: start)
        for millisecond in Int64(0)..<150 { _ = losses.takeDue(newest: nil, now: start + .milliseconds(millisecond)) }
        losses.remove(ExtendedSequence(100), isAnswer: true, now: start + .milliseconds(150))
        #expect(losses.response == .milliseconds(150))
        _ = losses.add(gap: 1, before: ExtendedSequence(201), since: start, now: start + .seconds(1))
        var asked: [Int64] = []
        for millisecond in Int64(0)..<1_000 {
            if !losses.takeDue(newest: nil, now: start + .milliseconds(1_000 + millisecond)).isEmpty {
                asked.append(millisecond)
            }
        }
        #expect(asked == [0, 162, 324, 486, 648, 810, 972])
        // What only changed places says nothing of it.
        losses.remove(ExtendedSequence(200), now: start + .seconds(2))
        #expect(losses.response == .milliseconds(150))
    }

    @Test func onlyTheMissingAreAskedForAndGivenUp() {
        var losses = LossList(of: .video)
        _ = losses.add(gap: 3, before: ExtendedSequence(104), since: start, now: start)
        losses.remove(ExtendedSequence(102), now: start)
        let due = losses.takeDue(newest: nil, now: start)
        #expect(due == [SequenceNumber(101), SequenceNumber(103)])
        _ = losses.add(gap: 1, before: ExtendedSequence(106), since: start, now: start + .milliseconds(500))
        let early = losses.giveUp(now: start + LossList.patience)
        #expect(early == nil && losses.count == 3)
        let given = losses.giveUp(now: start + .milliseconds(1_001))
        #expect(given == ExtendedSequence(103) && losses.count == 1)
    }

    @Test func tooManyAreGivenUpAtOnce() {
        var losses = LossList(of: .video)
        let fits = losses.add(gap: LossList.limit, before: ExtendedSequence(1_000), since: start, now: start)
        #expect(fits && losses.count == LossList.limit)
        let overflows = !losses.add(gap: 1, before: ExtendedSequence(1_002), since: start, now: start)
        #expect(overflows && losses.isEmpty)
    }
}

@Suite("Sound that is missing") struct LostSoundTests {
    private let start = MediaTime(microseconds: 5_000_000)

    /// When packet 100 is asked for, ms after `start`: it should have come 10 ms before that.
    private func askings(_ losses: inout LossList, at start: MediaTime? = nil, newest: Int64 = 101) -> [Int64] {
        let start = start ?? self.start
        _ = losses.add(gap: 1, before: ExtendedSequence(101), since: start + .milliseconds(-20), now: start)
        return (0..<400).filter { millisecond in
            let now = start + .milliseconds(millisecond)
            return !losses.takeDue(newest: ExtendedSequence(newest), now: now).isEmpty
        }
    }

    private func learnt(_ response: Int64) -> LossList {
        var losses = LossList(of: .audio)
        _ = askings(&losses)
        losses.remove(ExtendedSequence(100), isAnswer: true, now: start + .milliseconds(response))
        return losses
    }

    @Test func isAskedForTwice() {
        var losses = LossList(of: .audio)
        #expect(askings(&losses) == [0, 20])
    }

    @Test func isAskedForAsLongAsTheAnswerCanBeInTime() {
        var near = learnt(60)
        #expect(askings(&near, at: start + .seconds(1)) == [0, 66])
        // The second answer would come 10 + 86 + 80 ms after the sound was due.
        var farther = learnt(80)
        #expect(askings(&farther, at: start + .seconds(1)) == [0])
        var far = learnt(200)
        #expect(askings(&far, at: start + .seconds(1)).isEmpty)
        // Lines change: once in a while it is tried all the same.
        #expect(askings(&far, at: start + .seconds(20)) == [0])
    }

    @Test func isNotAskedForAsLongAsItMayComeWithinLaterSound() {
        var losses = LossList(of: .audio)
        losses.redundancySpan = 3
        #expect(askings(&losses, newest: 102).isEmpty)
        #expect(losses.takeDue(newest: ExtendedSequence(103), now: start) == [SequenceNumber(100)])
    }

    /// Of a hole of 20 packets only those are asked for that can still be played.
    @Test func isNotAskedForWhereItsTimeIsOver() {
        var losses = LossList(of: .audio)
        _ = losses.add(gap: 20, before: ExtendedSequence(121), since: start + .milliseconds(-420), now: start)
        let due = losses.takeDue(newest: ExtendedSequence(121), now: start)
        #expect(due == (113...120).map { SequenceNumber($0) })
    }

    /// Who never answers is asked once in ten seconds, after sixteen packets.
    @Test func isNotAskedForInVain() {
        var losses = LossList(of: .audio)
        var asked = 0
        for second in Int64(0)..<60 {
            asked += askings(&losses, at: start + .seconds(second)).count
            _ = losses.giveUp(now: start + .seconds(second) + .milliseconds(1_000))
        }
        // Each of them twice, and then no more than one in ten seconds.
        #expect((32 + 3...32 + 5).contains(asked))
    }
}
