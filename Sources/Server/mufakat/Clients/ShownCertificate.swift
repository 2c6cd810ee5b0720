import HTTPPinning
import NIOCore
import NIOPosix
import NIOSSL
import Portal
import Synchronization

/// The certificate that a server shows: looked at before anything is asked, so that a client which knows no more than a
/// fingerprint can pin it.
enum ShownCertificate {
    /// - Parameter fingerprint: SHA-256, hexadecimal, with or without colons; nil: trust what comes (`--insecure`).
    /// - Throws: ``ExitReason`` `.unavailable`, or `.refused` if it is another one.
    static func pin(host: String, port: Int, fingerprint: String?) async throws(ExitReason) -> PinnedCertificate {
        let certificate = try await shown(by: host, port: port)
        guard let fingerprint else { return PinnedCertificate(certificate) }
        let shown = (try? certificate.toDERBytes()).map(TLSIdentity.fingerprint(ofDER:)) ?? ""
        guard normal(shown) == normal(fingerprint) else {
            throw ExitReason(
                .refused,
                "The server's certificate has another fingerprint (\(shown)): this is not the server you mean.")
        }
        return PinnedCertificate(certificate)
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
