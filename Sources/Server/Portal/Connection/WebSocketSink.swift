import ClientProtocol
import Conference
import NIOCore
import NIOWebSocket
import Synchronization

/// The way out to one WebSocket client. Sending never waits: what the socket does not take is kept up to a bound, and a
/// client that falls further behind is told `slow` and disconnected (docs/protocol.md section 3).
final class WebSocketSink: ClientSink {
    /// Most bytes that may be waiting for the client.
    static let limit = 1 << 20
    /// How long a client that was told goodbye has to close its side.
    static let closingTime = TimeAmount.seconds(2)

    private let channel: any Channel
    private let counters: PortalCounters
    private let unsent = Atomic<Int>(0)
    private let isClosing = Atomic<Bool>(false)

    init(channel: any Channel, counters: PortalCounters) {
        self.channel = channel
        self.counters = counters
    }

    /// Queues a message, in order. Does nothing after ``end(_:)``.
    func send(text: [UInt8]) {
        guard !isClosing.load(ordering: .acquiring) else { return }
        let waiting = unsent.wrappingAdd(text.count, ordering: .relaxed).newValue
        // A single message that is longer still goes out: a snapshot of a very large meeting.
        guard waiting <= Self.limit || waiting == text.count else {
            counters.slowClients.count()
            return end(.slow)
        }
        counters.messagesOut.count()
        counters.bytesOut.count(text.count)
        let frame = WebSocketFrame(fin: true, opcode: .text, data: channel.allocator.buffer(bytes: text))
        channel.writeAndFlush(frame).whenComplete { [self] _ in
            unsent.wrappingSubtract(text.count, ordering: .relaxed)
        }
    }

    /// Says why, closes, and cuts the connection if the client does not follow.
    func end(_ reason: ServerMessage.ByeReason) {
        close(reason.closeCode, last: ProtocolJSON.encode(reason.message))
    }

    /// Closes with a code of RFC 6455 section 7.4, after one more text message if there is one.
    func close(_ code: WebSocketErrorCode, last: [UInt8]? = nil) {
        guard !isClosing.exchange(true, ordering: .acquiringAndReleasing) else { return }
        if let last {
            channel.write(
                WebSocketFrame(fin: true, opcode: .text, data: channel.allocator.buffer(bytes: last)), promise: nil)
        }
        var body = channel.allocator.buffer(capacity: 2)
        body.write(webSocketErrorCode: code)
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .connectionClose, data: body), promise: nil)
        channel.eventLoop.scheduleTask(in: Self.closingTime) { [channel] in channel.close(promise: nil) }
    }

    func ping() {
        guard !isClosing.load(ordering: .acquiring) else { return }
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()), promise: nil)
    }

    func pong(_ data: ByteBuffer) {
        guard !isClosing.load(ordering: .acquiring) else { return }
        // A client that floods with pings and does not read is slow like any other.
        let size = data.readableBytes + 2
        guard unsent.wrappingAdd(size, ordering: .relaxed).newValue <= Self.limit else { return end(.slow) }
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .pong, data: data)).whenComplete { [self] _ in
            unsent.wrappingSubtract(size, ordering: .relaxed)
        }
    }
}

extension ServerMessage.ByeReason {
    var closeCode: WebSocketErrorCode {
        switch self {
        case .shutdown: .goingAway
        case .slow, .flood, .revoked, .removed, .protocol, .replaced: .policyViolation
        }
    }
}
