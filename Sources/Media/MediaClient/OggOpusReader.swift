import Wire

extension EncodedFrames {
    /// Reads the packets of an Ogg file with one Opus stream (RFC 3533 section 6, RFC 7845): pages with a lacing table
    /// each; a packet may go on over pages. The two header packets are left out.
    ///
    /// All packets must last 20 ms, as WebRTC sends them. Checksums are not compared: the files are made by ourselves,
    /// and a damaged packet harms only its 20 ms.
    public init(oggOpus bytes: UnsafeRawBufferPointer) throws(ContainerError) {
        var reader = ByteReader(bytes)
        var packets: [[UInt8]] = []
        var open: [UInt8] = []
        var total = 0
        while !reader.isAtEnd {
            guard let capture = reader.bytes(4) else { throw .truncated }
            guard capture.elementsEqual("OggS".utf8) else { throw packets.isEmpty ? .notA("Ogg") : .malformed }
            guard reader.u8() == 0, let flags = reader.u8(), reader.skip(20), let segments = reader.u8(),
                let lacing = reader.bytes(Int(segments))
            else { throw .truncated }
            // A page that does not continue ends what was left open: the file lost a page.
            if flags & 1 == 0 { open.removeAll() }
            for size in lacing {
                guard let part = reader.bytes(Int(size)) else { throw .truncated }
                open.append(contentsOf: part)
                total += part.count
                guard total <= Self.maximumBytes, packets.count < Self.maximumFrames + 2 else { throw .tooLarge }
                if size < 255 {
                    packets.append(open)
                    open = []
                }
            }
        }
        guard packets.count > 2, packets[0].starts(with: "OpusHead".utf8), packets[1].starts(with: "OpusTags".utf8)
        else { throw .notA("Ogg Opus") }
        packets.removeFirst(2)
        guard packets.allSatisfy({ Self.duration(ofOpus: $0) == 20_000 }) else { throw .malformed }
        self.init(frames: packets, frameDuration: 20_000)
    }

    /// How long an Opus packet lasts, in microseconds (RFC 6716 section 3.1); nil for an empty one.
    public static func duration(ofOpus packet: [UInt8]) -> Int64? {
        guard let first = packet.first else { return nil }
        let configuration = Int(first >> 3)
        let frame: Int64 =
            switch configuration {
            case 0..<12: [10_000, 20_000, 40_000, 60_000][configuration & 3]
            case 12..<16: [10_000, 20_000][configuration & 1]
            default: [2_500, 5_000, 10_000, 20_000][configuration & 3]
            }
        switch first & 3 {
        case 0: return frame
        case 1, 2: return 2 * frame
        default: return packet.count > 1 ? Int64(packet[1] & 0x3F) * frame : nil
        }
    }
}
