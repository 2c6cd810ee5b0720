import Conference
import HTTPTypes
import Hummingbird
import NIOCore
import Negotiation
import Record

/// The official record of a text, for those who read the text: its lines, and the newest checkpoint.
struct TextRecordRoutes: Sendable {
    let texts: TextRoutes

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference/texts/:text")
        api.get("/record") { try await record($0, $1) }
        api.get("/checkpoint") { try await checkpoint($0, $1) }
        api.get("/proof/:act") { try await proof($0, $1) }
        api.get("/canonical") { try await canonical($0, $1) }
    }

    private func record(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await texts.room(request, context)
        let size = await room.state.act
        return RecordRoutes.lines(of: "\(room.id)", size: size) { try await room.recordLines(after: $0, limit: $1) }
    }

    /// A receipt for an act: whoever has it, and the record's key, can prove that it was recorded.
    private func proof(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await texts.room(request, context)
        guard let number = context.parameters.get("act", as: Int.self) else {
            throw Problem.badRequest("The number of the act is not a number.")
        }
        do {
            guard let (proof, checkpoint) = try await room.proof(of: number),
                let line = try await room.recordLines(after: number - 1, limit: 1).first
            else { throw Problem.notFound("The record has no such act.") }
            return JSON.response(
                Receipt(
                    text: "\(room.id)", sequence: number, line: String(decoding: line, as: UTF8.self),
                    index: proof.index, size: proof.size, leaf: proof.leaf.hex, path: proof.path.map(\.hex),
                    checkpoint: checkpoint.text))
        } catch let error as Unavailable { throw Problem(error) }
    }

    private struct Receipt: Encodable {
        var text: String
        var sequence: Int
        var line: String
        var index: Int
        var size: Int
        var leaf: String
        var path: [String]
        var checkpoint: String
    }

    /// The words over which the digest is made, as they are now.
    private func canonical(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await texts.room(request, context)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: await room.state.canonical)))
    }

    private func checkpoint(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await texts.room(request, context)
        do {
            return Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(string: try await room.checkpoint().text)))
        } catch { throw Problem(error) }
    }
}
