import Testing
import Wire

@Suite struct ByteAccessTests {
    private func reading<R>(_ bytes: [UInt8], _ body: (inout ByteReader) -> R) -> R {
        bytes.withUnsafeBytes {
            var reader = ByteReader($0)
            return body(&reader)
        }
    }

    @Test func readsBigEndian() {
        reading([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) { reader in
            #expect(reader.u8() == 0x01)
            #expect(reader.u16() == 0x0203)
            #expect(reader.u24() == 0x04_0506)
            #expect(reader.u32() == 0x0708_090A)
            #expect(reader.isAtEnd)
        }
        #expect(reading([0, 1, 2, 3, 4, 5, 6, 7]) { $0.u64() } == 0x0001_0203_0405_0607)
    }

    @Test(arguments: 0..<8) func neverReadsPastTheEnd(length: Int) {
        reading(Array(repeating: 0xAA, count: length)) { reader in
            #expect(reader.u64() == nil)
            #expect((reader.u32() != nil) == (length >= 4))
            #expect(reader.bytes(-1) == nil)
            #expect(reader.bytes(reader.remaining + 1) == nil)
            #expect(reader.skip(reader.remaining + 1) == false)
            let left = reader.remaining
            #expect(reader.rest().count == left)
            #expect(reader.u8() == nil)
        }
    }

    @Test func writesWhatTheReaderReads() {
        var memory = [UInt8](repeating: 0, count: 32)
        let count = memory.withUnsafeMutableBytes { buffer in
            var writer = ByteWriter(buffer)
            writer.u8(1)
            writer.u16(0x0203)
            writer.u24(0x04_0506)
            writer.u32(0x0708_090A)
            writer.u64(0x0B0C_0D0E_0F10_1112)
            writer.bytes([0x13, 0x14])
            writer.patch(u16: 0xFFEE, at: 1)
            writer.patch(u8: 0xDD, at: 0)
            #expect(!writer.overflowed)
            return writer.count
        }
        #expect(count == 20)
        #expect(Array(memory[..<20]) == [0xDD, 0xFF, 0xEE] + Array(UInt8(4)...0x14))
    }

    @Test(arguments: 0..<8) func stopsWritingWhereItDoesNotFit(size: Int) {
        var memory = [UInt8](repeating: 0x55, count: 16)
        memory.withUnsafeMutableBytes { buffer in
            var writer = ByteWriter(UnsafeMutableRawBufferPointer(rebasing: buffer[..<size]))
            writer.u64(0)
            #expect(writer.overflowed)
            #expect(writer.free == 0)
            writer.u8(0)  // still refused: a hole would shift what follows
            writer.zeros(1)
            writer.bytes([1])
            #expect(writer.count == 0)
        }
        #expect(memory.allSatisfy { $0 == 0x55 })
    }

    @Test func patchesNothingOutsideOfWhatWasWritten() {
        var memory: [UInt8] = [9, 9, 9, 9]
        memory.withUnsafeMutableBytes { buffer in
            var writer = ByteWriter(buffer)
            writer.u16(0)
            writer.patch(u16: 0xFFFF, at: 1)
            writer.patch(u8: 0xFF, at: 2)
            writer.patch(u16: 0xFFFF, at: -1)
        }
        #expect(memory == [0, 0, 9, 9])
    }
}
