import Foundation
import MediaClient
import Transport
import Wire

/// The media connections of the runner's thread, by a key of the caller's choice. Confined to that thread.
final class MediaDeck {
    private final class Connection {
        let client: MediaClient
        let socket: DatagramSocket
        let programme: Programme
        let offset: Int
        let tell: @Sendable (MediaClientEvent) -> Void
        var playback: Playback?
        var isSpeaking = false

        init(
            client: MediaClient, socket: DatagramSocket, programme: Programme, offset: Int,
            tell: @escaping @Sendable (MediaClientEvent) -> Void
        ) {
            self.client = client
            self.socket = socket
            self.programme = programme
            self.offset = offset
            self.tell = tell
        }
    }

    private let crypto: any CryptoProvider
    private let outbox = Outbox(capacity: 256)
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 2_048, alignment: 16)
    private var connections: [String: Connection] = [:]
    private var byDescriptor: [Int32: Connection] = [:]
    private let start = ContinuousClock.now

    init(crypto: any CryptoProvider) { self.crypto = crypto }

    deinit { memory.deallocate() }

    private var now: MediaTime {
        let (seconds, attoseconds) = start.duration(to: .now).components
        return MediaTime(microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }

    // MARK: Asked by delegates

    /// Makes a connection that plays a programme, and gives its offer. One that had the key is closed.
    func open(
        _ key: String, name: String, programme: Programme, offset: Int,
        tell: @escaping @Sendable (MediaClientEvent) -> Void
    ) throws -> String {
        close(key)
        let socket = try DatagramSocket()
        let configuration = MediaClientConfiguration(
            purpose: .publish(layers: Programme.rids), canonicalName: name,
            localAddresses: [NetworkAddress(high: 0, low: 0, port: 0)])
        let client = MediaClient(configuration: configuration, crypto: crypto)
        let connection = Connection(
            client: client, socket: socket, programme: programme, offset: offset, tell: tell)
        connections[key] = connection
        byDescriptor[socket.descriptor] = connection
        return client.makeOffer()
    }

    func accept(_ key: String, answer: String) throws {
        guard let connection = connections[key] else { throw CancellationError() }
        try connection.client.accept(answer: answer, now: now, into: outbox)
        settle(connection, now: now)
    }

    func setSpeaking(_ key: String, _ isSpeaking: Bool) {
        guard let connection = connections[key] else { return }
        connection.isSpeaking = isSpeaking
        connection.playback?.setSpeaking(isSpeaking, now: now)
    }

    func close(_ key: String) {
        guard let connection = connections.removeValue(forKey: key) else { return }
        byDescriptor[connection.socket.descriptor] = nil
        connection.client.close(now: now, into: outbox)
        flush(to: connection.socket)
    }

    func closeAll() {
        for key in Array(connections.keys) { close(key) }
    }

    // MARK: Driven by the thread

    var descriptors: some Collection<Int32> { byDescriptor.keys }

    /// For `poll`: until something is due; at most a second.
    var millisecondsToDeadline: Int32 {
        let now = now
        let deadlines = connections.values.flatMap { [$0.client.nextDeadline, $0.playback?.deadline] }
        guard let next = deadlines.compactMap(\.self).min() else { return 1_000 }
        return Int32(clamping: min(1_000, max(0, ((next - now).microseconds + 999) / 1_000)))
    }

    func receive(on descriptor: Int32) {
        guard let connection = byDescriptor[descriptor] else { return }
        let now = now
        // A bound, so that one busy socket does not keep the others waiting.
        for _ in 0..<256 {
            guard let (length, from) = connection.socket.receive(into: memory) else { break }
            connection.client.receive(
                UnsafeMutableRawBufferPointer(rebasing: memory[..<length]), from: from,
                to: NetworkAddress(high: 0, low: 0, port: 0), now: now, into: outbox)
        }
        settle(connection, now: now)
    }

    func advance() {
        let now = now
        for connection in connections.values {
            if let deadline = connection.client.nextDeadline, deadline <= now {
                connection.client.tick(now: now, into: outbox)
            }
            connection.playback?.advance(now: now, client: connection.client, into: outbox)
            settle(connection, now: now)
        }
    }

    /// Sends what waits and tells what happened.
    private func settle(_ connection: Connection, now: MediaTime) {
        flush(to: connection.socket)
        for event in connection.client.takeEvents() {
            switch event {
            case .connected:
                connection.playback = Playback(connection.programme, now: now, offset: connection.offset)
                connection.playback?.setSpeaking(connection.isSpeaking, now: now)
            case .keyframeWanted:
                connection.playback?.jumpToKeyframe()
                continue
            case .failed, .closed:
                connection.playback = nil
            }
            connection.tell(event)
        }
    }

    private func flush(to socket: DatagramSocket) {
        for index in 0..<outbox.count {
            let (datagram, bytes) = outbox[index]
            socket.send(bytes, to: datagram.destination)
        }
        outbox.removeAll()
    }
}
