public import RTP
public import Wire

/// Packets once more, and probes: on the slot's second stream (RTX, RFC 4588), sound on its only one.
extension OutgoingSlot {
    /// Sends a packet again that the receiver missed, as RTX (RFC 4588), or sound as it was.
    public func resend(_ number: SequenceNumber, now: MediaTime, into outbox: Outbox) -> Bool {
        guard sender.canSend else {
            counters.unsent &+= 1
            return false
        }
        guard resendBudget.take(now: now) else {
            counters.excessiveFeedback &+= 1
            return false
        }
        if let abandoned, rewriter.lastSequence.nearest(number) <= abandoned { return false }
        if kind == .audio { return resendSound(number, now: now, into: outbox) }
        guard let (epoch, sequence) = rewriter.origin(of: number), epoch.layer.isPermitted,
            let packet = epoch.layer.cachedPacket(sequence),
            let payloadType = negotiated.payloadTypes[rtxOf: packet.format]
        else {
            counters.notInCache &+= 1
            return false
        }
        guard line.mayRepeat(bytes: packet.payload.count, now: now) else {
            counters.excessiveFeedback &+= 1
            return false
        }
        guard send(packet, at: rewriter.place(packet, in: epoch), as: payloadType, now: now, into: outbox) != nil else {
            return false
        }
        counters.retransmissionsSent &+= 1
        return true
    }

    // MARK: Sound

    /// Sound that is asked for later than this after it was sent is played without it.
    static let soundUse = MediaInterval.milliseconds(500)
    /// So much of it, and some to spare.
    private static let soundMemory = 32

    static func memory(of kind: MediaKind, _ negotiated: Negotiated) -> RecentPackets? {
        kind == .audio && negotiated.repairs ? RecentPackets(capacity: soundMemory) : nil
    }

    /// Keeps the packet of sound that was just sent, if it may be asked for.
    @inline(__always)
    func keepSound(_ place: StreamRewriter.Place, now: MediaTime, _ outbox: Outbox) {
        guard sentSound != nil, let packet = outbox.newest else { return }
        sentSound?.store(packet, number: place.sequence.number.rawValue, now: now)
    }

    private func resendSound(_ number: SequenceNumber, now: MediaTime, into outbox: Outbox) -> Bool {
        guard let (epoch, _) = rewriter.origin(of: number), epoch.layer.isPermitted,
            let packet = sentSound?.packet(number.rawValue), now - packet.sent <= Self.soundUse
        else {
            counters.notInCache &+= 1
            return false
        }
        // It comes within later sound all the same; if that was lost too, the receiver asks again.
        if negotiated.payloadTypes[.red] != nil, line.stillCarries(soundOf: packet.sent, now: now) { return false }
        guard line.mayRepeat(bytes: packet.bytes.count, now: now) else {
            counters.excessiveFeedback &+= 1
            return false
        }
        guard packet.bytes.withUnsafeBytes({ sender.resend($0, outbox: outbox) }) else {
            counters.unsent &+= 1
            return false
        }
        counters.forwardedBytes &+= UInt64(packet.bytes.count)
        sent.totalPackets &+= 1
        sent.totalBytes &+= UInt64(packet.bytes.count)
        counters.retransmissionsSent &+= 1
        return true
    }

    /// Sends a packet once more, as RTX; the length, nil if it could not be sent.
    private func send(
        _ packet: MediaPacket, at place: StreamRewriter.Place, as payloadType: PayloadType, now: MediaTime,
        into outbox: Outbox
    ) -> Int? {
        let slot = outbox.reserve()
        let header = headerLength(packet, place)
        let start = header + 2
        let length = place.isEmpty ? start : start + packet.payload.count
        guard length + Self.protectionRoom <= slot.count else {
            counters.unsent &+= 1
            return nil
        }
        rtxSequence = rtxSequence.next
        let written = writeHeader(
            packet, place, to: slot, payloadType: payloadType, sequence: rtxSequence, ssrc: identity.rtx,
            audioLevel: nil, now: now)
        slot.store(u16: place.sequence.number.rawValue, at: header)
        if !place.isEmpty { copyPayload(packet, place, to: slot, at: start) }
        return finish(slot, written, length: length, now: now, outbox)
    }

    private func finish(
        _ slot: UnsafeMutableRawBufferPointer, _ header: HeaderTemplate, length: Int, now: MediaTime, _ outbox: Outbox
    ) -> Int? {
        stamp(slot, header, length: length, now: now)
        guard sender.sendRTP(length: length, in: slot, outbox: outbox) else {
            counters.unsent &+= 1
            return nil
        }
        counters.forwardedBytes &+= UInt64(length)
        sent.totalPackets &+= 1
        sent.totalBytes &+= UInt64(length)
        return length
    }

    // MARK: Probes

    /// Whether there is an RTX stream, on which what is sent twice or is only padding harms nobody.
    var canRepeat: Bool { repeatType != nil && sender.canSend }

    private var repeatType: PayloadType? {
        Codec.Format.allCases.lazy.compactMap { self.negotiated.payloadTypes[rtxOf: $0] }.first
    }

    /// Sends the `number`th packet of a probe: of the newest once more what has so many bytes at most, else padding. The length;
    /// nil: not sent.
    func sendProbe(_ number: Int, bytes: Int, now: MediaTime, into outbox: Outbox) -> Int? {
        counters.probePackets &+= 1
        let newest = ExtendedSequence(rewriter.lastSequence.value - Int64(number))
        if number < 64, let (epoch, sequence) = rewriter.origin(of: newest.number), epoch.layer.isPermitted,
            let packet = epoch.layer.cachedPacket(sequence), packet.payload.count <= bytes,
            let payloadType = negotiated.payloadTypes[rtxOf: packet.format]
        {
            return send(packet, at: rewriter.place(packet, in: epoch), as: payloadType, now: now, into: outbox)
        }
        return sendPadding(min(max(bytes, 1), Self.mostPadding), now: now, into: outbox)
    }

    /// The most that the padding's own length byte can say (RFC 3550, section 5.1).
    private static let mostPadding = 255

    private func sendPadding(_ count: Int, now: MediaTime, into outbox: Outbox) -> Int? {
        guard let payloadType = repeatType else { return nil }
        let slot = outbox.reserve()
        let length = template.length + count
        rtxSequence = rtxSequence.next
        template.write(
            to: slot, marker: false, payloadType: payloadType, sequence: rtxSequence, timestamp: rewriter.lastTimestamp,
            ssrc: identity.rtx, audioLevel: nil, now: now)
        slot[0] |= 0x20
        for offset in template.length..<length - 1 { slot[offset] = 0 }
        slot[length - 1] = UInt8(count)
        return finish(slot, template, length: length, now: now, outbox)
    }
}
