import HTTPTypes
import Hummingbird
import Logging

/// Around the router: header fields that every answer carries, one form for every error, a time limit, counting.
struct PortalResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context == PortalContext {
    typealias Context = PortalContext

    /// How long a route may take until its answer begins.
    static var timeLimit: Duration { .seconds(30) }

    let inner: Inner
    let fields: SecurityFields
    let counters: PortalCounters

    func respond(to request: Request, context: PortalContext) async throws -> Response {
        counters.requestsInFlight.count()
        defer { counters.requestsInFlight.count(-1) }
        var response: Response
        do {
            let limit = LibraryRoutes.isUpload(request) ? LibraryRoutes.uploadTime + Self.timeLimit : Self.timeLimit
            response = try await withDeadline(limit) { try await inner.respond(to: request, context: context) }
            // The router's own answer where it knows no route has no words.
            if response.status == .notFound, response.body.contentLength == 0 { throw Problem.notFound() }
        } catch {
            response = answer(for: error, request, context)
        }
        if MediaRoutes.owns(request.uri.path) { MediaRoutes.share(&response) }
        fields.add(to: &response.headers)
        counters.answered(response.status.code)
        context.logger.debug(
            "Answered", metadata: ["method": "\(request.method)", "status": "\(response.status.code)"])
        return response
    }

    private func answer(for error: any Error, _ request: Request, _ context: PortalContext) -> Response {
        let problem: Problem
        switch error {
        case let error as Problem: problem = error
        case is DeadlineExceeded:
            problem = Problem(
                .serviceUnavailable, "This took too long and may still happen. Please look before you try again.")
        case let error as any HTTPResponseError:
            problem = Problem(error.status, error.status.reasonPhrase + ".")
        default:
            context.logger.error("A request failed", metadata: ["error": "\(type(of: error))"])
            problem = Problem(.internalServerError, "The server could not do this.")
        }
        if problem.status == .notFound, request.method == .get, !request.uri.path.hasPrefix("/api/"),
            request.headers[.accept]?.contains("text/html") == true
        {
            return NoticePage.notFound.response(to: request)
        }
        return problem.response()
    }
}
