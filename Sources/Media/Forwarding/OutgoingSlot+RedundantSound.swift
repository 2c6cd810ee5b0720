import RTP
import Wire

extension OutgoingSlot {
    /// Sends sound on together with what was sent a while before it (RFC 2198).
    func forwardRedundantly(
        _ packet: MediaPacket, as red: PayloadType, now: MediaTime, into outbox: Outbox
    ) {
        guard let layer = current, let payloadType = negotiated.payloadTypes[packet.format] else { return }
        guard let place = rewriter.place(packet) else { return }
        let slot = outbox.reserve()
        var most = line.redundancy.copies
        var copies = 0
        var length = packet.payload.count
        for step in 1...max(most, 1) where step <= most {
            guard let copy = olderSound(step, than: packet, in: layer) else { continue }
            guard length + copy.payload.count <= Redundancy.longestPacket else {
                most = step - 1
                break
            }
            copies += 1
            length += copy.payload.count
        }
        var position = template.length + RedundantAudio.headerLength(blocks: copies)
        length += position
        guard length + Self.protectionRoom <= slot.count, let target = slot.baseAddress else {
            counters.unsent &+= 1
            return
        }
        template.write(
            to: slot, marker: packet.marker || place.isStart, payloadType: red, sequence: place.sequence.number,
            timestamp: place.timestamp, ssrc: identity.ssrc, audioLevel: packet.audioLevel, now: now)
        var index = 0
        for step in stride(from: most, to: 0, by: -1) {  // Oldest first.
            guard let copy = olderSound(step, than: packet, in: layer), let source = copy.payload.baseAddress else {
                continue
            }
            RedundantAudio.writeHeader(
                index, payloadType: payloadType,
                timestampOffset: packet.timestamp.rawValue &- copy.timestamp.rawValue, length: copy.payload.count,
                to: slot, at: template.length)
            (target + position).copyMemory(from: source, byteCount: copy.payload.count)
            position += copy.payload.count
            index += 1
        }
        slot[template.length + 4 * copies] = payloadType.rawValue
        if let source = packet.payload.baseAddress {
            (target + position).copyMemory(from: source, byteCount: packet.payload.count)
        }
        stamp(slot, template, length: length, now: now)
        guard sender.sendRTP(length: length, in: slot, outbox: outbox) else {
            counters.unsent &+= 1
            return
        }
        sent.count(packet, length: length, now: now)
        keepSound(place, now: now, outbox)
        counters.redundancySent &+= UInt64(copies)
        counters.forwarded &+= 1
        counters.forwardedBytes &+= UInt64(length)
    }

    /// Sound that was sent a while before; nil where it is of another voice, or gone, or does not fit a block.
    private func olderSound(_ step: Int, than packet: MediaPacket, in layer: IncomingLayer) -> MediaPacket? {
        let sequence = ExtendedSequence(packet.sequence.value - Int64(step * Redundancy.distance))
        guard rewriter.isOfCurrentEpoch(sequence), let copy = layer.cachedPacket(sequence),
            packet.timestamp.rawValue &- copy.timestamp.rawValue <= RedundantAudio.longestOffset,
            copy.payload.count <= RedundantAudio.longestBlock
        else { return nil }
        return copy
    }
}
