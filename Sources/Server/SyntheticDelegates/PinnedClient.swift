import AsyncHTTPClient
import NIOCore
import NIOSSL

/// An HTTP client that talks to the holder of one certificate and to nobody else.
enum PinnedClient {
    /// The server has another certificate than the one that was pinned.
    struct WrongCertificate: Error {}

    /// - Parameter certificate: PEM; nil: whatever the system's roots vouch for.
    ///
    /// An installation's own certificate is no certificate authority, so it cannot be a root of a chain: the chain is not
    /// looked at, and the certificate itself is compared instead, on each new connection before any request goes over it.
    static func make(pinning certificate: String?) throws -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        if let certificate {
            guard let pinned = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).first else {
                throw WrongCertificate()
            }
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.certificateVerification = .none
            configuration.tlsConfiguration = tls
            let guarding: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
                channel.eventLoop.submit { try guardConnection(channel, pinned: pinned) }
            }
            configuration.http1_1ConnectionDebugInitializer = guarding
            configuration.http2ConnectionDebugInitializer = guarding
        }
        configuration.timeout = .init(connect: .seconds(5))
        // A long event stream for each delegate stays open beside their short requests.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// On the channel's event loop, after the handshake and before the connection is used. With another certificate than
    /// the pinned one, nothing more can be written. It must not throw then: the client's connection pool does not survive
    /// a connection that fails at this point.
    private static func guardConnection(_ channel: any Channel, pinned: NIOSSLCertificate) throws {
        let pipeline = channel.pipeline.syncOperations
        guard let tls = try? pipeline.handler(type: NIOSSLHandler.self) else {
            return try pipeline.addHandler(ShutGate(), position: .first)
        }
        if tls.peerCertificate != pinned { try pipeline.addHandler(ShutGate(), position: .after(tls)) }
    }

    /// Lets nothing out and closes at the first attempt.
    private final class ShutGate: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            promise?.fail(WrongCertificate())
            context.close(promise: nil)
        }
    }
}
