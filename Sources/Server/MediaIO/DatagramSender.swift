import CMediaIO
import Glibc
import Wire

/// Sends an outbox through the shard's sockets and connections: few system calls, and never waiting. What the system does not take now
/// is dropped and counted; media that comes late is of no use.
final class DatagramSender {
    private let sockets: [UDPSocket]
    private let plan: SendPlan
    private let connections: TCPConnections?
    /// Set to false when the kernel or its device cannot segment.
    private var segments = true
    var statistics = MediaShardStatistics()

    init(sockets: [UDPSocket], connections: TCPConnections? = nil, capacity: Int) {
        self.sockets = sockets
        self.connections = connections
        plan = SendPlan(capacity: capacity)
    }

    func flush(_ outbox: Outbox) {
        guard outbox.count > 0 else { return }
        var carried = 0
        if let connections, !connections.isEmpty { carried = connections.send(from: outbox) }
        for (index, socket) in sockets.enumerated() {
            plan.make(from: outbox, segments: segments) { datagram in
                // Where two sockets could carry a datagram, the first does.
                sockets.firstIndex { $0.carries(datagram.source, to: datagram.destination) } == index
            }
            carried += send(through: socket)
        }
        statistics.sendDrops += UInt64(outbox.count - carried)  // No socket of that family, no connection any more.
        outbox.removeAll()
    }

    /// - Returns: how many datagrams were planned.
    private func send(through socket: UDPSocket) -> Int {
        var next = 0
        var planned = 0
        for index in 0..<plan.count { planned += Int(plan.messages[index].part_count) }
        while next < plan.count {
            let batch = Int32(min(plan.count - next, Int(cmediaio_batch)))
            let result = cmediaio_send(socket.descriptor, plan.messages + next, batch)
            statistics.sendCalls += 1
            if result > 0 {
                for index in next..<next + Int(result) { countSent(plan.messages[index]) }
                next += Int(result)
                continue
            }
            let code = -result
            if code == EINTR { continue }
            if code == EAGAIN || code == ENOBUFS {
                for index in next..<plan.count { statistics.sendDrops += UInt64(plan.messages[index].part_count) }
                break
            }
            refuse(plan.messages[next], code: code, socket: socket)
            next += 1
        }
        return planned
    }

    private func countSent(_ message: cmediaio_message) {
        statistics.datagramsOut += UInt64(message.part_count)
        for part in 0..<Int(message.part_count) { statistics.bytesOut += UInt64(message.parts[part].iov_len) }
        if message.part_count > 1 { statistics.segmentedMessages += 1 }
    }

    /// The kernel does not take this message. If it was to be segmented, its datagrams are sent one by one.
    private func refuse(_ message: cmediaio_message, code: Int32, socket: UDPSocket) {
        guard message.part_count > 1 else {
            statistics.sendDrops += 1
            return
        }
        // EINVAL may be this path's smaller MTU, unless it never worked; the others mean that the device or kernel cannot
        // do it. What has nothing to do with segments, such as an unreachable network, changes nothing.
        let isUnknown = code == EINVAL && statistics.segmentedMessages == 0
        if code == EIO || code == EOPNOTSUPP || code == ENOPROTOOPT || isUnknown {
            segments = false
        }
        for part in 0..<Int(message.part_count) {
            var single = message
            single.parts = message.parts + part
            single.part_count = 1
            let result = cmediaio_send(socket.descriptor, &single, 1)
            statistics.sendCalls += 1
            if result == 1 { countSent(single) } else { statistics.sendDrops += 1 }
        }
    }
}
