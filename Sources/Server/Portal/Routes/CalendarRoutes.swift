import Conference
import Convening
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Record
import Summit
import Timetable

/// Calendars to which programs subscribe by their address alone (docs/protocol.md section 11).
struct CalendarRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let conferences: Conferences
    let publicAddress: String?
    let isTLS: Bool
    /// How often one calendar may be read.
    private let reads = RateLimiter(.perMinute(60))

    init(gatekeeper: Gatekeeper, conferences: Conferences, publicAddress: String?, isTLS: Bool) {
        self.gatekeeper = gatekeeper
        self.conferences = conferences
        self.publicAddress = publicAddress
        self.isTLS = isTLS
    }

    func add(to router: Router<PortalContext>) {
        router.get("/calendar/:file") { try await read($0, $1) }
    }

    private func read(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, owner) = try await owner(request, context)
        let key = "\(conference.id) \(owner)"
        guard reads.spend(key) else { throw Problem.tooMany(retryAfter: reads.retryAfter(key)) }
        let text: String
        do {
            text = try await conferences.calendar(
                of: owner, in: conference, origin: request.origin(publicAddress, isTLS: isTLS)
            ).text
        } catch {
            throw Problem(.serviceUnavailable, "The calendar cannot be written: \(error)", retryAfter: 3_600)
        }
        let tag = "\"\(Hexadecimal.text(of: SHA256.hash(data: Array(text.utf8)).prefix(16)))\""
        var headers: HTTPFields = [
            .eTag: tag, .cacheControl: "private, no-cache",
            .contentType: "text/calendar; charset=utf-8; method=PUBLISH",
        ]
        if request.uri.queryParameters["download"] != nil {
            headers[.contentDisposition] = "attachment; filename=\"\(conference.id).ics\""
        }
        guard !EntityTag.matches(request.headers[.ifNoneMatch], tag) else {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// A guessed address costs one of the sender's attempts; a genuine one never does.
    private func owner(
        _ request: Request, _ context: PortalContext
    ) async throws -> (conference: LiveConference, owner: CalendarOwner) {
        let file = context.parameters.get("file") ?? ""
        guard file.hasSuffix(".ics") else { throw Problem.notFound() }
        do {
            return try await conferences.calendarOwner(token: String(file.dropLast(4)))
        } catch {
            guard error == .malformed else {
                throw Problem(.gone, "This calendar's address was withdrawn or replaced.", reason: error.rawValue)
            }
            let address = gatekeeper.address(of: request, context)
            guard gatekeeper.mayFail(address) else {
                throw Problem.tooMany(retryAfter: gatekeeper.failures.retryAfter(address.key))
            }
            throw Problem.notFound("There is no such calendar.")
        }
    }
}
