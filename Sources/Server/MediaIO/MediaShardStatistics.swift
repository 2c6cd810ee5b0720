/// What a shard's sockets did since the start.
public struct MediaShardStatistics: Sendable, Hashable {
    public var datagramsIn: UInt64 = 0
    public var bytesIn: UInt64 = 0
    /// `recvmmsg` calls, empty ones included.
    public var receiveCalls: UInt64 = 0
    /// Datagrams longer than any that is expected.
    public var oversized: UInt64 = 0
    public var datagramsOut: UInt64 = 0
    public var bytesOut: UInt64 = 0
    /// `sendmmsg` calls.
    public var sendCalls: UInt64 = 0
    /// Messages which the kernel cut into several datagrams.
    public var segmentedMessages: UInt64 = 0
    /// Datagrams that the system did not take.
    public var sendDrops: UInt64 = 0
    /// TCP connections that carry media, now.
    public var connections = 0
    /// Those that were taken in, and those whose first packet was no authenticated check.
    public var connectionsTaken: UInt64 = 0
    public var connectionsRefused: UInt64 = 0
    /// Packets that came over TCP.
    public var packetsOverTCP: UInt64 = 0
    /// Bytes that the system took to send over TCP.
    public var bytesOverTCP: UInt64 = 0
    /// Packets for a TCP connection whose queue was full, or that was gone.
    public var packetsOverTCPDropped: UInt64 = 0
    /// Events that nobody fetched in time.
    public var eventDrops: UInt64 = 0

    public init() {}

    static func += (all: inout Self, one: Self) {
        all.datagramsIn += one.datagramsIn
        all.bytesIn += one.bytesIn
        all.receiveCalls += one.receiveCalls
        all.oversized += one.oversized
        all.datagramsOut += one.datagramsOut
        all.bytesOut += one.bytesOut
        all.sendCalls += one.sendCalls
        all.segmentedMessages += one.segmentedMessages
        all.sendDrops += one.sendDrops
        all.connections += one.connections
        all.connectionsTaken += one.connectionsTaken
        all.connectionsRefused += one.connectionsRefused
        all.packetsOverTCP += one.packetsOverTCP
        all.bytesOverTCP += one.bytesOverTCP
        all.packetsOverTCPDropped += one.packetsOverTCPDropped
        all.eventDrops += one.eventDrops
    }
}
