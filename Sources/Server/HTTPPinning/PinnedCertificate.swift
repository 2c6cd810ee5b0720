package import AsyncHTTPClient
import Foundation
import NIOCore
package import NIOSSL

/// The one certificate that an HTTP client accepts: it talks to its holder and to nobody else.
///
/// An installation's own certificate is no certificate authority, so it cannot be the root of a chain: the chain is not
/// looked at, and the certificate itself is compared instead, on each new connection before any request goes over it.
package struct PinnedCertificate: Sendable {
    /// The server has another certificate than the pinned one.
    package struct Mismatch: Error {}

    private let certificate: NIOSSLCertificate

    package init(_ certificate: NIOSSLCertificate) { self.certificate = certificate }

    /// - Parameter pem: the first certificate of it is pinned.
    /// - Throws: ``Mismatch`` if there is none.
    package init(pem: String) throws {
        guard let certificate = try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).first else { throw Mismatch() }
        self.init(certificate)
    }

    /// As text, RFC 7468.
    package var pem: String {
        get throws {
            let lines = Data(try certificate.toDERBytes()).base64EncodedString(options: .lineLength64Characters)
            return "-----BEGIN CERTIFICATE-----\n\(lines)\n-----END CERTIFICATE-----\n"
        }
    }

    package func apply(to configuration: inout HTTPClient.Configuration) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        configuration.tlsConfiguration = tls
        let check: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
            channel.eventLoop.submit { try inspect(channel) }
        }
        configuration.http1_1ConnectionDebugInitializer = check
        configuration.http2ConnectionDebugInitializer = check
    }

    /// On the channel's event loop, after the handshake and before the connection is used. With another certificate
    /// nothing more can be written. It must not throw then: the client's connection pool does not survive a connection
    /// that fails at this point.
    private func inspect(_ channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        guard let tls = try? pipeline.handler(type: NIOSSLHandler.self) else {
            return try pipeline.addHandler(ShutGate(), position: .first)
        }
        if tls.peerCertificate != certificate { try pipeline.addHandler(ShutGate(), position: .after(tls)) }
    }

    /// Lets nothing out and closes at the first attempt.
    private final class ShutGate: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            promise?.fail(Mismatch())
            context.close(promise: nil)
        }
    }
}
