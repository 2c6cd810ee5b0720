import Wire

/// H.264 payloads (RFC 6184, section 5).
enum H264Payload {
    private static let sps: UInt8 = 7, stapA: UInt8 = 24, fuA: UInt8 = 28

    /// A sequence parameter set, alone, in an aggregation unit or at the start of a fragmented one. Senders of real-time
    /// media put one before each IDR picture. An IDR slice alone is no start: without the sets it cannot be decoded, and
    /// a picture may have several such slices.
    static func startsKeyframe(_ payload: UnsafeRawBufferPointer) -> Bool {
        guard let first = payload.first else { return false }
        switch first & 0x1F {
        case sps:
            return true
        case stapA:
            var reader = ByteReader(payload)
            _ = reader.skip(1)
            while let length = reader.u16(), let unit = reader.bytes(Int(length)) {
                guard let type = unit.first.map({ $0 & 0x1F }) else { continue }
                if type == sps { return true }
            }
            return false
        case fuA:
            guard payload.count > 1 else { return false }
            let header = payload[1]
            return header & 0x80 != 0 && header & 0x1F == sps
        default:
            return false
        }
    }
}

/// AV1 payloads (RTP payload format for AV1, section 4).
enum AV1Payload {
    /// N in the aggregation header: the packet begins a coded video sequence.
    static func startsKeyframe(_ payload: UnsafeRawBufferPointer) -> Bool {
        guard payload.count > 1 else { return false }
        // N may only be set where Z, "continues an OBU", is not.
        return payload[0] & 0x88 == 0x08
    }
}
