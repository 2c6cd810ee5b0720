public import RTP

/// Makes one gapless RTP stream out of pieces of several.
///
/// A piece (epoch) begins at a switch: to another source, to another layer, or back from silence; and after each frame that
/// is left out, where the receiver is shown less than the whole stream (see `LayerStep`). Within an epoch numbers are moved
/// by constants, so losses and reordering show through as they are and a retransmission is rewritten exactly as the packet
/// was. Between epochs the numbers go on without a hole.
public struct StreamRewriter {
    /// What is added to a packet's numbers, and how much of the stream is shown.
    struct Shift {
        var sequence: Int64 = 0
        var timestamp: UInt32 = 0
        var pictureID: UInt16 = 0
        var tl0: UInt8 = 0
        var frame: UInt16 = 0
        var step = LayerStep.everything
        /// The decode targets that the receiver can decode; 0: what the sender says holds for the receiver too.
        var activeTargets: UInt32 = 0

        @inline(__always)
        func place(_ packet: MediaPacket, isStart: Bool) -> Place {
            let layers = packet.description.layers
            return Place(
                sequence: ExtendedSequence(packet.sequence.value &+ sequence),
                timestamp: RTPTimestamp(packet.timestamp.rawValue &+ timestamp),
                pictureID: packet.description.pictureID?.advanced(by: pictureID) ?? 0,
                tl0: packet.description.tl0 &+ tl0, frame: (packet.descriptor?.frameNumber ?? 0) &+ frame,
                activeTargets: activeTargets, isStart: isStart,
                // RFC 9628: of the highest spatial layer that is forwarded.
                endsPicture: packet.marker || layers.endsFrame && layers.step.spatial == step.spatial)
        }
    }

    /// One piece of the stream. In-numbers are the incoming layer's own.
    public struct Epoch {
        public var layer: IncomingLayer
        /// `IncomingLayer.generation`: after a restart of the sender, old numbers mean nothing any more.
        var generation: Int
        var firstIn: ExtendedSequence
        /// Where what was left out begins; the highest number there is as long as nothing was.
        var endIn = ExtendedSequence(.max)
        var firstOut: ExtendedSequence
        /// Whether it goes on where something was left out of the epoch before.
        var isContinued = false
        var shift: Shift

        public var timestampOffset: UInt32 { shift.timestamp }
    }

    /// A packet's place in the outgoing stream.
    public struct Place {
        public var sequence: ExtendedSequence
        public var timestamp: RTPTimestamp
        public var pictureID: UInt16
        public var tl0: UInt8
        /// Of the dependency descriptor, and what goes with it.
        public var frame: UInt16
        public var activeTargets: UInt32
        /// Whether an epoch begins with it.
        public var isStart: Bool
        /// Whether nothing of the same picture follows.
        public var endsPicture: Bool
        /// The receiver has no use for the packet, but its number is given: it came after later ones.
        public var isEmpty = false
    }

    /// Epochs that can still be asked for; a NACK reaches back a second or so. At most 30 frames a second are left out.
    static let memory = 64
    private static let forgottenAtOnce = 16

    /// The current epoch is the last one.
    private var epochs: ContiguousArray<Epoch> = []
    public private(set) var lastSequence: ExtendedSequence
    public private(set) var lastTimestamp: RTPTimestamp
    private var lastPictureID: UInt16
    private var lastTL0: UInt8
    private var lastFrame: UInt16
    public private(set) var hasBegun = false

    // The current epoch's constants again, outside of the array: this is what each packet needs.
    private var firstIn: Int64 = .max
    private var shift = Shift()

    /// What is to be shown, when it can be; and what is shown from the next picture's begin on, which needs no more.
    private var wanted = LayerStep.everything
    private var lower: LayerStep?
    /// Whether it must be looked at what each packet is to the layers.
    private var isCut = false
    /// Of the newest picture, and the newest packet that was left out, while `isCut`.
    private var picture: RTPTimestamp?
    private var leftOut: (timestamp: RTPTimestamp, needed: LayerSteps, pictureID: UInt16?)?

    /// The random start of the stream (RFC 3550, section 5.1).
    public init(sequence: UInt16, timestamp: UInt32) {
        // Well above zero, and one before the first packet to come.
        lastSequence = ExtendedSequence(65_536 + Int64(sequence))
        lastTimestamp = RTPTimestamp(timestamp)
        lastPictureID = UInt16(truncatingIfNeeded: timestamp) & 0x7FFF
        lastTL0 = UInt8(truncatingIfNeeded: timestamp)
        lastFrame = UInt16(truncatingIfNeeded: timestamp)
    }

    public var current: Epoch? { epochs.last }

    /// How much of the stream is shown.
    public var step: LayerStep { shift.step }

    /// Begins an epoch with `packet`, which gets the next number and `timestamp`.
    public mutating func begin(
        with packet: MediaPacket, from layer: IncomingLayer, timestamp: RTPTimestamp, step: LayerStep = .everything
    ) {
        let description = packet.description
        let firstOut = ExtendedSequence(lastSequence.value + 1)
        var shift = Shift(
            sequence: firstOut.value &- packet.sequence.value,
            timestamp: timestamp.rawValue &- packet.timestamp.rawValue,
            pictureID: lastPictureID &+ 1 &- (description.pictureID?.value ?? 0),
            tl0: lastTL0 &+ 1 &- description.tl0, frame: lastFrame &+ 1 &- (packet.descriptor?.frameNumber ?? 0),
            step: step)
        shift.activeTargets = Self.activeTargets(of: layer, step)
        append(
            Epoch(
                layer: layer, generation: layer.generation, firstIn: packet.sequence, firstOut: firstOut, shift: shift))
        (wanted, lower, leftOut) = (step, nil, nil)
        picture = packet.timestamp
        hasBegun = true
        noteCut()
    }

    private mutating func append(_ epoch: Epoch) {
        if epochs.count == Self.memory { epochs.removeFirst(Self.forgottenAtOnce) }
        epochs.append(epoch)
        firstIn = epoch.firstIn.value
        shift = epoch.shift
    }

    /// Ends the current epoch: nothing is placed until the next `begin`.
    public mutating func pause() { firstIn = .max }

    /// Whether a packet of the current layer belongs to what is being sent now.
    func isOfCurrentEpoch(_ sequence: ExtendedSequence) -> Bool { sequence.value >= firstIn }

    /// Where a packet of the current layer goes; nil for one from before the epoch, and one that the receiver does not need.
    public mutating func place(_ packet: MediaPacket) -> Place? {
        guard packet.sequence.value >= firstIn else { return placeLate(packet) }
        if isCut {
            // What comes after later packets decides nothing any more.
            if packet.sequence.value &+ shift.sequence <= lastSequence.value { return placeLate(packet) }
            guard admit(packet) else { return nil }
        }
        let place = shift.place(packet, isStart: packet.sequence.value == firstIn)
        note(place, of: packet)
        return place
    }

    @inline(__always)
    private mutating func note(_ place: Place, of packet: MediaPacket) {
        guard place.sequence > lastSequence else { return }
        lastSequence = place.sequence
        lastTimestamp = place.timestamp
        if packet.description.pictureID != nil { lastPictureID = place.pictureID }
        if packet.description.tl0Offset != nil { lastTL0 = place.tl0 }
        if packet.descriptor != nil { lastFrame = place.frame }
    }

    /// The layer and the number there of a packet that was sent under `number`; nil for what was never sent, or long ago.
    public func origin(of number: SequenceNumber) -> (epoch: Epoch, sequence: ExtendedSequence)? {
        let out = lastSequence.nearest(number)
        guard hasBegun, out <= lastSequence, let epoch = epochs.last(where: { $0.firstOut <= out }) else { return nil }
        guard epoch.generation == epoch.layer.generation else { return nil }
        return (epoch, ExtendedSequence(out.value - epoch.shift.sequence))
    }

    /// Where a packet of an earlier epoch went; for retransmissions.
    public func place(_ packet: MediaPacket, in epoch: Epoch) -> Place {
        var place = epoch.shift.place(packet, isStart: packet.sequence == epoch.firstIn)
        place.isEmpty = !packet.description.layers.needed.contains(epoch.shift.step)
        return place
    }

    /// Lets go of a layer that is gone, and of what could have been resent from it.
    public mutating func forget(_ layer: IncomingLayer) {
        if epochs.last?.layer === layer { pause() }
        epochs.removeAll { $0.layer === layer }
    }

    // MARK: Steps

    /// Shows another step of the current layer as soon as that can be decoded. False: it takes a key frame.
    public mutating func want(_ new: LayerStep, of steps: StreamSteps) -> Bool {
        if !isCut { picture = nil }
        (wanted, lower) = (new, nil)
        if steps.isWhole(new), step == new || step == .everything {
            // Nothing is left out, whatever it is called.
            wanted = .everything
            show(.everything)
        } else {
            let common = step.meet(new)
            if common != step, steps.has(common, within: step) { lower = common }
        }
        noteCut()
        return wanted.spatial == (lower ?? step).spatial
    }

    /// Whether more than what is shown is wanted: it comes at a point where that can be decoded.
    var wantsMore: Bool { !wanted.isWithin(step) }

    private mutating func noteCut() {
        isCut = shift.step != .everything || wanted != .everything || shift.activeTargets != 0
    }

    private mutating func show(_ step: LayerStep) {
        shift.step = step
        if !epochs.isEmpty { epochs[epochs.count - 1].shift.step = step }
    }

    private static func activeTargets(of layer: IncomingLayer, _ step: LayerStep) -> UInt32 {
        step == .everything ? 0 : layer.dependencies.structure?.targets(within: step) ?? 0
    }

    /// Whether the receiver needs a packet of the current epoch. Changes the step, where that is due and can be.
    private mutating func admit(_ packet: MediaPacket) -> Bool {
        let layers = packet.description.layers
        if layers.beginsFrame {
            let next = step(at: packet)
            if next != step || packet.descriptor?.layout.hasStructure == true { change(to: next, at: packet) }
        }
        picture = packet.timestamp
        if layers.needed.contains(step) { return true }
        leaveOut(packet)
        return false
    }

    private mutating func step(at packet: MediaPacket) -> LayerStep {
        let layers = packet.description.layers
        var next = step
        if let lower, let picture, picture != packet.timestamp {
            next = lower
            self.lower = nil
        }
        guard next != wanted, layers.from.contains(next) else { return next }
        if layers.to.contains(wanted) { return wanted }
        guard let best = layers.to.within(wanted).last, next.isWithin(best) else { return next }
        return best
    }

    /// Another step is shown from a packet on.
    private mutating func change(to step: LayerStep, at packet: MediaPacket) {
        guard let layer = epochs.last?.layer else { return }
        var shift = shift
        shift.step = step
        shift.activeTargets = Self.activeTargets(of: layer, step)
        // Until the next structure comes, which says so by itself, everything has to be said.
        if shift.activeTargets == 0, self.shift.activeTargets != 0, packet.descriptor?.layout.hasStructure != true {
            shift.activeTargets = layer.dependencies.structure?.allTargets ?? 0
        }
        goOn(at: packet.sequence, leavingOut: 0, shift)
        noteCut()
    }

    /// Closes the hole that a packet leaves.
    private mutating func leaveOut(_ packet: MediaPacket) {
        let now = (packet.timestamp, packet.description.layers.needed, packet.description.pictureID?.value)
        var shift = shift
        // VP8's receivers take a picture id that is missing for a picture that is. Those of VP9 count on what was sent.
        if packet.format == .vp8, let id = now.2, leftOut?.pictureID != id { shift.pictureID &-= 1 }
        let isSameFrame = leftOut.map { $0.timestamp == now.0 && $0.needed == now.1 } ?? false
        leftOut = now
        // What is missing between two packets of a frame that is left out is left out as well.
        let start = isSameFrame && lastSequence < epochs[epochs.count - 1].firstOut ? firstIn : packet.sequence.value
        goOn(at: ExtendedSequence(start), leavingOut: packet.sequence.value + 1 - start, shift)
    }

    /// A new epoch, `count` packets from `sequence` on being left out before it.
    private mutating func goOn(at sequence: ExtendedSequence, leavingOut count: Int64, _ shift: Shift) {
        var next = epochs[epochs.count - 1]
        next.firstOut = ExtendedSequence(sequence.value + self.shift.sequence)
        next.firstIn = ExtendedSequence(sequence.value + count)
        next.shift = shift
        next.shift.sequence -= count
        if sequence.value == firstIn {
            // Nothing was given a number in the last one.
            epochs[epochs.count - 1] = next
            firstIn = next.firstIn.value
            self.shift = next.shift
        } else {
            epochs[epochs.count - 1].endIn = sequence
            next.isContinued = true
            append(next)
        }
    }

    /// Where a packet goes that comes after later ones: as was decided for its place in the stream.
    private mutating func placeLate(_ packet: MediaPacket) -> Place? {
        guard firstIn != .max else { return nil }
        var index = epochs.count - 1
        while index > 0, epochs[index].isContinued, packet.sequence < epochs[index].firstIn { index -= 1 }
        guard index >= 0, packet.sequence >= epochs[index].firstIn, packet.sequence < epochs[index].endIn else {
            return nil
        }
        let place = place(packet, in: epochs[index])
        note(place, of: packet)
        return place
    }
}
