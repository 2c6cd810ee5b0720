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

    public init(
        kind: MediaKind, mid: String, rids: [String] = [], payloadTypes: PayloadTypeFormats, feedback: Feedback,
        owner: UInt32, clock: SenderClock, cacheBytes: Int = 524_288
    ) {
        self.kind = kind
        self.mid = mid
        self.payloadTypes = payloadTypes
        self.feedback = feedback
        let names: [String?] = rids.isEmpty ? [nil] : rids
        layers = names.map { IncomingLayer(kind: kind, rid: $0, owner: owner, clock: clock, cacheBytes: cacheBytes) }
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

    /// Sends the slot to the layer that fits what it wants and what the sender sends.
    func chooseLayer(of slot: OutgoingSlot, now: MediaTime) {
        guard isPermitted, slot.track === self, let layer = bestLayer(full: slot.wantsFull, now: now) else { return }
        guard slot.pending !== layer else { return }
        if slot.current === layer {
            slot.pending?.stopWaiting(slot)
            slot.pending = nil
            return
        }
        slot.pending?.stopWaiting(slot)
        slot.pending = layer
        layer.wait(slot)
    }

    private func bestLayer(full: Bool, now: MediaTime) -> IncomingLayer? {
        guard let first = layers.first, let last = layers.last else { return nil }
        let (wanted, other) = full ? (first, last) : (last, first)
        return wanted.isActive(now) || !other.isActive(now) ? wanted : other
    }

    /// Looks again which layers are sent; call it now and then for a simulcast track.
    public func reconsiderLayers(now: MediaTime) {
        guard layers.count > 1 else { return }
        for slot in slots { chooseLayer(of: slot, now: now) }
    }

    /// The sender is gone or the m-line was stopped.
    func end() {
        for layer in layers { for slot in layer.allSlots { slot.trackEnded(self) } }
        for slot in slots { slot.trackEnded(self) }
        slots.removeAll()
        for layer in layers { layer.end() }
    }
}
