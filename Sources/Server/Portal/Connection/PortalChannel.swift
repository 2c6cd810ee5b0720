import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL
import NIOTLS
import NIOWebSocket

/// One TCP connection: TLS, then HTTP/2 or HTTP/1.1 by ALPN; on HTTP/1.1 the first request may become a WebSocket.
/// Or, told apart by its first byte, media of a network that lets no UDP through; that leaves the portal.
struct PortalChannel: HTTPChannelHandler {
    typealias WebSocketChannel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
    typealias RequestChannel = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// Accepts or refuses a WebSocket before the handshake, and serves the accepted ones.
    struct WebSocketService: Sendable {
        var admit: @Sendable (HTTPRequestHead, (any Channel)) async -> LiveCaller?
        var serve: @Sendable (WebSocketChannel, LiveCaller) async -> Void
        /// Largest frame from a client, in bytes.
        var frameLimit: Int
    }

    struct Timeouts: Sendable {
        /// From accept to the first complete request head.
        var arrival: TimeAmount = .seconds(10)
        /// Between requests, and between the parts of one request.
        var idle: TimeAmount = .seconds(60)
    }

    enum Conversation: Sendable {
        case requests(RequestChannel)
        case webSocket(WebSocketChannel, LiveCaller)
    }

    enum Agreed: Sendable {
        case http1(EventLoopFuture<Conversation>)
        case http2(HTTP2Channel.Value)
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let agreed: EventLoopFuture<Agreed>
    }

    let responder: Responder
    let tls: NIOSSLContext?
    let webSocket: WebSocketService
    let limits: ConnectionLimits
    let timeouts: Timeouts
    /// Takes connections that carry media; nil: there are none.
    let takeMedia: (@Sendable (MediaSocket) -> Void)?
    private let http2: HTTP2Channel

    init(
        responder: @escaping Responder, tls: NIOSSLContext?, webSocket: WebSocketService, limits: ConnectionLimits,
        timeouts: Timeouts = Timeouts(), takeMedia: (@Sendable (MediaSocket) -> Void)? = nil
    ) {
        self.responder = responder
        self.tls = tls
        self.webSocket = webSocket
        self.limits = limits
        self.timeouts = timeouts
        self.takeMedia = takeMedia
        let idle = Duration.nanoseconds(timeouts.idle.nanoseconds)
        http2 = HTTP2Channel(
            responder: responder,
            configuration: .init(
                idleTimeout: idle, gracefulCloseTimeout: .seconds(5),
                streamConfiguration: .init(idleTimeout: timeouts.idle)))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let address = ClientAddress(peer: channel.remoteAddress?.ipAddress, forwarded: nil, trustProxy: false).key
        guard let place = limits.enter(address) else {
            // A failed set-up would end the server's accept loop; a value that leads nowhere does not.
            channel.close(promise: nil)
            return channel.eventLoop.makeSucceededFuture(
                Value(channel: channel, agreed: channel.eventLoop.makeFailedFuture(ChannelError.alreadyClosed)))
        }
        // Held until the channel is closed, or for media until its socket is.
        channel.closeFuture.whenComplete { _ in withExtendedLifetime(place) {} }
        let arrival = channel.eventLoop.scheduleTask(in: timeouts.arrival) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in arrival.cancel() }
        return channel.eventLoop.makeCompletedFuture {
            if let takeMedia {
                try channel.pipeline.syncOperations.addHandler(MediaGate(place: place, take: takeMedia))
            }
            return Value(channel: channel, agreed: try agree(channel: channel, arrival: arrival, logger: logger))
        }
    }

    func handle(value: Value, logger: Logger) async {
        guard let agreed = try? await value.agreed.get() else { return value.channel.close(promise: nil) }
        switch agreed {
        case .http2(let connection):
            await http2.handle(value: connection, logger: logger)
        case .http1(let decided):
            guard let conversation = try? await decided.get() else { return value.channel.close(promise: nil) }
            switch conversation {
            case .requests(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
            case .webSocket(let channel, let caller): await webSocket.serve(channel, caller)
            }
        }
    }

    /// On the event loop.
    private func agree(
        channel: any Channel, arrival: Scheduled<Void>, logger: Logger
    ) throws -> EventLoopFuture<Agreed> {
        guard let tls else {
            let conversation = try setUpHTTP1(channel: channel, arrival: arrival, logger: logger)
            return channel.eventLoop.makeSucceededFuture(.http1(conversation))
        }
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
        let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Agreed> { result, channel in
            switch result {
            case .negotiated("h2"):
                arrival.cancel()
                return http2.setup(channel: channel, logger: logger).map { .http2($0) }
            case .negotiated, .fallback:
                return channel.eventLoop.makeCompletedFuture {
                    .http1(try setUpHTTP1(channel: channel, arrival: arrival, logger: logger))
                }
            }
        }
        try channel.pipeline.syncOperations.addHandler(negotiation)
        return negotiation.protocolNegotiationResult
    }

    /// encoder, decoder, gate, upgrade handler; then either WebSocket frames or HTTP parts. On the event loop.
    private func setUpHTTP1(
        channel: any Channel, arrival: Scheduled<Void>, logger: Logger
    ) throws -> EventLoopFuture<Conversation> {
        let admitted = NIOLoopBoundBox<LiveCaller?>(nil, eventLoop: channel.eventLoop)
        let encoder = HTTPResponseEncoder()
        var headLimits = NIOHTTPDecoderLimitConfiguration()
        headLimits.maxHeaderFieldSize = 16 * 1024
        headLimits.maxHeaderListSize = 32 * 1024
        headLimits.maxHeaderFieldCount = 100
        let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: headLimits))
        let gate = UpgradeGate(firstHeadSeen: { arrival.cancel() }) { [webSocket] head in
            channel.eventLoop.makeFutureWithTask { await webSocket.admit(head, channel) }.map { caller in
                admitted.value = caller
                return caller != nil
            }
        }
        let upgrader = NIOTypedWebSocketServerUpgrader<Conversation>(
            maxFrameSize: webSocket.frameLimit,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    guard let caller = admitted.value else { throw ChannelError.inappropriateOperationForState }
                    return .webSocket(try WebSocketChannel(wrappingChannelSynchronously: channel), caller)
                }
            })
        let upgrade = NIOTypedHTTPServerUpgradeHandler(
            httpEncoder: encoder, extraHTTPHandlers: [decoder, gate],
            upgradeConfiguration: .init(upgraders: [upgrader]) { [idle = timeouts.idle] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: tls != nil))
                    try pipeline.addHandler(
                        HTTPConnectionStateHandler(idleTimeout: .nanoseconds(idle.nanoseconds), logger: logger))
                    return .requests(
                        try RequestChannel(
                            wrappingChannelSynchronously: channel,
                            configuration: .init(isOutboundHalfClosureEnabled: true)))
                }
            })
        try channel.pipeline.syncOperations.addHandlers(encoder, decoder, gate, upgrade)
        return upgrade.upgradeResultFuture
    }
}
