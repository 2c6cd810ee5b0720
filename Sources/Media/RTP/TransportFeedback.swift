public import Wire

/// Which packets of a connection came, and when (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1).
///
/// Reading walks status chunks and deltas together; a feedback whose lists are too short for its count is malformed.
public struct TransportFeedback: Sequence {
    public let baseSequence: SequenceNumber
    /// More are in no feedback that was written to be useful: they would be seconds of the fastest line.
    public static let mostPackets = 8_192

    /// Packets that the feedback speaks of.
    public let packetCount: Int
    /// Units of 64 ms since an arbitrary start; 24 bits signed.
    public let referenceTime: Int32
    public let feedbackCount: UInt8
    private let body: UnsafeRawBufferPointer
    private let deltasOffset: Int

    /// The packet's body after the two SSRCs.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = ByteReader(bytes)
        guard let base = reader.u16(), let count = reader.u16(), let time = reader.u24(), let number = reader.u8()
        else { return nil }
        // A few bytes can claim many packets, and each costs time.
        guard count <= Self.mostPackets else { return nil }
        baseSequence = SequenceNumber(base)
        packetCount = Int(count)
        referenceTime = Int32(bitPattern: time << 8) >> 8
        feedbackCount = number
        body = reader.rest()

        // One pass over the chunks, not over the packets: where the deltas begin and whether all are there.
        var chunks = StatusChunks(body)
        var (left, needed) = (packetCount, 0)
        while left > 0 {
            guard let chunk = chunks.skipChunk(atMost: left) else { return nil }
            left -= chunk.packets
            needed += chunk.deltaBytes
        }
        deltasOffset = chunks.offset
        guard body.count - deltasOffset >= needed else { return nil }
    }

    public struct Packet: Hashable {
        public var sequence: SequenceNumber
        /// In units of 250 us since the reference time's zero; nil: did not come.
        public var arrival: Int64?
    }

    public struct Iterator: IteratorProtocol {
        fileprivate var chunks: StatusChunks
        fileprivate var deltas: ByteReader
        fileprivate var sequence: SequenceNumber
        fileprivate var left: Int
        fileprivate var arrival: Int64

        public mutating func next() -> Packet? {
            guard left > 0, let status = chunks.next() else { return nil }
            left -= 1
            defer { sequence = sequence.next }
            switch status {
            case .notReceived, .reserved:
                return Packet(sequence: sequence, arrival: nil)
            case .smallDelta:
                guard let delta = deltas.u8() else { return nil }
                arrival += Int64(delta)
            case .largeDelta:
                guard let delta = deltas.u16() else { return nil }
                arrival += Int64(Int16(bitPattern: delta))
            }
            return Packet(sequence: sequence, arrival: arrival)
        }
    }

    public func makeIterator() -> Iterator {
        Iterator(
            chunks: StatusChunks(body),
            deltas: ByteReader(UnsafeRawBufferPointer(rebasing: body[deltasOffset...])), sequence: baseSequence,
            left: packetCount, arrival: Int64(referenceTime) * 256)
    }
}

/// The two-bit state of a packet in a feedback.
enum PacketStatus: UInt8 {
    case notReceived, smallDelta, largeDelta, reserved

    var deltaSize: Int {
        switch self {
        case .notReceived, .reserved: 0
        case .smallDelta: 1
        case .largeDelta: 2
        }
    }
}

/// Unpacks run-length and vector chunks (sections 3.1.3 and 3.1.4).
struct StatusChunks {
    private var reader: ByteReader
    private var chunk: UInt16 = 0
    private var left = 0

    init(_ bytes: UnsafeRawBufferPointer) { reader = ByteReader(bytes) }

    var offset: Int { reader.offset }

    /// Passes over a chunk: how many packets it speaks of, at most `limit`, and how long their deltas are.
    mutating func skipChunk(atMost limit: Int) -> (packets: Int, deltaBytes: Int)? {
        guard let word = reader.u16() else { return nil }
        switch word >> 14 {
        case 0, 1:
            let count = min(Int(word & 0x1FFF), limit)
            let status = PacketStatus(rawValue: UInt8(truncatingIfNeeded: word >> 13)) ?? .reserved
            return (count, count * status.deltaSize)
        case 2:
            let count = min(14, limit)
            return (count, ((word << 2) >> (16 - UInt16(count))).nonzeroBitCount)
        default:
            let count = min(7, limit)
            var size = 0
            for position in 0..<count {
                let bits = UInt8(truncatingIfNeeded: word >> (12 - 2 * UInt16(position))) & 3
                size += (PacketStatus(rawValue: bits) ?? .reserved).deltaSize
            }
            return (count, size)
        }
    }

    mutating func next() -> PacketStatus? {
        while left == 0 {
            guard let word = reader.u16() else { return nil }
            chunk = word
            switch word >> 14 {
            case 0, 1: left = Int(word & 0x1FFF)
            case 2: left = 14
            default: left = 7
            }
        }
        left -= 1
        switch chunk >> 14 {
        case 0, 1: return PacketStatus(rawValue: UInt8(truncatingIfNeeded: chunk >> 13))
        case 2: return chunk & (1 << UInt16(left)) != 0 ? .smallDelta : .notReceived
        default: return PacketStatus(rawValue: UInt8(truncatingIfNeeded: chunk >> (2 * UInt16(left))) & 3)
        }
    }
}

extension ByteWriter {
    /// A transport-wide feedback for the packets `base`, `base + 1`, ...
    ///
    /// `arrivals[i]` is when packet `base + i` came, in units of 250 us, or nil if it did not. At least one must have come;
    /// else nothing is written. The feedback ends before the first packet whose delta does not fit 16 bits, and before
    /// `limit` bytes are used. Returns how many packets it speaks of.
    public mutating func rtcpTransportFeedback(
        sender: SSRC, media: SSRC, base: SequenceNumber, feedbackCount: UInt8, arrivals: some Collection<Int64?>,
        limit: Int = 1_100
    ) -> Int {
        guard let first = arrivals.lazy.compactMap({ $0 }).first else { return 0 }
        let reference = first >> 8  // 64 ms = 256 x 250 us
        let start = count
        rtcpHeader(type: RTCPType.transportFeedback, count: 15, words: 0)
        u32(sender.rawValue)
        u32(media.rawValue)
        u16(base.rawValue)
        let countOffset = count
        u16(0)
        u24(UInt32(truncatingIfNeeded: reference))
        u8(feedbackCount)

        // Chunks of seven two-bit states, simple and never far from the best; then the deltas.
        var reported = 0
        var last = reference << 8
        var deltaBytes = 0
        var chunk: UInt16 = 0
        for arrival in arrivals {
            var status = PacketStatus.notReceived
            if let arrival {
                let delta = arrival - last
                guard delta >= Int64(Int16.min), delta <= Int64(Int16.max) else { break }
                status = (0...255).contains(delta) ? .smallDelta : .largeDelta
                last = arrival
            }
            let used = count - start + 2 + deltaBytes + status.deltaSize + 3
            guard used <= limit, reported < 0xFFFF else { break }
            deltaBytes += status.deltaSize
            chunk |= UInt16(status.rawValue) << UInt16(2 * (6 - reported % 7))
            reported += 1
            if reported % 7 == 0 {
                u16(0xC000 | chunk)
                chunk = 0
            }
        }
        if reported % 7 != 0 { u16(0xC000 | chunk) }
        last = reference << 8
        for arrival in arrivals.prefix(reported) {
            guard let arrival else { continue }
            let delta = arrival - last
            if (0...255).contains(delta) { u8(UInt8(delta)) } else { u16(UInt16(bitPattern: Int16(delta))) }
            last = arrival
        }
        zeros((4 - (count - start) % 4) % 4)
        patch(u16: UInt16(reported), at: countOffset)
        patch(u16: UInt16(truncatingIfNeeded: (count - start) / 4 - 1), at: start + 2)
        return reported
    }
}
