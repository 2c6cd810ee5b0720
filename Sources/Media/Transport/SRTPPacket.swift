import Wire

/// What both profiles need to know of a packet before it is decrypted.
enum SRTPPacket {
    /// RTCP: the first header's 8 bytes stay readable (RFC 3711 section 3.4).
    static let rtcpHeaderLength = 8
    /// The bit of the SRTCP index word that says "encrypted".
    static let encryptedFlag: UInt32 = 0x8000_0000
    static let maximumRTCPIndex: UInt32 = 0x7FFF_FFFF

    /// Length of the RTP header with CSRCs and extension, which stays readable. nil if it does not lie within `length`.
    static func headerLength(_ packet: UnsafeRawBufferPointer, length: Int) -> Int? {
        guard length >= 12, length <= packet.count, packet[0] >> 6 == 2 else { return nil }
        var end = 12 + 4 * Int(packet[0] & 0x0F)
        if packet[0] & 0x10 != 0 {
            guard end + 4 <= length else { return nil }
            end += 4 + 4 * Int(packet.u16(at: end + 2))
        }
        return end <= length ? end : nil
    }

    /// Whether the first RTCP header is there.
    static func isRTCP(_ packet: UnsafeRawBufferPointer, length: Int) -> Bool {
        length >= rtcpHeaderLength && length <= packet.count && packet[0] >> 6 == 2
    }
}

extension UnsafeMutableRawBufferPointer {
    /// The `count` bytes from `offset`. The caller has checked the length.
    func part(_ offset: Int, _ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: self[offset..<offset + count])
    }
}
