/// Packets on a byte stream (RFC 4571): each behind its length, two bytes.
public enum PacketFraming {
    public static let headerSize = 2

    public enum Next: Hashable, Sendable {
        /// A whole packet, at these offsets.
        case packet(Range<Int>)
        /// More bytes have to come first.
        case incomplete
        /// Longer than any packet may be; what follows cannot be understood.
        case tooLong
    }

    /// What begins at `offset`. Empty packets are passed over by the caller: they carry nothing.
    public static func next(in bytes: UnsafeRawBufferPointer, at offset: Int, longest: Int) -> Next {
        guard bytes.count - offset >= headerSize else { return .incomplete }
        let length = Int(bytes.u16(at: offset))
        guard length <= longest else { return .tooLong }
        let start = offset + headerSize
        return bytes.count - start >= length ? .packet(start..<start + length) : .incomplete
    }

    /// Writes the two bytes before a packet of `length` bytes, which must fit them.
    public static func writeHeader(_ length: Int, to bytes: UnsafeMutableRawBufferPointer) {
        bytes[0] = UInt8(length >> 8)
        bytes[1] = UInt8(length & 0xFF)
    }
}
