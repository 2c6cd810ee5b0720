import Foundation
import Testing

@testable import Portal

@Suite struct SettingsTests {
    @Test func defaultsWork() throws {
        let settings = try Settings()
        #expect(settings.listen == ListenAddress(host: "0.0.0.0", port: 8443))
        #expect(settings.mediaListen == [settings.listen])
        #expect(settings.tls == .selfSigned)
        #expect("\(settings.logLevel)" == "info")
    }

    @Test func commandLineBeatsEnvironmentBeatsFile() throws {
        let file = (text: "listen = 127.0.0.1:1\nlog.level = error\nhttp.tls = off\n", name: "s")
        let environment = ["MUFAKAT_LISTEN": "127.0.0.1:2", "MUFAKAT_LOG_LEVEL": "debug"]
        let settings = try Settings(overrides: [.listen: "127.0.0.1:3"], environment: environment, file: file)
        #expect(settings.listen.port == 3)
        #expect("\(settings.logLevel)" == "debug")
        #expect(settings.tls == .off)
    }

    @Test func fileHasCommentsAndSpaces() throws {
        let values = try SettingsFile.parse("# a comment\r\n\r\n  listen=[::]:443  \r\n", name: "s")
        #expect(values == [.listen: "[::]:443"])
    }

    @Test(arguments: [
        ("lisen = 1", "there is no setting \"lisen\""),
        ("listen", "expected \"key = value\""),
        ("listen = 0.0.0.0:1\nlisten = 0.0.0.0:2", "\"listen\" is set twice"),
    ])
    func wrongFileNamesItsLine(text: String, sentence: String) {
        let reason = #expect(throws: ExitReason.self) { try SettingsFile.parse(text, name: "settings") }
        #expect(reason?.code == .configuration)
        #expect(reason?.sentence.contains(sentence) == true)
        #expect(reason?.sentence.contains("line \(text.split(separator: "\n").count)") == true)
    }

    @Test(arguments: [
        (SettingKey.listen, "nowhere:80"), (.listen, "0.0.0.0"), (.listen, "0.0.0.0:99999"), (.listen, "::1:80"),
        (.tls, "maybe"), (.connections, "-1"), (.connections, "many"), (.logLevel, "loud"),
        (.publicAddress, "summit.example"), (.publicAddress, "https://summit.example/path"),
        (.mediaAdvertise, "example"), (.certificate, "only-one.pem"), (.silenceLimit, "500"),
    ])
    func wrongValueIsOneSentence(key: SettingKey, value: String) {
        let fromEnvironment = #expect(throws: ExitReason.self) {
            try Settings(environment: [key.environmentName: value])
        }
        #expect(fromEnvironment?.code == .configuration)
        #expect(fromEnvironment?.sentence.contains(key.rawValue) == true)
        #expect(fromEnvironment?.sentence.hasSuffix(".") == true)
        #expect(fromEnvironment?.sentence.contains("\n") == false)
        let fromOption = #expect(throws: ExitReason.self) { try Settings(overrides: [key: value]) }
        #expect(fromOption?.code == .usage)
    }

    @Test(arguments: ["0.0.0.0:0", "127.0.0.1:8443", "[::1]:443", "[::]:8443"])
    func listenAddressesRoundTrip(text: String) {
        #expect(ListenAddress(text)?.description == text)
    }

    @Test(arguments: [
        "turn:turn.example", "turns:turn.example:443?transport=tcp", "turn:192.0.2.1:3478?transport=udp",
        "turns:[2001:db8::1]:443?transport=tcp", "turn:[2001:db8::1]",
    ])
    func turnServersAreTaken(text: String) throws {
        #expect(try Settings(overrides: [.turn: "\(text), turn:other.example"]).turn == [text, "turn:other.example"])
    }

    @Test(arguments: [
        "turn.example", "stun:turn.example", "turn:", "turn:a b", "turn:turn.example:0", "turn:turn.example:99999",
        "turn:turn.example?transport=tls", "turn:turn.example\">", "turn:[2001:db8::1", "turn:[turn.example]",
        "turn:a:1:2",
        "turn:name@turn.example", "turn://turn.example",
    ])
    func whatIsNoTURNServerIsRefused(text: String) {
        #expect(throws: ExitReason.self) { try Settings(overrides: [.turn: text]) }
    }

    @Test func theTURNSecretIsMadeOnceOrReadFromAFile() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("turn-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = try DataFolder(path)
        _ = try Installation.relaySecret(file: nil, in: folder)
        let made = try #require(folder.read("turn-secret"))
        #expect(made.count >= 32)
        _ = try Installation.relaySecret(file: nil, in: folder)
        #expect(folder.read("turn-secret") == made)
        try folder.write(Array("short".utf8), to: "other")
        #expect(throws: ExitReason.self) { try Installation.relaySecret(file: folder.file("other"), in: folder) }
        #expect(throws: ExitReason.self) { try Installation.relaySecret(file: folder.file("none"), in: folder) }
    }

    @Test func mediaOverTCPNeedsThePortItself() throws {
        #expect(try Settings().mediaTCP)
        #expect(try !Settings(overrides: [.tls: "off"]).mediaTCP)
        #expect(try !Settings(overrides: [.mediaTCP: "off"]).mediaTCP)
    }

    @Test func thereAreAsManyMediaThreadsAsProcessorsAtMost() throws {
        #expect(try Settings(processors: 6).mediaShards == 1)
        #expect(try Settings(overrides: [.mediaShards: "32"], processors: 500).mediaShards == Settings.mostShards)
        #expect(try Settings(overrides: [.mediaShards: "2"], processors: 6).mediaShards == 2)
        #expect(try Settings(overrides: [.mediaShards: "8"], processors: 6).mediaShards == 6)
        for text in ["0", "33", "two"] {
            #expect(throws: ExitReason.self) { try Settings(overrides: [.mediaShards: text]) }
        }
    }

    @Test func everyKeyHasItsOwnEnvironmentName() {
        let names = Set(SettingKey.allCases.map(\.environmentName))
        #expect(names.count == SettingKey.allCases.count)
        #expect(SettingKey.connectionsPerAddress.environmentName == "MUFAKAT_HTTP_CONNECTIONS_PER_ADDRESS")
    }
}
