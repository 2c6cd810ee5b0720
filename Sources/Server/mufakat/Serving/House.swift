import Conference
import Documents
import Foundation
import Logging
import Mail
import MediaIO
import OpenSSLCrypto
import Portal
import ServiceLifecycle
import Store
import SystemZones
import UnixSignals
import Wire

/// The composition root: builds a server out of its parts, in the order in which each can still refuse without having
/// changed anything.
struct House {
    let settings: Settings
    let folder: DataFolder
    let installation: Installation
    let identity: TLSIdentity?
    let meetings: Meetings
    let conferences: Conferences
    let media: MediaShards
    let logger: Logger
    private let webFolder: String
    private let store: SQLiteStore

    /// - Parameters:
    ///   - data: the data folder.
    /// - Throws: `ExitReason`; whatever it is, the data is as it was.
    init(_ settings: Settings, data: String, logger: Logger) async throws {
        raiseFileLimit()
        // Nobody else reads what is written from here on.
        umask(0o077)
        let webFolder = try WebFolder.find(settings.webFolder)
        try await ListenProbe.check(settings.listen)
        let media = try Self.bindMedia(settings, logger)
        let folder = try DataFolder(data)
        let installation = try Installation(in: folder)
        self.settings = settings
        self.webFolder = webFolder
        self.media = media
        self.folder = folder
        self.installation = installation
        self.logger = logger
        identity = try Self.identity(settings, folder)
        let relays: RelayAccess? =
            settings.turn.isEmpty
            ? nil
            : RelayAccess(
                urls: settings.turn, secret: try Installation.relaySecret(file: settings.turnSecretFile, in: folder))
        do {
            store = try SQLiteStore(path: folder.file("record.sqlite"))
            meetings = try await Meetings(
                store: store, media: media, secrets: installation.secrets, relays: relays, logger: logger,
                release: Mufakat.release)
            if meetings.clocks.zones == nil {
                logger.warning(
                    "There is no time zone database: install the package tzdata. Until then no zone is known")
            }
            conferences = try await Conferences(
                meetings: meetings, archive: try DocumentArchive(folder: folder.file("library")),
                capacity: Libraries.Capacity(
                    conference: settings.libraryMegabytes << 20, delegation: settings.delegationMegabytes << 20),
                notices: store, post: try Self.post(settings, isTLS: identity != nil))
        } catch {
            throw ExitReason(.cannotCreate, "\(error)")
        }
    }

    private static func post(_ settings: Settings, isTLS: Bool) throws -> Post? {
        guard let mail = settings.mail else { return nil }
        return Post(
            mailer: CurlMailer(try mail.server()), from: mail.from,
            address: address(settings, isTLS: isTLS, port: settings.listen.port), quiet: mail.quiet,
            urgentPasses: mail.urgentPasses)
    }

    private static func bindMedia(_ settings: Settings, _ logger: Logger) throws -> MediaShards {
        func address(_ listen: ListenAddress) throws -> NetworkAddress {
            guard let address = NetworkAddress(text: listen.host, port: UInt16(clamping: listen.port)) else {
                throw ExitReason(.configuration, "Media cannot listen on \(listen).")
            }
            return address
        }
        let listen = try settings.mediaListen.map(address)
        let advertise = try settings.mediaAdvertise.map { try address(ListenAddress(host: $0, port: 0)) }
        do {
            return try MediaShards(
                count: settings.mediaShards, listen: listen, advertise: advertise.isEmpty ? nil : advertise,
                tcp: settings.mediaTCP ? address(settings.listen) : nil,
                crypto: { try OpenSSLCryptoProvider() }, logger: logger)
        } catch let error as MediaIOError {
            throw ExitReason(.unavailable, "Media cannot listen: \(error).")
        } catch {
            throw ExitReason(.software, "Media cannot start: \(error).")
        }
    }

    private static func identity(_ settings: Settings, _ folder: DataFolder) throws -> TLSIdentity? {
        switch settings.tls {
        case .off: return nil
        case .files(let certificate, let key): return try TLSIdentity.files(certificate: certificate, key: key)
        case .selfSigned:
            let addresses = (HostNames.addresses() + settings.mediaAdvertise).compactMap(HostNames.bytes(ofAddress:))
            return try TLSIdentity.selfSigned(in: folder, names: HostNames.dnsNames(), addresses: addresses)
        }
    }

    /// Serves until the process is told to stop.
    /// - Parameters:
    ///   - companions: services that need the running server.
    ///   - onListening: called when connections are accepted, with the address to tell people and the TCP port.
    func run(
        companions: @escaping @Sendable (_ address: String, _ port: Int) -> [any Service] = { _, _ in [] },
        onListening: @escaping @Sendable (_ address: String, _ port: Int) async -> Void
    ) async throws {
        let listening = AsyncStream.makeStream(of: (String, Int).self)
        let portal = try Portal(
            PortalConfiguration(
                settings: settings, tls: identity, installation: installation, webFolder: webFolder,
                release: Mufakat.release),
            meetings: meetings, conferences: conferences, logger: logger,
            takeMedia: settings.mediaTCP ? mediaTaker : nil
        ) { [settings, identity] bound in
            let address = House.address(settings, isTLS: identity != nil, port: bound.port)
            await onListening(address, bound.port)
            listening.continuation.yield((address, bound.port))
            listening.continuation.finish()
        }
        var group = ServiceGroupConfiguration(
            services: [
                MediaService(shards: media), meetings, conferences, portal,
                Companions(listening: listening.stream, make: companions),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // Whoever does not hang up in time is cut off.
        group.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let reason as ExitReason {
            throw reason
        }
        do { try await store.close() } catch {
            logger.warning("The store did not close", metadata: ["error": "\(error)"])
        }
    }

    /// Leads TCP connections that carry media from the portal to the media threads.
    private var mediaTaker: @Sendable (MediaSocket) -> Void {
        { [media] socket in
            media.take(TCPSocket(taking: socket.descriptor, place: socket.place), firstBytes: socket.firstBytes)
        }
    }

    /// What people put into their browsers.
    static func address(_ settings: Settings, isTLS: Bool, port: Int) -> String {
        if let address = settings.publicAddress { return address }
        let host = settings.listen.isWildcard ? HostNames.addresses().first ?? "127.0.0.1" : settings.listen.host
        return "\(isTLS ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}

/// The media threads as a service: they stop last, so that everybody can be told first.
private struct MediaService: Service {
    let shards: MediaShards

    func run() async throws {
        shards.start()
        try? await gracefulShutdown()
        shards.stop()
    }
}

/// Services that begin when the server listens.
private struct Companions: Service {
    let listening: AsyncStream<(String, Int)>
    let make: @Sendable (String, Int) -> [any Service]

    func run() async throws {
        for await (address, port) in listening.cancelOnGracefulShutdown() {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for service in make(address, port) { group.addTask { try await service.run() } }
                try await group.waitForAll()
            }
        }
        try? await gracefulShutdown()
    }
}

/// Many connections need many file descriptors: as many as the system lets us have.
private func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max else {
        return
    }
    limit.rlim_cur = min(limit.rlim_max, 1 << 20)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
