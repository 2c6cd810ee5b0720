import RTP
import Receiving
import Testing

@Suite struct ReceptionTests {
    @Test func lossesAreReportedAsInRFC3550() throws {
        var reception = Reception(clockRate: 90_000)
        for number in UInt16(0)..<100 where number % 4 != 3 { _ = reception.register(SequenceNumber(number &+ 65_500)) }
        let first = reception.report(of: SSRC(1), lastSR: 0, delaySinceLastSR: 0)
        let report = try #require(first)
        #expect(report.cumulativeLost == 24)  // the last one is not known to be missing
        #expect(report.fractionLost == UInt8(24 * 256 / 99))
        #expect(report.highestSequence >> 16 == 1 && report.highestSequence & 0xFFFF == 62)
        // A quiet interval.
        for number in UInt16(99)..<200 { _ = reception.register(SequenceNumber(number &+ 65_500)) }
        let next = reception.report(of: SSRC(1), lastSR: 0, delaySinceLastSR: 0)
        let second = try #require(next)
        #expect(second.fractionLost == 0)
        #expect(second.cumulativeLost == 24)
    }

    @Test func jitterIsThatOfTheTransitTimes() {
        var steady = Reception(clockRate: 48_000)
        var shaky = Reception(clockRate: 48_000)
        for step in 0..<500 {
            let timestamp = RTPTimestamp(UInt32(step * 960))
            steady.measure(timestamp, arrival: Int64(step) * 20_000)
            shaky.measure(timestamp, arrival: Int64(step) * 20_000 + (step % 2 == 0 ? 0 : 5_000))
        }
        #expect(steady.jitterMilliseconds < 0.1)
        #expect(abs(shaky.jitterMilliseconds - 5) < 0.5)
    }

    @Test func arrivalsAreTold() {
        var reception = Reception(clockRate: 90_000)
        let result1 = reception.register(SequenceNumber(10))
        #expect(result1 == .newest(ExtendedSequence(65_546), gap: 0))
        let result2 = reception.register(SequenceNumber(13))
        #expect(result2 == .newest(ExtendedSequence(65_549), gap: 2))
        let result3 = reception.register(SequenceNumber(11))
        #expect(result3 == .late(ExtendedSequence(65_547)))
        let result4 = reception.register(SequenceNumber(11))
        #expect(result4 == .duplicate)
        let result5 = reception.register(SequenceNumber(9))
        #expect(result5 == .tooOld)
        let result6 = reception.register(SequenceNumber(12), isRecovered: true)
        #expect(result6 == .late(ExtendedSequence(65_548)))
        let result7 = reception.register(SequenceNumber(20_000))
        #expect(result7 == .suspect)
        let result8 = reception.register(SequenceNumber(14))
        #expect(result8 == .newest(ExtendedSequence(65_550), gap: 0))
    }
}
