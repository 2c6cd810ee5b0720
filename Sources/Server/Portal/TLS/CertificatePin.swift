import NIOCore
import NIOPosix
package import NIOSSL
import Synchronization

/// How a client of a server with a self-signed certificate knows that it talks to the right one: the certificate that
/// the server shows is fetched first, its fingerprint compared, and from then on no other is trusted.
package enum CertificatePin {
    /// - Parameters:
    ///   - fingerprint: SHA-256, hexadecimal, with or without colons; nil: trust what comes (`--insecure`).
    /// - Returns: a client's TLS configuration that trusts exactly this certificate.
    /// - Throws: ``ExitReason`` `.unavailable` or `.refused`.
    package static func clientConfiguration(
        host: String, port: Int, fingerprint: String?
    ) async throws(ExitReason) -> TLSConfiguration {
        let certificate = try await fetch(host: host, port: port)
        if let fingerprint {
            let shown: String
            do { shown = TLSIdentity.fingerprint(ofDER: try certificate.toDERBytes()) } catch {
                throw ExitReason(.refused, "The server's certificate cannot be read.")
            }
            guard normal(shown) == normal(fingerprint) else {
                throw ExitReason(
                    .refused, "The server's certificate has another fingerprint (\(shown)): this is not the server you mean.")
            }
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([certificate])
        // It is the pinned one, whatever name it carries.
        configuration.certificateVerification = .noHostnameVerification
        return configuration
    }

    private static func normal(_ fingerprint: String) -> String {
        fingerprint.uppercased().filter(\.isHexDigit)
    }

    /// The first certificate that the server shows.
    private static func fetch(host: String, port: Int) async throws(ExitReason) -> NIOSSLCertificate {
        let seen = SeenCertificate()
        do {
            let context = try NIOSSLContext(configuration: .makeClientConfiguration())
            let isName = (try? SocketAddress(ipAddress: host, port: port)) == nil
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let look: @Sendable ([NIOSSLCertificate], EventLoopPromise<NIOSSLVerificationResult>) -> Void = {
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
