import CMediaIO
import Glibc
import Logging
import OpenSSLCrypto
import Wire

@testable import MediaIO

let loopback = NetworkAddress(ipv4: 0x7F00_0001, port: 0)
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

func makeShard(listen: [NetworkAddress] = [loopback], advertise: [NetworkAddress]? = nil) throws -> MediaShard {
    try MediaShard(listen: listen, advertise: advertise, crypto: { try OpenSSLCryptoProvider() }, logger: quiet)
}

/// A socket of a test with its receive memory.
final class TestSocket {
    let socket: UDPSocket
    private let receiver: OpaquePointer

    init(_ address: NetworkAddress = loopback) throws {
        socket = try UDPSocket(bindTo: address)
        guard let receiver = cmediaio_receiver_new() else {
            throw MediaIOError.system(operation: "receiver", code: ENOMEM)
        }
        self.receiver = receiver
    }

    deinit { cmediaio_receiver_free(receiver) }

    var address: NetworkAddress { socket.address }

    struct Datagram {
        var bytes: [UInt8]
        var remote: NetworkAddress
        var local: NetworkAddress
    }

    /// What waits or comes within `milliseconds`, up to a batch.
    func receive(milliseconds: Int32 = 2_000) -> [Datagram] {
        var waiting = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) == 1 else { return [] }
        let count = cmediaio_receive(receiver, socket.descriptor)
        return (0..<max(count, 0)).compactMap { index in
            cmediaio_received(receiver, index).map {
                Datagram(
                    bytes: Array(UnsafeBufferPointer(start: $0.pointee.bytes, count: $0.pointee.length)),
                    remote: NetworkAddress($0.pointee.remote), local: NetworkAddress($0.pointee.local))
            }
        }
    }

    /// Receives until there are `count`, or nothing comes any more.
    func receive(count: Int) -> [Datagram] {
        var all: [Datagram] = []
        while all.count < count {
            let more = receive()
            if more.isEmpty { break }
            all += more
        }
        return all
    }

    func send(_ bytes: [UInt8], to remote: NetworkAddress) {
        let outbox = Outbox(capacity: 1)
        outbox.put(bytes, to: remote, from: address)
        DatagramSender(sockets: [socket], capacity: 1).flush(outbox)
    }
}

extension Outbox {
    func put(_ bytes: [UInt8], to destination: NetworkAddress, from source: NetworkAddress) {
        reserve().copyBytes(from: bytes)
        commit(length: bytes.count, to: destination, from: source)
    }
}
