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
            let check: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
                channel.nioSSL_peerCertificate().flatMapThrowing { shown in
                    guard shown == pinned else {
                        channel.close(promise: nil)
                        throw WrongCertificate()
                    }
                }
            }
            configuration.http1_1ConnectionDebugInitializer = check
            configuration.http2ConnectionDebugInitializer = check
        }
        configuration.timeout = .init(connect: .seconds(5))
        // A long event stream for each delegate stays open beside their short requests.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
