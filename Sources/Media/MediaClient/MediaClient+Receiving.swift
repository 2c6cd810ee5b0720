import RTP
import Receiving
import SDP
import Transport
import Wire

extension MediaClient {
    /// 50 ms to 100 ms is what senders expect of transport-wide feedback.
    static let feedbackInterval = MediaInterval.milliseconds(50)

    func takeRTP(_ packet: UnsafeRawBufferPointer, now: MediaTime) {
        guard let header = RTPHeader(packet), let index = incomingBySSRC[header.ssrc] else { return }
        let values = HeaderExtensionValues(packet, header: header, map: incoming[index].extensions)
        if configuration.reportsArrivals, let number = values.transportSequence {
            arrivals.record(number, now: now)
            if nextFeedback == nil { nextFeedback = now + Self.feedbackInterval }
        }
        let taken = incoming[index].take(packet, header: header, values: values, now: now)
        if incoming[index].wantsAnything { planRequests(of: incoming[index], now: now) }
        guard var taken else { return }
        let statistics = incoming[index].statistics
        if statistics.kind == .audio {
            var offsets: [Int] = []
            if taken.format == .red {
                guard let redundant = RedundantAudio(taken.payload) else { return }
                offsets = (0..<redundant.count).map { Int(redundant[$0].timestampOffset) }
                for offset in offsets { onSound?(taken.header.timestamp &+ -offset, true) }
                taken.payload = redundant.primary
            }
            // 20 ms each, as everything here sends.
            incoming[index].takeRedundancy(offsets.map { $0 / 960 }, of: taken.header.sequence, now: now)
        }
        if statistics.kind == .audio { onSound?(taken.header.timestamp, false) }
        onPacket?(statistics.kind, statistics.slot, taken.header, taken.payload)
    }

    private func planRequests(of stream: IncomingStream, now: MediaTime) {
        guard let deadline = stream.requestDeadline(now: now) else { return }
        nextRequest = min(nextRequest ?? deadline, deadline)
    }

    func takeRTCP(_ compound: UnsafeRawBufferPointer, now: MediaTime, into outbox: Outbox) {
        for packet in RTCPReader(compound) {
            switch packet {
            case .senderReport(let report, _):
                if let index = incomingBySSRC[report.sender] { incoming[index].take(report, now: now) }
            case .nack(_, let media, let lost):
                repeatPackets(lost, of: media, now: now, into: outbox)
            case .pictureLossIndication(_, let media):
                wantKeyframe(of: media)
            case .fullIntraRequest(_, let entries):
                for entry in entries { wantKeyframe(of: entry.media) }
            default: break
            }
        }
    }

    private func wantKeyframe(of media: SSRC) {
        if let layer = layers.firstIndex(where: { $0.ssrc == media }) { tell(.keyframeWanted(layer: layer)) }
    }

    /// Sends the reports that are due.
    func sendReports(now: MediaTime, into outbox: Outbox) {
        guard let transport, transport.isConnected else { return }
        if let due = nextReport, due <= now {
            nextReport = now + configuration.reportInterval
            sendSenderReports(transport, now: now, into: outbox)
            sendReceiverReports(transport, now: now, into: outbox)
        }
        if let due = nextFeedback, due <= now {
            nextFeedback = nil
            let media = incoming.first?.source.ssrc ?? SSRC(0)
            while sendRTCP(transport, into: outbox, { arrivals.writeFeedback(to: &$0, sender: reporter, media: media) })
            {}
        }
        if let due = nextRequest, due <= now {
            nextRequest = nil
            for index in incoming.indices where incoming[index].wantsAnything {
                sendRTCP(transport, into: outbox) { writer in
                    incoming[index].writeRequests(now: now, sender: reporter, to: &writer)
                    return writer.count > 0
                }
                planRequests(of: incoming[index], now: now)
            }
        }
    }

    /// Sends what `write` has written, if it says so.
    @discardableResult
    private func sendRTCP(
        _ transport: PeerTransport, into outbox: Outbox, _ write: (inout ByteWriter) -> Bool
    ) -> Bool {
        let slot = outbox.reserve()
        var writer = ByteWriter(room(of: slot))
        guard write(&writer), !writer.overflowed else { return false }
        return transport.sendRTCP(length: writer.count, in: slot, outbox: outbox)
    }

    private var canonicalName: [UInt8] { Array(configuration.canonicalName.utf8) }

    /// The SSRC in whose name a client that may send nothing reports.
    private var reporter: SSRC { audio?.ssrc ?? layers.first?.ssrc ?? SSRC(1) }

    private func sendSenderReports(_ transport: PeerTransport, now: MediaTime, into outbox: Outbox) {
        for stream in layers + [audio].compactMap(\.self) {
            guard let report = stream.report(now: now) else { continue }
            sendRTCP(transport, into: outbox) { writer in
                writer.rtcp(report)
                writer.rtcpCanonicalNames([(ssrc: stream.ssrc, name: canonicalName)])
                return true
            }
        }
    }

    private func sendReceiverReports(_ transport: PeerTransport, now: MediaTime, into outbox: Outbox) {
        let blocks = incoming.indices.compactMap { incoming[$0].report(now: now) }
        for start in stride(from: 0, to: blocks.count, by: 31) {
            sendRTCP(transport, into: outbox) { writer in
                writer.rtcpReceiverReport(sender: reporter, blocks[start..<min(start + 31, blocks.count)])
                writer.rtcpCanonicalNames([(ssrc: reporter, name: canonicalName)])
                return true
            }
        }
    }
}
