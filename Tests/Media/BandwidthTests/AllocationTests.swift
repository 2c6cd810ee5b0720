import Bandwidth
import Simulation
import Testing
import Wire

/// Who is seen how on a line that does not carry everything.
@Suite struct AllocationTests {
    private let start = MediaTime(microseconds: 1_000_000_000)

    /// A speaker in three layers, and thumbnails.
    private func rate(_ picture: Int, _ level: Int) -> DataRate? {
        let layers: [Double] = picture == 0 ? [150, 500, 2_000] : [150]
        return layers.indices.contains(level - 1) ? .kilobits(layers[level - 1]) : nil
    }

    private func levels(_ kilobits: Double, pictures: Int = 5) -> [UInt8] {
        var allocation = Allocation()
        // Long enough for every rise.
        for round in 0..<100 {
            allocation.share(
                .kilobits(kilobits), among: pictures, now: start + .milliseconds(Int64(round) * 100), rate: rate)
        }
        return allocation.levels
    }

    @Test func theFirstHasPrecedence() {
        #expect(levels(100) == [0, 0, 0, 0, 0])
        #expect(levels(200) == [1, 0, 0, 0, 0])
        #expect(levels(500) == [1, 1, 1, 0, 0])
        #expect(levels(700) == [2, 1, 0, 0, 0])
        #expect(levels(1_000) == [2, 1, 1, 1, 0])
        #expect(levels(1_200) == [2, 1, 1, 1, 1])
        #expect(levels(2_000) == [2, 1, 1, 1, 1])
        #expect(levels(2_400) == [3, 1, 1, 0, 0])
        #expect(levels(3_000) == [3, 1, 1, 1, 1])
    }

    @Test func allThumbnailsGoBeforeTheSpeakerDoes() {
        var allocation = Allocation()
        var now = start
        func share(_ kilobits: Double) -> [UInt8] {
            now = now + .milliseconds(100)
            allocation.share(.kilobits(kilobits), among: 4, now: now, rate: rate)
            return allocation.levels
        }
        for _ in 0..<50 { _ = share(3_000) }
        #expect(allocation.levels == [3, 1, 1, 1])
        var line = 3_000.0
        while line > 2_000 {
            let found = share(line)
            #expect(found[0] == 3)
            #expect(found == found.sorted(by: >))
            line -= 25
        }
        #expect(share(1_990)[0] == 2)
    }

    @Test func anUnsteadyLineDoesNotFlicker() {
        var allocation = Allocation()
        var changes = 0
        var random = SplitMix(state: 7)
        for round in 0..<600 {  // a minute
            let before = allocation.levels
            let line = DataRate.kilobits(2_150 * (0.88 + 0.24 * random.unit()))
            allocation.share(line, among: 1, now: start + .milliseconds(Int64(round) * 100), rate: rate)
            if allocation.levels != before { changes += 1 }
        }
        #expect(changes < 16)
    }

    @Test func largePicturesComeOneAtATime() {
        var allocation = Allocation()
        func all(_ picture: Int, _ level: Int) -> DataRate? { level <= 2 ? .kilobits(100 * Double(level)) : nil }
        allocation.share(.kilobits(10_000), among: 4, now: start, rate: all)
        #expect(allocation.levels == [2, 1, 1, 1])
        allocation.share(.kilobits(10_000), among: 4, now: start + .milliseconds(100), rate: all)
        #expect(allocation.levels == [2, 2, 1, 1])
    }

    @Test func picturesMayComeAndGo() {
        var allocation = Allocation()
        allocation.share(.kilobits(1_000), among: 3, now: start, rate: rate)
        allocation.share(.kilobits(1_000), among: 1, now: start, rate: rate)
        #expect(allocation.levels.count == 1)
        allocation.share(.kilobits(1_000), among: 0, now: start, rate: rate)
        #expect(allocation.levels.isEmpty)
        // A source that stops its large layer is no fall of the line.
        allocation.share(.kilobits(5_000), among: 1, now: start, rate: rate)
        #expect(allocation.levels == [3])
        allocation.share(.kilobits(5_000), among: 1, now: start + .seconds(1)) { $1 == 1 ? .kilobits(100) : nil }
        #expect(allocation.levels == [1])
        allocation.share(.kilobits(5_000), among: 1, now: start + .seconds(1), rate: rate)
        #expect(allocation.levels == [3])
    }
}
