import CMediaIO
import Glibc
import Wire

/// One peer's packets over TCP, framed by RFC 4571. Confined to the media thread, and never waiting: what the system does
/// not take at once stays in a queue of bounded length, and packets that find it full are dropped.
final class TCPConnection {
    /// Longest packet that is taken in: what a datagram's slot holds.
    static let longestPacket = Int(cmediaio_slot_size)
    /// Bytes that may wait. Media beyond it would come too late; the newest is dropped, as what waits is on its way.
    static let queueLimit = 256 << 10
    /// So much more for STUN and DTLS: a line that is full must not be taken for dead.
    static let queueReserve = 16 << 10
    /// Bytes that may wait in the kernel unsent, where they could not be counted.
    static let unsentLimit: Int32 = 32 << 10
    /// Sent bytes may stay unacknowledged for so long, milliseconds.
    static let patience: Int32 = 30_000

    enum Ending: Error {
        /// The peer or the network ended it, with this `errno`.
        case broken(Int32)
        /// A packet longer than any that is expected.
        case tooLong
    }

    let number: UInt32
    let local: NetworkAddress
    /// With the connection's number.
    let remote: NetworkAddress
    var lastReceived: MediaTime
    /// Whether it is in the list of those that have something to send in this round.
    var isTouched = false
    /// Whether the poll watches for room to send.
    var watchesRoom = false

    private let socket: TCPSocket
    /// The begin of a packet whose end has not come.
    private var rest: [UInt8] = []
    private var queue: UnsafeMutableRawPointer?
    private var capacity = 0
    private var head = 0
    private var tail = 0

    /// - Throws: `Ending` if the socket is gone already.
    init(_ socket: TCPSocket, number: UInt32, now: MediaTime) throws(Ending) {
        var (local, remote) = (cmediaio_address(), cmediaio_address())
        let result = cmediaio_tcp_prepare(socket.descriptor, Self.unsentLimit, Self.patience, &local, &remote)
        guard result == 0 else { throw .broken(-result) }
        self.socket = socket
        self.number = number
        self.local = NetworkAddress(local)
        self.remote = NetworkAddress(remote).overTCP(number)
        lastReceived = now
    }

    deinit { queue?.deallocate() }

    var descriptor: Int32 { socket.descriptor }
    var waiting: Int { tail - head }

    // MARK: In

    /// Reads once, and hands out the whole packets that are there. Their memory is `buffer`'s.
    ///
    /// - Returns: how many bytes came.
    func receive(
        into buffer: UnsafeMutableRawBufferPointer, _ take: (UnsafeMutableRawBufferPointer) -> Void
    ) throws(Ending) -> Int {
        buffer.copyBytes(from: rest)
        let space = UnsafeMutableRawBufferPointer(rebasing: buffer[rest.count...])
        let count = cmediaio_tcp_receive(socket.descriptor, space.baseAddress, space.count)
        guard count >= 0 else { throw .broken(Int32(-count)) }
        guard count > 0 else { return 0 }
        try split(UnsafeMutableRawBufferPointer(rebasing: buffer[..<(rest.count + count)]), take)
        return count
    }

    /// Hands out the whole packets of `bytes`, and keeps what follows them.
    func split(
        _ bytes: UnsafeMutableRawBufferPointer, _ take: (UnsafeMutableRawBufferPointer) -> Void
    ) throws(Ending) {
        var offset = 0
        while true {
            switch PacketFraming.next(in: UnsafeRawBufferPointer(bytes), at: offset, longest: Self.longestPacket) {
            case .packet(let range):
                if !range.isEmpty { take(UnsafeMutableRawBufferPointer(rebasing: bytes[range])) }
                offset = range.upperBound
            case .incomplete:
                rest.removeAll(keepingCapacity: true)
                rest.append(contentsOf: bytes[offset...])
                return
            case .tooLong:
                throw .tooLong
            }
        }
    }

    // MARK: Out

    /// Puts a packet into the queue. False: there is no room, and it is dropped.
    func enqueue(_ packet: UnsafeRawBufferPointer) -> Bool {
        guard packet.count <= Int(UInt16.max), let first = packet.first else { return false }
        let isMedia = first >= 128
        let needed = PacketFraming.headerSize + packet.count
        guard waiting + needed <= Self.queueLimit + (isMedia ? 0 : Self.queueReserve) else { return false }
        makeRoom(needed)
        guard let queue else { return false }
        PacketFraming.writeHeader(
            packet.count, to: UnsafeMutableRawBufferPointer(start: queue + tail, count: PacketFraming.headerSize))
        UnsafeMutableRawBufferPointer(start: queue + tail + PacketFraming.headerSize, count: packet.count)
            .copyMemory(from: packet)
        tail += needed
        return true
    }

    /// Gives the system what it takes.
    ///
    /// - Returns: how many bytes it took.
    func send() throws(Ending) -> Int {
        guard waiting > 0, let queue else { return 0 }
        let sent = cmediaio_tcp_send(socket.descriptor, queue + head, waiting)
        guard sent >= 0 else { throw .broken(Int32(-sent)) }
        head += sent
        if head == tail { (head, tail) = (0, 0) }
        return sent
    }

    /// Gives memory back that an idle queue does not need.
    func shrink() {
        guard waiting == 0, capacity > Self.smallest else { return }
        queue?.deallocate()
        (queue, capacity, head, tail) = (nil, 0, 0, 0)
    }

    private static let smallest = 16 << 10

    private func makeRoom(_ needed: Int) {
        if tail + needed <= capacity { return }
        if waiting + needed <= capacity, let queue {
            queue.copyMemory(from: queue + head, byteCount: waiting)
        } else {
            var larger = max(capacity, Self.smallest)
            while larger < waiting + needed { larger *= 2 }
            let memory = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
            if let queue {
                memory.copyMemory(from: queue + head, byteCount: waiting)
                queue.deallocate()
            }
            (queue, capacity) = (memory, larger)
        }
        (head, tail) = (0, waiting)
    }
}
