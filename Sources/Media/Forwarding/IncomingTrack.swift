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
    /// Whether to ask for what is missing; not for sound that nobody may hear.
    var wantsRepair: Bool { feedback.nack && (kind == .video || isPermitted) }

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
                kind: kind, rid: rid, position: UInt8(clamping: position), isSmallest: position == names.count - 1,
                owner: owner, clock: clock, cacheBytes: cacheBytes)
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
                kind: kind, rid: nil, position: UInt8(clamping: $0), isSmallest: $0 == count - 1, owner: owner,
                clock: SenderClock(), cacheBytes: cacheBytes)
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

    // MARK: Levels

    // A level is a step of a layer; they count from 1, the smallest layer's first step, in the order of their prices. Most
    // layers are one step.

    /// Sends the slot to the layer and the step that fit what it wants, what its line carries, and what the sender sends.
    func chooseLayer(of slot: OutgoingSlot, now: MediaTime) {
        guard isPermitted, slot.track === self else { return }
        let level = wantedLevel(of: slot)
        guard level > 0, let wanted = place(ofLevel: level) else { return slot.stop() }
        demand.want(wanted.layer, now: now)
        let number = bestLayer(upTo: wanted.layer, allowed: slot.allowed, now: now)
        let layer = self.layer(number)
        let index =
            if number == wanted.layer {
                wanted.step
            } else if number < wanted.layer {
                layer.steps.count - 1
            } else {
                // More than there is use for, for want of less: the smallest size, as far as the line carries it.
                min(max(slot.allowed - levels(below: number), 1), layer.steps.count(ofSizes: 1)) - 1
            }
        let isReached = slot.follow(layer.steps[index], of: layer, now: now)
        if slot.current === layer, isReached {
            slot.pending?.stopWaiting(slot)
            slot.pending = nil
            return
        }
        guard slot.pending !== layer else { return }
        slot.pending?.stopWaiting(slot)
        slot.pending = layer
        layer.wait(slot)
    }

    private func wantedLevel(of slot: OutgoingSlot) -> Int { min(usefulLevel(slot.reduction), slot.allowed) }

    /// The layers that any receiver has use for, so many of the smallest; 0: there is none. Of pictures that lines do not
    /// carry at all the smallest is of use: what it costs has to be known.
    var wantedLayers: Int {
        guard isPermitted, !(slots.isEmpty && exports.isEmpty) else { return 0 }
        let here = slots.reduce(1) { max($0, place(ofLevel: wantedLevel(of: $1))?.layer ?? 0) }
        return exports.reduce(here) { max($0, $1.layers) }
    }

    /// The best level that a screen has use for that shows the picture so much smaller: the full frame rate of one size.
    ///
    /// - Parameter reduction: 0: as large as it comes, 2: as small as it comes, 1: between the two. A size that is a little
    ///   too large is better than one too small.
    func usefulLevel(_ reduction: Int) -> Int {
        let sizes = layers.reduce(0) { $0 + $1.steps.sizes }
        var (level, left) = (0, sizes - reduction * (sizes - 1) / 2)
        for number in 1...layers.count {
            let taken = min(left, layer(number).steps.sizes)
            level += layer(number).steps.count(ofSizes: taken)
            left -= taken
        }
        return level
    }

    /// The `number`th layer, 1 the smallest.
    private func layer(_ number: Int) -> IncomingLayer { layers[layers.count - number] }

    private func levels(below number: Int) -> Int {
        layers.suffix(number - 1).reduce(0) { $0 + $1.steps.count }
    }

    /// The layer of a level, and which of its steps that is; nil where there is no such level.
    private func place(ofLevel level: Int) -> (layer: Int, step: Int)? {
        var left = level - 1
        for number in 1...layers.count where left >= 0 {
            let count = layer(number).steps.count
            if left < count { return (number, left) }
            left -= count
        }
        return nil
    }

    /// The best that is sent up to the wanted one; else the next better, as far as the line carries it.
    private func bestLayer(upTo wanted: Int, allowed: Int, now: MediaTime) -> Int {
        let top = place(ofLevel: allowed)?.layer ?? layers.count
        return (1...wanted).last { layer($0).isActive(now) }
            ?? (wanted...max(wanted, top)).first { layer($0).isActive(now) } ?? wanted
    }

    /// What a level costs: as measured, or by the usual ladder as long as it was not; nil where there is none.
    func rate(ofLevel level: Int, now: MediaTime) -> DataRate? {
        guard let (number, index) = place(ofLevel: level) else { return nil }
        // What the sender does not send though it was asked to long ago, its own line does not carry.
        let best = (number...layers.count).first { layer($0).isActive(now) || demand.mayStillCome($0, now) }
        guard best != nil else { return level == 1 ? DataRate.zero : nil }
        let own = layer(number)
        if let rate = own.rate(of: own.steps[index]) ?? own.rate { return rate }
        let below = number > 1 ? layer(number - 1).rate : nil
        return below.map { $0 * 3.5 } ?? .kilobits(150 * Double(number * number))
    }

    /// A layer, or a step of one, begins to be sent: who waits for it goes there.
    func layerCame(now: MediaTime) {
        guard hasLevels else { return }
        for slot in slots { chooseLayer(of: slot, now: now) }
    }

    private var hasLevels: Bool { layers.count > 1 || layers[0].steps.isLayered }

    /// Looks again which layers are sent and which are of use; call it about once a second.
    public func reconsiderLayers(now: MediaTime) {
        for layer in layers { layer.measure(now: now) }
        removeExports { now - $0.asked > TrackExport.patience }
        guard hasLevels else { return }
        for slot in slots { chooseLayer(of: slot, now: now) }
        demand.settle(wantedLayers, now: now)
    }

    /// The layers that the sender is to send, if that is to change; see `LayerDemand`.
    func takeDemand(now: MediaTime) -> [String]? {
        demand.takeChange(now: now).map { number in layers.suffix(number).compactMap(\.rid) }
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
