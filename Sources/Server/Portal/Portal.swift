package import Conference
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

/// The door of the house: pages, API, WebSockets, WHIP and WHEP on one TCP port, where media may come in as well.
///
/// A service: `run` listens until graceful shutdown, then says goodbye to everybody and lets requests finish.
package struct Portal: Service {
    private let configuration: PortalConfiguration
    private let meetings: Meetings
    private let conferences: Conferences
    private let logger: Logger
    private let web: StaticFolder
    private let tls: NIOSSLContext?
    private let onListening: @Sendable (ListenAddress) async -> Void
    private let takeMedia: (@Sendable (MediaSocket) -> Void)?

    /// - Parameters:
    ///   - takeMedia: gets TCP connections that carry media; nil: there are none.
    ///   - onListening: called once with the address and real port when connections are accepted.
    /// - Throws: ``ExitReason`` if the web pages are missing or the certificate cannot be used.
    package init(
        _ configuration: PortalConfiguration, meetings: Meetings, conferences: Conferences, logger: Logger,
        takeMedia: (@Sendable (MediaSocket) -> Void)? = nil,
        onListening: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) throws(ExitReason) {
        guard let web = StaticFolder(configuration.webFolder, cacheControl: "no-cache") else {
            throw ExitReason(.configuration, "There is no folder of web pages at \(configuration.webFolder).")
        }
        do {
            tls = try configuration.tls.map { try NIOSSLContext(configuration: $0.serverConfiguration()) }
        } catch {
            throw ExitReason(.configuration, "The TLS certificate and its key do not fit together.")
        }
        self.configuration = configuration
        self.meetings = meetings
        self.conferences = conferences
        self.logger = logger
        self.web = web
        self.onListening = onListening
        self.takeMedia = takeMedia
    }

    package func run() async throws {
        let counters = PortalCounters()
        let life = PortalLife()
        let register = SinkRegister()
        let limits = ConnectionLimits(
            maximum: configuration.connections, maximumPerAddress: configuration.connectionsPerAddress)
        let gatekeeper = Gatekeeper(
            meetings: meetings, administrationToken: configuration.administrationToken,
            trustProxy: configuration.trustProxy,
            joins: RateLimiter(.perMinute(configuration.joinsPerMinute)),
            failures: RateLimiter(.perMinute(configuration.failedTokensPerMinute)), counters: counters)
        let admission = LiveAdmission(
            gatekeeper: gatekeeper,
            origin: OwnOrigin(publicAddress: configuration.publicAddress, isTLS: tls != nil))
        let responder = PortalResponder(
            inner: router(gatekeeper, admission, counters, limits, life).buildResponder(),
            fields: SecurityFields(
                strictTransport: tls != nil || configuration.publicAddress?.hasPrefix("https") == true),
            counters: counters)
        let live = LiveService(
            counters: counters, register: register, pingInterval: configuration.pingInterval,
            silenceLimit: configuration.silenceLimit, logger: logger)
        let application = Application(
            responder: responder,
            server: server(admission, live, limits),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.listen.host, port: configuration.listen.port), backlog: 1024),
            onServerRunning: { channel in
                life.enter(.serving)
                conferences.texts.beginListening()
                await onListening(
                    ListenAddress(
                        host: configuration.listen.host, port: channel.localAddress?.port ?? configuration.listen.port))
            },
            logger: quiet(logger))
        try await withGracefulShutdownHandler {
            do {
                try await application.run()
            } catch let error as IOError {
                throw ExitReason(listening: configuration.listen, error)
            }
        } onGracefulShutdown: {
            life.enter(.stopping)
            register.endAll()
        }
    }

    private func server(
        _ admission: LiveAdmission, _ live: LiveService, _ limits: ConnectionLimits
    ) -> HTTPServerBuilder {
        let webSocket = PortalChannel.WebSocketService(
            admit: { [trustProxy = configuration.trustProxy] head, channel in
                let request = LiveRequest(head, peer: channel.remoteAddress?.ipAddress, trustProxy: trustProxy)
                guard request.path == LiveRequest.path else { return nil }
                return try? await admission.judge(request)
            },
            serve: { channel, caller in await live.serve(channel, caller) },
            frameLimit: 256 * 1024)
        return HTTPServerBuilder { [tls, takeMedia] responder in
            PortalChannel(responder: responder, tls: tls, webSocket: webSocket, limits: limits, takeMedia: takeMedia)
        }
    }

    private func router(
        _ gatekeeper: Gatekeeper, _ admission: LiveAdmission, _ counters: PortalCounters, _ limits: ConnectionLimits,
        _ life: PortalLife
    ) -> Router<PortalContext> {
        let router = Router(context: PortalContext.self, options: .autoGenerateHeadEndpoints)
        let streams = EventStreams(counters: counters)
        PageRoutes(
            gatekeeper: gatekeeper, web: web,
            flags: StaticFolder(configuration.flagsFolder, cacheControl: "public, max-age=86400"),
            fonts: configuration.fontsFolders.compactMap { StaticFolder($0, cacheControl: "public, max-age=604800") }
        ).add(to: router)
        MeetingRoutes(gatekeeper: gatekeeper, publicAddress: configuration.publicAddress, isTLS: tls != nil)
            .add(to: router)
        RecordRoutes(
            gatekeeper: gatekeeper, recordKey: configuration.recordKey, streams: streams
        ).add(to: router)
        let desk = DeskKeeper(gatekeeper: gatekeeper, conferences: conferences, origin: admission.origin)
        DeskRoutes(desk: desk, web: web).add(to: router)
        ConferenceRoutes(desk: desk, streams: streams).add(to: router)
        let texts = TextRoutes(desk: desk, streams: streams)
        texts.add(to: router)
        DraftRoutes(texts: texts).add(to: router)
        TextFileRoutes(texts: texts).add(to: router)
        TextRecordRoutes(texts: texts).add(to: router)
        MeetingTextRoutes(gatekeeper: gatekeeper, conferences: conferences, streams: streams).add(to: router)
        LibraryRoutes(desk: desk).add(to: router)
        NoticeRoutes(desk: desk, streams: streams).add(to: router)
        SheetRoutes(gatekeeper: gatekeeper, caller: desk.caller).add(to: router)
        CalendarRoutes(
            gatekeeper: gatekeeper, conferences: conferences, publicAddress: configuration.publicAddress,
            isTLS: tls != nil
        ).add(to: router)
        FactsRoutes(desk: desk).add(to: router)
        TimetableRoutes(desk: desk).add(to: router)
        RunOfShowRoutes(gatekeeper: gatekeeper, conferences: conferences, streams: streams, origin: admission.origin)
            .add(to: router)
        MediaRoutes(gatekeeper: gatekeeper).add(to: router)
        LiveRoutes(admission: admission, counters: counters).add(to: router)
        OperationsRoutes(
            gatekeeper: gatekeeper, counters: counters, limits: limits, life: life, web: web,
            release: configuration.release
        ).add(to: router)
        return router
    }

    /// The server library tells at `info` what we tell ourselves.
    private func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        if logger.logLevel == .info { logger.logLevel = .notice }
        return logger
    }
}

extension ExitReason {
    /// Why the server cannot listen.
    init(listening address: ListenAddress, _ error: IOError) {
        switch error.errnoCode {
        case 98:  // EADDRINUSE
            self.init(.unavailable, "The address \(address) is occupied by another program.")
        case 13:  // EACCES
            self.init(.refused, "Listening on \(address) needs a privilege that this user does not have.")
        case 99:  // EADDRNOTAVAIL
            self.init(.usage, "The address \(address) is none of this machine's.")
        default:
            self.init(.unavailable, "The server cannot listen on \(address): \(error.localizedDescription).")
        }
    }
}
