/// Every setting there is: its name in a settings file, its name in the environment, its default and its meaning.
/// docs/operations.md lists them; `mufakat serve --print-settings` prints this table.
package enum SettingKey: String, CaseIterable, Sendable {
    case listen = "listen"
    case publicAddress = "public-address"
    case tls = "http.tls"
    case certificate = "http.certificate"
    case certificateKey = "http.certificate-key"
    case connections = "http.connections"
    case connectionsPerAddress = "http.connections-per-address"
    case trustProxy = "http.trust-proxy"
    case mediaListen = "media.listen"
    case mediaAdvertise = "media.advertise"
    case mediaTCP = "media.tcp"
    case mediaShards = "media.shards"
    case turn = "media.turn"
    case turnSecretFile = "media.turn-secret-file"
    case librarySize = "library.megabytes"
    case delegationLibrarySize = "library.megabytes-of-delegation"
    case mailServer = "mail.server"
    case mailTLS = "mail.tls"
    case mailUser = "mail.user"
    case mailPasswordFile = "mail.password-file"
    case mailAuthorities = "mail.authorities"
    case mailFrom = "mail.from"
    case mailQuietHours = "mail.quiet-hours"
    case mailUrgentPasses = "mail.urgent-passes"
    case joinRate = "limits.joins-per-minute"
    case failedTokenRate = "limits.failed-tokens-per-minute"
    case pingInterval = "live.ping-milliseconds"
    case silenceLimit = "live.silence-milliseconds"
    case webFolder = "web.folder"
    case flagsFolder = "web.flags"
    case fontsFolders = "web.fonts"
    case logLevel = "log.level"

    /// `http.tls` -> `MUFAKAT_HTTP_TLS`.
    package var environmentName: String {
        "MUFAKAT_" + String(rawValue.map { $0 == "." || $0 == "-" ? "_" : Character($0.uppercased()) })
    }

    package var defaultValue: String {
        switch self {
        case .listen: "0.0.0.0:8443"
        case .publicAddress, .certificate, .certificateKey, .mediaListen, .mediaAdvertise, .webFolder, .turn,
            .turnSecretFile:
            ""
        case .tls, .mediaTCP: "on"
        case .mediaShards: "1"
        case .connections: "8192"
        case .connectionsPerAddress: "2048"
        case .trustProxy: "off"
        case .librarySize: "10240"
        case .delegationLibrarySize: "1024"
        case .mailServer, .mailUser, .mailPasswordFile, .mailAuthorities, .mailFrom: ""
        case .mailTLS: "starttls"
        case .mailQuietHours: "22:00-07:00"
        case .mailUrgentPasses: "on"
        case .joinRate: "120"
        case .failedTokenRate: "30"
        case .pingInterval: "1000"
        case .silenceLimit: "2500"
        case .flagsFolder: "/usr/share/iso-flags-svg/country-4x3"
        case .fontsFolders: "/usr/share/fonts/truetype/inter-vf, /usr/share/fonts/truetype/noto"
        case .logLevel: "info"
        }
    }

    package var meaning: String {
        switch self {
        case .listen: "address and TCP port of the web server; [::]:8443 listens on IPv4 and IPv6"
        case .publicAddress:
            "the address in invitation links, e.g. https://summit.example; empty: https://HOST-ADDRESS:PORT"
        case .tls: "on, or off behind a reverse proxy that ends TLS (or for measurements)"
        case .certificate: "certificate chain in PEM; empty: a self-signed certificate in the data folder"
        case .certificateKey: "private key in PEM, for http.certificate"
        case .connections: "most TCP connections at one time"
        case .connectionsPerAddress: "most TCP connections from one address at one time"
        case .trustProxy: "on: the client's address is the last one in X-Forwarded-For"
        case .mediaListen: "addresses and UDP port of media, comma-separated; empty: as listen, same port number"
        case .mediaAdvertise: "addresses told to clients, comma-separated; empty: every address of the host"
        case .mediaTCP: "on: media may come by TCP to the web server's port as well (not with http.tls = off)"
        case .mediaShards: "media threads, at most one for each processor, each with a UDP port from media.listen's on"
        case .turn: "TURN servers, comma-separated, e.g. turns:turn.summit.example:443?transport=tcp; empty: none"
        case .turnSecretFile: "file with the secret shared with the TURN servers; empty: turn-secret in the data folder"
        case .librarySize: "most megabytes of files in the library of one conference"
        case .delegationLibrarySize: "most megabytes of files that one delegation keeps to itself in a conference"
        case .mailServer: "host and port of the mail server that takes notices, e.g. mail.example:587; empty: no mail"
        case .mailTLS: "starttls, implicit, or none for a server on this machine"
        case .mailUser: "user at the mail server; empty: none is needed"
        case .mailPasswordFile: "file with the user's password"
        case .mailAuthorities: "file of certificates in PEM that vouch for the mail server; empty: those of the system"
        case .mailFrom: "address of the sender, e.g. mufakat@summit.example"
        case .mailQuietHours: "no letters in these hours by the clock of each delegation; empty: at any time"
        case .mailUrgentPasses: "on: what is urgent goes out in quiet hours too"
        case .joinRate: "times that one invitation may be opened or connect, per minute"
        case .failedTokenRate: "wrong tokens, per address and minute, before the address has to wait"
        case .pingInterval: "how often a silent WebSocket is pinged"
        case .silenceLimit: "after this silence a WebSocket counts as lost"
        case .webFolder: "folder of the web pages; empty: Web beside the program's own folders"
        case .flagsFolder: "folder of flags, xx.svg by ISO 3166 code (Debian: iso-flags-svg)"
        case .fontsFolders: "folders of fonts, comma-separated (Debian: fonts-inter-variable, fonts-noto-core)"
        case .logLevel: "trace, debug, info, notice, warning, error or critical"
        }
    }
}
