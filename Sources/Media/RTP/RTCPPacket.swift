import Wire

/// One packet out of an RTCP compound; lists are views that read the packet's memory when asked.
public enum RTCPPacket {
    case senderReport(SenderReport, blocks: ReportBlocks)
    case receiverReport(sender: SSRC, blocks: ReportBlocks)
    case sourceDescription(SourceDescriptions)
    case goodbye(SSRCList)
    case nack(sender: SSRC, media: SSRC, NACKList)
    case pictureLossIndication(sender: SSRC, media: SSRC)
    case fullIntraRequest(sender: SSRC, FIRList)
    case receiverEstimatedMaximumBitrate(bitsPerSecond: UInt64, SSRCList)
    case transportFeedback(sender: SSRC, media: SSRC, TransportFeedback)
    /// Well formed, and nothing that this program uses.
    case other(type: UInt8)
}

/// RTCP packet types (RFC 3550, section 12.1; RFC 4585, section 6.1).
public enum RTCPType {
    public static let senderReport: UInt8 = 200
    public static let receiverReport: UInt8 = 201
    public static let sourceDescription: UInt8 = 202
    public static let goodbye: UInt8 = 203
    public static let application: UInt8 = 204
    public static let transportFeedback: UInt8 = 205
    public static let payloadFeedback: UInt8 = 206
    public static let extendedReport: UInt8 = 207
}

/// Walks the packets of a compound (RFC 3550, section 6.1), reduced-size ones too (RFC 5506).
///
/// A packet whose content is malformed ends the walk and sets `isMalformed`; the ones before it stay valid.
public struct RTCPReader: IteratorProtocol, Sequence {
    private var reader: ByteReader
    public private(set) var isMalformed = false

    public init(_ compound: UnsafeRawBufferPointer) { reader = ByteReader(compound) }

    public mutating func next() -> RTCPPacket? {
        guard !isMalformed, !reader.isAtEnd else { return nil }
        guard let packet = readOne() else {
            isMalformed = true
            return nil
        }
        return packet
    }

    private mutating func readOne() -> RTCPPacket? {
        guard let first = reader.u8(), first >> 6 == 2, let type = reader.u8(), let words = reader.u16(),
            var body = reader.bytes(4 * Int(words))
        else { return nil }
        if first & 0x20 != 0 {
            guard let padding = body.last, padding > 0, Int(padding) <= body.count else { return nil }
            body = body.slice(0, body.count - Int(padding))
        }
        return Self.parse(type: type, count: first & 0x1F, ByteReader(body))
    }

    private static func parse(type: UInt8, count: UInt8, _ reader: ByteReader) -> RTCPPacket? {
        var body = reader
        switch type {
        case RTCPType.senderReport:
            guard let report = SenderReport(&body), let blocks = ReportBlocks(&body, count: Int(count)) else {
                return nil
            }
            return .senderReport(report, blocks: blocks)
        case RTCPType.receiverReport:
            guard let sender = body.ssrc(), let blocks = ReportBlocks(&body, count: Int(count)) else { return nil }
            return .receiverReport(sender: sender, blocks: blocks)
        case RTCPType.sourceDescription:
            return .sourceDescription(SourceDescriptions(body.rest(), count: Int(count)))
        case RTCPType.goodbye:
            guard let sources = body.bytes(4 * Int(count)) else { return nil }
            return .goodbye(SSRCList(sources))
        case RTCPType.transportFeedback, RTCPType.payloadFeedback:
            guard let sender = body.ssrc(), let media = body.ssrc() else { return nil }
            return feedback(type: type, format: count, sender: sender, media: media, body)
        default:
            return .other(type: type)
        }
    }

    private static func feedback(
        type: UInt8, format: UInt8, sender: SSRC, media: SSRC, _ reader: ByteReader
    ) -> RTCPPacket? {
        var body = reader
        switch (type, format) {
        case (RTCPType.transportFeedback, 1):
            return .nack(sender: sender, media: media, NACKList(body.rest()))
        case (RTCPType.transportFeedback, 15):
            guard let feedback = TransportFeedback(body.rest()) else { return nil }
            return .transportFeedback(sender: sender, media: media, feedback)
        case (RTCPType.payloadFeedback, 1):
            return .pictureLossIndication(sender: sender, media: media)
        case (RTCPType.payloadFeedback, 4):
            return .fullIntraRequest(sender: sender, FIRList(body.rest()))
        case (RTCPType.payloadFeedback, 15):
            guard let estimate = RTCPPacket(remb: body.rest()) else { return .other(type: type) }
            return estimate
        default:
            return .other(type: type)
        }
    }
}

extension ByteReader {
    mutating func ssrc() -> SSRC? { u32().map { SSRC($0) } }
}

/// A run of SSRCs in a packet.
public struct SSRCList: RandomAccessCollection {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    public var startIndex: Int { 0 }
    public var endIndex: Int { bytes.count / 4 }
    public subscript(index: Int) -> SSRC {
        precondition(index >= 0 && index < endIndex)
        return SSRC(bytes.u32(at: 4 * index))
    }
}
