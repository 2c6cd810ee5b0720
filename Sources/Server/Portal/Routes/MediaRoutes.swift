import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import MediaEngine
import NIOCore
import Summit

/// WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep): publish and receive with plain HTTP.
struct MediaRoutes: Sendable {
    let gatekeeper: Gatekeeper

    private static let sdp = "application/sdp"
    private static let fragment = "application/trickle-ice-sdpfrag"
    private static let endpointMethods = "POST, OPTIONS"
    private static let resourceMethods = "PATCH, DELETE, OPTIONS"

    func add(to router: Router<PortalContext>) {
        for pattern in ["/whip/:meeting", "/whip/:meeting/:seat", "/whep/:meeting"] {
            router.on(RouterPath(pattern), method: .options) { _, _ in Self.described(methods: Self.endpointMethods) }
            // RFC 9725 section 4.2: everything else is kept for later use.
            for method in [HTTPRequest.Method.get, .head, .put, .patch, .delete] {
                router.on(RouterPath(pattern), method: method) { _, _ in try Self.refuse(allow: Self.endpointMethods) }
            }
        }
        router.post("/whip/:meeting") { try await publish($0, $1) }
        router.post("/whip/:meeting/:seat") { try await publish($0, $1) }
        router.post("/whep/:meeting") { try await receive($0, $1) }
        for pattern in ["/whip/:meeting/resource/:resource", "/whep/:meeting/resource/:resource"] {
            let path = RouterPath(pattern)
            router.on(path, method: .options) { _, _ in Self.described(methods: Self.resourceMethods) }
            router.on(path, method: .patch) { try await patch($0, $1) }
            router.on(path, method: .delete) { try await end($0, $1) }
            for method in [HTTPRequest.Method.get, .head, .put, .post] {
                router.on(path, method: method) { _, _ in try Self.refuse(allow: Self.resourceMethods) }
            }
        }
    }

    // MARK: Endpoints

    private func publish(_ request: Request, _ context: PortalContext) async throws -> Response {
        var seat: SeatID?
        if let text = context.parameters.get("seat") {
            guard let named = SeatID(text) else { throw Problem.notFound("There is no such seat.") }
            seat = named
        }
        let (author, meeting, offer) = try await begin(request, context, Self.sdp, upTo: BodyLimit.sdp)
        let onlyIfFree = request.headers[.ifNoneMatch] == "*"
        do {
            return Self.created(
                try await meeting.whip(offer, by: author, seat: seat, onlyIfFree: onlyIfFree),
                "/whip/\(meeting.id)/resource/")
        } catch { throw Problem(error) }
    }

    private func receive(_ request: Request, _ context: PortalContext) async throws -> Response {
        let query = request.uri.queryParameters
        func seat(_ name: Substring) throws -> SeatID? {
            guard let text = query[name], !text.isEmpty else { return nil }
            guard let seat = SeatID(text) else { throw Problem.notFound("There is no such seat.") }
            return seat
        }
        var choice = SourceChoice(seat: try seat("seat"), exclude: try seat("exclude"))
        switch query["quality"] {
        case nil, "full": choice.quality = .full
        case "medium": choice.quality = .medium
        case "thumbnail": choice.quality = .thumbnail
        default: throw Problem.badRequest("The quality has to be full, medium or thumbnail.")
        }
        let (author, meeting, offer) = try await begin(request, context, Self.sdp, upTo: BodyLimit.sdp)
        do {
            return Self.created(
                try await meeting.whep(offer, by: author, choice: choice), "/whep/\(meeting.id)/resource/")
        } catch { throw Problem(error) }
    }

    private func begin(
        _ request: Request, _ context: PortalContext, _ type: String, upTo limit: Int
    ) async throws -> (author: Author, meeting: LiveMeeting, body: String) {
        try await gatekeeper.author(of: request, context, in: try context.meeting) {
            try await request.text(ofType: type, upTo: limit)
        }
    }

    // MARK: Resources

    private func patch(_ request: Request, _ context: PortalContext) async throws -> Response {
        let resource = try context.parameters.require("resource")
        let (author, meeting, fragment) = try await begin(
            request, context, Self.fragment, upTo: BodyLimit.candidates)
        guard let ifMatch = request.headers[.ifMatch] else {
            // RFC 9725 section 4.3.1.
            throw Problem(.preconditionRequired, "The field If-Match is missing.", reason: "preconditionRequired")
        }
        do {
            switch try await meeting.patch(resource, fragment: fragment, ifMatch: ifMatch, by: author) {
            case .trickled: return Response(status: .noContent)
            case .restarted(let fragment, let etag):
                return Response(
                    status: .ok, headers: [.contentType: Self.fragment, .eTag: etag, .cacheControl: "no-store"],
                    body: .init(byteBuffer: ByteBuffer(string: fragment)))
            }
        } catch { throw Problem(error) }
    }

    private func end(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(of: request, context, in: try context.meeting)
        do { try await meeting.end(try context.parameters.require("resource"), by: author) } catch let error
            as MediaFailure
        {
            throw Problem(error)
        }
        return Response(status: .ok)
    }

    // MARK: Answers

    private static func created(_ resource: MediaResource, _ path: String) -> Response {
        var headers: HTTPFields = [
            .contentType: sdp, .location: path + resource.id, .eTag: resource.etag, .cacheControl: "no-store",
            Name.acceptPatch: fragment,
        ]
        // RFC 9725 section 4.6. Neither the addresses (checked when they were read) nor the rest can hold a quotation mark.
        for relay in resource.relays {
            for url in relay.urls {
                headers.append(
                    HTTPField(
                        name: Name.link,
                        value: "<\(url)>; rel=\"ice-server\"; username=\"\(relay.username)\"; "
                            + "credential=\"\(relay.credential)\"; credential-type=\"password\""))
            }
        }
        return Response(
            status: .created, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: resource.answer)))
    }

    private static func described(methods: String) -> Response {
        var headers: HTTPFields = [.allow: methods, .accessControlAllowMethods: methods]
        headers[methods == endpointMethods ? Name.acceptPost : Name.acceptPatch] =
            methods == endpointMethods ? sdp : fragment
        return Response(status: .noContent, headers: headers)
    }

    private static func refuse(allow: String) throws -> Response {
        throw Problem(.methodNotAllowed, "Only \(allow).", allow: allow)
    }

    private enum Name {
        static let acceptPost = field("Accept-Post")
        static let acceptPatch = field("Accept-Patch")
        static let link = field("Link")
        static let resourcePolicy = field("Cross-Origin-Resource-Policy")
    }

    // MARK: Sharing across origins

    static func owns(_ path: String) -> Bool { path.hasPrefix("/whip/") || path.hasPrefix("/whep/") }

    /// Encoders and players may be web pages of another origin. They authenticate by bearer token only, never by
    /// cookie, so that any origin is as good as none.
    static func share(_ response: inout Response) {
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type, If-Match, If-None-Match"
        response.headers[.accessControlExposeHeaders] =
            "Location, ETag, Link, Accept-Patch, Accept-Post, Allow, Retry-After"
        response.headers[.accessControlMaxAge] = "600"
        response.headers[Name.resourcePolicy] = "cross-origin"
    }
}
