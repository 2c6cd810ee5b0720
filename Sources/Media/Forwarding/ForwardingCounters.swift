/// Counts what happened to packets, for all tracks and slots that share it. Confined to the engine's thread.
public final class ForwardingCounters {
    public var forwarded: UInt64 = 0
    public var forwardedBytes: UInt64 = 0
    public var retransmissionsSent: UInt64 = 0
    /// Lost packets of sound that came within later ones, and packets that were sent with older ones.
    public var redundancyUsed: UInt64 = 0
    public var redundancySent: UInt64 = 0
    public var probePackets: UInt64 = 0
    public var retransmissionsReceived: UInt64 = 0
    public var paddingReceived: UInt64 = 0
    public var nacksSent: UInt64 = 0
    public var nacksReceived: UInt64 = 0
    public var keyframesRequested: UInt64 = 0
    /// Packets for the receivers of other shards, and those for which there was no room on the way.
    public var handedOver: UInt64 = 0
    public var handoverLost: UInt64 = 0

    // Drops.
    public var malformed: UInt64 = 0
    public var unknownStream: UInt64 = 0
    public var unknownPayloadType: UInt64 = 0
    public var duplicate: UInt64 = 0
    public var tooOld: UInt64 = 0
    public var notPermitted: UInt64 = 0
    /// From another shard, after this one had to stop asking for it.
    public var notAsked: UInt64 = 0
    public var undecodable: UInt64 = 0
    public var excessiveFeedback: UInt64 = 0
    public var notInCache: UInt64 = 0
    public var unsent: UInt64 = 0

    public init() {}
}
