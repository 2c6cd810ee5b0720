import MediaClient

/// VP8 in two temporal layers (RFC 7741): the pictures of the higher one build on the one before them, and none on them.
struct LayeredPictures {
    private var number = 0
    private var base = 0
    private var isBase = false

    /// The RTP payloads of the next picture.
    mutating func payloads(of frame: [UInt8], isKey: Bool) -> [[UInt8]] {
        isBase = isKey || !isBase
        number += 1
        if isBase { base += 1 }
        return VP8Packetizer.parts(of: frame.count, limit: 1_100).map { part in
            [
                part.lowerBound == 0 ? 0x90 : 0x80, 0xE0, 0x80 | UInt8(number >> 8 & 0x7F), UInt8(number & 0xFF),
                UInt8(base & 0xFF), isBase ? 0 : 0x60,
            ] + frame[part]
        }
    }
}
