import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import Negotiation
import Summit

/// What a delegation drafts for a text among its own people (docs/protocol.md section 9). Whose drafts they are follows from who asks:
/// no address names another delegation's.
struct DraftRoutes: Sendable {
    let texts: TextRoutes

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference/texts/:text/drafts")
        api.get("") { try await view($0, $1) }
        api.post("/commands") { try await command($0, $1) }
        api.get("/changes") { try await changes($0, $1) }
    }

    private var desk: DeskKeeper { texts.desk }

    private struct Sequenced: Encodable {
        var sequence: Int
        var view: DraftsView
    }

    private struct Accepted: Encodable { var sequence: Int }

    private func drafts(
        _ request: Request, _ context: PortalContext
    ) async throws -> (drafts: DelegationDrafts, room: DraftingRoom, negotiator: Negotiator) {
        let (room, negotiator) = try await texts.room(request, context)
        guard let delegation = negotiator.delegation else { throw Problem.notFound("There is nothing here.") }
        do { return (try desk.conferences.drafts.drafts(of: delegation, for: room), room, negotiator) } catch {
            throw Problem(error)
        }
    }

    private func view(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (drafts, _, _) = try await drafts(request, context)
        do {
            let state = try await drafts.current()
            return JSON.response(Sequenced(sequence: state.act, view: DraftsView(of: state)))
        } catch { throw Problem(error) }
    }

    /// Who it is before anything of the body is looked at, and once more when it is there.
    private func command(_ request: Request, _ context: PortalContext) async throws -> Response {
        _ = try await drafts(request, context)
        let command = try await request.json(DraftCommand.self)
        let (drafts, room, negotiator) = try await drafts(request, context)
        try desk.gatekeeper.refuseFlood(negotiator.author, .drafts(room.id, drafts.delegation))
        do { return JSON.response(Accepted(sequence: try await drafts.submit(command, by: negotiator))) } catch {
            throw Problem(error)
        }
    }

    /// A stream that tells the number of the last act; without asking for one, that number.
    private func changes(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (drafts, room, negotiator) = try await drafts(request, context)
        guard request.headers[.accept]?.contains("text/event-stream") == true else {
            do { return JSON.response(Accepted(sequence: try await drafts.current().act)) } catch {
                throw Problem(error)
            }
        }
        let (conference, _) = try await desk.caller(request, context)
        return try await texts.streams.answer(drafts: drafts) {
            guard let now = await conference.state.negotiator(negotiator.author) else { return false }
            let isReader = await room.state.isReader(now)
            return isReader && now.delegation == negotiator.delegation
        }
    }
}
