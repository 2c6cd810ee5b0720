import Forwarding
import RTP
import Wire

/// Stands for a receiver's transport: keeps what would be encrypted and sent.
final class Wiretap: RTPSender {
    struct Packet {
        var bytes: [UInt8]
        var header: RTPHeader
        var payload: [UInt8]
    }

    var packets: [Packet] = []
    var isOpen = true
    var canSend: Bool { isOpen }

    func sendRTP(length: Int, in slot: UnsafeMutableRawBufferPointer, outbox: Outbox) -> Bool {
        guard isOpen else { return false }
        let bytes = Array(slot[..<length])
        guard let header = bytes.withUnsafeBytes({ RTPHeader($0) }) else { return false }
        packets.append(Packet(bytes: bytes, header: header, payload: Array(bytes[header.payloadRange])))
        return true
    }

    /// What was sent once more as it was.
    var again: [[UInt8]] = []

    func resend(_ packet: UnsafeRawBufferPointer, outbox: Outbox) -> Bool {
        again.append(Array(packet))
        return isOpen
    }

    func take() -> [Packet] {
        defer { packets = [] }
        return packets
    }

    var sequences: [UInt16] { packets.map(\.header.sequence.rawValue) }
}

/// One publisher with sound and a picture, and as many slots as a test wants.
final class Rig {
    let counters: ForwardingCounters
    let fanOut: FanOut
    let line = ReceiverLine()
    let outbox = Outbox(capacity: 8)
    let streams: PublisherStreams
    let audio: IncomingTrack
    let video: IncomingTrack
    var now = MediaTime(microseconds: 1_000_000_000)
    /// A slot does not own its sender; the rig does.
    private var taps: [any RTPSender] = []

    static let midID: UInt8 = 4, levelID: UInt8 = 1, ridID: UInt8 = 10, repairedRidID: UInt8 = 11

    init(rids: [String] = [], owner: UInt32 = 1, permitted: Bool = true) {
        counters = ForwardingCounters()
        fanOut = FanOut(counters: counters)
        streams = PublisherStreams(owner: owner, reporter: SSRC(0xFEED), counters: counters, fanOut: fanOut)
        streams.extensions[Self.midID] = .mid
        streams.extensions[Self.levelID] = .audioLevel
        streams.extensions[Self.ridID] = .rid
        streams.extensions[Self.repairedRidID] = .repairedRid
        streams.extensions[3] = .transportSequence
        var audioTypes = PayloadTypeFormats()
        audioTypes[111] = .init(format: .opus)
        audioTypes[63] = .init(format: .red)
        audio = IncomingTrack(
            kind: .audio, mid: "0", payloadTypes: audioTypes, feedback: .init(), owner: owner, clock: streams.clock)
        var videoTypes = PayloadTypeFormats()
        videoTypes[96] = .init(format: .vp8)
        videoTypes[97] = .init(format: .vp8, isRetransmission: true)
        videoTypes[102] = .init(format: .h264)
        video = IncomingTrack(
            kind: .video, mid: "1", rids: rids, payloadTypes: videoTypes,
            feedback: .init(nack: true, pictureLossIndication: true), owner: owner, clock: streams.clock)
        streams.add(audio)
        streams.add(video)
        if permitted {
            _ = streams.permit(.audio, true, now: now)
            _ = streams.permit(.video, true, now: now)
        }
    }

    func slot(
        _ kind: MediaKind, to sender: any RTPSender, ssrc: UInt32 = 0xA000, hasRTX: Bool = true,
        vp8: PayloadType? = 120,
        firstSequence: UInt16 = 65_530, line: ReceiverLine? = nil
    ) -> OutgoingSlot {
        taps.append(sender)
        var types = FormatPayloadTypes()
        types[.opus] = 109
        types[.vp8] = vp8
        if hasRTX { types[rtxOf: .vp8] = 121 }
        var extensions = HeaderExtensionMap()
        extensions[5] = .mid
        extensions[6] = .audioLevel
        return OutgoingSlot(
            kind: kind,
            identity: .init(
                canonicalName: "slot-0", ssrc: SSRC(ssrc), rtx: SSRC(ssrc + 1), firstSequence: firstSequence,
                firstRTXSequence: 500, firstTimestamp: 0xFFFF_0000),
            negotiated: .init(mid: "m7", payloadTypes: types, extensions: extensions), sender: sender,
            line: line ?? self.line, counters: counters)
    }

    func advance(milliseconds: Int64) { now = now + .milliseconds(milliseconds) }

    @discardableResult
    func send(_ packet: [UInt8]) -> PublisherStreams.News {
        send(batch: [packet])[0]
    }

    /// Packets that came together.
    func send(batch packets: [[UInt8]]) -> [PublisherStreams.News] {
        let memory = packets.map { packet in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count, alignment: 16)
            copy.copyBytes(from: packet)
            return UnsafeRawBufferPointer(copy)
        }
        defer { for packet in memory { packet.deallocate() } }
        let news = memory.map { streams.receive($0, now: now, into: outbox) }
        fanOut.flush(now: now, into: outbox)
        return news
    }

    @discardableResult
    func sendVideo(
        _ sequence: UInt16, timestamp: UInt32 = 0, key: Bool = false, ssrc: UInt32 = 0x5001, rid: String? = nil,
        pictureID: UInt16 = 1, tl0: UInt8 = 1, body: [UInt8] = [1, 2, 3]
    ) -> PublisherStreams.News {
        send(
            packet(
                96, sequence, timestamp, ssrc, mid: "1", rid: rid,
                payload: vp8(key: key, pictureID: pictureID, tl0: tl0, body)))
    }

    @discardableResult
    func sendAudio(_ sequence: UInt16, timestamp: UInt32 = 0, level: UInt8? = nil) -> PublisherStreams.News {
        send(packet(111, sequence, timestamp, 0x4001, mid: "0", level: level, payload: [0xFC, 1, 2]))
    }

    /// A retransmission of a video packet (RFC 4588).
    func sendRTX(_ rtxSequence: UInt16, of sequence: UInt16, timestamp: UInt32 = 0, key: Bool = false) {
        send(
            packet(
                97, rtxSequence, timestamp, 0x5002, mid: "1",
                payload: [UInt8(sequence >> 8), UInt8(sequence & 0xFF)] + vp8(key: key, pictureID: 1, tl0: 1, [9])))
    }

    func vp8(key: Bool, pictureID: UInt16, tl0: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0x90, 0xC0, 0x80 | UInt8(pictureID >> 8), UInt8(pictureID & 0xFF), tl0, key ? 0x10 : 0x11] + body
    }

    func packet(
        _ type: UInt8, _ sequence: UInt16, _ timestamp: UInt32, _ ssrc: UInt32, mid: String?, rid: String? = nil,
        repairedRid: String? = nil, level: UInt8? = nil, transport: UInt16? = nil, payload: [UInt8], padding: Int = 0
    ) -> [UInt8] {
        var elements: [UInt8] = []
        func add(_ id: UInt8, _ value: [UInt8]) { elements += [id << 4 | UInt8(value.count - 1)] + value }
        if let mid { add(Self.midID, Array(mid.utf8)) }
        if let rid { add(Self.ridID, Array(rid.utf8)) }
        if let repairedRid { add(Self.repairedRidID, Array(repairedRid.utf8)) }
        if let level { add(Self.levelID, [level]) }
        if let transport { add(3, [UInt8(transport >> 8), UInt8(transport & 0xFF)]) }
        elements += Array(repeating: 0, count: (4 - elements.count % 4) % 4)
        func words(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }
        return [0x90 | (padding > 0 ? 0x20 : 0), type, UInt8(sequence >> 8), UInt8(sequence & 0xFF)]
            + words(timestamp) + words(ssrc) + [0xBE, 0xDE, 0, UInt8(elements.count / 4)] + elements + payload
            + (padding > 0 ? Array(repeating: 0, count: padding - 1) + [UInt8(padding)] : [])
    }

    /// Everything the publisher is told now.
    func takeRTCP() -> RTCPSummary {
        var summary = RTCPSummary()
        while true {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_400, alignment: 8)
            defer { memory.deallocate() }
            var writer = ByteWriter(memory)
            guard streams.writeDue(now: now, to: &writer) else { return summary }
            summary.read(writer.written)
        }
    }
}

struct RTCPSummary {
    var nacks: [UInt16] = []
    var pictureLosses: [UInt32] = []
    var blocks: [ReportBlock] = []
    var feedback: [UInt16] = []

    mutating func read(_ bytes: UnsafeRawBufferPointer) {
        for packet in RTCPReader(bytes) {
            switch packet {
            case .nack(_, _, let lost): nacks += lost.map(\.rawValue)
            case .pictureLossIndication(_, let media): pictureLosses.append(media.rawValue)
            case .receiverReport(_, let found): blocks += Array(found)
            case .transportFeedback(_, _, let list):
                feedback += list.filter { $0.arrival != nil }.map(\.sequence.rawValue)
            default: break
            }
        }
    }
}

func senderReport(_ sender: UInt32, at seconds: Double, timestamp: UInt32) -> RTCPPacket {
    let ntp = NTPTime(rawValue: 0xE000_0000_0000_0000 + UInt64(seconds * 4_294_967_296))
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = bytes.withUnsafeMutableBytes { buffer in
        var writer = ByteWriter(buffer)
        writer.rtcp(
            SenderReport(sender: SSRC(sender), ntp: ntp, timestamp: RTPTimestamp(timestamp), packets: 1, octets: 1))
        return writer.count
    }
    return bytes.withUnsafeBytes { buffer in
        var reader = RTCPReader(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        // The view is read at once by the caller; the values of an SR are copied out of the packet.
        return reader.next()!
    }
}
