public import Forwarding
import RTP
import SDP
public import Transport
import Wire

/// One connection and what flows over it.
final class Peer: Scheduled {
    enum Work {
        case publishes(SourceID, PublisherStreams)
        case receives(ReceiverSlots)
    }

    /// What a slot is to show; kept while the source is away.
    struct Assignment {
        var source: SourceID
        var quality: Quality
    }

    /// Addresses of one peer that are remembered: a few interfaces and their NAT bindings.
    static let maximumAddresses = 8
    /// Heard so lately, a peer keeps its address to itself: two renewals of consent (RFC 7675), 5 s each.
    static let addressClaim = MediaInterval.seconds(10)

    let id: PeerID
    let transport: PeerTransport
    let work: Work
    let sessionID: UInt64
    var sessionVersion: UInt64 = 0
    var remote: TransportDescription
    /// What each m-line of the last offer carries. Its order stands for what flows: it only grows.
    var kinds: [MediaKind?] = []
    /// Own username fragments that still lead here: the present one, and the one before a restart.
    var fragments: [String] = []
    var addresses: [NetworkAddress] = []
    /// Receiving: what is to be in the slots, by kind and number.
    var assignments: [MediaKind: [Int: Assignment]] = [:]

    /// Since when the peer has not been there: its creation, or the loss of consent; nil while it is.
    var absentSince: MediaTime?
    var toldConnected = false
    var meter = RateMeter()

    init(
        id: PeerID, transport: PeerTransport, work: Work, sessionID: UInt64, remote: TransportDescription,
        now: MediaTime
    ) {
        self.id = id
        self.transport = transport
        self.work = work
        self.sessionID = sessionID
        self.remote = remote
        absentSince = now
    }

    var publisher: PublisherStreams? { if case .publishes(_, let streams) = work { streams } else { nil } }
    var receiver: ReceiverSlots? { if case .receives(let slots) = work { slots } else { nil } }
    var source: SourceID? { if case .publishes(let source, _) = work { source } else { nil } }

    /// Media packets and bytes since the start, in and out.
    var traffic: (packetsIn: UInt64, bytesIn: UInt64, packetsOut: UInt64, bytesOut: UInt64) {
        switch work {
        case .publishes(_, let streams): (streams.packets, streams.bytes, 0, 0)
        case .receives(let slots): (0, 0, slots.packets, slots.bytes)
        }
    }
}

extension PeerTransport: RTPSender {}

/// Bits per second over about a second.
struct RateMeter {
    private var last: (time: MediaTime, bytesIn: UInt64, bytesOut: UInt64)?
    private(set) var bitrateIn = 0
    private(set) var bitrateOut = 0

    mutating func update(now: MediaTime, bytesIn: UInt64, bytesOut: UInt64) {
        guard let last else { return self.last = (now, bytesIn, bytesOut) }
        let elapsed = (now - last.time).microseconds
        guard elapsed >= 900_000 else { return }
        bitrateIn = Self.rate(from: last.bytesIn, to: bytesIn, microseconds: elapsed)
        bitrateOut = Self.rate(from: last.bytesOut, to: bytesOut, microseconds: elapsed)
        self.last = (now, bytesIn, bytesOut)
    }

    private static func rate(from last: UInt64, to bytes: UInt64, microseconds: Int64) -> Int {
        guard bytes > last else { return 0 }
        let (scaled, isOverflown) = (bytes - last).multipliedReportingOverflow(by: 8_000_000)
        return isOverflown ? 0 : Int(clamping: scaled / UInt64(microseconds))
    }
}
