import NIOCore
import NIOHTTP1

/// Stands behind the HTTP/1.1 decoder until the first request's head has been judged, then leaves.
///
/// NIO's typed upgrade handler loses the request when it refuses an upgrade. So nothing but an upgrade that will succeed
/// may reach it: from every other request the gate takes the `Upgrade` field away, and the router answers it like any
/// request. It also ends the wait for the first head (slow-header protection) and answers a head that cannot be parsed.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// Decides whether a well-formed WebSocket request is accepted. Called on the event loop.
    typealias Judge = @Sendable (HTTPRequestHead) -> EventLoopFuture<Bool>

    private enum State {
        case waiting
        /// The judge is thinking; parts that came meanwhile are kept. What one socket read holds bounds them, because
        /// reading stops until the verdict.
        case judging([HTTPServerRequestPart])
        case done
    }

    private let judge: Judge
    private let firstHeadSeen: () -> Void
    private var state = State.waiting

    init(firstHeadSeen: @escaping () -> Void, judge: @escaping Judge) {
        self.judge = judge
        self.firstHeadSeen = firstHeadSeen
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = Self.unwrapInboundIn(data)
        switch state {
        case .done:
            context.fireChannelRead(data)
        case .judging(var parts):
            state = .done
            parts.append(part)
            state = .judging(parts)
        case .waiting:
            guard case .head(var head) = part else { return context.fireChannelRead(data) }
            firstHeadSeen()
            if head.isWebSocketRequest {
                ask(about: head, context: context)
            } else {
                head.headers.remove(name: "upgrade")
                pass([.head(head)], context: context)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case .waiting = state, error is HTTPParserError else { return context.fireErrorCaught(error) }
        state = .done
        let head = HTTPResponseHead(
            version: .http1_1, status: .badRequest, headers: ["connection": "close", "content-length": "0"])
        context.channel.write(HTTPServerResponsePart.head(head), promise: nil)
        context.channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { [channel = context.channel] _ in
            channel.close(promise: nil)
        }
    }

    private func ask(about head: HTTPRequestHead, context: ChannelHandlerContext) {
        state = .judging([])
        let setAutoRead = context.channel.setOption(.autoRead, value: false)
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        setAutoRead.flatMap { [judge] in judge(head) }
            .hop(to: context.eventLoop)
            .whenComplete { verdict in
                let (gate, context) = loopBound.value
                gate.decided(head, accepted: (try? verdict.get()) ?? false, context: context)
            }
    }

    private func decided(_ head: HTTPRequestHead, accepted: Bool, context: ChannelHandlerContext) {
        guard case .judging(let later) = state else { return }
        var head = head
        if !accepted { head.headers.remove(name: "upgrade") }
        pass([.head(head)] + later, context: context)
        context.channel.setOption(.autoRead, value: true).whenFailure { _ in }
    }

    private func pass(_ parts: [HTTPServerRequestPart], context: ChannelHandlerContext) {
        state = .done
        for part in parts { context.fireChannelRead(Self.wrapInboundOut(part)) }
        context.fireChannelReadComplete()
    }
}

extension HTTPRequestHead {
    /// A request that RFC 6455 section 4.2.1 lets us upgrade: GET, HTTP/1.1, one `Upgrade: websocket`, a connection
    /// field that says so, version 13, one key of 16 bytes, and no body.
    var isWebSocketRequest: Bool {
        method == .GET && version == .http1_1
            && headers["upgrade"].count == 1
            && headers[canonicalForm: "upgrade"].map { $0.lowercased() } == ["websocket"]
            && headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
            && headers["sec-websocket-version"] == ["13"]
            && headers["sec-websocket-key"].count == 1
            && headers["sec-websocket-key"][0].utf8.count == 24
            && !headers.contains(name: "transfer-encoding")
            && headers["content-length"].allSatisfy { $0 == "0" }
    }
}
