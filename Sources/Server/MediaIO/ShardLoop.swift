import CMediaIO
import Glibc
import Logging
import MediaEngine
import Wire

/// What the media thread does: wait, receive in batches, let the engine work, send in batches. Confined to that thread.
final class ShardLoop {
    let engine: MediaEngine
    let outbox: Outbox
    private let sockets: [UDPSocket]
    private let sender: DatagramSender
    private let connections: TCPConnections
    private let mailbox: Mailbox
    /// nil: there are no other shards.
    private let links: ShardLinks?
    private let events: AsyncStream<MediaEvent>.Continuation
    private let logger: Logger
    private let poll: Int32
    private let receiver: OpaquePointer
    private var received = MediaShardStatistics()
    private var hasReportedReceiveError = false

    /// Batches taken from one socket before the others and the timers have their turn.
    private static let batchesPerTurn = 8
    /// Datagrams that are sent at once: the first must not wait for a whole meeting to be encrypted, and what was written
    /// should still be near the processor when the kernel copies it.
    private static let datagramsAtOnce = 128
    private static let bellTag = UInt32.max
    private static let linksTag = UInt32.max - 1

    init(
        engine: MediaEngine, sockets: [UDPSocket], mailbox: Mailbox, links: ShardLinks?,
        events: AsyncStream<MediaEvent>.Continuation,
        logger: Logger
    ) throws {
        self.engine = engine
        self.sockets = sockets
        self.mailbox = mailbox
        self.links = links
        self.events = events
        self.logger = logger
        outbox = Outbox(capacity: Self.datagramsAtOnce)
        poll = cmediaio_poll_open()
        guard poll >= 0 else { throw MediaIOError.system(operation: "making an epoll descriptor", code: -poll) }
        connections = TCPConnections(poll: poll)
        sender = DatagramSender(sockets: sockets, connections: connections, capacity: outbox.capacity)
        guard let receiver = cmediaio_receiver_new() else {
            cmediaio_close(poll)
            throw MediaIOError.system(operation: "making receive buffers", code: ENOMEM)
        }
        self.receiver = receiver
        outbox.onFull = { [sender] in sender.flush($0) }
        try watch(mailbox.bell.descriptor, tag: Self.bellTag)
        if let links {
            try watch(links.bell.descriptor, tag: Self.linksTag)
            for (shard, ring) in links.outgoing { engine.connect(to: shard, by: ring) }
        }
        for (index, socket) in sockets.enumerated() { try watch(socket.descriptor, tag: UInt32(index)) }
    }

    deinit {
        cmediaio_close(poll)
        cmediaio_receiver_free(receiver)
    }

    var statistics: MediaShardStatistics {
        var all = sender.statistics
        all.connections = connections.count
        all.connectionsTaken = connections.statistics.connectionsTaken
        all.connectionsRefused = connections.statistics.connectionsRefused
        all.packetsOverTCP = connections.statistics.packetsOverTCP
        all.bytesOverTCP = connections.statistics.bytesOverTCP
        all.packetsOverTCPDropped = connections.statistics.packetsOverTCPDropped
        all.datagramsIn = received.datagramsIn
        all.bytesIn = received.bytesIn
        all.receiveCalls = received.receiveCalls
        all.oversized = received.oversized
        all.eventDrops = received.eventDrops
        return all
    }

    var now: MediaTime { MediaTime(microseconds: cmediaio_now()) }

    /// Returns when the mailbox asks to stop.
    func run() {
        var tags = [UInt32](repeating: 0, count: 16)
        while true {
            let count = cmediaio_poll_wait(poll, &tags, Int32(tags.count), untilDeadline)
            if count < 0 {
                logger.critical("waiting for datagrams failed", metadata: ["errno": "\(-count)"])
                return
            }
            for tag in tags.prefix(Int(count)) {
                if tag == Self.bellTag {
                    guard let jobs = mailbox.take() else { return }
                    for job in jobs { job.perform(self) }
                    sender.flush(outbox)
                } else if tag == Self.linksTag {
                    takeFromOtherShards()
                } else if Int(tag) < sockets.count {
                    receive(from: sockets[Int(tag)])
                } else {
                    attend(connection: tag)
                }
            }
            let now = now
            connections.sweep(now: now, isKnown: engine.isKnown)
            if let deadline = engine.nextDeadline, deadline <= now {
                engine.tick(now: now, into: outbox)
                sender.flush(outbox)
            }
            links?.publish()
            deliverEvents()
        }
    }

    /// Microseconds to wait; negative: for ever.
    private var untilDeadline: Int64 {
        guard let first = engine.nextDeadline ?? connections.nextDeadline else { return -1 }
        let deadline = min(first, connections.nextDeadline ?? first)
        return min(max((deadline - now).microseconds, 0), 60_000_000)
    }

    private func receive(from socket: UDPSocket) {
        for _ in 0..<Self.batchesPerTurn {
            let count = cmediaio_receive(receiver, socket.descriptor)
            received.receiveCalls += 1
            if count < 0 { return report(receiveError: -count, at: socket) }
            let now = now
            for index in 0..<count {
                guard let datagram = cmediaio_received(receiver, index)?.pointee else { continue }
                hand(datagram, from: socket, now: now)
            }
            forward(now: now)
            if count < Int32(cmediaio_batch) { return }
        }
    }

    private func hand(_ datagram: cmediaio_datagram, from socket: UDPSocket, now: MediaTime) {
        received.datagramsIn += 1
        received.bytesIn += UInt64(datagram.length)
        guard datagram.length > 0 else {
            received.oversized += 1
            return
        }
        let asked = NetworkAddress(datagram.local)
        let local = asked == NetworkAddress(cmediaio_address()) ? socket.address : asked.withPort(socket.address.port)
        engine.receive(
            UnsafeMutableRawBufferPointer(start: datagram.bytes, count: datagram.length),
            from: NetworkAddress(datagram.remote), to: local, now: now, into: outbox)
    }

    /// A batch is through: it goes to the receivers here, and to the other shards, which work on it meanwhile.
    private func forward(now: MediaTime) {
        engine.forward(now: now, into: outbox)
        links?.publish()
        sender.flush(outbox)
    }

    private func takeFromOtherShards() {
        guard let links else { return }
        links.bell.silence()
        let now = now
        for (shard, ring) in links.incoming {
            ring.drain { engine.take($0, from: shard, now: now, into: outbox) }
        }
        forward(now: now)
        for (_, ring) in links.incoming { ring.release() }
    }

    // MARK: TCP

    /// Takes a connection over; it is closed if its first packet is not a check of a peer that the engine knows.
    func take(_ socket: TCPSocket, firstBytes: [UInt8]) {
        let now = now
        connections.add(socket, firstBytes: firstBytes, now: now, isKnown: engine.isKnown) { packet, from, to in
            engine.receive(packet, from: from, to: to, now: now, into: outbox)
        }
        forward(now: now)
    }

    private func attend(connection number: UInt32) {
        let now = now
        connections.attend(number, now: now) { packet, from, to in
            engine.receive(packet, from: from, to: to, now: now, into: outbox)
        }
        forward(now: now)
    }

    private func report(receiveError code: Int32, at socket: UDPSocket) {
        guard !hasReportedReceiveError else { return }
        hasReportedReceiveError = true
        logger.error(
            "receiving failed",
            metadata: ["address": "\(socket.address)", "reason": "\(String(cString: strerror(code)))"])
    }

    private func deliverEvents() {
        for event in engine.takeEvents() {
            if case .dropped = events.yield(event) { received.eventDrops += 1 }
        }
    }

    private func watch(_ descriptor: Int32, tag: UInt32) throws {
        let result = cmediaio_poll_add(poll, descriptor, tag)
        guard result == 0 else { throw MediaIOError.system(operation: "watching a socket", code: -result) }
    }
}
