public import RTP
public import Wire
import Receiving

/// One outgoing stream to one receiver. Its SSRC never changes; what is in it does, without renegotiation.
///
/// A slot is assigned a track and a quality. It forwards from one layer of the track (`current`), and moves to another
/// (`pending`) at that layer's next key frame; for sound every packet is one.
public final class OutgoingSlot {
    /// What the receiver's offer says of the m-line.
    public struct Negotiated {
        public var mid: String
        public var payloadTypes: FormatPayloadTypes
        public var extensions: HeaderExtensionMap

        public init(mid: String, payloadTypes: FormatPayloadTypes, extensions: HeaderExtensionMap) {
            self.mid = mid
            self.payloadTypes = payloadTypes
            self.extensions = extensions
        }
    }

    /// Constants of a slot; the numbers are random (RFC 3550, section 5.1).
    public struct Identity: Sendable {
        /// CNAME, at most 255 bytes: the slots whose sound and picture belong together share it.
        public var canonicalName: [UInt8]
        public var ssrc: SSRC
        public var rtx: SSRC
        public var firstSequence: UInt16
        public var firstRTXSequence: UInt16
        public var firstTimestamp: UInt32

        public init(
            canonicalName: String, ssrc: SSRC, rtx: SSRC, firstSequence: UInt16, firstRTXSequence: UInt16,
            firstTimestamp: UInt32
        ) {
            self.canonicalName = Array(canonicalName.utf8.prefix(255))
            self.ssrc = ssrc
            self.rtx = rtx
            self.firstSequence = firstSequence
            self.firstRTXSequence = firstRTXSequence
            self.firstTimestamp = firstTimestamp
        }
    }

    /// What each packet changes, in one value: one access for each packet.
    public struct Sent: Sendable {
        /// On the main stream, for SR.
        public internal(set) var packets: UInt32 = 0
        public internal(set) var octets: UInt32 = 0
        /// Everything, retransmissions and headers included.
        public internal(set) var totalPackets: UInt64 = 0
        public internal(set) var totalBytes: UInt64 = 0
        /// Of the newest packet: its time at the sender, and when it was sent on; nil before the first.
        var last: (timestamp: RTPTimestamp, time: MediaTime)?

        @inline(__always)
        mutating func count(_ packet: MediaPacket, length: Int, now: MediaTime) {
            packets &+= 1
            octets &+= UInt32(truncatingIfNeeded: packet.payload.count)
            totalPackets &+= 1
            totalBytes &+= UInt64(truncatingIfNeeded: length)
            last = (packet.timestamp, now)
        }
    }

    public let kind: MediaKind
    public let identity: Identity
    private let sender: any RTPSender
    private let line: ReceiverLine
    private let counters: ForwardingCounters
    public private(set) var negotiated: Negotiated
    private var template: HeaderTemplate

    public private(set) var track: IncomingTrack?
    public private(set) var wantsFull = true
    private var assigned = MediaTime.zero
    public internal(set) var current: IncomingLayer?
    public internal(set) var pending: IncomingLayer?

    private var rewriter: StreamRewriter
    private var rtxSequence: SequenceNumber
    private var resendBudget = TokenBucket(capacity: 256, perSecond: 512)
    /// Where the stream's clock would stand at zero of the media clock, so that switches keep time.
    private let timelineStart: UInt32

    public private(set) var sent = Sent()
    /// What the receiver last reported about this stream.
    public internal(set) var lastReport: ReportBlock?

    public init(
        kind: MediaKind, identity: Identity, negotiated: Negotiated, sender: any RTPSender, line: ReceiverLine,
        counters: ForwardingCounters
    ) {
        self.kind = kind
        self.identity = identity
        self.negotiated = negotiated
        self.sender = sender
        self.line = line
        self.counters = counters
        template = HeaderTemplate(mid: negotiated.mid, extensions: negotiated.extensions)
        rewriter = StreamRewriter(sequence: identity.firstSequence, timestamp: identity.firstTimestamp)
        rtxSequence = SequenceNumber(identity.firstRTXSequence)
        timelineStart = identity.firstTimestamp
    }

    /// A renegotiation may change payload types and extension ids.
    public func renegotiate(_ new: Negotiated) {
        negotiated = new
        template = HeaderTemplate(mid: new.mid, extensions: new.extensions)
    }

    public func canDecode(_ format: Codec.Format) -> Bool { negotiated.payloadTypes[format] != nil }

    /// Whether it is assigned a track of which the receiver can decode nothing: it stays empty, whatever comes.
    var isUndecodable: Bool {
        guard let formats = track?.payloadTypes.formats, !formats.isEmpty else { return false }
        return !formats.contains { canDecode($0) }
    }

    // MARK: What is in it

    /// Puts a track into the slot. Another track's picture stays until the new one's first key frame; nil empties it now.
    public func assign(_ new: IncomingTrack?, wantsFull: Bool = true, now: MediaTime) {
        self.wantsFull = wantsFull
        // Also a picture that stayed on while its successor was waited for.
        if new == nil { stop() }
        if new !== track {
            track?.remove(self)
            // A picture that must not be seen yet replaces the old one all the same.
            if kind == .audio || new?.isPermitted != true { stop() }
            track = new
            new?.add(self)
            assigned = now
        }
        new?.chooseLayer(of: self, now: now)
    }

    /// Ends a picture whose successor does not come: better an empty slot than the wrong face under a name.
    public func settle(now: MediaTime) {
        guard let current, let track, now - assigned > Self.longestOverlap else { return }
        if !track.layers.contains(where: { $0 === current }) { leave(current) }
    }

    private static let longestOverlap = MediaInterval.milliseconds(1_500)

    /// Stops forwarding now; the assignment stays.
    func stop() {
        guard current != nil || pending != nil else { return }
        current?.unsubscribe(self)
        current = nil
        pending?.stopWaiting(self)
        pending = nil
        rewriter.pause()
    }

    /// Stops forwarding from a layer that may not be seen any more; a layer of another track may be waited for still.
    func leave(_ layer: IncomingLayer) {
        if current === layer {
            layer.unsubscribe(self)
            current = nil
            rewriter.pause()
        }
        if pending === layer {
            layer.stopWaiting(self)
            pending = nil
        }
    }

    /// Stops and lets go of a track that ends.
    func trackEnded(_ ended: IncomingTrack) {
        for layer in ended.layers {
            leave(layer)
            rewriter.forget(layer)
        }
        guard track === ended else { return }
        // A picture that it was to replace goes as well: that one is assigned no more.
        stop()
        track = nil
    }

    // MARK: Forwarding

    /// Goes over to `layer` with this packet, at which decoding can begin.
    func begin(with packet: MediaPacket, from layer: IncomingLayer, now: MediaTime) {
        let rate = Int64(kind.clockRate)
        let captured = layer.captureMicroseconds(of: packet.timestamp, now: now)
        let ticks = captured / 1_000_000 * rate + captured % 1_000_000 * rate / 1_000_000
        var timestamp = RTPTimestamp(timelineStart &+ UInt32(truncatingIfNeeded: ticks))
        // Never back, and never on the same picture: at least a hundredth of a second on.
        if rewriter.hasBegun, timestamp.distance(from: rewriter.lastTimestamp) < Int(rate / 100) {
            timestamp = rewriter.lastTimestamp &+ Int(rate / 100)
        }
        rewriter.begin(with: packet, from: layer, timestamp: timestamp)
    }

    /// Sends packets of the current layer on. The caller has called `begin` for the layer.
    func forward(_ packets: UnsafeBufferPointer<MediaPacket>, now: MediaTime, into outbox: Outbox) {
        guard sender.canSend else {
            counters.unsent &+= UInt64(packets.count)
            return
        }
        for packet in packets where forward(packet, now: now, into: outbox) {
            counters.forwarded &+= 1
            counters.forwardedBytes &+= UInt64(template.length + packet.payload.count)
        }
    }

    @inline(__always)
    private func forward(_ packet: MediaPacket, now: MediaTime, into outbox: Outbox) -> Bool {
        guard let payloadType = negotiated.payloadTypes[packet.format] else {
            counters.undecodable &+= 1
            return false
        }
        guard let place = rewriter.place(packet) else { return false }
        let slot = outbox.reserve()
        let length = template.length + packet.payload.count
        guard length + Self.protectionRoom <= slot.count else {
            counters.unsent &+= 1
            return false
        }
        template.write(
            to: slot, marker: packet.marker || (kind == .audio && place.isStart), payloadType: payloadType,
            sequence: place.sequence.number, timestamp: place.timestamp, ssrc: identity.ssrc,
            audioLevel: packet.audioLevel, now: now)
        copyPayload(packet, place, to: slot, at: template.length)
        stamp(slot, length: length, now: now)
        guard sender.sendRTP(length: length, in: slot, outbox: outbox) else {
            counters.unsent &+= 1
            return false
        }
        sent.count(packet, length: length, now: now)
        return true
    }

    /// Room behind a packet for SRTP's tag (RFC 3711: 10 bytes, RFC 7714: 16) and its index in RTCP.
    static let protectionRoom = 24

    /// Gives a packet its place among all packets to this receiver. It must be sent then: a number that is missing is a loss.
    @inline(__always)
    private func stamp(_ slot: UnsafeMutableRawBufferPointer, length: Int, now: MediaTime) {
        guard let offset = template.numberOffset else { return }
        slot.store(u16: line.number(size: length, now: now).rawValue, at: offset)
    }

    @inline(__always)
    private func copyPayload(
        _ packet: MediaPacket, _ place: StreamRewriter.Place, to slot: UnsafeMutableRawBufferPointer, at start: Int
    ) {
        guard let source = packet.payload.baseAddress, let target = slot.baseAddress else { return }
        (target + start).copyMemory(from: source, byteCount: packet.payload.count)
        if let id = packet.description.pictureID { slot.rewrite(id, to: place.pictureID, payloadAt: start) }
        if let offset = packet.description.tl0Offset { slot[start + Int(offset)] = place.tl0 }
    }

    // MARK: Repair

    /// Sends a packet again that the receiver missed, as RTX (RFC 4588).
    public func resend(_ number: SequenceNumber, now: MediaTime, into outbox: Outbox) -> Bool {
        guard sender.canSend else {
            counters.unsent &+= 1
            return false
        }
        guard resendBudget.take(now: now) else {
            counters.excessiveFeedback &+= 1
            return false
        }
        guard let (epoch, sequence) = rewriter.origin(of: number), epoch.layer.isPermitted,
            let packet = epoch.layer.cachedPacket(sequence),
            let payloadType = negotiated.payloadTypes[rtxOf: packet.format]
        else {
            counters.notInCache &+= 1
            return false
        }
        let place = rewriter.place(packet, in: epoch)
        let slot = outbox.reserve()
        let start = template.length + 2
        let length = start + packet.payload.count
        guard length + Self.protectionRoom <= slot.count else {
            counters.unsent &+= 1
            return false
        }
        rtxSequence = rtxSequence.next
        template.write(
            to: slot, marker: packet.marker || (kind == .audio && place.isStart), payloadType: payloadType,
            sequence: rtxSequence, timestamp: place.timestamp, ssrc: identity.rtx, audioLevel: nil, now: now)
        slot.store(u16: place.sequence.number.rawValue, at: template.length)
        copyPayload(packet, place, to: slot, at: start)
        stamp(slot, length: length, now: now)
        guard sender.sendRTP(length: length, in: slot, outbox: outbox) else {
            counters.unsent &+= 1
            return false
        }
        counters.retransmissionsSent &+= 1
        counters.forwardedBytes &+= UInt64(length)
        sent.totalPackets &+= 1
        sent.totalBytes &+= UInt64(length)
        return true
    }

    /// The receiver lost its picture. Returns the owner of the stream that must bring a new one (`IncomingLayer.owner`).
    public func requestKeyframe() -> UInt32? {
        guard kind == .video, let layer = current ?? pending else { return nil }
        layer.receiver.keyframes.want()
        return layer.owner
    }

    // MARK: Reports

    /// The SR for now; nil if nothing was sent lately. On the media clock, with the capture time of the source that is in
    /// the slot, so that streams of one source stay together at the receiver.
    public func senderReport(now: MediaTime) -> SenderReport? {
        guard let last = sent.last, now - last.time < .seconds(3), let epoch = rewriter.current else { return nil }
        let rate = Int64(kind.clockRate)
        let captured = epoch.layer.captureMicroseconds(of: last.timestamp, now: last.time)
        let age = min(max(now.microseconds - captured, -10_000_000), 10_000_000)
        let timestamp = RTPTimestamp(last.timestamp.rawValue &+ epoch.timestampOffset) &+ Int(age * rate / 1_000_000)
        return SenderReport(
            sender: identity.ssrc, ntp: NTPTime(now), timestamp: timestamp, packets: sent.packets, octets: sent.octets)
    }
}
