import Conference
import HTTPTypes
import Hummingbird
import Summit

/// Finds out who works on a conference: by a bearer token, or by the cookie that an opened link has left.
///
/// The cookie `desk-CONFERENCE` holds a person's token, the cookie `desk` the administration's pass. With a cookie, whatever
/// changes something must come from our own pages.
struct DeskKeeper: Sendable {
    let gatekeeper: Gatekeeper
    let conferences: Conferences
    let origin: OwnOrigin

    private static let passCookie = "desk"
    private static let personCookie = "desk-"

    // MARK: Who asks for what

    /// The conference in the path, and who asks: the administration, or somebody who is registered in it.
    func caller(
        _ request: Request, _ context: PortalContext
    ) async throws -> (conference: LiveConference, author: Author) {
        let id = context.parameters.get("conference").flatMap { ConferenceID($0) }
        if let token = request.headers.bearerToken {
            return try await caller(token: token, in: id, request, context)
        }
        try refuseForeignPage(request)
        let cookies = Self.cookies(in: request.headers)
        if let id, let token = cookies.first(where: { $0.name == Self.personCookie + id.rawValue })?.value {
            return try await caller(token: token, in: id, request, context)
        }
        guard isAdministration(cookies) else { throw Problem.unauthorized }
        return (try known(id), .administration)
    }

    /// Refuses everybody but the administration.
    func requireAdministration(_ request: Request, _ context: PortalContext) async throws {
        guard request.headers.bearerToken == nil else {
            return try await gatekeeper.requireAdministration(request, context)
        }
        try refuseForeignPage(request)
        let cookies = Self.cookies(in: request.headers)
        guard isAdministration(cookies) else {
            throw cookies.isEmpty ? Problem.unauthorized : Problem.forbidden
        }
    }

    /// Refuses whoever works on no conference.
    func requireAnybody(_ request: Request, _ context: PortalContext) async throws {
        guard try await !visible(request, context).isEmpty || isAdministration(request) else { throw Problem.forbidden }
    }

    /// The conferences which somebody may see: the administration all, others those of their links.
    func visible(_ request: Request, _ context: PortalContext) async throws -> [LiveConference] {
        if let token = request.headers.bearerToken {
            if gatekeeper.administrationToken.matches(token) { return conferences.all() }
            do { return [try await conferences.authenticate(token: token).conference] } catch {
                throw refusal(error, request, context)
            }
        }
        let cookies = Self.cookies(in: request.headers)
        if isAdministration(cookies) { return conferences.all() }
        var own: [LiveConference] = []
        for cookie in cookies where cookie.name != Self.passCookie {
            if let known = try? await conferences.authenticate(token: cookie.value) { own.append(known.conference) }
        }
        // Links that are no longer good are none.
        guard !own.isEmpty else { throw Problem.unauthorized }
        return own
    }

    private func caller(
        token: String, in id: ConferenceID?, _ request: Request, _ context: PortalContext
    ) async throws -> (conference: LiveConference, author: Author) {
        if gatekeeper.administrationToken.matches(token) { return (try known(id), .administration) }
        do {
            let (conference, person) = try await conferences.authenticate(token: token)
            guard conference.id == id else { throw Problem.forbidden }
            return (conference, .participant(person))
        } catch let error as AccessRefusal {
            throw refusal(error, request, context)
        }
    }

    /// A token that is not genuine costs the address one of its attempts.
    private func refusal(_ refusal: AccessRefusal, _ request: Request, _ context: PortalContext) -> Problem {
        let address = gatekeeper.address(of: request, context)
        if refusal == .malformed, !gatekeeper.mayFail(address) {
            return .tooMany(retryAfter: gatekeeper.failures.retryAfter(address.key))
        }
        return Problem(refusal)
    }

    private func known(_ id: ConferenceID?) throws(Problem) -> LiveConference {
        guard let conference = id.flatMap(conferences.conference) else {
            throw .notFound("There is no such conference.")
        }
        return conference
    }

    private func isAdministration(_ cookies: [(name: String, value: String)]) -> Bool {
        cookies.contains { $0.name == Self.passCookie && conferences.isPass($0.value) }
    }

    private func isAdministration(_ request: Request) -> Bool {
        request.headers.bearerToken.map(gatekeeper.administrationToken.matches)
            ?? isAdministration(Self.cookies(in: request.headers))
    }

    private func refuseForeignPage(_ request: Request) throws(Problem) {
        guard request.method != .get, request.method != .head else { return }
        try origin.refuseForeign(request)
    }

    // MARK: Links and cookies

    /// Whether somebody has opened a link in this browser, for a conference or any.
    func hasKey(_ request: Request) -> Bool { !Self.cookies(in: request.headers).isEmpty }

    /// What opening a link leaves, and where it leads; nil for a token that is none.
    func opening(_ token: String, _ request: Request) async throws(AccessRefusal) -> (path: String, cookies: [String]) {
        if conferences.isPass(token) {
            // Whoever opens the administration's link wants its view, not that of a link opened before.
            let old = Self.cookies(in: request.headers).filter { $0.name != Self.passCookie }.map { Self.end($0.name) }
            return ("/desk", [Self.cookie(Self.passCookie, token, hours: AdministrationPass.hours)] + old)
        }
        let (conference, _) = try await conferences.authenticate(token: token)
        return (
            "/desk/\(conference.id)",
            [Self.cookie(Self.personCookie + conference.id.rawValue, token, hours: 30 * 24)]
        )
    }

    /// Ends every desk of this browser.
    func ending(_ request: Request) -> [String] { Self.cookies(in: request.headers).map { Self.end($0.name) } }

    private static func cookie(_ name: String, _ value: String, hours: Int) -> String {
        "\(name)=\(value); Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=\(hours * 3_600)"
    }

    private static func end(_ name: String) -> String { cookie(name, "", hours: 0) }

    /// Most that are looked at.
    private static let most = 16

    private static func cookies(in headers: HTTPFields) -> [(name: String, value: String)] {
        let all = headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap {
            part -> (name: String, value: String)? in
            let pair = part.trimmed
            guard let equals = pair.firstIndex(of: "=") else { return nil }
            let name = String(pair[..<equals])
            let isOurs =
                name == passCookie
                || name.hasPrefix(personCookie) && ConferenceID(name.dropFirst(personCookie.count)) != nil
            return isOurs ? (name, String(pair[pair.index(after: equals)...])) : nil
        }
        return Array(all.prefix(most))
    }
}
