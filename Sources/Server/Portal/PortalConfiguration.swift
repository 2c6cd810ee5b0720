/// What a portal needs to know besides the meetings that it serves.
package struct PortalConfiguration: Sendable {
    package var listen: ListenAddress
    /// Nil: plain HTTP, for a reverse proxy that ends TLS.
    package var tls: TLSIdentity?
    /// The address in links, such as `https://summit.example`; nil: as the client wrote it.
    package var publicAddress: String?
    package var administrationToken: AdministrationToken
    /// What a verifier of records needs, in the form of C2SP signed-note.
    package var recordKey: String
    /// The program's release, as `/metrics` tells it.
    package var release: String
    package var webFolder: String
    package var flagsFolder: String
    package var fontsFolders: [String]
    package var connections: Int
    package var connectionsPerAddress: Int
    package var trustProxy: Bool
    package var joinsPerMinute: Int
    package var failedTokensPerMinute: Int
    package var pingInterval: Duration
    package var silenceLimit: Duration

    package init(
        settings: Settings, tls: TLSIdentity?, installation: Installation, webFolder: String, release: String
    ) {
        listen = settings.listen
        self.tls = tls
        publicAddress = settings.publicAddress
        administrationToken = installation.administrationToken
        recordKey = installation.recordKey
        self.release = release
        self.webFolder = webFolder
        flagsFolder = settings.flagsFolder
        fontsFolders = settings.fontsFolders
        connections = settings.connections
        connectionsPerAddress = settings.connectionsPerAddress
        trustProxy = settings.trustProxy
        joinsPerMinute = settings.joinsPerMinute
        failedTokensPerMinute = settings.failedTokensPerMinute
        pingInterval = settings.pingInterval
        silenceLimit = settings.silenceLimit
    }
}
