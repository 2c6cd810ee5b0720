import RTP
import SDP
import Transport
import Wire

extension MediaClient {
    /// 50 ms to 100 ms is what senders expect of transport-wide feedback.
    static let feedbackInterval = MediaInterval.milliseconds(50)

    func takeRTP(_ packet: UnsafeRawBufferPointer, now: MediaTime) {
        guard let header = RTPHeader(packet),
            let index = incoming.firstIndex(where: {
                $0.source.ssrc == header.ssrc || $0.source.retransmission == header.ssrc
            })
        else { return }
        let values = HeaderExtensionValues(packet, header: header, map: incoming[index].extensions)
        if configuration.reportsArrivals, let number = values.transportSequence {
            arrivals.record(number, now: now)
            if nextFeedback == nil { nextFeedback = now + Self.feedbackInterval }
        }
        incoming[index].take(packet, header: header, values: values, now: now)
        if let onPacket, header.ssrc == incoming[index].source.ssrc {
            let statistics = incoming[index].statistics
            onPacket(
                statistics.kind, statistics.slot, header,
                UnsafeRawBufferPointer(rebasing: packet[header.payloadRange]))
        }
    }

    func takeRTCP(_ compound: UnsafeRawBufferPointer, now: MediaTime, into outbox: Outbox) {
        for packet in RTCPReader(compound) {
            switch packet {
            case .senderReport(let report, _):
                if let index = incoming.firstIndex(where: { $0.source.ssrc == report.sender }) {
                    incoming[index].take(report, now: now)
                }
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
            let slot = outbox.reserve()
            var writer = ByteWriter(room(of: slot))
            let media = incoming.first?.source.ssrc ?? SSRC(0)
            if arrivals.write(to: &writer, sender: reporter, media: media), !writer.overflowed {
                _ = transport.sendRTCP(length: writer.count, in: slot, outbox: outbox)
            }
        }
    }

    /// The SSRC in whose name a client that may send nothing reports.
    private var reporter: SSRC { audio?.ssrc ?? layers.first?.ssrc ?? SSRC(1) }

    private func sendSenderReports(_ transport: PeerTransport, now: MediaTime, into outbox: Outbox) {
        for stream in layers + [audio].compactMap(\.self) {
            guard let report = stream.report(now: now) else { continue }
            let slot = outbox.reserve()
            var writer = ByteWriter(room(of: slot))
            writer.rtcp(report)
            writer.rtcpCanonicalNames([(ssrc: stream.ssrc, name: Array(configuration.canonicalName.utf8))])
            guard !writer.overflowed else { continue }
            _ = transport.sendRTCP(length: writer.count, in: slot, outbox: outbox)
        }
    }

    private func sendReceiverReports(_ transport: PeerTransport, now: MediaTime, into outbox: Outbox) {
        let blocks = incoming.indices.compactMap { incoming[$0].report(now: now) }
        for start in stride(from: 0, to: blocks.count, by: 31) {
            let slot = outbox.reserve()
            var writer = ByteWriter(room(of: slot))
            writer.rtcpReceiverReport(sender: reporter, blocks[start..<min(start + 31, blocks.count)])
            writer.rtcpCanonicalNames([(ssrc: reporter, name: Array(configuration.canonicalName.utf8))])
            guard !writer.overflowed else { continue }
            _ = transport.sendRTCP(length: writer.count, in: slot, outbox: outbox)
        }
    }
}
