import ArgumentParser
import AsyncHTTPClient
import ClientProtocol
import Foundation
import HTTPPinning
import NIOCore
import NIOHTTP1
import Portal

/// How a command finds the server and proves its right.
struct ServerConnection: ParsableArguments {
    @Option(help: ArgumentHelp("The server's address, or MUFAKAT_SERVER.", valueName: "https://host:port"))
    var server: String?

    @Option(
        help: ArgumentHelp(
            "A bearer token, or MUFAKAT_TOKEN; the administration's is in the file admin-token.", valueName: "token"))
    var token: String?

    @Option(
        help: ArgumentHelp(
            "SHA-256 of a self-signed certificate, or MUFAKAT_FINGERPRINT; without it the system's authorities decide.",
            valueName: "AB:CD:..."))
    var fingerprint: String?

    @Flag(help: "Trust whatever certificate the server shows.")
    var insecure = false

    /// The server's, without a slash at its end.
    var address: String {
        server ?? ProcessInfo.processInfo.environment["MUFAKAT_SERVER"] ?? "https://127.0.0.1:8443"
    }

    /// The one certificate that is accepted; nil: the system's authorities decide.
    func certificate() async throws -> PinnedCertificate? {
        guard let url = URL(string: address), let host = url.host, url.scheme == "https" || url.scheme == "http" else {
            throw ExitReason(.usage, "\"\(address)\" is no server address; it looks like https://summit.example:8443.")
        }
        let pin = fingerprint ?? ProcessInfo.processInfo.environment["MUFAKAT_FINGERPRINT"]
        guard url.scheme == "https", insecure || pin != nil else { return nil }
        return try await ShownCertificate.pin(host: host, port: url.port ?? 443, fingerprint: insecure ? nil : pin)
    }

    /// What is sent along.
    struct Body {
        var type: String
        var bytes: [UInt8]
        /// How long the exchange may take, seconds.
        var patience: Int64 = ServerConnection.patience
    }

    private static let patience: Int64 = 60

    /// Asks the server for something.
    /// - Throws: `ExitReason` with the server's own words when it refuses.
    func ask(
        _ method: String, _ path: String, body: Body? = nil, accept: String = "application/json",
        _ receive: (ArraySlice<UInt8>) throws -> Void
    ) async throws {
        guard let token = self.token ?? ProcessInfo.processInfo.environment["MUFAKAT_TOKEN"] else {
            throw ExitReason(.usage, "This needs a token: --token, or MUFAKAT_TOKEN in the environment.")
        }
        let server = address
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(5))
        try await certificate()?.apply(to: &configuration)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Void, any Error>
        do {
            var request = HTTPClientRequest(url: server + path)
            request.method = .init(rawValue: method)
            request.headers.add(name: "authorization", value: "Bearer \(token)")
            request.headers.add(name: "accept", value: accept)
            if let body {
                request.headers.add(name: "content-type", value: body.type)
                request.body = .bytes(ByteBuffer(bytes: body.bytes))
            }
            result = .success(
                try await exchange(request, client, server, patience: body?.patience ?? Self.patience, receive))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        try result.get()
    }

    private func exchange(
        _ request: HTTPClientRequest, _ client: HTTPClient, _ server: String, patience: Int64,
        _ receive: (ArraySlice<UInt8>) throws -> Void
    ) async throws {
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, timeout: .seconds(patience))
        } catch {
            throw ExitReason(.unavailable, "There is no answer from \(server): \(Self.words(for: error)).")
        }
        guard (200..<300).contains(response.status.code) else {
            let body = try? await response.body.collect(upTo: 1 << 16)
            let problem = body.flatMap { try? ProtocolJSON.decode(ServerProblem.self, from: $0.readableBytesView) }
            let words = problem.map { "\($0.detail)\($0.reason.map { " (\($0))" } ?? "")" } ?? "\(response.status)"
            let code: ExitReason.Code = response.status.code >= 500 ? .unavailable : .refused
            throw ExitReason(code, "The server says: \(words)")
        }
        for try await part in response.body { try receive(ArraySlice(part.readableBytesView)) }
    }

    private static func words(for error: any Error) -> String {
        let text = "\(error)"
        return text.contains("CERTIFICATE_VERIFY_FAILED")
            ? "its certificate is not known here (--fingerprint names it)" : String(text.prefix(200))
    }

    /// The whole answer, at most 64 MiB.
    func ask(_ method: String, _ path: String, json: [UInt8]? = nil, accept: String = "application/json") async throws
        -> [UInt8]
    {
        try await ask(method, path, body: json.map { Body(type: "application/json", bytes: $0) }, accept: accept)
    }

    /// The whole answer, at most 64 MiB.
    func ask(_ method: String, _ path: String, body: Body?, accept: String = "application/json") async throws
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        try await ask(method, path, body: body, accept: accept) { part in
            guard bytes.count + part.count <= 64 << 20 else {
                throw ExitReason(.badData, "The server's answer is too long.")
            }
            bytes += part
        }
        return bytes
    }

    func decode<Value: Decodable>(_ bytes: [UInt8]) throws -> Value {
        do { return try ProtocolJSON.decode(from: bytes) } catch {
            throw ExitReason(.badData, "The server's answer cannot be read: \(error)")
        }
    }
}

private struct ServerProblem: Decodable {
    var detail: String
    var reason: String?
}

/// Where a result goes: standard output, or a file that is replaced in one step.
struct OutputFile: ParsableArguments {
    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    func write(_ bytes: [UInt8]) throws {
        guard let output else { return FileHandle.standardOutput.write(Data(bytes)) }
        do { try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
            throw ExitReason(.cannotCreate, "The file \(output) cannot be written.")
        }
    }
}

/// A meeting's id on the command line.
func meetingPath(_ meeting: String) throws -> String {
    guard !meeting.isEmpty,
        meeting.utf8.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D })
    else { throw ExitReason(.usage, "\"\(meeting)\" is no meeting's id: small letters, digits and hyphens.") }
    return "/api/meetings/\(meeting)"
}
