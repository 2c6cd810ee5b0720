import CMediaIO
import Glibc
import Wire

/// A bound, non-blocking UDP socket; closed when it is given up.
final class UDPSocket: Sendable {
    /// Asked of the system for each direction, bytes.
    static let bufferSize: Int32 = 4 << 20

    let descriptor: Int32
    /// With the port in use.
    let address: NetworkAddress

    /// - Throws: `MediaIOError`.
    init(bindTo address: NetworkAddress) throws {
        var asked = cmediaio_address(address)
        var bound = cmediaio_address()
        let result = cmediaio_open(&asked, Self.bufferSize, &bound)
        guard result >= 0 else {
            throw -result == EADDRINUSE
                ? MediaIOError.portOccupied(address)
                : MediaIOError.system(operation: "binding UDP \(address)", code: -result)
        }
        descriptor = result
        self.address = NetworkAddress(bound)
    }

    deinit { cmediaio_close(descriptor) }

    /// Whether a datagram that should leave from `source` leaves through this socket.
    func carries(_ source: NetworkAddress, to destination: NetworkAddress) -> Bool {
        destination.connection == 0 && address.family == destination.family
            && (address.isUnspecified || source.isUnspecified || address.isSameHost(as: source))
    }

    /// Binds all addresses to one port: the one they name, or for port 0 one that is free for all of them.
    static func bind(_ addresses: [NetworkAddress]) throws -> [UDPSocket] {
        var attempts = 0
        while true {
            do {
                var sockets: [UDPSocket] = []
                for address in addresses {
                    let port = address.port == 0 ? sockets.first?.address.port ?? 0 : address.port
                    sockets.append(try UDPSocket(bindTo: address.withPort(port)))
                }
                return sockets
            } catch MediaIOError.portOccupied(let address) {
                // A port that the system chose for the first address may be taken at the second.
                attempts += 1
                guard addresses.contains(where: { $0.port == 0 }), attempts < 16 else {
                    throw MediaIOError.portOccupied(address)
                }
            }
        }
    }
}

extension NetworkAddress {
    func isSameHost(as other: NetworkAddress) -> Bool { high == other.high && low == other.low }
}
