import Foundation
import Glibc
import MediaClient
import OpenSSLCrypto
import Synchronization
import Wire

@testable import MediaIO

/// A media client with a socket and a thread of its own. Who publishes sends sound every few milliseconds, each packet with
/// the guest's mark and its number; who receives notes what was heard.
final class LoopbackGuest: Sendable {
    /// What came from whom: the highest number by mark, and when the last packet arrived.
    struct Heard: Sendable {
        var highest: [UInt8: UInt32] = [:]
        var packets = 0
        var last: ContinuousClock.Instant?
    }

    private let core: Mutex<Core>
    private let descriptor: Int32
    private let isOver = Mutex(false)

    /// - Parameter mark: publishes under it; nil: receives one sound.
    init(mark: UInt8? = nil) throws {
        let socket = try UDPSocket(bindTo: NetworkAddress(ipv4: 0x7F00_0001, port: 0))
        descriptor = socket.descriptor
        core = Mutex(try Core(socket, mark: mark))
    }

    func offer() -> String { core.withLock { $0.client.makeOffer() } }

    /// Connects, and goes on until `leave`.
    func accept(_ answer: String) throws {
        try core.withLock { try $0.accept(answer) }
        let thread = Thread { [self] in
            while !isOver.withLock({ $0 }) {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                poll(&waiting, 1, 3)
                core.withLock { $0.drive() }
            }
        }
        thread.start()
    }

    func leave() { isOver.withLock { $0 = true } }

    var heard: Heard { core.withLock { $0.ear.heard } }
    /// The number of the last packet that was sent.
    var said: UInt32 { core.withLock { $0.number } }

    /// Waits until something holds; false if it does not within some seconds.
    static func wait(until holds: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<4_000 {
            if try await holds() { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    private final class Ear {
        var heard = Heard()
    }

    private final class Core {
        let client: MediaClient
        let ear = Ear()
        private(set) var number: UInt32 = 0
        private let socket: UDPSocket
        private let mark: UInt8?
        private let sender: DatagramSender
        private let outbox = Outbox(capacity: 64)
        private var memory = [UInt8](repeating: 0, count: 2_048)
        private let start = ContinuousClock.now

        init(_ socket: UDPSocket, mark: UInt8?) throws {
            self.socket = socket
            self.mark = mark
            sender = DatagramSender(sockets: [socket], capacity: 64)
            var configuration = MediaClientConfiguration(
                purpose: mark == nil ? .receive(audio: 1, video: 0) : .publish(layers: []), canonicalName: "guest",
                localAddresses: [socket.address])
            configuration.takesRedundancy = false
            client = MediaClient(configuration: configuration, crypto: try OpenSSLCryptoProvider())
            client.onPacket = { [ear] _, _, _, payload in
                guard payload.count == 6 else { return }
                let number = payload.loadUnaligned(fromByteOffset: 2, as: UInt32.self)
                ear.heard.highest[payload[1]] = max(ear.heard.highest[payload[1]] ?? 0, number)
                ear.heard.packets += 1
                ear.heard.last = .now
            }
        }

        private var now: MediaTime {
            let (seconds, attoseconds) = start.duration(to: .now).components
            return MediaTime(microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        }

        func accept(_ answer: String) throws {
            try client.accept(answer: answer, now: now, into: outbox)
            sender.flush(outbox)
        }

        func drive() {
            while let (length, remote) = receive() {
                memory.withUnsafeMutableBytes {
                    client.receive(
                        UnsafeMutableRawBufferPointer(rebasing: $0[..<length]), from: remote, to: socket.address,
                        now: now, into: outbox)
                }
            }
            client.tick(now: now, into: outbox)
            if let mark, client.isConnected {
                number += 1
                let frame = [0xFC, mark] + withUnsafeBytes(of: number) { Array($0) }
                client.sendAudio(frame, timestamp: number &* 960, level: 30, now: now, into: outbox)
            }
            sender.flush(outbox)
        }

        private func receive() -> (length: Int, from: NetworkAddress)? {
            var address = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let length = memory.withUnsafeMutableBytes { memory in
                withUnsafeMutablePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        recvfrom(
                            socket.descriptor, memory.baseAddress, memory.count, Int32(MSG_DONTWAIT), $0, &size
                        )
                    }
                }
            }
            guard length > 0 else { return nil }
            return (
                length,
                NetworkAddress(
                    ipv4: UInt32(bigEndian: address.sin_addr.s_addr), port: UInt16(bigEndian: address.sin_port))
            )
        }
    }
}
