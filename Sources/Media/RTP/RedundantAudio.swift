import Wire

/// A payload that carries older packets of the same stream besides its own (RFC 2198).
public struct RedundantAudio {
    public struct Block {
        /// How much earlier than the packet's own, in ticks.
        public var timestampOffset: UInt32
        public var payload: UnsafeRawBufferPointer
    }

    /// The packet's own payload.
    public let primary: UnsafeRawBufferPointer
    /// How many older packets it carries; at most `mostBlocks`.
    public let count: Int
    private let payload: UnsafeRawBufferPointer

    public static let mostBlocks = 8
    /// The longest offset and the longest payload of a block that its header can say.
    public static let longestOffset: UInt32 = 0x3FFF
    public static let longestBlock = 0x3FF
    /// Bytes before the first payload, with so many blocks.
    public static func headerLength(blocks: Int) -> Int { 4 * blocks + 1 }

    /// Reads a payload; nil if it is malformed, or has no payload of its own.
    public init?(_ payload: UnsafeRawBufferPointer) {
        var count = 0
        var length = 0
        while true {
            let header = 4 * count
            guard header < payload.count else { return nil }
            guard payload[header] & 0x80 != 0 else { break }
            guard header + 4 <= payload.count, count < Self.mostBlocks else { return nil }
            length += Self.length(payload, count)
            count += 1
        }
        let start = Self.headerLength(blocks: count) + length
        guard start < payload.count else { return nil }
        primary = payload.slice(start, payload.count - start)
        self.count = count
        self.payload = payload
    }

    /// The `index`th of the older packets, oldest first. Nothing is allocated for it: every packet of sound may have some.
    public subscript(index: Int) -> Block {
        var start = Self.headerLength(blocks: count)
        for earlier in 0..<index { start += Self.length(payload, earlier) }
        return Block(
            timestampOffset: payload.u32(at: 4 * index) >> 10 & Self.longestOffset,
            payload: payload.slice(start, Self.length(payload, index)))
    }

    private static func length(_ payload: UnsafeRawBufferPointer, _ index: Int) -> Int {
        Int(payload.u32(at: 4 * index) & UInt32(longestBlock))
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
