import Wire

/// The chunks of an SDES packet, of which only the CNAME is read (RFC 3550, section 6.5).
public struct SourceDescriptions: Sequence {
    private let bytes: UnsafeRawBufferPointer
    private let count: Int

    init(_ bytes: UnsafeRawBufferPointer, count: Int) {
        self.bytes = bytes
        self.count = count
    }

    public struct Chunk {
        public var ssrc: SSRC
        /// UTF-8, 0...255 bytes; nil where the chunk has none.
        public var canonicalName: UnsafeRawBufferPointer?
    }

    public struct Iterator: IteratorProtocol {
        fileprivate var reader: ByteReader
        fileprivate var left: Int

        public mutating func next() -> Chunk? {
            guard left > 0, let ssrc = reader.ssrc() else { return nil }
            left -= 1
            var chunk = Chunk(ssrc: ssrc, canonicalName: nil)
            while let type = reader.u8() {
                if type == 0 {  // the list ends, padded to 32 bits with more zeros
                    _ = reader.skip((4 - reader.offset % 4) % 4)
                    return chunk
                }
                guard let length = reader.u8(), let value = reader.bytes(Int(length)) else { break }
                if type == 1 { chunk.canonicalName = value }
            }
            left = 0
            return chunk
        }
    }

    public func makeIterator() -> Iterator { Iterator(reader: ByteReader(bytes), left: count) }
}
