import Wire

/// By which of the ways that it offers a peer's packets reach this engine: that of the selected pair.
public enum MediaPath: String, Sendable, Hashable, CaseIterable {
    case udpIPv4 = "udp-ipv4"
    case udpIPv6 = "udp-ipv6"
    case tcpIPv4 = "tcp-ipv4"
    case tcpIPv6 = "tcp-ipv6"

    init(_ remote: NetworkAddress) {
        switch (remote.connection == 0, remote.family) {
        case (true, .ipv4): self = .udpIPv4
        case (true, .ipv6): self = .udpIPv6
        case (false, .ipv4): self = .tcpIPv4
        case (false, .ipv6): self = .tcpIPv6
        }
    }

    public var isTCP: Bool { self == .tcpIPv4 || self == .tcpIPv6 }
    public var isIPv6: Bool { self == .udpIPv6 || self == .tcpIPv6 }
}
