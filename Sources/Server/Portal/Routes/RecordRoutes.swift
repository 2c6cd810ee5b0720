import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import NIOCore
import Procedure
import Record
import Summit

/// The official record: events, lines, minutes, checkpoints and proofs.
struct RecordRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let recordKey: String
    let streams: EventStreams

    /// Most events in one answer.
    static let pageLimit = 1_000

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/meetings/:meeting")
        api.get("/events") { try await events($0, $1) }
        api.get("/record") { try await record($0, $1) }
        api.get("/minutes") { try await minutes($0, $1) }
        api.get("/checkpoint") { try await checkpoint($0, $1) }
        api.get("/proof/:sequence") { try await proof($0, $1) }
        router.get("/api/record-key") { _, _ in text(recordKey + "\n", "text/plain; charset=utf-8") }
    }

    // MARK: Events

    private func events(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(
            of: request, context, in: try context.meeting, cookies: true)
        let query = request.uri.queryParameters
        if request.headers[.accept]?.contains("text/event-stream") == true {
            // A browser's EventSource says by itself where it was.
            let after = try Self.number(
                request.headers[field("Last-Event-ID")] ?? query["after"].map(String.init), or: nil)
            return try await streams.answer(meeting: meeting, author: author, after: after)
        }
        let after = try Self.number(query["after"].map(String.init), or: 0) ?? 0
        let limit = try Self.number(query["limit"].map(String.init), or: Self.pageLimit) ?? Self.pageLimit
        do {
            return JSON.response(
                try await meeting.events(after: after, limit: min(limit, Self.pageLimit), for: author))
        } catch { throw Problem(error) }
    }

    private static func number(_ text: String?, or missing: Int?) throws -> Int? {
        guard let text else { return missing }
        guard let number = Int(text), number >= 0 else {
            throw Problem.badRequest("A sequence number or limit is not a number of at least 0.")
        }
        return number
    }

    // MARK: The record

    private func record(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (meeting, reader) = try await readable(request, context)
        let state = await meeting.state
        guard reader.participant.map(state.disclosesRecord) ?? true else { throw Problem(.segmentClosed) }
        let size = await meeting.sequence
        return Self.lines(of: "\(meeting.id)", size: size) { try await meeting.recordLines(after: $0, limit: $1) }
    }

    /// A record's first lines, page by page.
    static func lines(
        of name: String, size: Int, page: @escaping @Sendable (_ after: Int, _ limit: Int) async throws -> [[UInt8]]
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/jsonl; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name).jsonl\"",
            ],
            body: .init { writer in
                var last = 0
                while last < size {
                    let lines = try await page(last, min(pageLimit, size - last))
                    guard !lines.isEmpty else { break }
                    var buffer = ByteBuffer()
                    for line in lines {
                        buffer.writeBytes(line)
                        buffer.writeInteger(UInt8(ascii: "\n"))
                    }
                    try await writer.write(buffer)
                    last += lines.count
                }
                try await writer.finish(nil)
            })
    }

    private func minutes(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (meeting, reader) = try await readable(request, context)
        let language = request.uri.queryParameters["language"].map(String.init) ?? "en"
        do {
            return text(try await meeting.minutes(language: language, for: reader), "text/markdown; charset=utf-8")
        } catch { throw Problem(error) }
    }

    private func checkpoint(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (meeting, _) = try await readable(request, context)
        do {
            return text(try await meeting.checkpoint().text, "text/plain; charset=utf-8")
        } catch { throw Problem(error) }
    }

    private struct ProofAnswer: Encodable {
        var meeting: MeetingID
        var sequence: Int
        var index: Int
        var size: Int
        var leaf: String
        var path: [String]
        var checkpoint: String
    }

    private func proof(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (meeting, _) = try await readable(request, context)
        guard let sequence = context.parameters.get("sequence", as: Int.self) else {
            throw Problem.badRequest("The sequence number is not a number.")
        }
        do {
            guard let (proof, checkpoint) = try await meeting.proof(of: sequence) else {
                throw Problem.notFound("The record has no such line.")
            }
            return JSON.response(
                ProofAnswer(
                    meeting: meeting.id, sequence: sequence, index: proof.index, size: proof.size,
                    leaf: proof.leaf.hex, path: proof.path.map(\.hex),
                    checkpoint: checkpoint.text))
        } catch let error as Unavailable { throw Problem(error) }
    }

    /// The meeting, for somebody who may read its whole record: the administration and everybody who is admitted,
    /// except while the present segment is closed to their role.
    private func readable(_ request: Request, _ context: PortalContext) async throws -> (LiveMeeting, Author) {
        let (author, meeting) = try await gatekeeper.author(
            of: request, context, in: try context.meeting, cookies: true)
        if let participant = author.participant {
            let state = await meeting.state
            guard state.isAdmitted(participant) else { throw Problem(.notAdmitted) }
            guard state.mayFollow(participant) else { throw Problem(.segmentClosed) }
        }
        return (meeting, author)
    }

    private func text(_ text: String, _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
