import Bandwidth
public import RTP
public import Wire

/// The sound or the picture of one source: one layer, or its simulcast layers, best first.
public final class IncomingTrack {
    public let kind: MediaKind
    /// The m-line, for packets that name it.
    public let mid: String
    public let layers: [IncomingLayer]
    public var payloadTypes: PayloadTypeFormats
    /// Whether the sender answers generic NACKs, and whether it takes PLI; one that takes neither PLI nor FIR is not asked.
    public var feedback: Feedback

    public struct Feedback: Sendable, Hashable {
        public var nack: Bool
        public var pictureLossIndication: Bool
        public var fullIntraRequest: Bool

        public init(nack: Bool = false, pictureLossIndication: Bool = false, fullIntraRequest: Bool = false) {
            self.nack = nack
            self.pictureLossIndication = pictureLossIndication
            self.fullIntraRequest = fullIntraRequest
        }
    }

    /// Whether anything of it may be forwarded. Decided by the server, false at first.
    public private(set) var isPermitted = false
    public internal(set) var speech = SpeechDetector()
    public internal(set) var hasShownPicture = false
    /// Every slot it is assigned to, forwarding or not.
    private var slots: ContiguousArray<OutgoingSlot> = []
    /// Other shards with receivers.
    private(set) var exports: ContiguousArray<TrackExport> = []
    /// Which layers somebody has use for.
    public internal(set) var demand: LayerDemand
    /// By which other shards know this track from an earlier one of the same source.
    public let incarnation: UInt32

    public init(
        kind: MediaKind, mid: String, rids: [String] = [], payloadTypes: PayloadTypeFormats, feedback: Feedback,
        owner: UInt32, clock: SenderClock, cacheBytes: Int = 524_288, incarnation: UInt32 = 0
    ) {
        self.kind = kind
        self.mid = mid
        self.payloadTypes = payloadTypes
        self.feedback = feedback
        let names: [String?] = rids.isEmpty ? [nil] : rids
        layers = names.enumerated().map { position, rid in
            IncomingLayer(
                kind: kind, rid: rid, position: UInt8(clamping: position), owner: owner, clock: clock,
                cacheBytes: cacheBytes)
        }
        demand = LayerDemand(asked: layers.count)
        self.incarnation = incarnation
    }

    /// Another shard's track, with so many layers. What its sender is asked for is not known here: as good as nothing.
    init(
        kind: MediaKind, mid: String, layers count: Int, payloadTypes: PayloadTypeFormats, owner: UInt32,
        cacheBytes: Int
    ) {
        self.kind = kind
        self.mid = mid
        self.payloadTypes = payloadTypes
        feedback = Feedback()
        layers = (0..<count).map {
            IncomingLayer(
                kind: kind, rid: nil, position: UInt8(clamping: $0), owner: owner, clock: SenderClock(),
                cacheBytes: cacheBytes)
        }
        demand = LayerDemand(asked: min(count, 1))
        incarnation = 0
    }

    public func permit(_ isPermitted: Bool, now: MediaTime) {
        guard isPermitted != self.isPermitted else { return }
        self.isPermitted = isPermitted
        for layer in layers { layer.isPermitted = isPermitted }
        for slot in slots {
            if isPermitted { chooseLayer(of: slot, now: now) } else { slot.stop() }
        }
        if !isPermitted {
            // A slot that goes to another track but still shows this one until then.
            for layer in layers { for slot in layer.allSlots { slot.leave(layer) } }
        }
    }

    func add(_ slot: OutgoingSlot) { slots.append(slot) }

    func remove(_ slot: OutgoingSlot) { slots.removeAll { $0 === slot } }

    func add(_ export: TrackExport) {
        exports.append(export)
        for layer in layers { layer.exports = exports }
    }

    func removeExports(where isGone: (TrackExport) -> Bool) {
        guard exports.contains(where: isGone) else { return }
        exports.removeAll(where: isGone)
        for layer in layers { layer.exports = exports }
    }

    // MARK: Layers

    /// Sends the slot to the layer that fits what it wants, what its line carries, and what the sender sends.
    func chooseLayer(of slot: OutgoingSlot, now: MediaTime) {
        guard isPermitted, slot.track === self else { return }
        let level = wantedLevel(of: slot)
        guard level > 0 else { return slot.stop() }
        demand.want(level, now: now)
        guard let layer = bestLayer(upTo: level, allowed: slot.allowed, now: now), slot.pending !== layer else {
            return
        }
        if slot.current === layer {
            slot.pending?.stopWaiting(slot)
            slot.pending = nil
            return
        }
        slot.pending?.stopWaiting(slot)
        slot.pending = layer
        layer.wait(slot)
    }

    private func wantedLevel(of slot: OutgoingSlot) -> Int { min(usefulLevel(slot.reduction), slot.allowed) }

    /// The best level that any receiver has use for; 0: there is none. Of pictures that lines do not carry at all the
    /// smallest layer is of use: what it costs has to be known.
    var wantedLevel: Int {
        guard isPermitted, !(slots.isEmpty && exports.isEmpty) else { return 0 }
        return max(slots.reduce(1) { max($0, wantedLevel(of: $1)) }, exports.reduce(1) { max($0, $1.level) })
    }

    /// The best level that a screen has use for that shows the picture so much smaller; level 1 is the smallest layer.
    ///
    /// - Parameter reduction: 0: as large as it comes, 2: as small as it comes, 1: between the two. A layer that is a little
    ///   too large is better than one too small.
    func usefulLevel(_ reduction: Int) -> Int { layers.count - reduction * (layers.count - 1) / 2 }

    private func layer(ofLevel level: Int) -> IncomingLayer { layers[layers.count - level] }

    /// The best that is sent up to the wanted one; else the next better, as far as the line carries it.
    private func bestLayer(upTo wanted: Int, allowed: Int, now: MediaTime) -> IncomingLayer? {
        let top = min(layers.count, allowed)
        let level =
            (1...wanted).last { layer(ofLevel: $0).isActive(now) }
            ?? (wanted...max(wanted, top)).first { layer(ofLevel: $0).isActive(now) }
        return layer(ofLevel: level ?? wanted)
    }

    /// What a level costs: as measured, or by the usual ladder as long as it was not; nil where there is none.
    func rate(ofLevel level: Int, now: MediaTime) -> DataRate? {
        guard layers.indices.contains(layers.count - level) else { return nil }
        // What the sender does not send though it was asked to long ago, its own line does not carry.
        let best = (level...layers.count).first { layer(ofLevel: $0).isActive(now) || demand.mayStillCome($0, now) }
        guard best != nil else { return level == 1 ? DataRate.zero : nil }
        if let rate = layer(ofLevel: level).rate { return rate }
        let below = level > 1 ? layer(ofLevel: level - 1).rate : nil
        return below.map { $0 * 3.5 } ?? .kilobits(150 * Double(level * level))
    }

    /// A layer begins to be sent: who waits for it goes there.
    func layerCame(now: MediaTime) {
        guard layers.count > 1 else { return }
        for slot in slots { chooseLayer(of: slot, now: now) }
    }

    /// Looks again which layers are sent and which are of use; call it about once a second.
    public func reconsiderLayers(now: MediaTime) {
        for layer in layers { layer.measure(now: now) }
        removeExports { now - $0.asked > TrackExport.patience }
        guard layers.count > 1 else { return }
        for slot in slots { chooseLayer(of: slot, now: now) }
        demand.settle(wantedLevel, now: now)
    }

    /// The layers that the sender is to send, if that is to change; see `LayerDemand`.
    func takeDemand(now: MediaTime) -> [String]? {
        demand.takeChange(now: now).map { level in layers.suffix(level).compactMap(\.rid) }
    }

    /// The sender is gone or the m-line was stopped.
    func end() {
        for layer in layers { for slot in layer.allSlots { slot.trackEnded(self) } }
        for slot in slots { slot.trackEnded(self) }
        slots.removeAll()
        removeExports { _ in true }
        for layer in layers { layer.end() }
    }
}
