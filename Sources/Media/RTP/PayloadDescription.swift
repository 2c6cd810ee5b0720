import Wire

/// What forwarding needs to know of a packet's payload: whether decoding can start here, and where the counters lie that
/// must stay monotonic for a receiver when its stream comes from another source or layer.
public struct PayloadDescription: Hashable, Sendable {
    /// Whether this is the first packet of a picture that needs no earlier one, with all parameter sets.
    public var startsKeyframe = false
    public var pictureID: PictureID?
    /// Where the byte of VP8's or VP9's TL0PICIDX lies in the payload.
    public var tl0Offset: UInt8?
    public var tl0 = UInt8(0)
    /// What the packet is to the layers within the stream.
    public var layers = LayerUse()

    /// The picture id of VP8 and VP9: 7 or 15 bits.
    public struct PictureID: Hashable, Sendable {
        public var offset: UInt8
        public var isLong: Bool
        public var value: UInt16

        public init(offset: UInt8, isLong: Bool, value: UInt16) {
            self.offset = offset
            self.isLong = isLong
            self.value = value
        }

        /// Adds to the id, within its width.
        @inlinable
        public func advanced(by delta: UInt16) -> UInt16 { (value &+ delta) & (isLong ? 0x7FFF : 0x7F) }
    }

    public init() {}

    /// Reads a payload of the given format. What is too short or malformed describes itself as no key frame.
    public init(_ payload: UnsafeRawBufferPointer, format: Codec.Format) {
        self.init()
        switch format {
        case .opus: startsKeyframe = true
        case .vp8: readVP8(payload)
        case .vp9: readVP9(payload)
        case .h264: startsKeyframe = H264Payload.startsKeyframe(payload)
        case .av1: startsKeyframe = AV1Payload.startsKeyframe(payload)
        case .rtx, .red: break
        }
    }

    /// The payload descriptor of RFC 7741, section 4.2, and the first byte of the frame behind it.
    private mutating func readVP8(_ payload: UnsafeRawBufferPointer) {
        guard let first = payload.first else { return }
        var offset = 1
        if first & 0x80 != 0 {  // X
            guard payload.count > offset else { return }
            let flags = payload[offset]
            offset += 1
            if flags & 0x80 != 0 {  // I
                guard let id = Self.pictureID(payload, at: offset) else { return }
                pictureID = id
                offset += id.isLong ? 2 : 1
            }
            if flags & 0x40 != 0 {  // L
                guard payload.count > offset else { return }
                tl0Offset = UInt8(offset)
                tl0 = payload[offset]
                offset += 1
            }
            if flags & 0x30 != 0 {  // T or K
                guard payload.count > offset else { return }
                if flags & 0x20 != 0 { readVP8Layer(payload[offset]) }
                offset += 1
            }
        }
        // S: start of a partition; PID 0: the first. P of the frame header is 0 in a key frame (RFC 6386, section 9.1).
        guard first & 0x17 == 0x10, payload.count > offset else { return }
        startsKeyframe = payload[offset] & 0x01 == 0
        layers.beginsFrame = true
        if startsKeyframe { (layers.from, layers.to) = (.all, .all) }
    }

    /// TID and Y. A frame with Y builds on the base layer alone; who had the layer below before it has all of its own now.
    private mutating func readVP8Layer(_ byte: UInt8) {
        let temporal = Int(byte >> 6)
        layers = LayerUse(neededBy: LayerSteps(spatialFrom: 0, temporalFrom: temporal))
        guard byte & 0x20 != 0, temporal > 0 else { return }
        layers.from.insert(LayerStep(spatial: 0, temporal: temporal - 1))
        layers.to.insert(LayerStep(spatial: 0, temporal: temporal))
    }

    /// The payload descriptor of RFC 9628, section 4.2.
    private mutating func readVP9(_ payload: UnsafeRawBufferPointer) {
        guard let first = payload.first else { return }
        var offset = 1
        if first & 0x80 != 0 {  // I
            guard let id = Self.pictureID(payload, at: offset) else { return }
            pictureID = id
            offset += id.isLong ? 2 : 1
        }
        var spatialLayer: UInt8 = 0
        if first & 0x20 != 0 {  // L
            guard payload.count > offset else { return }
            spatialLayer = payload[offset] >> 1 & 0x7
            readVP9Layer(payload[offset], first: first)
            offset += 1
            if first & 0x10 == 0 {  // F is 0: non-flexible mode carries TL0PICIDX
                guard payload.count > offset else { return }
                tl0Offset = UInt8(offset)
                tl0 = payload[offset]
            }
        }
        // P 0: not predicted from an earlier picture; B: start of a frame.
        startsKeyframe = first & 0x48 == 0x08 && spatialLayer == 0
        if startsKeyframe { (layers.from, layers.to) = (.all, .all) }
    }

    /// TID, U and SID, with P, B, E and Z of the first byte.
    private mutating func readVP9Layer(_ byte: UInt8, first: UInt8) {
        let (temporal, spatial) = (Int(byte >> 5), Int(byte >> 1 & 0x7))
        // Z: no higher spatial layer builds on this frame.
        layers = LayerUse(
            neededBy: first & 0x01 != 0
                ? LayerSteps(spatial: spatial, temporalFrom: temporal)
                : LayerSteps(spatialFrom: spatial, temporalFrom: temporal))
        layers.beginsFrame = first & 0x08 != 0
        layers.endsFrame = first & 0x04 != 0
        guard layers.beginsFrame else { return }
        if first & 0x40 == 0, spatial > 0, temporal == 0 {
            // Built on the smaller picture of the same moment alone.
            layers.from = LayerSteps(spatial: spatial - 1, temporalFrom: 0)
            layers.to = LayerSteps(spatial: spatial, temporalFrom: 0)
        } else if byte & 0x10 != 0 {
            // U: higher temporal layers build on nothing of theirs from before this picture.
            layers.from = LayerSteps(spatial: spatial, temporalFrom: temporal)
            layers.to = LayerSteps(spatial: spatial, temporalFrom: temporal + 1)
        }
    }

    private static func pictureID(_ payload: UnsafeRawBufferPointer, at offset: Int) -> PictureID? {
        guard payload.count > offset else { return nil }
        let isLong = payload[offset] & 0x80 != 0
        guard isLong else { return PictureID(offset: UInt8(offset), isLong: false, value: UInt16(payload[offset])) }
        guard payload.count > offset + 1 else { return nil }
        return PictureID(offset: UInt8(offset), isLong: true, value: payload.u16(at: offset) & 0x7FFF)
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Overwrites a picture id in a copy of the payload that begins at `start`.
    public func rewrite(_ id: PayloadDescription.PictureID, to value: UInt16, payloadAt start: Int) {
        let offset = start + Int(id.offset)
        if id.isLong {
            store(u16: 0x8000 | value & 0x7FFF, at: offset)
        } else {
            self[offset] = UInt8(truncatingIfNeeded: value & 0x7F)
        }
    }
}
