import AsyncHTTPClient
import ClientProtocol
import Foundation
import NIOCore
import NIOHTTP1
import Procedure
import Summit

/// The HTTP API of one meeting as one participant uses it (docs/protocol.md, section 7).
struct MeetingAPI: Sendable {
    enum Failure: Error, CustomStringConvertible {
        /// Refused by rule; the stable id.
        case refused(String)
        /// A screen of ours, that is a real person's, publishes already.
        case occupied
        /// Any other status than expected.
        case status(Int, during: String)
        /// The answer is not what the protocol says.
        case unreadable(String)

        var description: String {
            switch self {
            case .refused(let reason): "refused: \(reason)"
            case .occupied: "a real person publishes"
            case .status(let status, let action): "\(action) was answered with \(status)"
            case .unreadable(let what): "\(what) cannot be read"
            }
        }
    }

    let client: HTTPClient
    let base: String
    let meeting: MeetingID
    let token: SyntheticDelegate.Token

    // MARK: The meeting

    func send(_ command: MeetingCommand) async throws {
        var request = request("/api/meetings/\(meeting)/commands", .POST)
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: ProtocolJSON.encode(command)))
        let response = try await client.execute(request, timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 1 << 16)
        switch response.status.code {
        case 200..<300: return
        case 409:
            let problem = try? ProtocolJSON.decode(Problem.self, from: body.readableBytesView)
            throw Failure.refused(problem?.reason ?? "unknown")
        default: throw Failure.status(Int(response.status.code), during: "the command \(command.kind.rawValue)")
        }
    }

    func view() async throws -> MeetingView {
        let response = try await client.execute(request("/api/meetings/\(meeting)", .GET), timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 1 << 22)
        guard response.status == .ok else { throw Failure.status(Int(response.status.code), during: "the view") }
        guard let answer = try? ProtocolJSON.decode(SequencedView.self, from: body.readableBytesView) else {
            throw Failure.unreadable("the view")
        }
        return answer.view
    }

    /// Calls `onEvent` for every event of the meeting from now on; returns or throws when the stream ends.
    func followEvents(_ onEvent: @Sendable () -> Void) async throws {
        var request = request("/api/meetings/\(meeting)/events", .GET)
        request.headers.add(name: "accept", value: "text/event-stream")
        let response = try await client.execute(request, deadline: .distantFuture)
        guard response.status == .ok else { throw Failure.status(Int(response.status.code), during: "the events") }
        var stream = EventStream()
        for try await part in response.body {
            if try !stream.take(part.readableBytesView).isEmpty { onEvent() }
        }
    }

    // MARK: WHIP (RFC 9725)

    /// Publishes an offer and gives the answer, unless a real person does. The resource is not kept: our connections end by DTLS's own goodbye.
    func publish(_ offer: String) async throws -> String {
        var request = request("/whip/\(meeting)", .POST)
        request.headers.add(name: "content-type", value: "application/sdp")
        request.headers.add(name: "if-none-match", value: "*")
        request.body = .bytes(ByteBuffer(string: offer))
        let response = try await client.execute(request, timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 1 << 18)
        if response.status == .preconditionFailed { throw Failure.occupied }
        guard response.status == .created else {
            throw Failure.status(Int(response.status.code), during: "publishing")
        }
        return String(buffer: body)
    }

    private func request(_ path: String, _ method: HTTPMethod) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers.add(name: "authorization", value: "Bearer \(token.text)")
        return request
    }

    private struct Problem: Decodable { var reason: String? }
    private struct SequencedView: Decodable { var view: MeetingView }
}
