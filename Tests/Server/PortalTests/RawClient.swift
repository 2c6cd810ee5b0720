import NIOCore
import NIOPosix
import Synchronization
import Testing

/// A TCP client that sends any bytes at all, to see how the portal takes them.
final class RawClient: Sendable {
    private let channel: any Channel
    private let received: Received

    private init(_ channel: any Channel, _ received: Received) {
        self.channel = channel
        self.received = received
    }

    static func connect(port: Int) async throws -> RawClient {
        let received = Received()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(received))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawClient(channel, received)
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

    func close() async { try? await channel.close() }

    /// Everything that has come, as soon as `isEnough` or the server has closed. A test that waits for ever is cut off.
    func receive(until isEnough: @escaping @Sendable ([UInt8]) -> Bool) async throws -> [UInt8] {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let (bytes, isClosed) = received.now
            if isEnough(bytes) || isClosed { return bytes }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("nothing came that the test waits for")
        return received.now.bytes
    }

    func receiveText(until word: String) async throws -> String {
        String(decoding: try await receive { String(decoding: $0, as: UTF8.self).contains(word) }, as: UTF8.self)
    }

    /// Whether the server closes the connection.
    func closes() async throws -> Bool {
        _ = try await receive { _ in false }
        return received.now.isClosed
    }

    // MARK: WebSocket

    static func handshake(path: String, port: Int, _ fields: [String] = []) -> String {
        let standard = [
            "GET \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        ]
        return (standard + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// A frame masked with a key of zeros, which leaves the payload as it is.
    static func frame(_ opcode: UInt8, _ payload: [UInt8], final: Bool = true, masked: Bool = true) -> [UInt8] {
        var bytes: [UInt8] = [(final ? 0x80 : 0) | opcode]
        let mask: UInt8 = masked ? 0x80 : 0
        switch payload.count {
        case ..<126: bytes.append(mask | UInt8(payload.count))
        case ..<65_536: bytes += [mask | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default: bytes += [mask | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        return bytes + (masked ? [0, 0, 0, 0] : []) + payload
    }

    static func text(_ text: String) -> [UInt8] { frame(1, Array(text.utf8)) }
}

private final class Received: Sendable {
    private let state = Mutex<(bytes: [UInt8], isClosed: Bool)>(([], false))
    var now: (bytes: [UInt8], isClosed: Bool) { state.withLock { $0 } }
    func append(_ bytes: [UInt8]) { state.withLock { $0.bytes += bytes } }
    func close() { state.withLock { $0.isClosed = true } }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let received: Received

    init(_ received: Received) { self.received = received }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.append(Array(Self.unwrapInboundIn(data).readableBytesView))
    }

    func channelInactive(context: ChannelHandlerContext) { received.close() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
