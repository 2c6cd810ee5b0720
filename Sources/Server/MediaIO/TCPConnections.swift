import CMediaIO
import MediaEngine
import Wire

/// The TCP connections that carry media of this shard. Confined to its thread.
///
/// A connection is there for a peer that the engine knows from it: one whose first packet is no authenticated check is
/// closed at once, and so is one that has brought nothing for a while or whose peer is gone.
final class TCPConnections {
    /// As many as the engine has peers.
    private let maximum: Int
    static let silenceLimit = MediaInterval.seconds(30)
    static let sweepInterval = MediaInterval.seconds(2)
    /// Numbers below are tags of sockets; the largest is the bell's.
    private static let numbers: Range<UInt32> = 0x1000..<0xFFFF_0000

    var statistics = MediaShardStatistics()
    private var connections: [UInt32: TCPConnection] = [:]
    /// Those with packets of this round.
    private var touched: [TCPConnection] = []
    private var lastNumber = numbers.lowerBound
    private var nextSweep: MediaTime?
    private let poll: Int32
    /// What one read brings; packets stay here until the engine has sent them on.
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

    init(poll: Int32, maximum: Int = 4_096) {
        self.poll = poll
        self.maximum = maximum
    }

    deinit { buffer.deallocate() }

    var isEmpty: Bool { connections.isEmpty }
    var count: Int { connections.count }

    // MARK: In

    /// Takes a connection in whose first bytes hold its first packet.
    ///
    /// - Parameters:
    ///   - take: hands a packet to the engine: the packet, from where, to where.
    ///   - isKnown: whether the engine knows a peer at this address, asked after the first packet.
    func add(
        _ socket: TCPSocket, firstBytes: [UInt8], now: MediaTime, isKnown: (NetworkAddress) -> Bool,
        _ take: (UnsafeMutableRawBufferPointer, NetworkAddress, NetworkAddress) -> Void
    ) {
        // Rather than turning somebody away, find those that are nobody's any more.
        if connections.count >= maximum { closeIdle(now: now, isKnown: isKnown) }
        guard connections.count < maximum, firstBytes.count <= buffer.count,
            let connection = try? TCPConnection(socket, number: freeNumber(), now: now)
        else { return statistics.connectionsRefused += 1 }
        // The answer to the first check has to find its way.
        connections[connection.number] = connection
        let first = UnsafeMutableRawBufferPointer(rebasing: buffer[..<firstBytes.count])
        first.copyBytes(from: firstBytes)
        var isRefused = false
        let split: Void? = try? connection.split(first) { packet in
            if isRefused { return }
            statistics.packetsOverTCP += 1
            take(packet, connection.remote, connection.local)
            isRefused = !isKnown(connection.remote)
        }
        guard split != nil, !isRefused, isKnown(connection.remote),
            cmediaio_poll_add(poll, connection.descriptor, connection.number) == 0
        else {
            connections[connection.number] = nil
            return statistics.connectionsRefused += 1
        }
        statistics.connectionsTaken += 1
        if nextSweep == nil { nextSweep = now + Self.sweepInterval }
    }

    /// What the poll has seen at this connection: bytes, room, or the end.
    func attend(
        _ number: UInt32, now: MediaTime,
        _ take: (UnsafeMutableRawBufferPointer, NetworkAddress, NetworkAddress) -> Void
    ) {
        guard let connection = connections[number] else { return }
        do {
            if connection.watchesRoom { try send(connection) }
            let count = try connection.receive(into: buffer) { packet in
                statistics.packetsOverTCP += 1
                take(packet, connection.remote, connection.local)
            }
            if count > 0 { connection.lastReceived = now }
        } catch {
            close(connection)
        }
    }

    // MARK: Out

    /// Sends those datagrams of the outbox that go over connections.
    ///
    /// - Returns: how many they were.
    func send(from outbox: Outbox) -> Int {
        var count = 0
        for index in 0..<outbox.count {
            let (datagram, bytes) = outbox[index]
            let number = datagram.destination.connection
            if number == 0 { continue }
            count += 1
            guard let connection = connections[number], connection.enqueue(bytes) else {
                statistics.packetsOverTCPDropped += 1
                continue
            }
            if !connection.isTouched {
                connection.isTouched = true
                touched.append(connection)
            }
        }
        for connection in touched {
            connection.isTouched = false
            do { try send(connection) } catch { close(connection) }
        }
        touched.removeAll(keepingCapacity: true)
        return count
    }

    private func send(_ connection: TCPConnection) throws(TCPConnection.Ending) {
        statistics.bytesOverTCP += UInt64(try connection.send())
        let wantsRoom = connection.waiting > 0
        guard wantsRoom != connection.watchesRoom else { return }
        let result = cmediaio_poll_change(poll, connection.descriptor, connection.number, wantsRoom ? 1 : 0)
        // The answer to a first check is sent before the connection is watched.
        connection.watchesRoom = result == 0 && wantsRoom
    }

    // MARK: Ends

    /// When `sweep` is to be called; nil without connections.
    var nextDeadline: MediaTime? { nextSweep }

    /// Closes what is silent or nobody's.
    func sweep(now: MediaTime, isKnown: (NetworkAddress) -> Bool) {
        guard let due = nextSweep, due <= now else { return }
        closeIdle(now: now, isKnown: isKnown)
        nextSweep = connections.isEmpty ? nil : now + Self.sweepInterval
    }

    private func closeIdle(now: MediaTime, isKnown: (NetworkAddress) -> Bool) {
        for connection in connections.values {
            if now - connection.lastReceived > Self.silenceLimit || !isKnown(connection.remote) {
                close(connection)
            } else {
                connection.shrink()
            }
        }
    }

    /// Giving the socket up closes it, which also ends the poll's watch.
    private func close(_ connection: TCPConnection) { connections[connection.number] = nil }

    private func freeNumber() -> UInt32 {
        repeat {
            lastNumber = lastNumber + 1 < Self.numbers.upperBound ? lastNumber + 1 : Self.numbers.lowerBound
        } while connections[lastNumber] != nil
        return lastNumber
    }
}
