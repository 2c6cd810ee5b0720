import RTP
import Transport
public import Wire

extension MediaClient {
    /// Sends one Opus packet.
    ///
    /// - Parameters:
    ///   - timestamp: 48 kHz ticks. For lips and sound to stay together, sound and picture count from the same moment.
    ///   - level: loudness, -dBov: 0 is loudest, 127 silence.
    /// - Returns: false when not connected or sound was not agreed on.
    @discardableResult
    public func sendAudio(
        _ frame: [UInt8], timestamp: UInt32, level: UInt8, now: MediaTime, into outbox: Outbox
    ) -> Bool {
        guard let transport, transport.isConnected, audio != nil, frame.count <= configuration.payloadSize else {
            return false
        }
        let slot = outbox.reserve()
        let length = audio?.write(
            timestamp: timestamp, marker: false, audioLevel: level, transportSequence: takeTransportSequence(),
            now: now,
            into: room(of: slot)
        ) { writer in writer.bytes(frame) }
        guard let length, transport.sendRTP(length: length, in: slot, outbox: outbox) else { return false }
        audio?.keep(outbox.newest, now: now)
        return true
    }

    /// Sends one VP8 frame of a layer in as many packets as it needs.
    ///
    /// - Parameter timestamp: 90 kHz ticks, see `sendAudio`.
    /// - Returns: false when not connected or the layer was not agreed on.
    @discardableResult
    public func sendVideo(
        layer: Int, frame: [UInt8], timestamp: UInt32, now: MediaTime, into outbox: Outbox
    ) -> Bool {
        guard layers.indices.contains(layer), !frame.isEmpty else { return false }
        let packetizer = packetizers[layer]
        for part in VP8Packetizer.parts(of: frame.count, limit: configuration.payloadSize) {
            let isLast = part.upperBound == frame.count
            let isSent = sendPicture(layer: layer, timestamp: timestamp, isLast: isLast, now: now, into: outbox) {
                packetizer.writeDescriptor(isFirst: part.lowerBound == 0, to: &$0)
                $0.bytes(frame[part])
            }
            guard isSent else { return false }
        }
        packetizers[layer].finishFrame()
        return true
    }

    /// Sends one picture of any format, already cut into RTP payloads.
    ///
    /// - Parameter timestamp: 90 kHz ticks, see `sendAudio`.
    /// - Returns: false when not connected, the layer was not agreed on, or a payload is too long.
    @discardableResult
    public func sendVideo(
        layer: Int, payloads: [[UInt8]], timestamp: UInt32, now: MediaTime, into outbox: Outbox
    ) -> Bool {
        for (index, payload) in payloads.enumerated() {
            let isLast = index == payloads.count - 1
            guard
                sendPicture(
                    layer: layer, timestamp: timestamp, isLast: isLast, now: now, into: outbox, { $0.bytes(payload) })
            else { return false }
        }
        return true
    }

    private func sendPicture(
        layer: Int, timestamp: UInt32, isLast: Bool, now: MediaTime, into outbox: Outbox,
        _ payload: (inout ByteWriter) -> Void
    ) -> Bool {
        guard let transport, transport.isConnected, layers.indices.contains(layer) else { return false }
        let slot = outbox.reserve()
        let length = layers[layer].write(
            timestamp: timestamp, marker: isLast, audioLevel: nil, transportSequence: takeTransportSequence(),
            now: now, into: room(of: slot), payload: payload)
        guard let length else { return false }
        return transport.sendRTP(length: length, in: slot, outbox: outbox)
    }

    /// The slot without the room that SRTP needs at its end (RFC 7714: 16 bytes of tag; SRTCP 4 more).
    func room(of slot: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: slot[..<max(0, slot.count - 24)])
    }

    func takeTransportSequence() -> SequenceNumber {
        defer { transportSequence = transportSequence.next }
        return transportSequence
    }

    /// Repeats what a NACK asks for.
    func repeatPackets(_ lost: some Sequence<SequenceNumber>, of media: SSRC, now: MediaTime, into outbox: Outbox) {
        guard let transport else { return }
        if let audio, audio.ssrc == media {
            for case let packet? in lost.prefix(OutgoingStream.memory).map(audio.kept) {
                _ = packet.withUnsafeBytes { transport.resend($0, outbox: outbox) }
            }
        }
        guard let index = layers.firstIndex(where: { $0.ssrc == media }) else { return }
        for number in lost.prefix(OutgoingStream.memory) {
            let slot = outbox.reserve()
            guard
                let length = layers[index].rewrite(
                    number, transportSequence: takeTransportSequence(), now: now, into: room(of: slot))
            else { continue }
            _ = transport.sendRTP(length: length, in: slot, outbox: outbox)
        }
    }
}
