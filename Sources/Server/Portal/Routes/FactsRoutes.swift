import ClientProtocol
import Conference
import Hummingbird
import Summit

/// Who sits at which table on a day, for everybody who works on a conference (docs/facts.md).
struct FactsRoutes: Sendable {
    let desk: DeskKeeper

    func add(to router: Router<PortalContext>) {
        router.get("/api/facts") { try await facts($0, $1) }
    }

    private func facts(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAnybody(request, context)
        guard let day = request.uri.queryParameters["on"].flatMap({ CivilDate($0) }) else {
            throw Problem(.badRequest, "Name a day: on=2021-08-02.", reason: "outOfRange")
        }
        return JSON.response(FactsView(of: desk.gatekeeper.meetings.facts, on: day))
    }
}
