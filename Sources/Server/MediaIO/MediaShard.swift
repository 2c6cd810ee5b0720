import Glibc
public import Logging
public import MediaEngine
import Synchronization
public import Transport
public import Wire

/// One media thread of the process: its UDP sockets, the TCP connections it is given, and the `MediaEngine` that lives on it.
///
/// The engine is reached from elsewhere through `run` alone, and tells of changes through `events`.
public final class MediaShard: Sendable {
    /// Events that nobody has fetched; the oldest are dropped beyond this.
    public static let eventCapacity = 8_192

    /// Where the sockets are bound, with the ports in use.
    public let boundAddresses: [NetworkAddress]
    /// What the engine advertises as candidates, best first.
    public let advertisedAddresses: [NetworkAddress]
    /// The same for TCP; empty if there is none.
    public let advertisedTCPAddresses: [NetworkAddress]
    public let events: AsyncStream<MediaEvent>

    private let mailbox: Mailbox
    private let eventSource: AsyncStream<MediaEvent>.Continuation
    private let logger: Logger
    private let life: Mutex<Life>
    /// TCP connections that wait for the media thread.
    private let arriving = Atomic(0)
    /// More are turned away: calls must find room in the mailbox, whoever knocks.
    private static let arrivalCapacity = 256

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
    ///   - tcp: where the program listens for connections that it then hands over by `take`; nil, or port 0: nowhere.
    ///   - crypto: called once.
    ///   - processor: pins the thread, for measurements.
    /// - Throws: `MediaIOError`, and what `crypto` throws.
    public convenience init(
        listen: [NetworkAddress], advertise: [NetworkAddress]? = nil, tcp: NetworkAddress? = nil,
        crypto: @Sendable () throws -> any CryptoProvider, logger: Logger, processor: Int? = nil
    ) throws {
        try self.init(
            number: 0, links: nil, listen: listen, advertise: advertise, tcp: tcp, crypto: crypto, logger: logger,
            processor: processor)
    }

    /// - Parameters:
    ///   - number: among the shards of the process.
    ///   - links: to the others; nil if there are none.
    init(
        number: Int, links: ShardLinks?, listen: [NetworkAddress], advertise: [NetworkAddress]?, tcp: NetworkAddress?,
        crypto: @Sendable () throws -> any CryptoProvider, logger: Logger, processor: Int? = nil
    ) throws {
        let sockets = try UDPSocket.bind(listen)
        let bound = sockets.map(\.address)
        let port = bound.first?.port ?? 0
        boundAddresses = bound
        advertisedAddresses =
            advertise?.map { $0.port == 0 ? $0.withPort(port) : $0 } ?? Self.reachableAddresses(of: bound)
        advertisedTCPAddresses = Self.tcpAddresses(tcp, hosts: advertisedAddresses, areNamed: advertise != nil)
        self.logger = logger
        mailbox = try Mailbox()
        (events, eventSource) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.eventCapacity))
        var configuration = MediaEngine.Configuration(
            candidates: advertisedAddresses, tcpCandidates: advertisedTCPAddresses)
        configuration.shard = number
        let engine = MediaEngine(configuration: configuration, crypto: try crypto())
        let loop = try ShardLoop(
            engine: engine, sockets: sockets, mailbox: mailbox, links: links, events: eventSource, logger: logger)
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
            "media listens",
            metadata: [
                "addresses": "\(boundAddresses)", "advertised": "\(advertisedAddresses)",
                "tcp": "\(advertisedTCPAddresses)",
            ])
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

    /// Hands a TCP connection to the media thread; `firstBytes` were read from it and begin with a whole packet (RFC 4571).
    /// It is closed if that is not a check of a peer that the engine knows, and if too many wait.
    public func take(_ socket: TCPSocket, firstBytes: [UInt8]) {
        guard arriving.add(1, ordering: .relaxed).newValue <= Self.arrivalCapacity else {
            arriving.subtract(1, ordering: .relaxed)
            return
        }
        let job = Mailbox.Job(
            perform: { [weak self] loop in
                self?.arriving.subtract(1, ordering: .relaxed)
                loop.take(socket, firstBytes: firstBytes)
            }, cancel: {})
        do { try mailbox.post(job) } catch { arriving.subtract(1, ordering: .relaxed) }
    }

    /// The hosts that are advertised and at which `tcp` listens, with its port.
    private static func tcpAddresses(
        _ tcp: NetworkAddress?, hosts: [NetworkAddress], areNamed: Bool
    ) -> [NetworkAddress] {
        guard let tcp, tcp.port != 0 else { return [] }
        if !tcp.isUnspecified, !areNamed { return [tcp] }
        // A socket at `::` serves IPv4 as well.
        let isDual = tcp.isUnspecified && tcp.family == .ipv6
        var addresses: [NetworkAddress] = []
        for host in hosts where isDual || host.family == tcp.family {
            let address = host.withPort(tcp.port)
            if !addresses.contains(address) { addresses.append(address) }
        }
        return addresses
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
