import Wire

extension EncodedFrames {
    /// Reads an IVF file of VP8, as encoders write it: a header of 32 bytes, then frames with 12 bytes each before them
    /// (all little-endian; https://wiki.multimedia.cx/index.php/Duck_IVF).
    ///
    /// A reader of our own, because this one box-less layout is all that is needed; a media library for it would weigh
    /// more than the rest of the client.
    public init(ivf bytes: UnsafeRawBufferPointer) throws(ContainerError) {
        var reader = ByteReader(bytes)
        guard let signature = reader.bytes(4), signature.elementsEqual("DKIF".utf8), reader.skip(2),
            let headerSize = reader.littleEndian16(), let codec = reader.bytes(4), codec.elementsEqual("VP80".utf8),
            reader.skip(4), let rate = reader.littleEndian32(), let scale = reader.littleEndian32()
        else { throw .notA("VP8 IVF") }
        guard headerSize >= 32, rate > 0, scale > 0, rate / scale <= 240, reader.skip(Int(headerSize) - reader.offset)
        else { throw .malformed }
        var frames: [[UInt8]] = []
        var total = 0
        while !reader.isAtEnd {
            guard let size = reader.littleEndian32(), reader.skip(8), let frame = reader.bytes(Int(size)) else {
                throw .truncated
            }
            total += frame.count
            guard frames.count < Self.maximumFrames, total <= Self.maximumBytes else { throw .tooLarge }
            frames.append(Array(frame))
        }
        guard !frames.isEmpty else { throw .truncated }
        self.init(frames: frames, frameDuration: 1_000_000 * Int64(scale) / Int64(rate))
    }
}

extension ByteReader {
    mutating func littleEndian16() -> UInt16? { u16().map(\.byteSwapped) }
    mutating func littleEndian32() -> UInt32? { u32().map(\.byteSwapped) }
}
