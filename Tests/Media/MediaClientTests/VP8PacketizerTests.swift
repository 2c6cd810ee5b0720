import MediaClient
import Testing
import Wire

@Suite("VP8 in RTP (RFC 7741)")
struct VP8PacketizerTests {
    @Test func partsCoverTheFrameEvenly() {
        #expect(VP8Packetizer.parts(of: 10, limit: 100) == [0..<10])
        #expect(VP8Packetizer.parts(of: 96, limit: 100) == [0..<96])
        #expect(VP8Packetizer.parts(of: 97, limit: 100) == [0..<48, 48..<97])
        #expect(VP8Packetizer.parts(of: 0, limit: 100).isEmpty)
        #expect(VP8Packetizer.parts(of: 10, limit: 4).isEmpty)
        for size in 1...2_000 {
            let parts = VP8Packetizer.parts(of: size, limit: 54)
            #expect(parts.first?.lowerBound == 0 && parts.last?.upperBound == size)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
            #expect(parts.allSatisfy { $0.count <= 50 && !$0.isEmpty })
        }
    }

    @Test func descriptorsByteByByte() {
        var packetizer = VP8Packetizer(pictureID: 0x7FFE)
        // X, S, PID 0 | I | M and 15 bits of picture id: RFC 7741, figure 2.
        #expect(descriptor(packetizer, isFirst: true) == [0x90, 0x80, 0xFF, 0xFE])
        #expect(descriptor(packetizer, isFirst: false) == [0x80, 0x80, 0xFF, 0xFE])
        packetizer.finishFrame()
        packetizer.finishFrame()
        #expect(packetizer.pictureID == 0)
        #expect(descriptor(packetizer, isFirst: true) == [0x90, 0x80, 0x80, 0x00])
    }

    @Test func keyframes() {
        #expect(VP8Packetizer.isKeyframe([0x10]))
        #expect(!VP8Packetizer.isKeyframe([0x11]))
        #expect(!VP8Packetizer.isKeyframe([]))
    }

    private func descriptor(_ packetizer: VP8Packetizer, isFirst: Bool) -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { memory in
            var writer = ByteWriter(memory)
            packetizer.writeDescriptor(isFirst: isFirst, to: &writer)
            return Array(writer.written)
        }
    }
}
