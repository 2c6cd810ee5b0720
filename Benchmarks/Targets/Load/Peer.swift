import CLoad
import ICE
import Transport
import Wire

/// One WebRTC peer of the generator: a socket, a transport, and the tracks that it sends, if it publishes.
final class Peer {
    let id: Int
    let socket: Int32
    /// Where the socket is bound.
    let local: NetworkAddress
    let transport: PeerTransport
    var tracks: [Track] = []
    /// Media packets received since the last mark.
    var received = 0
    var bytes = 0
    var firstPacketAt: Int64?
    var connectedAt: Int64?
    private var sampling = 0

    init(id: Int, address: NetworkAddress, crypto: any CryptoProvider) {
        self.id = id
        var port: UInt16 = 0
        socket = cload_socket(address.ipv4, &port)
        precondition(socket >= 0, "no UDP socket could be opened")
        local = address.withPort(port)
        transport = PeerTransport(role: .client, dtls: .client, local: crypto.makeICECredentials(), crypto: crypto)
        transport.addLocalAddress(local)
    }

    /// Counts a media packet. One in sixteen is decrypted and authenticated: for its time in transit.
    func count(
        _ datagram: UnsafeMutableRawBufferPointer, from: NetworkAddress, arrival: Int64, now: MediaTime,
        outbox: Outbox, delays: inout Delays
    ) {
        received += 1
        bytes += datagram.count
        if firstPacketAt == nil { firstPacketAt = arrival }
        sampling += 1
        guard sampling & 15 == 0 else { return }
        let received = transport.receive(datagram, from: from, to: local, now: now, into: outbox)
        guard case .rtp(let length) = received, length >= 20 else {
            delays.unauthentic += 1
            return
        }
        let sent = Int64(bigEndian: datagram.loadUnaligned(fromByteOffset: length - 8, as: Int64.self))
        delays.add(arrival - sent)
    }

    /// Sends what is due of every track; returns the packets sent.
    func send(at now: Int64, outbox: Outbox) -> (sound: Int, video: Int) {
        var sent = (sound: 0, video: 0)
        for index in tracks.indices {
            let count = tracks[index].due(at: now)
            for packet in 0..<max(count, 0) {
                let slot = outbox.reserve()
                let length = tracks[index].write(
                    into: slot, first: packet == 0, marker: packet == count - 1, at: cload_now())
                if transport.sendRTP(length: length, in: slot, outbox: outbox) {
                    if tracks[index].isVideo { sent.video += 1 } else { sent.sound += 1 }
                }
                flush(outbox)
            }
        }
        return sent
    }

    func flush(_ outbox: Outbox) {
        for index in 0..<outbox.count {
            let (datagram, bytes) = outbox[index]
            _ = cload_send(
                socket, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, datagram.destination.ipv4,
                datagram.destination.port)
        }
        outbox.removeAll()
    }
}

/// Times in transit, nanoseconds, since the last mark.
struct Delays {
    static let most = 2_000_000
    var values: [Int64] = []
    /// Sampled packets that did not decrypt.
    var unauthentic = 0

    mutating func add(_ delay: Int64) {
        if values.count < Self.most { values.append(delay) }
    }

    /// The value below which the share lies, milliseconds.
    func quantile(_ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1e6
    }
}
