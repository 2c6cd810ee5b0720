import RTP
import Testing
import Wire

@Suite struct NumberTests {
    @Test(arguments: [(1, 0, 1), (0, 65_535, 1), (65_535, 0, -1), (32_767, 0, 32_767), (32_768, 0, -32_768), (5, 5, 0)])
    func sequenceDistance(a: UInt16, b: UInt16, expected: Int) {
        #expect(SequenceNumber(a).distance(from: SequenceNumber(b)) == expected)
        #expect(SequenceNumber(a).isAfter(SequenceNumber(b)) == (expected > 0))
    }

    @Test func extendedNumbersFollowAcrossManyWraps() {
        var extended = ExtendedSequence(65_536 + 65_000)
        for step in 1...300_000 {
            extended = extended.nearest(extended.number.next)
            #expect(extended.value == Int64(65_536 + 65_000 + step))
        }
        #expect(ExtendedSequence(65_536).nearest(SequenceNumber(65_535)).value == 65_535)
    }

    @Test func timestampsWrap() {
        #expect(RTPTimestamp(5).distance(from: RTPTimestamp(0xFFFF_FFFB)) == 10)
        #expect((RTPTimestamp(0xFFFF_FFFF) &+ 2) == RTPTimestamp(1))
        #expect((RTPTimestamp(1) &+ -2) == RTPTimestamp(0xFFFF_FFFF))
    }

    @Test func payloadTypesHaveSevenBits() {
        #expect(PayloadType(rawValue: 127) != nil)
        #expect(PayloadType(rawValue: 128) == nil)
    }

    @Test func ntpTimeKeepsMicroseconds() {
        for microseconds: Int64 in [0, 1, 999_999, 1_000_000, 123_456_789_012, 4_000_000_000_000] {
            let time = MediaTime(microseconds: microseconds)
            #expect(NTPTime(time).microseconds - NTPTime(.zero).microseconds == microseconds)
        }
        // 1.5 s is 1.5 * 2^16 in the compact form.
        let difference = NTPTime(MediaTime(microseconds: 1_500_000)).compact &- NTPTime(.zero).compact
        #expect(difference == 0x1_8000)
    }
}
