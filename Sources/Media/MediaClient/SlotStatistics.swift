public import RTP
public import Wire

/// What has come into one slot so far.
public struct SlotStatistics: Hashable, Sendable {
    public var kind: MediaKind
    /// Counted per kind from 0, as everywhere.
    public var slot: Int
    /// Different packets of sound or picture, however they came.
    public var packets = 0
    /// Their payload bytes.
    public var bytes = 0
    /// What could be played: packets of sound, or whole pictures that nothing is missing before.
    public var frames = 0
    /// Whole or begun, in the order of decoding.
    public var keyframes = 0
    /// Packets that came by retransmission and no other way.
    public var recovered = 0
    /// Packets that came twice.
    public var duplicates = 0
    /// Packets that have not come, in the end or yet.
    public var lost = 0
    /// Packets that were asked for again, each time counted.
    public var repairsAsked = 0
    public var keyframesAsked = 0
    /// When the newest packet came.
    public var lastArrival: MediaTime?
    /// Loudness of the newest packet, -dBov 0...127, if told.
    public var audioLevel: UInt8?

    init(kind: MediaKind, slot: Int) {
        self.kind = kind
        self.slot = slot
    }
}
