import RTP
import Testing

@Suite struct RTPHeaderTests {
    @Test func readsEveryField() throws {
        let packet = rtp(
            type: 111, marker: true, sequence: 0xBEEF, timestamp: 0xDEAD_BEEF, ssrc: 0xCAFE_F00D, csrcs: [1, 2],
            extensionBlock: (0xBEDE, [0x10, 0xAA, 0x21, 1, 2]), payload: [7, 8, 9], padding: 4)
        let header = try #require(packet.withUnsafeBytes { RTPHeader($0) })
        #expect(header.marker)
        #expect(header.payloadType == 111)
        #expect(header.sequence == SequenceNumber(0xBEEF))
        #expect(header.timestamp == RTPTimestamp(0xDEAD_BEEF))
        #expect(header.ssrc == SSRC(0xCAFE_F00D))
        #expect(header.contributingSources == 2)
        #expect(header.extensionProfile == 0xBEDE)
        #expect(header.extensionRange == 24..<32)
        #expect(header.payloadRange == 32..<35)
    }

    @Test func everyTruncationIsRefusedOrShorter() {
        let packet = rtp(csrcs: [1], extensionBlock: (0xBEDE, [0x10, 1]), payload: [1, 2, 3])
        for length in 0..<packet.count {
            let header = Array(packet[..<length]).withUnsafeBytes { RTPHeader($0) }
            // Up to the end of the extension nothing can be accepted; behind it the payload is just shorter.
            #expect((header != nil) == (length >= 24))
            #expect(header.map { $0.payloadRange.upperBound <= length } ?? true)
        }
    }

    @Test func paddingMustLieWithinThePayload() {
        var packet = rtp(payload: [1, 2], padding: 2)
        packet[packet.count - 1] = 0
        #expect(packet.withUnsafeBytes { RTPHeader($0) } == nil)
        packet[packet.count - 1] = 5
        #expect(packet.withUnsafeBytes { RTPHeader($0) } == nil)
        packet[packet.count - 1] = 4
        #expect(packet.withUnsafeBytes { RTPHeader($0)?.payloadRange.isEmpty } == true)
    }

    @Test func otherVersionsAreRefused() {
        for version in [0, 1, 3] {
            var packet = rtp(payload: [1])
            packet[0] = packet[0] & 0x3F | UInt8(version << 6)
            #expect(packet.withUnsafeBytes { RTPHeader($0) } == nil)
        }
    }
}
