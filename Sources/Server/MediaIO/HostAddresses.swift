import CMediaIO
public import Wire

/// Addresses of the interfaces that are up, IPv4 before IPv6, loopback last; without those which are valid only on their
/// own link. Ports are 0.
public func hostAddresses() -> [NetworkAddress] {
    let limit = 256
    let found = [cmediaio_address](unsafeUninitializedCapacity: limit) { buffer, count in
        count = Int(max(cmediaio_host_addresses(buffer.baseAddress, Int32(limit)), 0))
    }
    let addresses = found.map(NetworkAddress.init).filter { !$0.isLinkLocal }
    func rank(_ address: NetworkAddress) -> Int { (address.isLoopback ? 2 : 0) + (address.family == .ipv6 ? 1 : 0) }
    return addresses.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(
        \.element)
}

extension NetworkAddress {
    init(_ address: cmediaio_address) { self.init(high: address.high, low: address.low, port: address.port) }
}

extension cmediaio_address {
    init(_ address: NetworkAddress) { self.init(high: address.high, low: address.low, port: address.port) }
}
