/// Reads bits from the front of bytes, high to low. Past the end it gives zeros and says so in `isOver`.
struct BitReader {
    private let bytes: UnsafeRawBufferPointer
    /// Bits read so far.
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Whether more was read than there is.
    var isOver: Bool { position > 8 * bytes.count }

    /// At most 32.
    mutating func read(_ count: Int) -> UInt32 {
        var value: UInt32 = 0
        var left = count
        while left > 0 {
            let byte = position >> 3 < bytes.count ? UInt32(bytes[position >> 3]) : 0
            let taken = min(left, 8 - position & 7)
            value = value << UInt32(taken) | (byte >> UInt32(8 - position & 7 - taken)) & (1 << UInt32(taken) - 1)
            position += taken
            left -= taken
        }
        return value
    }

    mutating func flag() -> Bool { read(1) == 1 }

    /// A value below `count`, with one bit less for the lower ones: ns(n) of the AV1 specification.
    mutating func below(_ count: UInt32) -> UInt32 {
        let width = 32 - count.leadingZeroBitCount
        let short = 1 << UInt32(width) - count
        let value = read(width - 1)
        return value < short ? value : value << 1 - short + read(1)
    }
}

/// Writes bits behind one another into memory that is large enough; nothing is written past its end.
struct BitWriter {
    private let memory: UnsafeMutableRawBufferPointer
    private(set) var position = 0

    init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    /// Bytes begun.
    var length: Int { (position + 7) / 8 }

    mutating func write(_ value: UInt32, _ count: Int) {
        for bit in stride(from: count - 1, through: 0, by: -1) where position < 8 * memory.count {
            if position & 7 == 0 { memory[position >> 3] = 0 }
            memory[position >> 3] |= UInt8(value >> UInt32(bit) & 1) << UInt8(7 - position & 7)
            position += 1
        }
    }

    mutating func copy(_ count: Int, from reader: inout BitReader) {
        var left = count
        while left > 0 {
            let part = min(left, 32)
            write(reader.read(part), part)
            left -= part
        }
    }
}
