public import RTP

/// Makes one gapless RTP stream out of pieces of several.
///
/// A piece (epoch) begins at a switch: to another source, to another layer, or back from silence. Within an epoch numbers
/// are moved by constants, so losses and reordering show through as they are and a retransmission is rewritten exactly as
/// the packet was. Between epochs the numbers go on without a hole.
public struct StreamRewriter {
    /// One piece of the stream. In-numbers are the incoming layer's own.
    public struct Epoch {
        public var layer: IncomingLayer
        /// `IncomingLayer.generation`: after a restart of the sender, old numbers mean nothing any more.
        var generation: Int
        var firstIn: ExtendedSequence
        var firstOut: ExtendedSequence
        public var timestampOffset: UInt32
        var pictureOffset: UInt16
        var tl0Offset: UInt8

        var sequenceOffset: Int64 { firstOut.value &- firstIn.value }
    }

    /// A packet's place in the outgoing stream.
    public struct Place {
        public var sequence: ExtendedSequence
        public var timestamp: RTPTimestamp
        public var pictureID: UInt16
        public var tl0: UInt8
        /// Whether an epoch begins with it.
        public var isStart: Bool
    }

    /// Epochs that can still be asked for; a NACK reaches back a second or so.
    static let memory = 6

    /// The current epoch is the last one.
    private var epochs: [Epoch] = []
    public private(set) var lastSequence: ExtendedSequence
    public private(set) var lastTimestamp: RTPTimestamp
    private var lastPictureID: UInt16
    private var lastTL0: UInt8
    public private(set) var hasBegun = false

    // The current epoch's constants again, outside of the array: this is what each packet needs.
    private var firstIn: Int64 = .max
    private var sequenceOffset: Int64 = 0
    private var timestampOffset: UInt32 = 0
    private var pictureOffset: UInt16 = 0
    private var tl0Offset: UInt8 = 0

    /// The random start of the stream (RFC 3550, section 5.1).
    public init(sequence: UInt16, timestamp: UInt32) {
        // Well above zero, and one before the first packet to come.
        lastSequence = ExtendedSequence(65_536 + Int64(sequence))
        lastTimestamp = RTPTimestamp(timestamp)
        lastPictureID = UInt16(truncatingIfNeeded: timestamp) & 0x7FFF
        lastTL0 = UInt8(truncatingIfNeeded: timestamp)
        epochs.reserveCapacity(Self.memory)
    }

    public var current: Epoch? { epochs.last }

    /// Begins an epoch with `packet`, which gets the next number and `timestamp`.
    public mutating func begin(with packet: MediaPacket, from layer: IncomingLayer, timestamp: RTPTimestamp) {
        let description = packet.description
        let epoch = Epoch(
            layer: layer, generation: layer.generation, firstIn: packet.sequence,
            firstOut: ExtendedSequence(lastSequence.value + 1),
            timestampOffset: timestamp.rawValue &- packet.timestamp.rawValue,
            pictureOffset: lastPictureID &+ 1 &- (description.pictureID?.value ?? 0),
            tl0Offset: lastTL0 &+ 1 &- description.tl0)
        if epochs.count == Self.memory { epochs.removeFirst() }
        epochs.append(epoch)
        firstIn = epoch.firstIn.value
        sequenceOffset = epoch.sequenceOffset
        timestampOffset = epoch.timestampOffset
        pictureOffset = epoch.pictureOffset
        tl0Offset = epoch.tl0Offset
        hasBegun = true
    }

    /// Ends the current epoch: nothing is placed until the next `begin`.
    public mutating func pause() { firstIn = .max }

    /// Whether a packet of the current layer belongs to what is being sent now.
    func isOfCurrentEpoch(_ sequence: ExtendedSequence) -> Bool { sequence.value >= firstIn }

    /// Where a packet of the current layer goes; nil for one from before the epoch.
    public mutating func place(_ packet: MediaPacket) -> Place? {
        guard packet.sequence.value >= firstIn else { return nil }
        let place = Place(
            sequence: ExtendedSequence(packet.sequence.value &+ sequenceOffset),
            timestamp: RTPTimestamp(packet.timestamp.rawValue &+ timestampOffset),
            pictureID: packet.description.pictureID?.advanced(by: pictureOffset) ?? 0,
            tl0: packet.description.tl0 &+ tl0Offset, isStart: packet.sequence.value == firstIn)
        if place.sequence > lastSequence {
            lastSequence = place.sequence
            lastTimestamp = place.timestamp
            if packet.description.pictureID != nil { lastPictureID = place.pictureID }
            if packet.description.tl0Offset != nil { lastTL0 = place.tl0 }
        }
        return place
    }

    /// The layer and the number there of a packet that was sent under `number`; nil for what was never sent, or long ago.
    public func origin(of number: SequenceNumber) -> (epoch: Epoch, sequence: ExtendedSequence)? {
        let out = lastSequence.nearest(number)
        guard hasBegun, out <= lastSequence, let epoch = epochs.last(where: { $0.firstOut <= out }) else { return nil }
        guard epoch.generation == epoch.layer.generation else { return nil }
        return (epoch, ExtendedSequence(out.value - epoch.sequenceOffset))
    }

    /// Where a packet of an earlier epoch went; for retransmissions.
    public func place(_ packet: MediaPacket, in epoch: Epoch) -> Place {
        Place(
            sequence: ExtendedSequence(packet.sequence.value &+ epoch.sequenceOffset),
            timestamp: RTPTimestamp(packet.timestamp.rawValue &+ epoch.timestampOffset),
            pictureID: packet.description.pictureID?.advanced(by: epoch.pictureOffset) ?? 0,
            tl0: packet.description.tl0 &+ epoch.tl0Offset, isStart: packet.sequence == epoch.firstIn)
    }

    /// Lets go of a layer that is gone, and of what could have been resent from it.
    public mutating func forget(_ layer: IncomingLayer) {
        if epochs.last?.layer === layer { pause() }
        epochs.removeAll { $0.layer === layer }
    }
}
