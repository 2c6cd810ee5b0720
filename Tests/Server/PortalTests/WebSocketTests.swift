import Testing

@testable import Portal

@Suite(.serialized) struct WebSocketTests {
    static let path = "/live?meeting=trial&participant=vn-chair"
    static let hello = RawClient.text(#"{"type":"hello","version":1,"device":"d1"}"#)

    /// A client that has said hello and got its snapshot.
    static func join(_ house: House, as who: String = "vn-chair") async throws -> RawClient {
        let client = try await RawClient.connect(port: house.port)
        let token = "Authorization: Bearer \(house.tokens[who] ?? "")"
        try await client.send(
            RawClient.handshake(path: "/live?meeting=trial&participant=\(who)", port: house.port, [token]))
        #expect(try await client.receiveText(until: "\r\n\r\n").contains("101 Switching Protocols"))
        try await client.send(hello)
        _ = try await client.receiveText(until: "\"snapshot\"")
        return client
    }

    @Test func browsersComeByCookieAndOrigin() async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            try await client.send(
                RawClient.handshake(
                    path: Self.path, port: house.port,
                    [
                        "Origin: \(house.address)",
                        "Cookie: other=1; seat-trial.vn-chair=\(house.tokens["vn-chair"] ?? "")",
                    ]))
            #expect(try await client.receiveText(until: "\r\n\r\n").contains("101 Switching Protocols"))
            try await client.send(Self.hello)
            let text = try await client.receiveText(until: "\"connected\"")
            #expect(text.contains(#""type":"welcome""#))
            try await client.send(RawClient.text(#"{"type":"command","id":"c1","command":{"type":"enterLobby"}}"#))
            #expect(try await client.receiveText(until: #""id":"c1""#).contains("accepted"))
            await client.close()
        }
    }

    @Test(arguments: [
        (Self.path, ["Origin: https://evil.example", "Authorization: Bearer TOKEN"], "403"),
        (Self.path, ["Origin: https://evil.example", "Cookie: seat-trial.vn-chair=TOKEN"], "403"),
        (Self.path, ["Cookie: seat-trial.vn-chair=TOKEN"], "403"),
        (Self.path, ["Origin: null", "Cookie: seat-trial.vn-chair=TOKEN"], "403"),
        (Self.path, [], "403"),
        (Self.path, ["Authorization: Bearer wrong"], "401"),
        ("/live?meeting=trial&participant=id-head", ["Authorization: Bearer TOKEN"], "403"),
        ("/live?meeting=other&participant=vn-chair", ["Authorization: Bearer TOKEN"], "403"),
        ("/live", ["Authorization: Bearer TOKEN"], "400"),
        ("/healthz", ["Authorization: Bearer TOKEN"], "200"),
        ("/elsewhere", ["Authorization: Bearer TOKEN"], "404"),
        (Self.path, ["Authorization: Bearer TOKEN", "Sec-WebSocket-Key: twice"], "426"),
        (Self.path, ["Authorization: Bearer TOKEN", "Upgrade: h2c"], "426"),
        (Self.path, ["Authorization: Bearer TOKEN", "Content-Length: 1"], "426"),
    ])
    func handshakesAreRefusedInPlainHTTP(path: String, fields: [String], status: String) async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            let fields = fields.map { $0.replacing("TOKEN", with: house.tokens["vn-chair"] ?? "") }
            try await client.send(RawClient.handshake(path: path, port: house.port, fields))
            let answer = try await client.receiveText(until: "\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(60))")
            await client.close()
        }
    }

    @Test func oldVersionsAreTold() async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            let handshake = RawClient.handshake(
                path: Self.path, port: house.port, ["Authorization: Bearer \(house.tokens["vn-chair"] ?? "")"])
            try await client.send(handshake.replacing("Version: 13", with: "Version: 8"))
            let answer = try await client.receiveText(until: "\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 426 "))
            #expect(answer.lowercased().contains("sec-websocket-version: 13"))
            await client.close()
        }
    }

    @Test func revokedLinksAreToldSo() async throws {
        try await House.open { house async throws in
            #expect(
                try await house.ask(.DELETE, "/api/meetings/trial/invitations/vn-chair", as: "administration").status
                    == 204)
            let client = try await RawClient.connect(port: house.port)
            try await client.send(
                RawClient.handshake(
                    path: Self.path, port: house.port, ["Authorization: Bearer \(house.tokens["vn-chair"] ?? "")"]))
            #expect(try await client.receiveText(until: "\"bye\"").contains(#""reason":"revoked""#))
            #expect(try await client.closes())
        }
    }

    @Test func revokingEndsConnections() async throws {
        try await House.open { house async throws in
            let client = try await Self.join(house, as: "id-head")
            #expect(
                try await house.ask(.DELETE, "/api/meetings/trial/invitations/id-head", as: "administration").status
                    == 204)
            #expect(try await client.receiveText(until: "\"bye\"").contains(#""reason":"revoked""#))
            #expect(try await client.closes())
        }
    }

    /// The payload after the code in the close frame is not looked at: the last bytes are `88 len code code`.
    @Test(
        arguments: [
            (RawClient.frame(2, [1, 2]), [0x03, 0xEB]),
            (RawClient.frame(1, [0xC3, 0x28]), [0x03, 0xEF]),
            (RawClient.frame(1, Array("{}".utf8), masked: false), [0x03, 0xEA]),
            (RawClient.frame(0, [1]), [0x03, 0xEA]),
            (RawClient.frame(3, [1]), [0x03, 0xEA]),
            (RawClient.frame(1, Array(repeating: 0x61, count: 262_145)), [0x03, 0xF1]),
            (
                RawClient.frame(1, Array(repeating: 0x61, count: 200_000), final: false)
                    + RawClient.frame(0, Array(repeating: 0x61, count: 200_000)), [0x03, 0xF1]
            ),
        ] as [([UInt8], [UInt8])])
    func brokenFramesCloseWithTheirCode(frame: [UInt8], code: [UInt8]) async throws {
        try await House.open { house async throws in
            let client = try await Self.join(house)
            try await client.send(frame)
            let bytes = try await client.receive { Array($0.suffix(4)) == [0x88, 0x02] + code }
            #expect(Array(bytes.suffix(4)) == [0x88, 0x02] + code)
            #expect(try await client.closes())
        }
    }

    @Test(arguments: [
        "", "not json", "[]", #"{"type":"hello","version":2,"device":"d"}"#, #"{"type":"hello","version":1}"#,
        #"{"type":"ping","clientTime":1}"#,
    ])
    func theFirstMessageIsHello(message: String) async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            try await client.send(
                RawClient.handshake(
                    path: Self.path, port: house.port, ["Authorization: Bearer \(house.tokens["vn-chair"] ?? "")"]))
            _ = try await client.receiveText(until: "\r\n\r\n")
            try await client.send(RawClient.text(message))
            #expect(try await client.receiveText(until: "\"bye\"").contains(#""reason":"protocol""#))
            #expect(try await client.closes())
        }
    }

    @Test func floodsEnd() async throws {
        try await House.open { house async throws in
            let client = try await Self.join(house)
            let ping = RawClient.text(#"{"type":"ping","clientTime":1}"#)
            for _ in 0..<40 { try? await client.send(Array(repeatElement(ping, count: 20).joined())) }
            #expect(try await client.receiveText(until: "\"bye\"").contains(#""reason":"flood""#))
        }
    }

    @Test func pingsAreAnswered() async throws {
        try await House.open { house async throws in
            let client = try await Self.join(house)
            try await client.send(RawClient.frame(9, [7, 7, 7]))
            let pong: [UInt8] = [0x8A, 3, 7, 7, 7]
            _ = try await client.receive { bytes in
                bytes.indices.contains { Array(bytes[$0...].prefix(5)) == pong }
            }
            try await client.send(RawClient.frame(8, [0x03, 0xE8]))
            let bytes = try await client.receive { Array($0.suffix(4)) == [0x88, 0x02, 0x03, 0xE8] }
            #expect(Array(bytes.suffix(4)) == [0x88, 0x02, 0x03, 0xE8])
        }
    }

    @Test func silenceCountsAsLost() async throws {
        try await House.open([.pingInterval: "100", .silenceLimit: "500"]) { house async throws in
            let client = try await Self.join(house)
            // This client never answers a ping.
            #expect(try await client.closes())
        }
    }

    @Test func shutdownSaysGoodbye() async throws {
        let kept = Kept()
        try await House.open { house async throws in kept.client = try await Self.join(house) }
        let client = try #require(kept.client)
        #expect(try await client.receiveText(until: "\"bye\"").contains(#""reason":"shutdown""#))
    }
}

/// Carries a client out of a house that is being closed.
private final class Kept: @unchecked Sendable { var client: RawClient? }
