public import RTP

/// One thing that a shard tells another, about one track. Every record may be lost: what matters is told again.
public struct ShardRecord {
    public enum Content {
        // From the shard of the publisher.

        /// What the track is like; without layers it is no more.
        case track(TrackOutline)
        case packet(HandedPacket)

        // From a shard with receivers.

        /// The layers it has use for, so many of the smallest, 0 for none, of the track with this incarnation.
        case wanted(layers: UInt8, incarnation: UInt32)
        case keyframeWanted(layer: UInt8)
    }

    /// The publisher's source, by the number that all shards know it by.
    public var source: UInt32
    public var kind: MediaKind
    /// Under which the receiving shard asks, and packets come. It asks under a new one after it had to stop, so that
    /// nothing which was on its way then is taken for something that came later. 0 in what goes before asking.
    public var number: UInt32
    public var content: Content

    public init(source: UInt32, kind: MediaKind, number: UInt32 = 0, _ content: Content) {
        self.source = source
        self.kind = kind
        self.number = number
        self.content = content
    }

    /// The bytes of a packet; they are copied with the record, and lie elsewhere then.
    public var bytes: UnsafeRawBufferPointer {
        get {
            if case .packet(let packet) = content { packet.media.bytes } else { .init(start: nil, count: 0) }
        }
        set {
            guard case .packet(var packet) = content else { return }
            packet.media.bytes = newValue
            content = .packet(packet)
        }
    }

    public var isPacket: Bool { if case .packet = content { true } else { false } }
}

/// What another shard has to know of a track to have one like it.
public struct TrackOutline: Sendable, Hashable {
    /// Another number: another track.
    public var incarnation: UInt32
    public var layers: UInt8
    public var formats: FormatSet

    public init(incarnation: UInt32, layers: UInt8, formats: FormatSet) {
        self.incarnation = incarnation
        self.layers = layers
        self.formats = formats
    }
}

/// A packet as its layer forwards it: in plain, numbered, repaired, and permitted when it was handed over.
public struct HandedPacket {
    public var media: MediaPacket
    public var layer: UInt8
    /// `IncomingLayer.generation`, its low bits.
    var generation: UInt32 = 0
    /// Whether packets of the layer found no room before this one.
    var followsLoss = false
    var capture: CaptureReference?
}

/// The way to another shard. Confined to the thread of the shard that tells.
public protocol ShardLink: AnyObject {
    /// Takes a copy. False: there is no room, and it is lost.
    func push(_ record: ShardRecord) -> Bool
}
