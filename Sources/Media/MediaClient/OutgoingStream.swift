import RTP
import Wire

/// One stream that we send: numbering, header extensions, retransmissions and sender reports. It only writes packets;
/// the client encrypts and sends them.
struct OutgoingStream {
    /// What the answer agreed on for it.
    struct Format {
        var payloadType: PayloadType
        var retransmission: PayloadType?
        var clockRate: UInt32
        var extensions: HeaderExtensionMap
        var mid: [UInt8]
        /// Empty without simulcast.
        var rid: [UInt8]
        /// Whether the other side asks for sound that it misses.
        var repairsSound: Bool
    }

    let ssrc: SSRC
    let retransmissionSSRC: SSRC
    let format: Format
    private var sequence: SequenceNumber
    private var retransmissionSequence: SequenceNumber
    /// Added to the media's own time, so that the first timestamp is unpredictable.
    private let timestampOffset: UInt32
    /// As they were written, for RTX: two seconds of a 1 Mbit/s picture.
    private var cache = RecentPackets(capacity: Self.memory)
    /// As they were encrypted, for sound, which goes out again as it was.
    private var sealed: RecentPackets?
    static let memory = 256
    private(set) var packets: UInt32 = 0
    private var octets: UInt32 = 0
    private var last: (timestamp: RTPTimestamp, sent: MediaTime)?

    /// `entropy`: unpredictable bits for the first numbers.
    init(ssrc: SSRC, retransmissionSSRC: SSRC, format: Format, entropy: UInt64) {
        self.ssrc = ssrc
        self.retransmissionSSRC = retransmissionSSRC
        self.format = format
        sealed = format.repairsSound ? RecentPackets(capacity: 32) : nil
        // In the lower half: who misses the first packets must not miss the first wrap (RFC 3711, section 3.3.1).
        sequence = SequenceNumber(UInt16(truncatingIfNeeded: entropy) & 0x7FFF)
        retransmissionSequence = SequenceNumber(UInt16(truncatingIfNeeded: entropy >> 16) & 0x7FFF)
        timestampOffset = UInt32(truncatingIfNeeded: entropy >> 32)
    }

    /// Writes one packet and returns its length; nil if it does not fit.
    ///
    /// - Parameter timestamp: in ticks of the codec, from any start that all streams of the client share.
    mutating func write(
        timestamp: UInt32, marker: Bool, audioLevel: UInt8?, transportSequence: SequenceNumber, now: MediaTime,
        into memory: UnsafeMutableRawBufferPointer, payload: (inout ByteWriter) -> Void
    ) -> Int? {
        let timestamp = RTPTimestamp(timestamp &+ timestampOffset)
        var writer = ByteWriter(memory)
        writer.rtpHeader(
            marker: marker, payloadType: format.payloadType, sequence: sequence, timestamp: timestamp, ssrc: ssrc)
        writeExtensions(
            rid: .rid, audioLevel: audioLevel, transportSequence: transportSequence, now: now, to: &writer)
        let start = writer.count
        payload(&writer)
        guard !writer.overflowed else { return nil }
        if format.retransmission != nil { cache.store(writer.written, number: sequence.rawValue, now: now) }
        packets &+= 1
        octets &+= UInt32(truncatingIfNeeded: writer.count - start)
        last = (timestamp, now)
        sequence = sequence.next
        return writer.count
    }

    /// Writes a packet again (RFC 4588); nil if it is no longer known, or RTX was not agreed.
    mutating func rewrite(
        _ lost: SequenceNumber, transportSequence: SequenceNumber, now: MediaTime,
        into memory: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard let payloadType = format.retransmission, let original = cache.packet(lost.rawValue)?.bytes else {
            return nil
        }
        var writer = ByteWriter(memory)
        let isWritten = original.withUnsafeBytes { bytes in
            guard let header = RTPHeader(bytes) else { return false }
            writer.rtpHeader(
                marker: header.marker, payloadType: payloadType, sequence: retransmissionSequence,
                timestamp: header.timestamp, ssrc: retransmissionSSRC)
            writeExtensions(
                rid: .repairedRid, audioLevel: nil, transportSequence: transportSequence, now: now, to: &writer)
            writer.u16(lost.rawValue)
            writer.bytes(UnsafeRawBufferPointer(rebasing: bytes[header.payloadRange]))
            return !writer.overflowed
        }
        guard isWritten else { return nil }
        retransmissionSequence = retransmissionSequence.next
        return writer.count
    }

    /// Keeps what was just written and then encrypted.
    mutating func keep(_ packet: UnsafeRawBufferPointer?, now: MediaTime) {
        if let packet { sealed?.store(packet, number: (sequence &+ -1).rawValue, now: now) }
    }

    /// An encrypted packet that is to be sent again.
    func kept(_ lost: SequenceNumber) -> [UInt8]? { sealed?.packet(lost.rawValue)?.bytes }

    /// What has been sent until now, with the timestamp that the present moment has; nil before the first packet.
    func report(now: MediaTime) -> SenderReport? {
        guard let last else { return nil }
        let ticks = (now - last.sent).microseconds * Int64(format.clockRate) / 1_000_000
        return SenderReport(
            sender: ssrc, ntp: NTPTime(now), timestamp: last.timestamp &+ Int(ticks), packets: packets, octets: octets)
    }

    private func writeExtensions(
        rid name: HeaderExtension, audioLevel: UInt8?, transportSequence: SequenceNumber, now: MediaTime,
        to writer: inout ByteWriter
    ) {
        let map = format.extensions
        let block = HeaderExtensionWriter(into: &writer)
        if let id = map.id(of: .mid) { block.add(id: id, format.mid, to: &writer) }
        if let id = map.id(of: name), !format.rid.isEmpty { block.add(id: id, format.rid, to: &writer) }
        if let id = map.id(of: .audioLevel), let audioLevel {
            // The voice flag is set for anything louder than a quiet room.
            block.add(id: id, CollectionOfOne((audioLevel < 60 ? 0x80 : 0) | audioLevel & 0x7F), to: &writer)
        }
        if let id = map.id(of: .absoluteSendTime) {
            let time = UInt32(truncatingIfNeeded: (now.microseconds << 12) / 15_625)  // 2^18 / 10^6
            block.add(
                id: id, [16, 8, 0].map { UInt8(truncatingIfNeeded: time >> $0) }, to: &writer)
        }
        if let id = map.id(of: .transportSequence) {
            let number = transportSequence.rawValue
            block.add(
                id: id, [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)], to: &writer)
        }
        block.finish(&writer)
    }
}

extension ByteWriter {
    /// The fixed header of a packet that has a header extension (RFC 3550 section 5.1).
    fileprivate mutating func rtpHeader(
        marker: Bool, payloadType: PayloadType, sequence: SequenceNumber, timestamp: RTPTimestamp, ssrc: SSRC
    ) {
        u8(0x90)
        u8((marker ? 0x80 : 0) | payloadType.rawValue)
        u16(sequence.rawValue)
        u32(timestamp.rawValue)
        u32(ssrc.rawValue)
    }
}
