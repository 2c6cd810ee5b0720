import Conference
import HTTPTypes
import Hummingbird

/// The organiser's desk: links that open it, its page, and the end of it.
struct DeskRoutes: Sendable {
    let desk: DeskKeeper
    let web: StaticFolder

    func add(to router: Router<PortalContext>) {
        router.get("/d/:token") { try await open($0, $1) }
        router.get("/desk") { request, _ in try await page(request) }
        router.get("/desk/**") { request, _ in try await page(request) }
        router.post("/api/desk-pass") { try await pass($0, $1) }
        router.delete("/api/desk") { request, _ in
            Response(status: .noContent, headers: Self.setting(desk.ending(request)))
        }
    }

    /// Opens a link: the cookie, then the page.
    private func open(_ request: Request, _ context: PortalContext) async throws -> Response {
        let token = try context.parameters.require("token")
        do {
            let (path, cookies) = try await desk.opening(token, request)
            var headers = Self.setting(cookies)
            headers[.location] = path
            headers[.cacheControl] = "no-store"
            return Response(status: .seeOther, headers: headers)
        } catch {
            let address = desk.gatekeeper.address(of: request, context)
            if error == .malformed, !desk.gatekeeper.mayFail(address) {
                let wait = desk.gatekeeper.failures.retryAfter(address.key)
                return NoticePage.tooManyAttempts.response(to: request, retryAfter: wait)
            }
            return NoticePage(error).response(to: request)
        }
    }

    /// Nothing is on the page but its frame: what it shows it asks for, with the cookie.
    private func page(_ request: Request) async throws -> Response {
        guard desk.hasKey(request) else { return NoticePage.notSignedIn.response(to: request) }
        guard var page = try await web.answer("desk.html", to: request) else {
            throw Problem(.internalServerError, "The page is missing from the installation.")
        }
        page.headers[.cacheControl] = "no-store"
        return page
    }

    private struct Pass: Encodable { var path: String }

    /// A link for the administration's own browser, for the token's holder alone.
    private func pass(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.gatekeeper.requireAdministration(request, context)
        return JSON.response(Pass(path: desk.conferences.administrationPath()))
    }

    private static func setting(_ cookies: [String]) -> HTTPFields {
        var headers: HTTPFields = [:]
        headers[values: .setCookie] = cookies
        return headers
    }
}
