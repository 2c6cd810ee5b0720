public import Wire

/// Why a packet, or a part of one, was not used. Every drop is counted under exactly one of these.
public enum DropCause: Int, Sendable, Hashable, CaseIterable {
    /// Neither STUN, DTLS, RTP nor RTCP by its first byte, or too short.
    case notMedia
    /// STUN with no or an unknown user name.
    case unknownPeer
    /// From an address that has passed no authenticated connectivity check.
    case unknownAddress
    /// The transport refused it: integrity, replay, malformed, not connected yet.
    case transport
    case malformedRTP
    case malformedRTCP
    /// An RTP stream that belongs to no m-line of the publisher.
    case unknownStream
    case unknownPayloadType
    case duplicate
    /// So old that it is unknown whether it is a duplicate.
    case tooOld
    /// RTP of a peer that only receives.
    case unexpected
    /// The receiver cannot decode the source's codec: its slot stays empty. Counted per slot and key frame.
    case undecodable
    /// A source without the right to be heard or seen.
    case notPermitted
    /// Handed over by another shard after this one had to stop asking for it.
    case notAsked
    /// RTCP names more streams or packets than is answered.
    case excessiveFeedback
    /// A retransmission that names a packet which is not (or no longer) kept.
    case notInCache
    /// The transport had no connected pair, or the packet would not fit.
    case unsent
}

/// Totals of an engine since its start.
public struct MediaStatistics: Sendable, Hashable {
    public var peers = 0
    public var publishers = 0
    public var receivers = 0
    public var packetsReceived: UInt64 = 0
    public var bytesReceived: UInt64 = 0
    /// RTP packets sent to receivers, retransmissions included.
    public var packetsForwarded: UInt64 = 0
    public var bytesForwarded: UInt64 = 0
    public var retransmissionsSent: UInt64 = 0
    public var retransmissionsReceived: UInt64 = 0
    public var nacksSent: UInt64 = 0
    public var nacksReceived: UInt64 = 0
    public var keyframesRequested: UInt64 = 0
    /// Packets for the receivers of other shards, and those that found no room on the way.
    public var packetsHandedOver: UInt64 = 0
    public var packetsLostBetweenShards: UInt64 = 0
    /// Slots that stay empty now because their receivers cannot decode what the sources send.
    public var undecodableSlots = 0
    /// Peers that are connected now, by their way here.
    public var paths: [MediaPath: Int] = [:]
    /// Pictures that receivers' lines do not carry now, and those that they carry smaller than they could be.
    public var heldPictures = 0
    public var reducedPictures = 0
    /// Older sound that was sent along with newer (RFC 2198), and lost sound that came so.
    public var redundancySent: UInt64 = 0
    public var redundancyUsed: UInt64 = 0
    /// Packets that only try what a line carries.
    public var probePackets: UInt64 = 0
    /// Indexed by `DropCause.rawValue`; see `drops(_:)`.
    private var dropCounts = [UInt64](repeating: 0, count: DropCause.allCases.count)

    public init() {}

    public func drops(_ cause: DropCause) -> UInt64 { dropCounts[cause.rawValue] }

    /// All causes that occurred.
    public var drops: [DropCause: UInt64] {
        var result: [DropCause: UInt64] = [:]
        for cause in DropCause.allCases where dropCounts[cause.rawValue] > 0 {
            result[cause] = dropCounts[cause.rawValue]
        }
        return result
    }

    mutating func drop(_ cause: DropCause, _ count: Int = 1) { dropCounts[cause.rawValue] &+= UInt64(count) }

    /// Those of several engines together.
    public static func += (all: inout Self, one: Self) {
        all.peers += one.peers
        all.publishers += one.publishers
        all.receivers += one.receivers
        all.packetsReceived &+= one.packetsReceived
        all.bytesReceived &+= one.bytesReceived
        all.packetsForwarded &+= one.packetsForwarded
        all.bytesForwarded &+= one.bytesForwarded
        all.retransmissionsSent &+= one.retransmissionsSent
        all.retransmissionsReceived &+= one.retransmissionsReceived
        all.nacksSent &+= one.nacksSent
        all.nacksReceived &+= one.nacksReceived
        all.keyframesRequested &+= one.keyframesRequested
        all.packetsHandedOver &+= one.packetsHandedOver
        all.packetsLostBetweenShards &+= one.packetsLostBetweenShards
        all.undecodableSlots += one.undecodableSlots
        all.paths.merge(one.paths, uniquingKeysWith: +)
        all.heldPictures += one.heldPictures
        all.reducedPictures += one.reducedPictures
        all.redundancySent &+= one.redundancySent
        all.redundancyUsed &+= one.redundancyUsed
        all.probePackets &+= one.probePackets
        for cause in DropCause.allCases { all.dropCounts[cause.rawValue] &+= one.dropCounts[cause.rawValue] }
    }
}

/// One peer as it is now.
public struct PeerStatistics: Sendable, Hashable {
    public enum State: String, Sendable, Hashable { case new, connecting, connected, disconnected, failed, closed }

    public var state = State.new
    public var remote: NetworkAddress?
    /// nil before a pair is selected.
    public var path: MediaPath?
    /// Milliseconds; nil until the peer has reported.
    public var roundTrip: Double?
    /// Share of packets lost in the last report interval, 0...1: of what the peer sends (publisher) or gets (receiver).
    public var loss = 0.0
    /// Milliseconds, the largest of the peer's streams.
    public var jitter = 0.0
    /// Bits per second of RTP (headers included) over the last second or so.
    public var bitrateIn = 0
    public var bitrateOut = 0
    /// Of a publisher's picture: each layer's bits per second, the largest first; 0: it rests.
    public var layers: [Int] = []
    /// What the line to the receiver carries, bits per second; nil as long as it has said nothing about it.
    public var estimatedBitrate: Int?
    /// Pictures that the line to the receiver does not carry, and those that it carries smaller than they could be.
    public var heldPictures = 0
    public var reducedPictures = 0
    public var packetsIn: UInt64 = 0
    public var packetsOut: UInt64 = 0
    /// Slots of the receiver that stay empty because it cannot decode what their sources send.
    public var undecodableSlots = 0

    public init() {}
}
