import Bandwidth
public import RTP
import Receiving
public import Wire

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
        /// Whether the receiver asks for what it misses.
        public var repairs: Bool

        public init(
            mid: String, payloadTypes: FormatPayloadTypes, extensions: HeaderExtensionMap, repairs: Bool = false
        ) {
            self.mid = mid
            self.payloadTypes = payloadTypes
            self.extensions = extensions
            self.repairs = repairs
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

        mutating func countEmpty(length: Int) {
            packets &+= 1
            totalPackets &+= 1
            totalBytes &+= UInt64(truncatingIfNeeded: length)
        }
    }

    public let kind: MediaKind
    public let identity: Identity
    let sender: any RTPSender
    let line: ReceiverLine
    let counters: ForwardingCounters
    public private(set) var negotiated: Negotiated
    var template: HeaderTemplate
    /// In the form that has room for long values; nil for a receiver that takes no descriptor.
    private var longTemplate: HeaderTemplate?

    public private(set) var track: IncomingTrack?
    /// How much smaller than it comes the screen shows the picture; see `IncomingTrack.usefulLevel`.
    public private(set) var reduction = 0
    /// The best level that the receiver's line carries; see `Allocation`.
    private(set) var allowed = Int.max
    private var assigned = MediaTime.zero
    public internal(set) var current: IncomingLayer?
    public internal(set) var pending: IncomingLayer?

    var rewriter: StreamRewriter
    /// The step of its layer, `pending` or else `current`, that it is to show.
    private var wantedStep = LayerStep.everything
    private var wantedSince = MediaTime.zero
    var rtxSequence: SequenceNumber
    /// What was sent up to here is of no use any more: a key frame follows.
    private(set) var abandoned: ExtendedSequence?
    var resendBudget = TokenBucket(capacity: 256, perSecond: 512)
    /// Sound as it was sent, for receivers that ask for what they miss of it.
    var sentSound: RecentPackets?
    /// Where the stream's clock would stand at zero of the media clock, so that switches keep time.
    private let timelineStart: UInt32

    public internal(set) var sent = Sent()
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
        longTemplate = Self.longTemplate(negotiated)
        sentSound = Self.memory(of: kind, negotiated)
        // Little at first where the receiver will say what its line carries.
        if template.numberOffset != nil { allowed = 1 }
        rewriter = StreamRewriter(sequence: identity.firstSequence, timestamp: identity.firstTimestamp)
        rtxSequence = SequenceNumber(identity.firstRTXSequence)
        timelineStart = identity.firstTimestamp
    }

    /// A renegotiation may change payload types and extension ids.
    public func renegotiate(_ new: Negotiated) {
        negotiated = new
        template = HeaderTemplate(mid: new.mid, extensions: new.extensions)
        longTemplate = Self.longTemplate(new)
        if new.repairs != (sentSound != nil) { sentSound = Self.memory(of: kind, new) }
    }

    private static func longTemplate(_ negotiated: Negotiated) -> HeaderTemplate? {
        guard negotiated.extensions.id(of: .dependencyDescriptor) != nil else { return nil }
        return HeaderTemplate(mid: negotiated.mid, extensions: negotiated.extensions, twoByteForm: true)
    }

    public func canDecode(_ format: Codec.Format) -> Bool { negotiated.payloadTypes[format] != nil }

    /// Whether it is assigned a track of which the receiver can decode nothing: it stays empty, whatever comes.
    var isUndecodable: Bool {
        guard let formats = track?.payloadTypes.formats, !formats.isEmpty else { return false }
        return !formats.contains { canDecode($0) }
    }

    // MARK: What is in it

    /// Puts a track into the slot. Another track's picture stays until the new one's first key frame; nil empties it now.
    ///
    /// - Parameter reduction: 0: the screen has use for the picture as large as it comes, 2: for the smallest, 1: for one
    ///   between them.
    public func assign(_ new: IncomingTrack?, reduction: Int = 0, now: MediaTime) {
        self.reduction = min(max(reduction, 0), 2)
        // Also a picture that stayed on while its successor was waited for.
        if new == nil { stop() }
        if new !== track {
            track?.remove(self)
            // A picture that must not be seen yet replaces the old one all the same.
            if kind == .audio || new?.isPermitted != true { stop() }
            track = new
            new?.add(self)
            assigned = now
            // The least comes at once; whether the line carries it shows then.
            if allowed == 0 { allowed = 1 }
        }
        new?.chooseLayer(of: self, now: now)
    }

    /// Ends a picture whose successor does not come: better an empty slot than the wrong face under a name.
    public func settle(now: MediaTime) {
        guard let current, let track, now - assigned > Self.longestOverlap else { return }
        if !track.layers.contains(where: { $0 === current }) { leave(current) }
    }

    // MARK: The line

    /// Whether its picture is not sent because the line does not carry it.
    public var isHeld: Bool { allowed == 0 && track?.isPermitted == true }

    /// Whether its line is why it shows less than the screen has use for, and the sender sends.
    func isReduced(now: MediaTime) -> Bool {
        guard let track, allowed > 0, allowed < track.usefulLevel(reduction) else { return false }
        return rate(ofLevel: allowed + 1, now: now) != nil
    }

    /// What a level of the picture costs; nil where it has none such, or the screen no use for it.
    func rate(ofLevel level: Int, now: MediaTime) -> DataRate? {
        guard let track, track.isPermitted, level <= track.usefulLevel(reduction) else { return nil }
        return track.rate(ofLevel: level, now: now)
    }

    /// Follows the line: up to this level from now on. True if that changed anything.
    ///
    /// - Parameter room: what the line has for pictures. A layer that is far beyond it stops at once: until the smaller
    ///   one's key frame came, it would only fill the queue before it.
    func allow(_ level: Int, room: DataRate? = nil, now: MediaTime) -> Bool {
        defer { if let room { stopOverload(room) } }
        guard level != allowed else { return false }
        allowed = level
        guard let track, track.isPermitted else { return false }
        track.chooseLayer(of: self, now: now)
        return true
    }

    private func stopOverload(_ room: DataRate) {
        guard let current, let rate = shownRate, rate > room * Self.overload,
            let next = pending?.rate(of: wantedStep), next < rate
        else { return }
        current.unsubscribe(self)
        self.current = nil
        rewriter.pause()
        abandoned = rewriter.lastSequence
    }

    /// What it costs now.
    var shownRate: DataRate? { current.flatMap { $0.rate(of: rewriter.step) } }

    /// Shows a step of the layer as soon as it can; false if that takes a key frame.
    func follow(_ step: LayerStep, of layer: IncomingLayer, now: MediaTime) -> Bool {
        if step != wantedStep { (wantedStep, wantedSince) = (step, now) }
        guard current === layer else { return false }
        let isNear = rewriter.want(step, of: layer.steps)
        // A sender that marks no points at which a higher frame rate can begin.
        let isLate = rewriter.wantsMore && layer.isActive(now) && now - wantedSince > Self.longestWait
        return isNear && !isLate
    }

    private static let longestWait = MediaInterval.milliseconds(1_000)

    private static let overload = 1.15

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
        if kind == .video, let old = rewriter.current?.layer, old !== layer,
            track?.layers.contains(where: { $0 === old }) == true
        {
            abandoned = rewriter.lastSequence
        }
        rewriter.begin(
            with: packet, from: layer, timestamp: timestamp,
            step: layer.steps.isWhole(wantedStep) ? .everything : wantedStep)
    }

    /// Sends packets of the current layer on. The caller has called `begin` for the layer.
    func forward(_ packets: UnsafeBufferPointer<MediaPacket>, now: MediaTime, into outbox: Outbox) {
        guard sender.canSend else {
            counters.unsent &+= UInt64(packets.count)
            return
        }
        if kind == .audio, line.redundancy.copies > 0, let red = negotiated.payloadTypes[.red] {
            for packet in packets { forwardRedundantly(packet, as: red, now: now, into: outbox) }
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
        if place.isEmpty { return fill(place, as: payloadType, now: now, into: outbox) }
        let slot = outbox.reserve()
        let start = headerLength(packet, place)
        let length = start + packet.payload.count
        guard length + Self.protectionRoom <= slot.count else {
            counters.unsent &+= 1
            return false
        }
        let header = writeHeader(
            packet, place, to: slot, payloadType: payloadType, sequence: place.sequence.number, ssrc: identity.ssrc,
            audioLevel: packet.audioLevel, now: now)
        copyPayload(packet, place, to: slot, at: start)
        stamp(slot, header, length: length, now: now)
        guard sender.sendRTP(length: length, in: slot, outbox: outbox) else {
            counters.unsent &+= 1
            return false
        }
        sent.count(packet, length: length, now: now)
        keepSound(place, now: now, outbox)
        return true
    }

    /// The length of a packet's header.
    @inline(__always)
    func headerLength(_ packet: MediaPacket, _ place: StreamRewriter.Place) -> Int {
        guard let (template, count) = descriptorTemplate(packet, place) else { return template.length }
        return template.length(withDescriptor: count) ?? template.length
    }

    /// What a packet's header is made of if it carries a descriptor, and the descriptor's length.
    ///
    /// AV1 alone: receivers of VP8 and VP9 know as much from the payload and those of H.264 need not know, and a receiver that
    /// gets descriptors from some senders and none from others would lose count where they change places in a slot.
    @inline(__always)
    private func descriptorTemplate(
        _ packet: MediaPacket, _ place: StreamRewriter.Place
    ) -> (template: HeaderTemplate, count: Int)? {
        guard let descriptor = packet.descriptor, packet.format == .av1, let longTemplate else { return nil }
        let count = descriptor.length(targets: place.activeTargets)
        return (count > HeaderTemplate.longestShortValue ? longTemplate : template, count)
    }

    /// Returns what the header was made of.
    @inline(__always)
    func writeHeader(
        _ packet: MediaPacket, _ place: StreamRewriter.Place, to slot: UnsafeMutableRawBufferPointer,
        payloadType: PayloadType, sequence: SequenceNumber, ssrc: SSRC, audioLevel: UInt8?, now: MediaTime
    ) -> HeaderTemplate {
        let found = descriptorTemplate(packet, place)
        let header = found?.template ?? template
        header.write(
            to: slot, marker: place.endsPicture || (kind == .audio && place.isStart), payloadType: payloadType,
            sequence: sequence, timestamp: place.timestamp, ssrc: ssrc, audioLevel: audioLevel, now: now)
        if let found, let descriptor = packet.descriptor {
            descriptor.write(
                to: header.addDescriptor(found.count, to: slot), frameNumber: place.frame, targets: place.activeTargets)
        }
        return header
    }

    /// Sends a packet of padding in the place of one that the receiver has no use for, but whose number is given.
    private func fill(
        _ place: StreamRewriter.Place, as payloadType: PayloadType, now: MediaTime, into outbox: Outbox
    ) -> Bool {
        let slot = outbox.reserve()
        template.write(
            to: slot, marker: false, payloadType: payloadType, sequence: place.sequence.number,
            timestamp: place.timestamp, ssrc: identity.ssrc, audioLevel: nil, now: now)
        slot[0] |= 0x20
        slot[template.length] = 1
        stamp(slot, template, length: template.length + 1, now: now)
        guard sender.sendRTP(length: template.length + 1, in: slot, outbox: outbox) else {
            counters.unsent &+= 1
            return false
        }
        sent.countEmpty(length: template.length + 1)
        return true
    }

    /// Room behind a packet for SRTP's tag (RFC 3711: 10 bytes, RFC 7714: 16) and its index in RTCP.
    static let protectionRoom = 24

    /// Gives a packet its place among all packets to this receiver. It must be sent then: a number that is missing is a loss.
    @inline(__always)
    func stamp(_ slot: UnsafeMutableRawBufferPointer, _ header: HeaderTemplate, length: Int, now: MediaTime) {
        guard let offset = header.numberOffset else { return }
        slot.store(u16: line.number(size: length, now: now).rawValue, at: offset)
    }

    @inline(__always)
    func copyPayload(
        _ packet: MediaPacket, _ place: StreamRewriter.Place, to slot: UnsafeMutableRawBufferPointer, at start: Int
    ) {
        guard let source = packet.payload.baseAddress, let target = slot.baseAddress else { return }
        (target + start).copyMemory(from: source, byteCount: packet.payload.count)
        if let id = packet.description.pictureID { slot.rewrite(id, to: place.pictureID, payloadAt: start) }
        if let offset = packet.description.tl0Offset { slot[start + Int(offset)] = place.tl0 }
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
