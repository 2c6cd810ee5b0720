import CLoad
import Foundation
import ICE
import OpenSSLCrypto
import Transport
import Wire

/// All peers on one thread, told what to do by lines of JSON on standard input; see Benchmarks/README.md for the commands.
final class Generator {
    private let crypto: OpenSSLCryptoProvider
    private let outbox = Outbox(capacity: 64)
    private let epoll = cload_epoll()
    private var peers: [Peer] = []
    private var running = false
    private var sent = (sound: 0, video: 0)
    private var delays = Delays()
    private var cpuAtMark: Int64 = 0
    private var input: [UInt8] = []
    private let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(CLOAD_BATCH * CLOAD_SLOT))
    private var nextTick: Int64 = 0
    private var nextReport: Int64 = 0
    private static let standardInput = UInt32.max

    init() throws { crypto = try OpenSSLCryptoProvider() }

    func run() {
        _ = fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK)
        cload_watch(epoll, 0, Self.standardInput)
        var tags = [UInt32](repeating: 0, count: 128)
        while true {
            let count = cload_wait(epoll, &tags, 128, running ? 0 : 1)
            for tag in tags[..<Int(count)] {
                if tag == Self.standardInput {
                    guard takeCommands() else { return }
                } else {
                    receive(peers[Int(tag)])
                }
            }
            let now = cload_now()
            if running {
                for peer in peers where !peer.tracks.isEmpty {
                    let packets = peer.send(at: now, outbox: outbox)
                    sent.sound += packets.sound
                    sent.video += packets.video
                }
            }
            if now >= nextTick {
                nextTick = now + 5_000_000
                tick(at: now)
            }
        }
    }

    private var mediaTime: MediaTime { MediaTime(microseconds: cload_now() / 1_000) }

    private func tick(at now: Int64) {
        let time = mediaTime
        let reports = now >= nextReport
        if reports { nextReport = now + 1_000_000_000 }
        for peer in peers {
            if let deadline = peer.transport.nextDeadline, deadline <= time {
                peer.transport.tick(now: time, into: outbox)
            }
            if reports, peer.transport.isConnected {
                // An empty receiver report (RFC 3550, 6.4.2).
                let slot = outbox.reserve()
                for (offset, byte) in [0x80, 201, 0, 1, 0, 0, 0, UInt8(truncatingIfNeeded: peer.id)].enumerated() {
                    slot[offset] = byte
                }
                _ = peer.transport.sendRTCP(length: 8, in: slot, outbox: outbox)
            }
            peer.flush(outbox)
            noteConnection(of: peer)
        }
    }

    private func noteConnection(of peer: Peer) {
        if peer.connectedAt == nil, peer.transport.isConnected { peer.connectedAt = cload_now() }
    }

    private func receive(_ peer: Peer) {
        var lengths = [UInt16](repeating: 0, count: Int(CLOAD_BATCH))
        var addresses = [UInt32](repeating: 0, count: Int(CLOAD_BATCH))
        var ports = [UInt16](repeating: 0, count: Int(CLOAD_BATCH))
        var arrivals = [Int64](repeating: 0, count: Int(CLOAD_BATCH))
        let count = cload_receive(peer.socket, memory, &lengths, &addresses, &ports, &arrivals)
        let now = mediaTime
        for index in 0..<Int(count) {
            let datagram = UnsafeMutableRawBufferPointer(
                start: memory + index * Int(CLOAD_SLOT), count: Int(lengths[index]))
            guard datagram.count >= 12 else { continue }
            let from = NetworkAddress(ipv4: addresses[index], port: ports[index])
            let isMedia = datagram[0] & 0xC0 == 0x80 && !(192...223).contains(datagram[1])
            if isMedia, peer.transport.isConnected {
                peer.count(
                    datagram, from: from, arrival: arrivals[index], now: now, outbox: outbox, delays: &delays)
            } else {
                let received = peer.transport.receive(datagram, from: from, to: peer.local, now: now, into: outbox)
                if case .rtcp(let length) = received { takeFeedback(datagram, length: length, peer: peer) }
            }
            peer.flush(outbox)
            noteConnection(of: peer)
        }
    }

    /// PLI or FIR (RFC 4585, RFC 5104): the next frame of every video track is a key frame.
    private func takeFeedback(_ packet: UnsafeMutableRawBufferPointer, length: Int, peer: Peer) {
        var offset = 0
        while offset + 4 <= length {
            let size = (Int(packet[offset + 2]) << 8 | Int(packet[offset + 3])) * 4 + 4
            if packet[offset + 1] == 206, [1, 4].contains(packet[offset] & 0x1F) {
                for index in peer.tracks.indices { peer.tracks[index].wantsKeyframe = true }
            }
            offset += size
        }
    }

    // MARK: Commands

    private func takeCommands() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(0, &chunk, chunk.count)
        if count == 0 { return false }
        if count > 0 { input += chunk[..<count] }
        while let end = input.firstIndex(of: 10) {
            let line = Data(input[..<end])
            input.removeSubrange(...end)
            guard let command = try? JSONDecoder().decode(Command.self, from: line) else {
                answer(["error": "not a command: \(String(decoding: line, as: UTF8.self))"])
                continue
            }
            if command.op == "quit" { return false }
            perform(command)
        }
        return true
    }

    private struct Command: Decodable {
        var op: String
        var address: String?
        var peer: Int?
        var ufrag: String?
        var password: String?
        var fingerprint: String?
        var port: UInt16?
        var ssrc: UInt32?
        var payloadType: UInt8?
        var video: Bool?
        var size: Int?
        var rate: Double?
    }

    private func perform(_ command: Command) {
        switch command.op {
        case "peer":
            guard let text = command.address, let address = NetworkAddress(text: text, port: 0) else {
                return answer(["error": "peer needs an IPv4 address"])
            }
            let peer = Peer(id: peers.count, address: address, crypto: crypto)
            peers.append(peer)
            cload_watch(epoll, peer.socket, UInt32(peer.id))
            answer([
                "peer": peer.id, "port": Int(peer.local.port), "fingerprint": crypto.certificateFingerprint,
                "ufrag": peer.transport.localCredentials.usernameFragment,
                "password": peer.transport.localCredentials.password,
            ])
        case "start":
            guard let peer = peer(command), let ufrag = command.ufrag, let password = command.password,
                let fingerprint = command.fingerprint, let port = command.port, let text = command.address,
                let address = NetworkAddress(text: text, port: port)
            else { return answer(["error": "start needs peer, ufrag, password, fingerprint, address and port"]) }
            peer.transport.setRemote(
                credentials: ICECredentials(usernameFragment: ufrag, password: password),
                fingerprints: [(hash: "sha-256", value: fingerprint)])
            peer.transport.addRemoteCandidate(ICECandidate(host: address, rank: 0))
            peer.transport.start(now: mediaTime, into: outbox)
            peer.flush(outbox)
            answer([:])
        case "track":
            guard let peer = peer(command), let ssrc = command.ssrc, let payloadType = command.payloadType,
                let video = command.video, let size = command.size, let rate = command.rate
            else { return answer(["error": "track needs peer, ssrc, payloadType, video, size and rate"]) }
            peer.tracks.append(
                Track(ssrc: ssrc, payloadType: payloadType, isVideo: video, payloadSize: size, packetsPerSecond: rate))
            answer([:])
        case "state":
            answer(["peers": peers.map { ["connected": $0.connectedAt ?? 0, "first": $0.firstPacketAt ?? 0] }])
        case "go":
            let now = cload_now()
            for peer in peers {
                for index in peer.tracks.indices { peer.tracks[index].resume(at: now) }
            }
            running = true
            answer([:])
        case "pause":
            running = false
            answer([:])
        case "mark":
            for peer in peers {
                peer.received = 0
                peer.bytes = 0
            }
            sent = (0, 0)
            delays = Delays()
            cpuAtMark = cload_cpu()
            answer([:])
        case "read":
            answer([
                "sentSound": sent.sound, "sentVideo": sent.video,
                "received": peers.reduce(0) { $0 + $1.received }, "bytes": peers.reduce(0) { $0 + $1.bytes },
                "starved": peers.count { $0.tracks.isEmpty && $0.received == 0 },
                "unauthentic": delays.unauthentic, "sampled": delays.values.count,
                "p50": delays.quantile(0.5) ?? 0, "p99": delays.quantile(0.99) ?? 0,
                "cpu": Double(cload_cpu() - cpuAtMark) / 1e9,
            ])
        default:
            answer(["error": "unknown command \(command.op)"])
        }
    }

    private func peer(_ command: Command) -> Peer? {
        guard let id = command.peer, peers.indices.contains(id) else { return nil }
        return peers[id]
    }

    private func answer(_ value: [String: Any]) {
        guard let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]) else { return }
        FileHandle.standardOutput.write(data + [10])
    }
}
