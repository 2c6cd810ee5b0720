/// An IP address and a port, as a plain value: no allocation to keep, compare or hash one.
public struct NetworkAddress: Sendable {
    public enum Family: UInt8, Sendable { case ipv4, ipv6 }

    /// The address's 16 bytes in network order, as two big-endian words. An IPv4 address fills the last four
    /// (`::ffff:a.b.c.d`), so an IPv4 peer seen through a dual-stack socket is the same value.
    public var high: UInt64
    public var low: UInt64
    /// In host order.
    public var port: UInt16
    /// 0: datagrams of UDP. Otherwise the number of the TCP connection that leads there: packets of a connection never
    /// mix with datagrams of the same address and port, nor with those of an earlier connection from there.
    public var connection: UInt32

    public init(high: UInt64, low: UInt64, port: UInt16, connection: UInt32 = 0) {
        self.high = high
        self.low = low
        self.port = port
        self.connection = connection
    }

    public init(ipv4 address: UInt32, port: UInt16) {
        self.init(high: 0, low: 0x0000_FFFF_0000_0000 | UInt64(address), port: port)
    }

    public var family: Family { high == 0 && low >> 32 == 0xFFFF ? .ipv4 : .ipv6 }

    /// The IPv4 address in host order; meaningful only if `family` is `.ipv4`.
    public var ipv4: UInt32 { UInt32(truncatingIfNeeded: low) }

    public var isLoopback: Bool {
        switch family {
        case .ipv4: ipv4 >> 24 == 127
        case .ipv6: high == 0 && low == 1
        }
    }

    public func withPort(_ port: UInt16) -> NetworkAddress { NetworkAddress(high: high, low: low, port: port) }

    public func overTCP(_ connection: UInt32) -> NetworkAddress {
        NetworkAddress(high: high, low: low, port: port, connection: connection)
    }
}

extension NetworkAddress: Hashable {
    /// Two words, as every packet's sender is looked up: a third would cost a fifth more. Who could choose addresses that
    /// fall together gains nothing, as tables hold only the few of each peer that have passed a check.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(high)
        hasher.combine(low &+ (UInt64(connection) << 16 | UInt64(port)) &* 0x9E37_79B9_7F4A_7C15)
    }
}
