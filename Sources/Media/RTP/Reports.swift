import Wire

/// The sender's part of an SR (RFC 3550, section 6.4.1).
public struct SenderReport: Hashable, Sendable {
    public var sender: SSRC
    public var ntp: NTPTime
    /// The same moment in ticks of the stream's clock.
    public var timestamp: RTPTimestamp
    public var packets: UInt32
    /// Payload bytes, without headers and padding.
    public var octets: UInt32

    public init(sender: SSRC, ntp: NTPTime, timestamp: RTPTimestamp, packets: UInt32, octets: UInt32) {
        self.sender = sender
        self.ntp = ntp
        self.timestamp = timestamp
        self.packets = packets
        self.octets = octets
    }

    init?(_ reader: inout ByteReader) {
        guard let sender = reader.ssrc(), let ntp = reader.u64(), let timestamp = reader.u32(),
            let packets = reader.u32(), let octets = reader.u32()
        else { return nil }
        self.init(
            sender: sender, ntp: NTPTime(rawValue: ntp), timestamp: RTPTimestamp(timestamp), packets: packets,
            octets: octets)
    }
}

/// What a receiver says about one stream (RFC 3550, section 6.4.1).
public struct ReportBlock: Hashable, Sendable {
    public static let size = 24

    public var ssrc: SSRC
    /// Share of packets lost since the last report, in 256ths.
    public var fractionLost: UInt8
    /// Lost since the start, 24 bits signed: duplicates can make it negative.
    public var cumulativeLost: Int32
    public var highestSequence: UInt32
    /// In ticks of the stream's clock.
    public var jitter: UInt32
    /// The middle 32 bits of the last SR's NTP time; 0 where there was none.
    public var lastSR: UInt32
    /// Time since that SR came, in 1/65,536 s.
    public var delaySinceLastSR: UInt32

    public init(
        ssrc: SSRC, fractionLost: UInt8, cumulativeLost: Int32, highestSequence: UInt32, jitter: UInt32, lastSR: UInt32,
        delaySinceLastSR: UInt32
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.cumulativeLost = cumulativeLost
        self.highestSequence = highestSequence
        self.jitter = jitter
        self.lastSR = lastSR
        self.delaySinceLastSR = delaySinceLastSR
    }

    init(_ bytes: UnsafeRawBufferPointer) {
        let loss = bytes.u32(at: 4)
        self.init(
            ssrc: SSRC(bytes.u32(at: 0)), fractionLost: UInt8(truncatingIfNeeded: loss >> 24),
            cumulativeLost: Int32(bitPattern: loss << 8) >> 8, highestSequence: bytes.u32(at: 8),
            jitter: bytes.u32(at: 12), lastSR: bytes.u32(at: 16), delaySinceLastSR: bytes.u32(at: 20))
    }

    func write(to writer: inout ByteWriter) {
        writer.u32(ssrc.rawValue)
        let lost = UInt32(bitPattern: min(max(cumulativeLost, -0x80_0000), 0x7F_FFFF)) & 0xFF_FFFF
        writer.u32(UInt32(fractionLost) << 24 | lost)
        writer.u32(highestSequence)
        writer.u32(jitter)
        writer.u32(lastSR)
        writer.u32(delaySinceLastSR)
    }
}

/// The report blocks of an SR or RR.
public struct ReportBlocks: RandomAccessCollection {
    private let bytes: UnsafeRawBufferPointer

    init?(_ reader: inout ByteReader, count: Int) {
        guard let bytes = reader.bytes(ReportBlock.size * count) else { return nil }
        self.bytes = bytes
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { bytes.count / ReportBlock.size }
    public subscript(index: Int) -> ReportBlock {
        precondition(index >= 0 && index < endIndex)
        return ReportBlock(bytes.slice(ReportBlock.size * index, ReportBlock.size))
    }
}
