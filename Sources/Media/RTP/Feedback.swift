import Wire

/// The lost packets that a generic NACK names (RFC 4585, section 6.2.1): each entry up to 17 of them.
public struct NACKList: Sequence {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    public struct Iterator: IteratorProtocol {
        fileprivate let bytes: UnsafeRawBufferPointer
        fileprivate var entry = 0
        fileprivate var bit = -1

        public mutating func next() -> SequenceNumber? {
            while 4 * entry + 4 <= bytes.count {
                let first = SequenceNumber(bytes.u16(at: 4 * entry))
                if bit < 0 {
                    bit = 0
                    return first
                }
                let mask = bytes.u16(at: 4 * entry + 2)
                while bit < 16 {
                    bit += 1
                    if mask & (1 << (bit - 1)) != 0 { return first &+ bit }
                }
                entry += 1
                bit = -1
            }
            return nil
        }
    }

    public func makeIterator() -> Iterator { Iterator(bytes: bytes) }
}

/// The entries of a full intra request (RFC 5104, section 4.3.1).
public struct FIRList: RandomAccessCollection {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    public var startIndex: Int { 0 }
    public var endIndex: Int { bytes.count / 8 }
    public subscript(index: Int) -> (media: SSRC, sequence: UInt8) {
        precondition(index >= 0 && index < endIndex)
        return (SSRC(bytes.u32(at: 8 * index)), bytes[8 * index + 4])
    }
}

extension RTCPPacket {
    /// Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb-03, section 2.2). nil for other application feedback.
    init?(remb bytes: UnsafeRawBufferPointer) {
        var reader = ByteReader(bytes)
        guard reader.u32() == 0x5245_4D42, let word = reader.u32(),
            let sources = reader.bytes(4 * Int(word >> 24))
        else { return nil }
        let exponent = word >> 18 & 0x3F
        let mantissa = UInt64(word & 0x3_FFFF)
        // 18 bits shifted by up to 63: what leaves 64 bits is "no limit".
        let bits = exponent > 46 && mantissa != 0 ? UInt64.max : mantissa << UInt64(exponent)
        self = .receiverEstimatedMaximumBitrate(bitsPerSecond: bits, SSRCList(sources))
    }
}
