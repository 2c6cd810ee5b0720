import ArgumentParser
import Portal

/// `mufakat serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve meetings.",
        discussion: """
            Listens on 0.0.0.0:8443 (TCP for pages, API and WebSocket; UDP of the same number for media) with a certificate of \
            its own. Settings come from the command line, the environment (MUFAKAT_LISTEN and so on), the settings file and \
            defaults, in this order.
            """)

    @OptionGroup var options: ServerOptions

    @Flag(help: "Print every setting with its default and meaning, and exit.")
    var printSettings = false

    func run() async throws {
        if printSettings { return printTable() }
        let settings = try options.read()
        let logger = ServerOptions.startLogging(settings.logLevel)
        let house = try await House(settings, data: options.dataFolder(default: "data"), logger: logger)
        try await house.run { [identity = house.identity, path = house.folder.path] address, _ in
            Mufakat.standardOutput("Mufakat serves at \(address)")
            if let identity { Mufakat.standardOutput("TLS certificate SHA-256 \(identity.fingerprint)") }
            Mufakat.standardOutput("Data in \(path); the administration token is in its file admin-token.")
        }
    }

    private func printTable() {
        for key in SettingKey.allCases {
            print("# \(key.meaning)\n# \(key.environmentName)\n\(key.rawValue) = \(key.defaultValue)\n")
        }
    }
}
