import Conference
import HTTPTypes
import Hummingbird
import NIOCore
import Summit

/// Invitation links, the room's page, and the files that it loads.
struct PageRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let web: StaticFolder
    let flags: StaticFolder?
    let fonts: [StaticFolder]

    func add(to router: Router<PortalContext>) {
        router.get("/") { request, _ in
            var response = NoticePage.notSignedIn.response(to: request)
            response.status = .ok
            return response
        }
        router.get("/i/:token") { try await open($0, $1) }
        router.get("/room/:meeting/:participant") { try await room($0, $1) }
        router.get("/web/**") { request, _ in try await file(in: [web], below: "/web/", request) }
        router.get("/flags/:name") { request, _ in
            try await file(in: flags.map { [$0] } ?? [], below: "/flags/", request)
        }
        router.get("/fonts/:name") { request, _ in try await file(in: fonts, below: "/fonts/", request) }
        router.get("\(NoticePage.stylesheetPath)") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=3600"],
                body: .init(byteBuffer: ByteBuffer(string: NoticePage.stylesheet)))
        }
        router.get("/robots.txt") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: "User-agent: *\nDisallow: /\n")))
        }
    }

    /// Opens an invitation: the cookie, then the page.
    private func open(_ request: Request, _ context: PortalContext) async throws -> Response {
        let token = try context.parameters.require("token")
        do {
            let known = try await gatekeeper.meetings.authenticate(token: token, admittingClosed: false)
            guard gatekeeper.mayJoin(known.participant, known.meeting.id) else {
                let wait = gatekeeper.secondsToJoin(known.participant, known.meeting.id)
                return NoticePage.tooManyAttempts.response(to: request, retryAfter: wait)
            }
            let cookie = SeatCookie(meeting: known.meeting.id, participant: known.participant, token: token)
            return Response(
                status: .seeOther,
                headers: [
                    .location: "/room/\(known.meeting.id)/\(known.participant)", .cacheControl: "no-store",
                    .setCookie: cookie.header,
                ])
        } catch {
            let address = gatekeeper.address(of: request, context)
            if error == .malformed, !gatekeeper.mayFail(address) {
                let wait = gatekeeper.failures.retryAfter(address.key)
                return NoticePage.tooManyAttempts.response(to: request, retryAfter: wait)
            }
            return NoticePage(error).response(to: request)
        }
    }

    /// The page of a participant who has opened their invitation on this device.
    private func room(_ request: Request, _ context: PortalContext) async throws -> Response {
        guard let meeting = context.parameters.get("meeting").flatMap({ MeetingID($0) }),
            let participant = context.parameters.get("participant").flatMap({ ParticipantID($0) })
        else { return NoticePage.notFound.response(to: request) }
        let cookies = SeatCookie.all(in: request.headers)
        guard let token = SeatCookie.token(of: participant, in: meeting, among: cookies) else {
            return NoticePage.notSignedIn.response(to: request)
        }
        do {
            let known = try await gatekeeper.meetings.authenticate(token: token, admittingClosed: false)
            guard known.meeting.id == meeting, known.participant == participant else {
                return NoticePage.notSignedIn.response(to: request)
            }
        } catch {
            return NoticePage(error).response(to: request)
        }
        guard var page = try await web.answer("index.html", to: request) else {
            throw Problem(.internalServerError, "The page is missing from the installation.")
        }
        page.headers[.cacheControl] = "no-store"
        return page
    }

    private func file(in folders: [StaticFolder], below prefix: String, _ request: Request) async throws -> Response {
        let path = request.uri.path
        guard path.hasPrefix(prefix) else { throw Problem.notFound() }
        for folder in folders {
            if let answer = try await folder.answer(String(path.dropFirst(prefix.count)), to: request) { return answer }
        }
        throw Problem.notFound()
    }
}

extension NoticePage {
    init(_ refusal: AccessRefusal) {
        switch refusal {
        case .malformed: self = .unknownLink
        case .revoked: self = .revoked
        case .removed: self = .removed
        case .closed: self = .meetingOver
        }
    }
}
