public import Wire

/// A payload that carries older packets of the same stream besides its own (RFC 2198).
public struct RedundantAudio {
    public struct Block {
        /// How much earlier than the packet's own, in ticks.
        public var timestampOffset: UInt32
        public var payload: UnsafeRawBufferPointer
    }

    /// The packet's own payload.
    public let primary: UnsafeRawBufferPointer
    /// What was sent before, oldest first. At most `mostBlocks`.
    public let blocks: [Block]

    public static let mostBlocks = 8
    /// The longest offset and the longest payload of a block that its header can say.
    public static let longestOffset: UInt32 = 0x3FFF
    public static let longestBlock = 0x3FF
    /// Bytes before the first payload, with so many blocks.
    public static func headerLength(blocks: Int) -> Int { 4 * blocks + 1 }

    /// Reads a payload; nil if it is malformed, or has no payload of its own.
    public init?(_ payload: UnsafeRawBufferPointer) {
        var headers: [(offset: UInt32, length: Int)] = []
        var position = 0
        while true {
            guard position < payload.count else { return nil }
            guard payload[position] & 0x80 != 0 else { break }
            guard position + 4 <= payload.count, headers.count < Self.mostBlocks else { return nil }
            let word = payload.u32(at: position)
            headers.append((word >> 10 & Self.longestOffset, Int(word & UInt32(Self.longestBlock))))
            position += 4
        }
        position += 1
        var blocks: [Block] = []
        for header in headers {
            guard position + header.length <= payload.count else { return nil }
            blocks.append(
                Block(timestampOffset: header.offset, payload: payload.slice(position, header.length)))
            position += header.length
        }
        guard position < payload.count else { return nil }
        primary = payload.slice(position, payload.count - position)
        self.blocks = blocks
    }

    /// Writes the header of the `index`th block of a payload.
    @inline(__always)
    public static func writeHeader(
        _ index: Int, payloadType: PayloadType, timestampOffset: UInt32, length: Int,
        to memory: UnsafeMutableRawBufferPointer, at start: Int
    ) {
        let word = UInt32(payloadType.rawValue | 0x80) << 24 | timestampOffset << 10 | UInt32(length)
        memory.store(u32: word, at: start + 4 * index)
    }
}
