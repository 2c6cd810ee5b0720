public import RTP
import SDP
public import Wire

/// What has come into one slot so far.
public struct SlotStatistics: Hashable, Sendable {
    public var kind: MediaKind
    /// Counted per kind from 0, as everywhere.
    public var slot: Int
    public var packets = 0
    /// Payload bytes.
    public var bytes = 0
    /// Different timestamps: pictures, or 20 ms of sound each.
    public var frames = 0
    public var keyframes = 0
    /// Packets that came by retransmission.
    public var recovered = 0
    public var lost = 0
    /// When the newest packet came.
    public var lastArrival: MediaTime?
    /// Loudness of the newest packet, -dBov 0...127, if told.
    public var audioLevel: UInt8?

    init(kind: MediaKind, slot: Int) {
        self.kind = kind
        self.slot = slot
    }
}

/// The receiving end of one slot: counts, and what receiver reports need (RFC 3550 section 6.4.1).
struct IncomingStream {
    let source: SourcePair
    private let media: NegotiatedMedia
    private(set) var statistics: SlotStatistics
    private var first: ExtendedSequence?
    private var highest: ExtendedSequence?
    private var expectedBefore: Int64 = 0
    private var receivedBefore: Int64 = 0
    private var received: Int64 = 0
    private var lastTimestamp: RTPTimestamp?
    private var lastTransit: Int64?
    private var jitter: Double = 0
    private var lastReport: (compact: UInt32, arrival: MediaTime)?

    init(_ media: NegotiatedMedia, source: SourcePair) {
        self.media = media
        self.source = source
        statistics = SlotStatistics(kind: media.kind, slot: media.slot)
    }

    var extensions: HeaderExtensionMap { media.extensions }

    mutating func take(
        _ packet: UnsafeRawBufferPointer, header: RTPHeader, values: HeaderExtensionValues, now: MediaTime
    ) {
        guard let (codec, isRetransmission) = media.codec(of: header.payloadType) else { return }
        statistics.lastArrival = now
        if isRetransmission || header.ssrc == source.retransmission {
            statistics.recovered += 1
            return
        }
        let payload = UnsafeRawBufferPointer(rebasing: packet[header.payloadRange])
        statistics.packets += 1
        statistics.bytes += payload.count
        if let level = values.audioLevel { statistics.audioLevel = level & 0x7F }
        if header.timestamp != lastTimestamp { statistics.frames += 1 }
        lastTimestamp = header.timestamp
        if let format = codec.codec.format, media.kind == .video,
            PayloadDescription(payload, format: format).startsKeyframe
        {
            statistics.keyframes += 1
        }
        count(header.sequence)
        measure(header.timestamp, clockRate: codec.codec.clockRate, now: now)
    }

    private mutating func count(_ sequence: SequenceNumber) {
        received += 1
        let extended = highest?.nearest(sequence) ?? ExtendedSequence(65_536 + Int64(sequence.rawValue))
        if first == nil { first = extended }
        highest = max(highest ?? extended, extended)
        statistics.lost = max(0, Int(clamping: expected - received))
    }

    private var expected: Int64 {
        guard let first, let highest else { return 0 }
        return highest.value - first.value + 1
    }

    /// Interarrival jitter (RFC 3550 appendix A.8), in ticks.
    private mutating func measure(_ timestamp: RTPTimestamp, clockRate: UInt32, now: MediaTime) {
        let arrival = Int64(Double(now.microseconds) * Double(clockRate) / 1_000_000)
        let transit = Int64(Int32(truncatingIfNeeded: arrival &- Int64(timestamp.rawValue)))
        if let lastTransit { jitter += (Double(abs(transit - lastTransit)) - jitter) / 16 }
        lastTransit = transit
    }

    mutating func take(_ report: SenderReport, now: MediaTime) {
        lastReport = (report.ntp.compact, now)
    }

    /// The block about this stream since the last one; nil before the first packet.
    mutating func report(now: MediaTime) -> ReportBlock? {
        guard let highest else { return nil }
        let (interval, came) = (expected - expectedBefore, received - receivedBefore)
        (expectedBefore, receivedBefore) = (expected, received)
        let fraction = interval > 0 && interval > came ? min(255, (interval - came) * 256 / interval) : 0
        let delay = lastReport.map { (now - $0.arrival).microseconds * 65_536 / 1_000_000 } ?? 0
        return ReportBlock(
            ssrc: source.ssrc, fractionLost: UInt8(clamping: fraction),
            cumulativeLost: Int32(clamping: expected - received),
            highestSequence: UInt32(truncatingIfNeeded: highest.value), jitter: UInt32(min(jitter, 1e9)),
            lastSR: lastReport?.compact ?? 0, delaySinceLastSR: UInt32(clamping: delay))
    }
}
