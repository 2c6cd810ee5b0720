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
    /// Events that nobody fetched in time.
    public var eventDrops: UInt64 = 0

    public init() {}
}
