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
    }

    private func record(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await texts.room(request, context)
        let size = await room.state.act
        return RecordRoutes.lines(of: "\(room.id)", size: size) { try await room.recordLines(after: $0, limit: $1) }
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
