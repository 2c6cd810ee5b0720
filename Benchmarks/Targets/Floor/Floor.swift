import CLoad
import CMediaIO
import Glibc
import OpenSSLCrypto
import Transport
import Wire

/// What forwarding cannot do without: each packet is copied, encrypted under its receiver's key, and handed to the kernel, a
/// batch in one call.
final class Floor {
    /// Of an RTP packet, bytes; the pictures of the other scenes.
    private static let length = 1_172
    private static let batch = Int(cmediaio_batch)
    private static let loopback = cmediaio_address(high: 0, low: 0x0000_FFFF_7F00_0001, port: 0)

    private let socket: Int32
    private let ports: [UInt16]
    private let contexts: [any SRTPContext]
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: batch * Outbox.slotSize, alignment: 16)
    private let parts = UnsafeMutablePointer<iovec>.allocate(capacity: batch)
    private let messages = UnsafeMutablePointer<cmediaio_message>.allocate(capacity: batch)
    private let packet = [UInt8](repeating: 0x5A, count: length)
    private var sequence: UInt16 = 0
    private var waiting = 0
    private(set) var sent = 0

    init(ports: [UInt16]) throws {
        var (asked, bound) = (Self.loopback, cmediaio_address())
        socket = cmediaio_open(&asked, 4 << 20, &bound)
        guard socket >= 0 else { throw FloorError.system(-socket) }
        self.ports = ports
        contexts = try ports.map { port in
            try makeSRTPContext(
                profile: .aeadAES128GCM,
                keyingMaterial: SRTPKeys(key: Array(repeating: UInt8(port & 0xFF), count: 16), salt: Array(0..<12)),
                primitives: OpenSSLSRTPPrimitives())
        }
    }

    /// One packet to each receiver.
    func round() throws {
        sequence &+= 1
        for receiver in ports.indices {
            let start = waiting * Outbox.slotSize
            let slot = UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + Outbox.slotSize])
            slot.copyBytes(from: packet)
            slot[0] = 0x80
            slot.store(u16: sequence, at: 2)
            let protected = try contexts[receiver].protectRTP(slot, length: Self.length)
            parts[waiting] = iovec(iov_base: slot.baseAddress, iov_len: protected)
            var remote = Self.loopback
            remote.port = ports[receiver]
            messages[waiting] = cmediaio_message(
                remote: remote, local: cmediaio_address(), parts: parts + waiting, part_count: 1, segment_size: 0)
            waiting += 1
            if waiting == Self.batch { try send() }
        }
    }

    private func send() throws {
        var next = 0
        while next < waiting {
            let taken = cmediaio_send(socket, messages + next, Int32(waiting - next))
            guard taken > 0 || taken == -EAGAIN else { throw FloorError.system(-taken) }
            next += Int(max(taken, 0))
        }
        sent += waiting
        waiting = 0
    }
}

enum FloorError: Error { case system(Int32) }

/// Reads whatever comes, so that the kernel has somebody to deliver to. For ever.
func drain(_ sockets: [Int32]) {
    let poll = cload_epoll()
    for (index, socket) in sockets.enumerated() { cload_watch(poll, socket, UInt32(index)) }
    let batch = Int(CLOAD_BATCH)
    var tags = [UInt32](repeating: 0, count: 64)
    var memory = [UInt8](repeating: 0, count: batch * Int(CLOAD_SLOT))
    var (lengths, ports) = ([UInt16](repeating: 0, count: batch), [UInt16](repeating: 0, count: batch))
    var addresses = [UInt32](repeating: 0, count: batch)
    var arrivals = [Int64](repeating: 0, count: batch)
    while true {
        for tag in tags.prefix(Int(cload_wait(poll, &tags, 64, 100))) {
            while cload_receive(sockets[Int(tag)], &memory, &lengths, &addresses, &ports, &arrivals) == CLOAD_BATCH {}
        }
    }
}
