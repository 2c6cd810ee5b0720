import RTP
import Testing
import Wire

@Suite struct RedundantAudioTests {
    /// Two older packets, 1,920 and 960 ticks before, of two bytes and one, then three bytes of its own.
    private let payload: [UInt8] = [
        0x80 | 111, 30, 0, 2, 0x80 | 111, 15, 0, 1, 111,  // an offset of 64 ticks is 1 in the second byte
        0xA1, 0xA2, 0xB1, 0xC1, 0xC2, 0xC3,
    ]

    @Test func olderPacketsComeFirst() throws {
        try payload.withUnsafeBytes { bytes in
            let found = try #require(RedundantAudio(bytes))
            #expect(found.count == 2 && Array(found.primary) == [0xC1, 0xC2, 0xC3])
            #expect(found[0].timestampOffset == 1_920 && Array(found[0].payload) == [0xA1, 0xA2])
            #expect(found[1].timestampOffset == 960 && Array(found[1].payload) == [0xB1])
        }
    }

    @Test func whatIsWrittenIsRead() throws {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 8)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 7)
        RedundantAudio.writeHeader(
            0, payloadType: 111, timestampOffset: RedundantAudio.longestOffset, length: 5, to: memory, at: 0)
        memory[4] = 111
        let found = try #require(RedundantAudio(UnsafeRawBufferPointer(memory)))
        #expect(found.count == 1 && found[0].timestampOffset == 0x3FFF)
        #expect(found[0].payload.count == 5 && found.primary.count == 32 - 5 - 5)
    }

    /// Every prefix, and more blocks than anybody sends.
    @Test func whatIsCutOffIsRefused() {
        for length in 0..<13 {
            payload.withUnsafeBytes { #expect(RedundantAudio(UnsafeRawBufferPointer(rebasing: $0[..<length])) == nil) }
        }
        [UInt8](repeating: 0xFF, count: 200).withUnsafeBytes { #expect(RedundantAudio($0) == nil) }
        ([UInt8](repeating: 0x80, count: 36) + [111, 1]).withUnsafeBytes { #expect(RedundantAudio($0) == nil) }
    }
}
