import AsyncHTTPClient
import ClientProtocol
import Conference
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import Procedure
import ServiceLifecycle
import Store
import Summit
import Testing

@testable import Portal

/// A whole portal on loopback, over a store in memory and without media.
final class House: Sendable {
    let address: String
    let port: Int
    let meetings: Meetings
    let meeting: LiveMeeting
    let administration: String
    let client: HTTPClient
    /// Tokens by participant.
    let tokens: [String: String]
    /// Of the TLS certificate.
    let fingerprint: String

    private init(
        address: String, port: Int, meetings: Meetings, meeting: LiveMeeting, administration: String,
        client: HTTPClient, tokens: [String: String], fingerprint: String
    ) {
        self.address = address
        self.port = port
        self.meetings = meetings
        self.meeting = meeting
        self.administration = administration
        self.client = client
        self.tokens = tokens
        self.fingerprint = fingerprint
    }

    /// Runs `body` against a portal with a meeting of three delegations, `vn-chair`, `id-head`, `id-adviser`, `kr-head`
    /// and `secretariat`; stops it gracefully afterwards.
    static func open(
        tls: Bool = false, _ overrides: [SettingKey: String] = [:],
        takeMedia: (@Sendable (MediaSocket) -> Void)? = nil, _ body: @Sendable (House) async throws -> Void
    ) async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("house-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let web = path + "/web"
        try FileManager.default.createDirectory(atPath: web + "/styles", withIntermediateDirectories: true)
        try Data("<!doctype html><title>Room</title>".utf8).write(to: URL(fileURLWithPath: web + "/index.html"))
        try Data("<!doctype html><title>Desk</title>".utf8).write(to: URL(fileURLWithPath: web + "/desk.html"))
        try Data("export const x = 1;".utf8).write(to: URL(fileURLWithPath: web + "/app.js"))
        try Data("secret".utf8).write(to: URL(fileURLWithPath: path + "/secret.js"))
        let folder = try DataFolder(path + "/data")
        let installation = try Installation(in: folder)
        var settings = try Settings(
            overrides: [.listen: "127.0.0.1:0", .tls: tls ? "on" : "off"].merging(overrides) { $1 })
        settings.flagsFolder = web
        let identity =
            try tls ? TLSIdentity.selfSigned(in: folder, names: ["localhost"], addresses: [[127, 0, 0, 1]]) : nil

        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let meetings = try await Meetings(
            store: try SQLiteStore.inMemory(), media: nil, secrets: installation.secrets, logger: logger)
        let meeting = try await meetings.createMeeting(
            MeetingSetup(
                id: MeetingID("trial"), title: Texts(en: "Trial", vi: "Thử"), host: SeatID("VN"),
                seats: ["VN", "ID", "KR"].map { SeatSetup(id: SeatID(wellFormed: $0)) }))
        var tokens: [String: String] = [:]
        for (id, seat, role) in [
            ("vn-chair", "VN", Role.chair), ("id-head", "ID", .head), ("id-adviser", "ID", .adviser),
            ("kr-head", "KR", .head), ("secretariat", nil, .secretariat),
        ] {
            let invitee = Invitee(
                id: ParticipantID(wellFormed: id), seat: seat.map { SeatID(wellFormed: $0) }, role: role)
            tokens[id] = try await meetings.invite(invitee, to: meeting, by: .administration).token
        }

        let (ports, source) = AsyncStream.makeStream(of: Int.self)
        let portal = try Portal(
            PortalConfiguration(
                settings: settings, tls: identity, installation: installation, webFolder: web, release: "test"),
            meetings: meetings,
            conferences: try await Conferences(
                meetings: meetings,
                capacity: Libraries.Capacity(
                    conference: settings.libraryMegabytes << 20, delegation: settings.delegationMegabytes << 20)),
            logger: logger,
            takeMedia: takeMedia
        ) { source.yield($0.port) }
        let group = ServiceGroup(
            configuration: .init(services: [meetings, portal], logger: logger))
        let serving = Task { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        if tls {
            var client = TLSConfiguration.makeClientConfiguration()
            client.certificateVerification = .none
            configuration.tlsConfiguration = client
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let house = House(
            address: "\(tls ? "https" : "http")://127.0.0.1:\(port)", port: port, meetings: meetings,
            meeting: meeting, administration: installation.administrationToken.text, client: client, tokens: tokens,
            fingerprint: identity?.fingerprint ?? "")
        let result: Result<Void, any Error>
        do { result = .success(try await body(house)) } catch { result = .failure(error) }
        try? await client.shutdown()
        await group.triggerGracefulShutdown()
        try await serving.value
        withExtendedLifetime(folder) {}
        try result.get()
    }

    enum Method: String { case GET, HEAD, POST, PATCH, DELETE, OPTIONS }

    /// Of the trial's record.
    var sequence: Int { get async { await meeting.sequence } }

    struct Answer: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var text: String

        func header(_ name: String) -> String? { headers.first(name: name) }

        /// The members of a JSON object.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }
        var reason: String? { json["reason"] as? String }
    }

    /// - Parameter as: a participant's id, or `administration`; nil: no token.
    func ask(
        _ method: Method, _ path: String, as who: String? = nil, json: String? = nil,
        body: (type: String, text: String)? = nil, _ fields: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address + path)
        request.method = .init(rawValue: method.rawValue)
        if let who {
            let token = who == "administration" ? administration : tokens[who] ?? who
            request.headers.add(name: "authorization", value: "Bearer \(token)")
        }
        for (name, value) in fields { request.headers.add(name: name, value: value) }
        if let json {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        if let body {
            request.headers.add(name: "content-type", value: body.type)
            request.body = .bytes(ByteBuffer(string: body.text))
        }
        let response = try await client.execute(request, timeout: .seconds(20))
        let data = try await response.body.collect(upTo: 8 << 20)
        return Answer(status: Int(response.status.code), headers: response.headers, text: String(buffer: data))
    }

    func command(_ type: String, as who: String, _ more: String = "") async throws -> Answer {
        try await ask(.POST, "/api/meetings/trial/commands", as: who, json: "{\"type\":\"\(type)\"\(more)}")
    }

    /// Chair and heads in the room, the meeting open.
    func begin(without absent: Set<String> = []) async throws {
        for who in ["vn-chair", "secretariat", "id-head", "id-adviser", "kr-head"] where !absent.contains(who) {
            #expect(try await command("enterLobby", as: who).status == 200)
        }
        #expect(try await command("admitAll", as: "vn-chair").status == 200)
        #expect(try await command("openMeeting", as: "vn-chair").status == 200)
    }
}

extension House {
    /// Reads an event stream until `word` has come.
    func stream(_ path: String, as who: String, until word: String) async throws -> String {
        var request = HTTPClientRequest(url: address + path)
        request.headers.add(
            name: "authorization", value: "Bearer \(who == "administration" ? administration : tokens[who] ?? who)")
        request.headers.add(name: "accept", value: "text/event-stream")
        let response = try await client.execute(request, timeout: .seconds(20))
        #expect(response.headers.first(name: "content-type")?.hasPrefix("text/event-stream") == true)
        var text = ""
        for try await part in response.body {
            text += String(buffer: part)
            if text.contains(word) { break }
        }
        return text
    }
}
