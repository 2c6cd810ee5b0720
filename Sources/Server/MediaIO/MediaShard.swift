import Glibc
public import Logging
public import MediaEngine
import Synchronization
public import Transport
public import Wire

/// One media thread: its UDP sockets and the `MediaEngine` that lives on it.
///
/// The engine is reached from elsewhere through `run` alone, and tells of changes through `events`.
public final class MediaShard: Sendable {
    /// Events that nobody has fetched; the oldest are dropped beyond this.
    public static let eventCapacity = 8_192

    /// Where the sockets are bound, with the ports in use.
    public let boundAddresses: [NetworkAddress]
    /// What the engine advertises as candidates, best first.
    public let advertisedAddresses: [NetworkAddress]
    public let events: AsyncStream<MediaEvent>

    private let mailbox: Mailbox
    private let eventSource: AsyncStream<MediaEvent>.Continuation
    private let logger: Logger
    private let life: Mutex<Life>

    private enum Life {
        /// Next: running, ended.
        case ready(LoopHandover)
        /// Next: ended.
        case running(pthread_t)
        case ended
    }

    /// Binds the sockets; nothing is received before `start`.
    ///
    /// - Parameters:
    ///   - listen: addresses to bind, all with one port. Port 0: any free one. `0.0.0.0` and `::` are sockets of their
    ///     own; what arrives there is answered from the address that was asked.
    ///   - advertise: candidates for peers, best first; port 0 stands for the bound port. nil: the bound addresses, and
    ///     for the unspecified ones all of this host's, without loopback if there is another.
    ///   - crypto: called once.
    ///   - processor: pins the thread, for measurements.
    /// - Throws: `MediaIOError`, and what `crypto` throws.
    public init(
        listen: [NetworkAddress], advertise: [NetworkAddress]? = nil,
        crypto: @Sendable () throws -> any CryptoProvider, logger: Logger, processor: Int? = nil
    ) throws {
        let sockets = try UDPSocket.bind(listen)
        let bound = sockets.map(\.address)
        let port = bound.first?.port ?? 0
        boundAddresses = bound
        advertisedAddresses =
            advertise?.map { $0.port == 0 ? $0.withPort(port) : $0 } ?? Self.reachableAddresses(of: bound)
        self.logger = logger
        mailbox = try Mailbox()
        (events, eventSource) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.eventCapacity))
        let engine = MediaEngine(configuration: .init(candidates: advertisedAddresses), crypto: try crypto())
        let loop = try ShardLoop(
            engine: engine, sockets: sockets, mailbox: mailbox, events: eventSource, logger: logger)
        life = Mutex(.ready(LoopHandover(loop: loop, mailbox: mailbox, processor: processor)))
    }

    deinit { stop() }

    /// The UDP port of all sockets.
    public var port: UInt16 { boundAddresses.first?.port ?? 0 }

    /// Starts the thread. Does nothing if it was started before.
    public func start() {
        life.withLock { life in
            guard case .ready(let handover) = life else { return }
            mailbox.open()
            life = .running(handover.startThread())
        }
        logger.info(
            "media listens", metadata: ["addresses": "\(boundAddresses)", "advertised": "\(advertisedAddresses)"])
    }

    /// Ends the thread, closes the sockets and finishes `events`. Calls that wait in `run` throw `MediaIOError.stopped`.
    /// Not to be called on the media thread itself.
    public func stop() {
        let thread: pthread_t? = life.withLock { life in
            defer { life = .ended }
            if case .running(let thread) = life { return thread }
            return nil
        }
        if let thread {
            mailbox.requestStop()
            pthread_join(thread, nil)
        }
        eventSource.finish()
    }

    /// Runs `body` on the media thread; what it leaves in the outbox is sent at once.
    ///
    /// - Throws: `MediaIOError.stopped` or `.overloaded`, and what `body` throws.
    public func run<R: Sendable>(
        _ body: @escaping @Sendable (MediaEngine, MediaTime, Outbox) throws -> R
    ) async throws -> R {
        try await onLoop { try body($0.engine, $0.now, $0.outbox) }
    }

    /// What the sockets did so far.
    public func statistics() async throws -> MediaShardStatistics { try await onLoop { $0.statistics } }

    private func onLoop<R: Sendable>(_ body: @escaping @Sendable (ShardLoop) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            let job = Mailbox.Job(
                perform: { loop in continuation.resume(with: Result { try body(loop) }) },
                cancel: { continuation.resume(throwing: MediaIOError.stopped) })
            do { try mailbox.post(job) } catch { continuation.resume(throwing: error) }
        }
    }

    private static func reachableAddresses(of bound: [NetworkAddress]) -> [NetworkAddress] {
        let host = hostAddresses()
        let outward = host.contains { !$0.isLoopback } ? host.filter { !$0.isLoopback } : host
        var addresses: [NetworkAddress] = []
        for address in bound {
            let reachable = address.isUnspecified ? outward.filter { $0.family == address.family } : [address]
            for one in reachable where !addresses.contains(one.withPort(address.port)) {
                addresses.append(one.withPort(address.port))
            }
        }
        return addresses
    }
}
