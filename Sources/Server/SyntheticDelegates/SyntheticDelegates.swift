public import Logging
public import ServiceLifecycle
import AsyncHTTPClient
import HTTPPinning
import NIOCore
import OpenSSLCrypto

/// Delegations that are not people: each joins the meeting with its own token, publishes a moving picture, asks for the
/// floor now and then, and speaks when it is given. A service: `run` returns after graceful shutdown.
public final class SyntheticDelegates: Service {
    private let configuration: SyntheticDelegatesConfiguration
    private let logger: Logger

    public init(configuration: SyntheticDelegatesConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    public func run() async throws {
        let delegates = configuration.delegates.filter { !configuration.without.contains($0.seat) }
        let programmes = try delegates.map { try Programme(seat: $0.seat, directory: configuration.media) }
        let client = try Self.client(pinning: configuration.certificate)
        let runner = try MediaRunner()
        try runner.start(identity: DTLSIdentity())
        logger.info("synthetic delegates come", metadata: ["count": "\(delegates.count)"])
        await cancelWhenGracefulShutdown { [configuration, logger] in
            await withDiscardingTaskGroup { group in
                for (index, delegate) in delegates.enumerated() {
                    var logger = logger
                    logger[metadataKey: "seat"] = "\(delegate.seat)"
                    let attendance = DelegateAttendance(
                        delegate: delegate, programme: programmes[index], index: index, count: delegates.count,
                        patience: configuration.patience, runner: runner, logger: logger,
                        api: MeetingAPI(
                            client: client, base: configuration.server, meeting: configuration.meeting,
                            token: delegate.token))
                    group.addTask { await attendance.run() }
                }
            }
        }
        runner.stop()
        try await client.shutdown()
    }

    private static func client(pinning certificate: String?) throws -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        if let certificate { try PinnedCertificate(pem: certificate).apply(to: &configuration) }
        configuration.timeout = .init(connect: .seconds(5))
        // A long event stream for each delegate stays open beside their short requests.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
