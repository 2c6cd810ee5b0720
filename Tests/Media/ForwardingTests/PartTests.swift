import Forwarding
import RTP
import Testing
import Wire

/// The parts by themselves.
@Suite struct PartTests {
    @Test func theCacheKeepsTheNewestWithinItsMemory() {
        let cache = PacketCache(maximumBytes: PacketCache.usualBytes)
        let payload = [UInt8](repeating: 7, count: 1_000)
        payload.withUnsafeBytes { bytes in
            for number in Int64(0)..<1_000 {
                cache.store(
                    MediaPacket(
                        payload: bytes, sequence: ExtendedSequence(number), timestamp: RTPTimestamp(UInt32(number)),
                        marker: false, format: .vp8, description: PayloadDescription()), now: .zero)
            }
        }
        #expect(cache.capacity == PacketCache.usualBytes)
        #expect(cache.packet(ExtendedSequence(999))?.timestamp == RTPTimestamp(999))
        #expect(cache.packet(ExtendedSequence(940))?.payload.count == 1_000)
        #expect(cache.packet(ExtendedSequence(900)) == nil)
        #expect(cache.packet(ExtendedSequence(1_000)) == nil)
        cache.removeAll()
        #expect(cache.packet(ExtendedSequence(999)) == nil)
    }

    /// 1,200 bytes every `spacing` for six seconds, in the midst of which the receivers turn out to be so far away.
    private func stream(into cache: PacketCache, every spacing: MediaInterval, then roundTrip: MediaInterval) -> Int64 {
        let payload = [UInt8](repeating: 7, count: 1_200)
        let count = 6_000_000 / spacing.microseconds
        payload.withUnsafeBytes { bytes in
            for number in 0..<2 * count {
                if number == count { cache.keep(forRoundTrip: roundTrip) }
                cache.store(
                    MediaPacket(
                        payload: bytes, sequence: ExtendedSequence(number), timestamp: RTPTimestamp(0), marker: false,
                        format: .vp8, description: PayloadDescription()),
                    now: MediaTime(microseconds: number * spacing.microseconds))
            }
        }
        return 2 * count - 1
    }

    @Test func theCacheGrowsForAFastStreamUpToItsLimit() {
        let cache = PacketCache(maximumBytes: 262_144)
        let last = stream(into: cache, every: .milliseconds(1), then: .zero)
        #expect(cache.capacity == 262_144)
        #expect(cache.packet(ExtendedSequence(last - 150)) != nil)
    }

    @Test func theCacheKeepsAsMuchAsItsFarthestReceiverMayAskFor() {
        let near = PacketCache()
        var last = stream(into: near, every: .milliseconds(8), then: .milliseconds(20))
        #expect(near.packet(ExtendedSequence(last - 760 / 8)) != nil)
        #expect(near.capacity < 125_000)
        let far = PacketCache()
        last = stream(into: far, every: .milliseconds(8), then: .milliseconds(300))
        #expect(far.packet(ExtendedSequence(last - 1_600 / 8)) != nil)
        // From the other end of the world, or absurdly far.
        let absurd = PacketCache()
        last = stream(into: absurd, every: .milliseconds(8), then: .seconds(100_000))
        #expect(absurd.packet(ExtendedSequence(last - 2_200 / 8)) != nil)
        #expect(absurd.capacity < 400_000)
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
