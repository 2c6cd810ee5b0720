package import NIOCore
import NIOPosix
package import NIOSSL
import Synchronization

/// How a client of a server with a certificate of its own knows that it talks to the right one: the certificate that
/// the server shows is looked at first and its fingerprint compared; from then on every connection has to show the same.
///
/// Such a certificate is no authority, so it cannot be the root of a chain: the certificate itself is compared.
package struct CertificatePin: Sendable {
    private let certificate: NIOSSLCertificate

    /// - Parameter fingerprint: SHA-256, hexadecimal, with or without colons; nil: trust what comes (`--insecure`).
    /// - Throws: ``ExitReason`` `.unavailable`, or `.refused` if it is another one.
    package init(host: String, port: Int, fingerprint: String?) async throws(ExitReason) {
        certificate = try await Self.shown(by: host, port: port)
        guard let fingerprint else { return }
        let shown = (try? certificate.toDERBytes()).map(TLSIdentity.fingerprint(ofDER:)) ?? ""
        guard Self.normal(shown) == Self.normal(fingerprint) else {
            throw ExitReason(
                .refused,
                "The server's certificate has another fingerprint (\(shown)): this is not the server you mean.")
        }
    }

    /// For a client that checks connections by ``check(_:)``.
    package var clientConfiguration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        return configuration
    }

    /// After the handshake and before the connection is used: with another certificate nothing more can be written.
    package func check(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            guard let tls = try? pipeline.handler(type: NIOSSLHandler.self) else {
                return try pipeline.addHandler(ShutGate(), position: .first)
            }
            if tls.peerCertificate != certificate { try pipeline.addHandler(ShutGate(), position: .after(tls)) }
        }
    }

    /// Lets nothing out and closes at the first attempt.
    private final class ShutGate: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            promise?.fail(ChannelError.inappropriateOperationForState)
            context.close(promise: nil)
        }
    }

    private static func normal(_ fingerprint: String) -> String {
        fingerprint.uppercased().filter(\.isHexDigit)
    }

    private static func shown(by host: String, port: Int) async throws(ExitReason) -> NIOSSLCertificate {
        let seen = SeenCertificate()
        do {
            let context = try NIOSSLContext(configuration: .makeClientConfiguration())
            let isName = (try? SocketAddress(ipAddress: host, port: port)) == nil
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let look: @Sendable ([NIOSSLCertificate], EventLoopPromise<NIOSSLVerificationResult>) -> Void =
                            {
                                seen.set($0.first)
                                // What is wanted was seen; nothing is sent over this connection.
                                $1.fail(ChannelError.eof)
                                channel.close(promise: nil)
                            }
                        let handler = try NIOSSLClientHandler(
                            context: context, serverHostname: isName ? host : nil, customVerificationCallback: look)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .connect(host: host, port: port).get()
            // A server that accepts and says nothing does not keep us.
            channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
            try? await channel.closeFuture.get()
        } catch {
            throw ExitReason(.unavailable, "There is no answer from \(host):\(port).")
        }
        guard let certificate = seen.value else {
            throw ExitReason(.unavailable, "\(host):\(port) does not speak TLS.")
        }
        return certificate
    }

    private final class SeenCertificate: Sendable {
        private let certificate = Mutex<NIOSSLCertificate?>(nil)
        var value: NIOSSLCertificate? { certificate.withLock { $0 } }
        func set(_ seen: NIOSSLCertificate?) { certificate.withLock { $0 = seen } }
    }
}
