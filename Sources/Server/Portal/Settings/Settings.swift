import Foundation
package import Logging

/// All settings, each from the command line, else the environment, else the settings file, else its default.
package struct Settings: Sendable {
    package var listen: ListenAddress
    package var publicAddress: String?
    package var tls: TLSMode
    package var connections: Int
    package var connectionsPerAddress: Int
    package var trustProxy: Bool
    package var mediaListen: [ListenAddress]
    /// Addresses without ports.
    package var mediaAdvertise: [String]
    /// Whether media may come to the web server's port. Behind a proxy that ends TLS that port is not the world's.
    package var mediaTCP: Bool
    /// Media threads.
    package var mediaShards: Int
    /// TURN URIs.
    package var turn: [String]
    package var turnSecretFile: String?
    /// Of the library of one conference, and of the papers that one delegation keeps to itself there.
    package var libraryMegabytes: Int
    package var delegationMegabytes: Int
    /// Nil: no letters are sent.
    package var mail: MailSettings?
    package var joinsPerMinute: Int
    package var failedTokensPerMinute: Int
    package var pingInterval: Duration
    package var silenceLimit: Duration
    package var webFolder: String?
    package var flagsFolder: String
    package var fontsFolders: [String]
    package var logLevel: Logger.Level

    /// More threads would spend their memory on the rings between each other: one for each ordered pair.
    static let mostShards = 32

    package enum TLSMode: Hashable, Sendable {
        /// A certificate made by the program and kept in the data folder.
        case selfSigned
        case files(certificate: String, key: String)
        /// Only where a reverse proxy ends TLS, or for measurements.
        case off
    }

    /// - Parameters:
    ///   - overrides: from the command line.
    ///   - file: the settings file's text and the name to show in errors.
    ///   - processors: that this process may use.
    /// - Throws: ``ExitReason`` with the name of the setting that cannot be used.
    package init(
        overrides: [SettingKey: String] = [:], environment: [String: String] = [:],
        file: (text: String, name: String)? = nil, processors: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws(ExitReason) {
        var fromFile: [SettingKey: String] = [:]
        if let file { fromFile = try SettingsFile.parse(file.text, name: file.name) }
        let source = SettingsSource(overrides: overrides, environment: environment, file: fromFile)

        listen = try source.address(.listen)
        publicAddress = try source.origin(.publicAddress)
        tls = try source.tls()
        connections = try source.integer(.connections, in: 16...1_000_000)
        connectionsPerAddress = try source.integer(.connectionsPerAddress, in: 1...1_000_000)
        trustProxy = try source.flag(.trustProxy)
        mediaListen = try source.addresses(.mediaListen)
        mediaAdvertise = try source.hosts(.mediaAdvertise)
        mediaTCP = try source.flag(.mediaTCP) && tls != .off
        mediaShards = min(max(processors, 1), try source.integer(.mediaShards, in: 1...Settings.mostShards))
        turn = try source.turnServers(.turn)
        turnSecretFile = source.optional(.turnSecretFile)
        libraryMegabytes = try source.integer(.librarySize, in: 1...100_000_000)
        delegationMegabytes = try source.integer(.delegationLibrarySize, in: 1...100_000_000)
        mail = try MailSettings(source)
        joinsPerMinute = try source.integer(.joinRate, in: 1...1_000_000)
        failedTokensPerMinute = try source.integer(.failedTokenRate, in: 1...1_000_000)
        pingInterval = .milliseconds(try source.integer(.pingInterval, in: 100...60_000))
        silenceLimit = .milliseconds(try source.integer(.silenceLimit, in: 500...600_000))
        webFolder = source.optional(.webFolder)
        flagsFolder = source.value(.flagsFolder)
        fontsFolders = source.value(.fontsFolders).commaSeparated
        logLevel = try source.level(.logLevel)
        if mediaListen.isEmpty {
            // For UDP the two families are two sockets.
            mediaListen = listen.host == "::" ? [ListenAddress(host: "0.0.0.0", port: listen.port), listen] : [listen]
        }
        guard silenceLimit > pingInterval else {
            throw source.refuse(.silenceLimit, "it has to be longer than \(SettingKey.pingInterval.rawValue)")
        }
    }
}

/// Looks settings up in their order of precedence and parses them.
struct SettingsSource {
    var overrides: [SettingKey: String]
    var environment: [String: String]
    var file: [SettingKey: String]

    func value(_ key: SettingKey) -> String {
        overrides[key] ?? environment[key.environmentName] ?? file[key] ?? key.defaultValue
    }

    func optional(_ key: SettingKey) -> String? {
        let text = value(key)
        return text.isEmpty ? nil : text
    }

    /// One sentence that names the setting, its value and what is wrong. An option is a wrong use; anything else is
    /// a wrong configuration.
    func refuse(_ key: SettingKey, _ rule: String) -> ExitReason {
        ExitReason(
            overrides[key] == nil ? .configuration : .usage,
            "The setting \(key.rawValue) cannot be \"\(value(key))\": \(rule).")
    }

    func integer(_ key: SettingKey, in range: ClosedRange<Int>) throws(ExitReason) -> Int {
        guard let number = Int(value(key)), range.contains(number) else {
            throw refuse(key, "it has to be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag(_ key: SettingKey) throws(ExitReason) -> Bool {
        switch value(key) {
        case "on", "true", "yes", "1": return true
        case "off", "false", "no", "0": return false
        default: throw refuse(key, "it has to be on or off")
        }
    }

    func level(_ key: SettingKey) throws(ExitReason) -> Logger.Level {
        guard let level = Logger.Level(rawValue: value(key)) else { throw refuse(key, key.meaning) }
        return level
    }

    func address(_ key: SettingKey) throws(ExitReason) -> ListenAddress {
        guard let address = ListenAddress(value(key)) else {
            throw refuse(key, "it has to be an IP address, a colon and a port, for example 0.0.0.0:8443 or [::]:8443")
        }
        return address
    }

    func addresses(_ key: SettingKey) throws(ExitReason) -> [ListenAddress] {
        var result: [ListenAddress] = []
        for text in value(key).commaSeparated {
            guard let address = ListenAddress(text) else {
                throw refuse(key, "each has to be an IP address, a colon and a port, for example 192.0.2.1:8443")
            }
            result.append(address)
        }
        return result
    }

    func hosts(_ key: SettingKey) throws(ExitReason) -> [String] {
        var result: [String] = []
        for text in value(key).commaSeparated {
            guard let address = ListenAddress(text.contains(":") ? "[\(text)]:0" : "\(text):0") else {
                throw refuse(key, "each has to be an IP address")
            }
            result.append(address.host)
        }
        return result
    }

    /// URIs of RFC 7065, with a numeric address or a name.
    func turnServers(_ key: SettingKey) throws(ExitReason) -> [String] {
        let texts = value(key).commaSeparated
        guard texts.count <= 8 else { throw refuse(key, "it may name 8 servers at most") }
        for text in texts where !TURNAddress.isWellFormed(text) {
            throw refuse(key, "each has to look like turns:turn.summit.example:443?transport=tcp")
        }
        return texts
    }

    /// `https://name` or `https://name:port`, without a path.
    func origin(_ key: SettingKey) throws(ExitReason) -> String? {
        guard let text = optional(key) else { return nil }
        let schemes = ["https://", "http://"]
        guard let scheme = schemes.first(where: text.hasPrefix) else {
            throw refuse(key, "it has to begin with https://")
        }
        let authority = text.dropFirst(scheme.count)
        guard !authority.isEmpty,
            authority.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-.:[]".contains($0)) })
        else { throw refuse(key, "it has to be an address without a path, for example https://summit.example") }
        return text.lowercased()
    }

    func tls() throws(ExitReason) -> Settings.TLSMode {
        guard try flag(.tls) else { return .off }
        switch (optional(.certificate), optional(.certificateKey)) {
        case (nil, nil): return .selfSigned
        case (let certificate?, let key?): return .files(certificate: certificate, key: key)
        case (nil, _): throw refuse(.certificateKey, "http.certificate is missing beside it")
        case (_, nil): throw refuse(.certificate, "http.certificate-key is missing beside it")
        }
    }
}
