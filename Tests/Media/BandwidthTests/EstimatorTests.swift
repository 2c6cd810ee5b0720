import Bandwidth
import Testing
import Wire

/// The estimate on lines of many kinds, in virtual time.
@Suite struct EstimatorTests {
    @Test(arguments: [300.0, 1_000, 3_000, 10_000])
    func theCapacityIsFound(kilobits: Double) {
        var line = SimulatedLine(capacity: .kilobits(kilobits))
        line.wanted = .kilobits(20_000)
        line.run(seconds: 30)
        #expect(line.estimate.kilobits > 0.6 * kilobits)
        #expect(line.estimate.kilobits < 1.15 * kilobits)
        #expect(line.queued < .milliseconds(150))
    }

    @Test func aGoodLineIsFoundWithinTwoSeconds() {
        var line = SimulatedLine(capacity: .kilobits(20_000))
        line.wanted = .kilobits(4_000)
        line.run(seconds: 2)
        #expect(line.estimate >= line.wanted)
    }

    @Test func aDropIsFollowedWithinTwoSecondsAndItsEndWithinTen() {
        var line = SimulatedLine(capacity: .kilobits(10_000))
        line.wanted = .kilobits(12_000)
        line.run(seconds: 30)
        #expect(line.estimate.kilobits > 7_000)
        line.capacity = .kilobits(800)
        line.run(seconds: 2)
        #expect(line.estimate.kilobits < 800)
        line.run(seconds: 10)
        #expect(line.estimate.kilobits > 400)
        line.capacity = .kilobits(10_000)
        line.run(seconds: 10)
        #expect(line.history.suffix(100).contains { $0.estimate.kilobits >= 9_000 })
    }

    /// What comes while the queue fills is all that the line carries: the estimate goes there at once, and below it while
    /// the queue is full.
    @Test func aFullQueueIsLetGo() {
        var line = SimulatedLine(capacity: .kilobits(10_000))
        line.wanted = .kilobits(12_000)
        line.run(seconds: 20)
        line.capacity = .kilobits(800)
        line.run(seconds: 1)
        #expect(line.estimate.kilobits < 0.7 * 800)
        line.run(seconds: 1)
        #expect(line.queued < .milliseconds(150))
        #expect(!line.estimator.isFull)
    }

    /// Another route takes longer: that looks like a queue, but only for some seconds.
    @Test func aLongerWayIsNoQueueForLong() {
        var line = SimulatedLine(capacity: .kilobits(2_000))
        line.wanted = .kilobits(1_500)
        line.run(seconds: 20)
        line.delay = .milliseconds(250)
        line.run(seconds: 5)
        #expect(line.history.suffix(50).allSatisfy { $0.estimate.kilobits > 300 })
        line.run(seconds: 5)
        #expect(!line.estimator.isFull)
        #expect(line.estimate.kilobits > 1_200)
    }

    /// A picture's packets leave together and come one after the other; while the line is free in between, it is not full.
    @Test func burstsAreNoQueue() {
        var line = SimulatedLine(capacity: .kilobits(300))
        line.wanted = .kilobits(240)
        line.burst = .milliseconds(80)
        line.run(seconds: 30)
        let late = line.history.filter { $0.time > 10 }.map(\.estimate.kilobits)
        #expect(late.allSatisfy { $0 > 200 })
    }

    /// A satellite or radio line loses a part of everything; less sent would not cure it.
    @Test(arguments: [0.05, 0.1, 0.2])
    func aLineThatLosesAtAnyRateIsUsed(loss: Double) {
        var line = SimulatedLine(capacity: .kilobits(1_000))
        line.loss = loss
        line.wanted = .kilobits(800)
        line.run(seconds: 60)
        let late = line.history.filter { $0.time > 30 }.map(\.estimate.kilobits)
        #expect(late.reduce(0, +) / Double(late.count) > 500)
    }

    /// A full line with a short queue shows in losses, not in delay.
    @Test func aFullLineWithoutAQueueIsNotFlooded() {
        var line = SimulatedLine(capacity: .kilobits(1_000))
        line.queueLimit = .milliseconds(12)
        line.wanted = .kilobits(5_000)
        line.run(seconds: 30)
        let late = line.history.filter { $0.time > 15 }.map(\.estimate.kilobits)
        #expect(late.reduce(0, +) / Double(late.count) < 1_400)
        #expect(late.reduce(0, +) / Double(late.count) > 600)
    }

    @Test func jitterIsNotTakenForAQueue() {
        var line = SimulatedLine(capacity: .kilobits(5_000))
        line.jitter = .milliseconds(30)
        line.wanted = .kilobits(2_000)
        line.run(seconds: 30)
        #expect(line.estimate.kilobits > 1_500)
    }

    @Test func whoSendsLittleFindsOutWhenMoreIsWanted() {
        var line = SimulatedLine(capacity: .kilobits(5_000))
        line.wanted = .kilobits(100)
        line.run(seconds: 30)
        #expect(line.estimate.kilobits >= 100)
        line.wanted = .kilobits(3_000)
        line.run(seconds: 12)
        #expect(line.estimate.kilobits > 2_700)
    }

    @Test func aLongLineIsFilled() {
        var line = SimulatedLine(capacity: .kilobits(2_000))
        line.delay = .milliseconds(300)
        line.run(seconds: 40)
        #expect(line.estimate.kilobits > 1_200)
        #expect(line.estimate.kilobits < 2_300)
    }

    /// Of two lines one is poor: estimates have nothing to do with each other. And the same line gives the same estimate.
    @Test func theSameLineGivesTheSameEstimate() {
        func run() -> [DataRate] {
            var line = SimulatedLine(capacity: .kilobits(1_500))
            line.jitter = .milliseconds(10)
            line.loss = 0.03
            line.run(seconds: 20)
            return line.history.map(\.estimate)
        }
        #expect(run() == run())
    }

    @Test func withoutReportsTheReceiversOwnEstimateCounts() {
        var estimator = BandwidthEstimator()
        #expect(estimator.estimate == BandwidthEstimator.start)
        estimator.takeReceiverEstimate(.kilobits(2_000))
        #expect(estimator.estimate == .kilobits(2_000))
        estimator.takeReceiverEstimate(.kilobits(0))
        #expect(estimator.estimate == BandwidthEstimator.limits.lowerBound)
        estimator.takeReceiverEstimate(DataRate(bitsPerSecond: 1e30))
        #expect(estimator.estimate == BandwidthEstimator.limits.upperBound)
    }
}
