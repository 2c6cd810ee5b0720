#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Wire

/// A non-blocking UDP socket of a client on a free port: dual-stack where the system has IPv6, else IPv4.
final class DatagramSocket {
    let descriptor: Int32
    private let isIPv6: Bool

    struct Failure: Error, CustomStringConvertible {
        var errno: Int32
        var description: String { "No socket can be made: \(String(cString: strerror(errno)))" }
    }

    init() throws(Failure) {
        let (made, isIPv6) = try Self.make()
        descriptor = made
        self.isIPv6 = isIPv6
        var size: Int32 = 1 << 20
        setsockopt(made, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    private static func make() throws(Failure) -> (Int32, isIPv6: Bool) {
        let datagram = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let dual = socket(AF_INET6, datagram, 0)
        if dual >= 0 {
            var off: Int32 = 0
            setsockopt(dual, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
            var any = sockaddr_in6()
            any.sin6_family = sa_family_t(AF_INET6)
            if withSocketAddress(&any, { bind(dual, $0, $1) }) == 0 { return (dual, true) }
            close(dual)
        }
        let plain = socket(AF_INET, datagram, 0)
        guard plain >= 0 else { throw Failure(errno: errno) }
        var any = sockaddr_in()
        any.sin_family = sa_family_t(AF_INET)
        guard withSocketAddress(&any, { bind(plain, $0, $1) }) == 0 else {
            let failure = Failure(errno: errno)
            close(plain)
            throw failure
        }
        return (plain, false)
    }

    /// Sends one datagram. What the network cannot take is lost, as on the way.
    func send(_ bytes: UnsafeRawBufferPointer, to destination: NetworkAddress) {
        if isIPv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = destination.port.bigEndian
            withUnsafeMutableBytes(of: &address.sin6_addr) { memory in
                memory.storeBytes(of: destination.high.bigEndian, toByteOffset: 0, as: UInt64.self)
                memory.storeBytes(of: destination.low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            _ = withSocketAddress(&address) { sendto(descriptor, bytes.baseAddress, bytes.count, 0, $0, $1) }
        } else if destination.family == .ipv4 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = destination.port.bigEndian
            address.sin_addr.s_addr = destination.ipv4.bigEndian
            _ = withSocketAddress(&address) { sendto(descriptor, bytes.baseAddress, bytes.count, 0, $0, $1) }
        }
    }

    /// Takes the next datagram; nil when none waits.
    func receive(into memory: UnsafeMutableRawBufferPointer) -> (length: Int, from: NetworkAddress)? {
        if isIPv6 {
            var address = sockaddr_in6()
            let length = withSocketAddress(&address) { pointer, size in
                var size = size
                return recvfrom(descriptor, memory.baseAddress, memory.count, 0, pointer, &size)
            }
            guard length >= 0 else { return nil }
            let words = withUnsafeBytes(of: &address.sin6_addr) { bytes in
                (
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
            return (length, NetworkAddress(high: words.0, low: words.1, port: UInt16(bigEndian: address.sin6_port)))
        }
        var address = sockaddr_in()
        let length = withSocketAddress(&address) { pointer, size in
            var size = size
            return recvfrom(descriptor, memory.baseAddress, memory.count, 0, pointer, &size)
        }
        guard length >= 0 else { return nil }
        return (
            length,
            NetworkAddress(ipv4: UInt32(bigEndian: address.sin_addr.s_addr), port: UInt16(bigEndian: address.sin_port))
        )
    }
}

private func withSocketAddress<Address, Result>(
    _ address: inout Address, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<Address>.size)) }
    }
}
