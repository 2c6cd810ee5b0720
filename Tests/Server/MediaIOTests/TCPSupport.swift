import CMediaIO
import Glibc
import Wire

@testable import MediaIO

/// Both ends of a TCP connection over loopback: the accepted one, and a descriptor of the other.
struct TCPPair {
    let accepted: TCPSocket
    let client: TCPClient

    init(place: (any AnyObject & Sendable)? = nil) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, pointer, &length) == 0 && connect(other, pointer, length) == 0
            }
        }
        guard result else { throw MediaIOError.system(operation: "making a TCP pair", code: errno) }
        accepted = TCPSocket(taking: accept(listener, nil, nil), place: place)
        client = TCPClient(other)
    }
}

/// The other end: blocking, with a limit.
final class TCPClient {
    private let descriptor: Int32
    private var bytes: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    static func framed(_ packet: [UInt8]) -> [UInt8] { [UInt8(packet.count >> 8), UInt8(packet.count & 255)] + packet }

    func send(_ packet: [UInt8]) { sendBytes(Self.framed(packet)) }

    func sendBytes(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// The next whole packet; nil at the end, or if none comes within `milliseconds`.
    func receive(milliseconds: Int32 = 5_000) -> [UInt8]? {
        while true {
            let next = bytes.withUnsafeBytes { PacketFraming.next(in: $0, at: 0, longest: 65_535) }
            if case .packet(let range) = next {
                defer { bytes.removeFirst(range.upperBound) }
                return Array(bytes[range])
            }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, milliseconds) == 1 else { return nil }
            var more = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &more, more.count, 0)
            guard count > 0 else { return nil }
            bytes += more[..<count]
        }
    }

    /// Whether the other end has closed, or does so within the limit; what comes before is thrown away.
    func isClosed() -> Bool {
        var byte = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &byte, byte.count, 0)
            if count == 0 { return true }
            if count < 0 { return errno == ECONNRESET }
        }
    }
}
