import Wire

/// The parsed header of an RTP packet (RFC 3550, section 5.1): values, and offsets into the packet. Nothing is allocated.
public struct RTPHeader: Sendable {
    public static let fixedSize = 12

    public var marker: Bool
    public var payloadType: PayloadType
    public var sequence: SequenceNumber
    public var timestamp: RTPTimestamp
    public var ssrc: SSRC
    public var contributingSources: Int
    /// The profile word of the header extension; 0 where there is none.
    public var extensionProfile: UInt16
    /// Where the header extension's elements lie in the packet.
    public var extensionRange: Range<Int>
    /// Where the payload lies; padding is not part of it.
    public var payloadRange: Range<Int>

    /// nil unless the packet is of version 2 and everything that the header promises lies within it.
    public init?(_ packet: UnsafeRawBufferPointer) {
        guard packet.count >= Self.fixedSize, packet[0] >> 6 == 2 else { return nil }
        let first = packet[0]
        marker = packet[1] & 0x80 != 0
        payloadType = PayloadType(lowBits: packet[1])
        sequence = SequenceNumber(packet.u16(at: 2))
        timestamp = RTPTimestamp(packet.u32(at: 4))
        ssrc = SSRC(packet.u32(at: 8))
        contributingSources = Int(first & 0x0F)

        var offset = Self.fixedSize + 4 * contributingSources
        extensionProfile = 0
        extensionRange = offset..<offset
        if first & 0x10 != 0 {
            guard packet.count >= offset + 4 else { return nil }
            extensionProfile = packet.u16(at: offset)
            let length = 4 * Int(packet.u16(at: offset + 2))
            extensionRange = offset + 4..<offset + 4 + length
            offset = extensionRange.upperBound
        }
        guard packet.count >= offset else { return nil }
        var end = packet.count
        if first & 0x20 != 0 {
            let padding = Int(packet[end - 1])
            guard padding > 0, end - padding >= offset else { return nil }
            end -= padding
        }
        payloadRange = offset..<end
    }
}
