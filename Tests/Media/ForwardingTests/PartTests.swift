import Forwarding
import RTP
import Testing
import Wire

/// The parts by themselves.
@Suite struct PartTests {
    @Test func lossesAreReportedAsInRFC3550() throws {
        var reception = Reception(clockRate: 90_000)
        for number in UInt16(0)..<100 where number % 4 != 3 { _ = reception.register(SequenceNumber(number &+ 65_500)) }
        let first = reception.report(of: SSRC(1), lastSR: 0, delaySinceLastSR: 0)
        let report = try #require(first)
        #expect(report.cumulativeLost == 24)  // the last one is not known to be missing
        #expect(report.fractionLost == UInt8(24 * 256 / 99))
        #expect(report.highestSequence >> 16 == 2 && report.highestSequence & 0xFFFF == 62)
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

    @Test func theCacheKeepsTheNewestWithinItsMemory() {
        let cache = PacketCache(maximumBytes: PacketCache.initialBytes)
        let payload = [UInt8](repeating: 7, count: 1_000)
        payload.withUnsafeBytes { bytes in
            for number in Int64(0)..<1_000 {
                cache.store(
                    MediaPacket(
                        payload: bytes, sequence: ExtendedSequence(number), timestamp: RTPTimestamp(UInt32(number)),
                        marker: false, format: .vp8, description: PayloadDescription()), now: .zero)
            }
        }
        #expect(cache.capacity == PacketCache.initialBytes)
        #expect(cache.packet(ExtendedSequence(999))?.timestamp == RTPTimestamp(999))
        #expect(cache.packet(ExtendedSequence(940))?.payload.count == 1_000)
        #expect(cache.packet(ExtendedSequence(900)) == nil)
        #expect(cache.packet(ExtendedSequence(1_000)) == nil)
        cache.removeAll()
        #expect(cache.packet(ExtendedSequence(999)) == nil)
    }

    @Test func theCacheGrowsForAFastStreamUpToItsLimit() {
        let cache = PacketCache(maximumBytes: 262_144)
        let payload = [UInt8](repeating: 7, count: 1_200)
        payload.withUnsafeBytes { bytes in
            for number in Int64(0)..<5_000 {
                cache.store(
                    MediaPacket(
                        payload: bytes, sequence: ExtendedSequence(number), timestamp: RTPTimestamp(0), marker: false,
                        format: .vp8, description: PayloadDescription()), now: MediaTime(microseconds: number * 1_000))
            }
        }
        #expect(cache.capacity == 262_144)
        #expect(cache.packet(ExtendedSequence(4_850)) != nil)
    }

    @Test func paddingIsTakenOutOfTheCount() {
        var filter = PaddingFilter()
        let result9 = filter.renumber(ExtendedSequence(100))
        #expect(result9 == ExtendedSequence(100))
        filter.remove(ExtendedSequence(102))
        filter.remove(ExtendedSequence(103))
        filter.remove(ExtendedSequence(103))
        let result10 = filter.renumber(ExtendedSequence(104))
        #expect(result10 == ExtendedSequence(102))
        let result11 = filter.renumber(ExtendedSequence(101))
        #expect(result11 == ExtendedSequence(101))
        filter.remove(ExtendedSequence(99))
        let result12 = filter.renumber(ExtendedSequence(105))
        #expect(result12 == ExtendedSequence(103))
        for number in Int64(200)..<400 { filter.remove(ExtendedSequence(number)) }
        let result13 = filter.renumber(ExtendedSequence(400))
        #expect(result13 == ExtendedSequence(198))
        let result14 = filter.renumber(ExtendedSequence(150))
        #expect(result14 == nil)
    }

    @Test func feedbackTellsEveryArrivalOnce() {
        var recorder = ArrivalRecorder()
        var told: [UInt16: Int] = [:]
        var dice = SystemRandomNumberGenerator()
        for number in UInt32(65_000)..<68_000 where number % 7 != 0 {
            recorder.record(
                SequenceNumber(UInt16(truncatingIfNeeded: number)), now: MediaTime(microseconds: Int64(number) * 900))
            guard Int.random(in: 0..<50, using: &dice) == 0 || number == 67_999 else { continue }
            while true {
                let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_400, alignment: 8)
                defer { memory.deallocate() }
                var writer = ByteWriter(memory)
                guard recorder.writeFeedback(to: &writer, sender: SSRC(1), media: SSRC(2)) else { break }
                var summary = RTCPSummary()
                summary.read(writer.written)
                for number in summary.feedback { told[number, default: 0] += 1 }
            }
        }
        #expect(told.count == (65_000..<68_000).count { $0 % 7 != 0 })
        #expect(told.values.allSatisfy { $0 == 1 })
    }

    @Test func absurdTransportNumbersStayBounded() {
        var recorder = ArrivalRecorder()
        var number: UInt16 = 0
        for step in 0..<100_000 {
            number = number &* 31_421 &+ 6_927
            recorder.record(SequenceNumber(number), now: MediaTime(microseconds: Int64(step)))
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_400, alignment: 8)
        defer { memory.deallocate() }
        var rounds = 0
        while rounds < 100 {
            var writer = ByteWriter(memory)
            guard recorder.writeFeedback(to: &writer, sender: SSRC(1), media: SSRC(2)) else { break }
            rounds += 1
        }
        #expect(rounds < 100)
        #expect(recorder.isEmpty)
    }

    @Test func speechIsToldFromSilence() {
        var detector = SpeechDetector()
        var now = MediaTime(microseconds: 5_000_000)
        func feed(_ level: UInt8, packets: Int) -> Int {
            var changes = 0
            for _ in 0..<packets {
                now = now + .milliseconds(20)
                if detector.update(level, now: now) { changes += 1 }
            }
            return changes
        }
        #expect(feed(127, packets: 50) == 0)
        #expect(feed(25, packets: 50) == 1)
        #expect(detector.isSpeaking)
        #expect(feed(80, packets: 5) == 0)  // a pause between words
        #expect(detector.isSpeaking)
        #expect(feed(100, packets: 100) == 1)
        #expect(!detector.isSpeaking)
        _ = feed(25, packets: 50)
        let hasEnded = detector.settle(now + .seconds(2))
        #expect(hasEnded)
        #expect(!detector.isSpeaking)
    }
}
