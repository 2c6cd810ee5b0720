import Testing

@testable import Portal

@Suite(.serialized) struct HostileRequestTests {
    @Test(arguments: [
        "\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}hello\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nHost x\r\n\r\n",
        "POST /api/meetings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ])
    func brokenRequestsHarmNobody(request: String) async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            try await client.send(request)
            await client.close()
            #expect(try await house.ask(.GET, "/healthz").status == 200)
        }
    }

    @Test func brokenHeadsAreAnsweredAndClosed() async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            try await client.send("THIS IS NOT HTTP\r\n\r\n")
            #expect(try await client.receiveText(until: "\r\n\r\n").hasPrefix("HTTP/1.1 400 "))
            #expect(try await client.closes())
        }
    }

    @Test func longHeadsAreRefused() async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            try await client.send("GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "y", count: 70_000))\r\n\r\n")
            let answer = try await client.receiveText(until: "\r\n\r\n")
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
            #expect(try await client.closes())
        }
    }

    @Test func connectionsPerAddressAreBounded() async throws {
        try await House.open([.connectionsPerAddress: "4", .connections: "16"]) { house async throws in
            var clients: [RawClient] = []
            for _ in 0..<4 {
                let client = try await RawClient.connect(port: house.port)
                try await client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await client.receiveText(until: "ok")
                clients.append(client)
            }
            let surplus = try await RawClient.connect(port: house.port)
            #expect(try await surplus.closes())
            for client in clients { await client.close() }
            // Their places are free again.
            var served = false
            for _ in 0..<200 where !served {
                let client = try await RawClient.connect(port: house.port)
                try? await client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                served = try await client.receiveText(until: "ok").contains("200")
                await client.close()
            }
            #expect(served)
        }
    }

    @Test func pipelinedRequestsComeInOrder() async throws {
        try await House.open { house async throws in
            let client = try await RawClient.connect(port: house.port)
            try await client.send(
                "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let text = try await client.receiveText(until: "notFound")
            #expect(text.hasPrefix("HTTP/1.1 200 "))
            #expect(text.contains("HTTP/1.1 404 "))
        }
    }
}
