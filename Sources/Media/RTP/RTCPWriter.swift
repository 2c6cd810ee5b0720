public import Wire

/// Appends RTCP packets to a compound. If one does not fit, the writer overflows and the compound must not be sent.
extension ByteWriter {
    /// An SR without report blocks.
    public mutating func rtcp(_ report: SenderReport) {
        rtcpHeader(type: RTCPType.senderReport, count: 0, words: 6)
        u32(report.sender.rawValue)
        u64(report.ntp.rawValue)
        u32(report.timestamp.rawValue)
        u32(report.packets)
        u32(report.octets)
    }

    /// An RR; at most 31 blocks are written, more is the caller's mistake and cut.
    public mutating func rtcpReceiverReport(sender: SSRC, _ blocks: some Collection<ReportBlock>) {
        let count = min(blocks.count, 31)
        rtcpHeader(type: RTCPType.receiverReport, count: UInt8(count), words: 1 + 6 * count)
        u32(sender.rawValue)
        for block in blocks.prefix(count) { block.write(to: &self) }
    }

    /// An SDES with one CNAME of at most 255 bytes for each of at most 31 sources.
    public mutating func rtcpCanonicalNames(_ chunks: [(ssrc: SSRC, name: [UInt8])]) {
        let start = count
        rtcpHeader(type: RTCPType.sourceDescription, count: UInt8(min(chunks.count, 31)), words: 0)
        for chunk in chunks.prefix(31) {
            u32(chunk.ssrc.rawValue)
            u8(1)
            u8(UInt8(min(chunk.name.count, 255)))
            bytes(chunk.name.prefix(255))
            // At least one zero ends the list, more fill the word (RFC 3550, section 6.5).
            zeros(4 - (count - start) % 4)
        }
        patch(u16: UInt16(truncatingIfNeeded: (count - start) / 4 - 1), at: start + 2)
    }

    /// A BYE for at most 31 sources.
    public mutating func rtcpGoodbye(_ sources: some Collection<SSRC>) {
        let count = min(sources.count, 31)
        rtcpHeader(type: RTCPType.goodbye, count: UInt8(count), words: count)
        for source in sources.prefix(count) { u32(source.rawValue) }
    }

    /// A PLI (RFC 4585, section 6.3.1).
    public mutating func rtcpPictureLossIndication(sender: SSRC, media: SSRC) {
        rtcpHeader(type: RTCPType.payloadFeedback, count: 1, words: 2)
        u32(sender.rawValue)
        u32(media.rawValue)
    }

    /// An FIR with one entry (RFC 5104, section 4.3.1).
    public mutating func rtcpFullIntraRequest(sender: SSRC, media: SSRC, sequence: UInt8) {
        rtcpHeader(type: RTCPType.payloadFeedback, count: 4, words: 4)
        u32(sender.rawValue)
        u32(0)
        u32(media.rawValue)
        u32(UInt32(sequence) << 24)
    }

    /// A generic NACK for `lost`, which must be in ascending order; neighbours within 16 share an entry.
    public mutating func rtcpNACK(sender: SSRC, media: SSRC, lost: some Collection<SequenceNumber>) {
        let start = count
        rtcpHeader(type: RTCPType.transportFeedback, count: 1, words: 2)
        u32(sender.rawValue)
        u32(media.rawValue)
        var entries = 0
        var first: SequenceNumber?
        var mask: UInt16 = 0
        func flush(_ writer: inout ByteWriter) {
            guard let first else { return }
            writer.u16(first.rawValue)
            writer.u16(mask)
            entries += 1
        }
        for number in lost {
            if let first, (1...16).contains(number.distance(from: first)) {
                mask |= 1 << UInt16(number.distance(from: first) - 1)
            } else {
                flush(&self)
                first = number
                mask = 0
            }
        }
        flush(&self)
        patch(u16: UInt16(truncatingIfNeeded: 2 + entries), at: start + 2)
    }

    /// A REMB for the given streams (draft-alvestrand-rmcat-remb-03).
    public mutating func rtcpMaximumBitrate(sender: SSRC, bitsPerSecond: UInt64, of sources: some Collection<SSRC>) {
        let number = min(sources.count, 255)
        rtcpHeader(type: RTCPType.payloadFeedback, count: 15, words: 4 + number)
        u32(sender.rawValue)
        u32(0)
        u32(0x5245_4D42)
        let exponent = max(0, 64 - bitsPerSecond.leadingZeroBitCount - 18)
        u32(UInt32(number) << 24 | UInt32(exponent) << 18 | UInt32(truncatingIfNeeded: bitsPerSecond >> exponent))
        for source in sources.prefix(number) { u32(source.rawValue) }
    }

    /// The common header; `words` are the 32-bit words that follow it.
    mutating func rtcpHeader(type: UInt8, count: UInt8, words: Int) {
        u8(0x80 | count & 0x1F)
        u8(type)
        u16(UInt16(truncatingIfNeeded: words))
    }
}
