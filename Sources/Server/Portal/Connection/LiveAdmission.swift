import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTP1
import Summit

/// What a request for `/live` brings, however it came.
struct LiveRequest: Sendable {
    static let path = "/live"

    var path: String
    var query: [(name: String, value: String)]
    var origin: String?
    /// The `Host` field or `:authority`.
    var authority: String?
    var bearer: String?
    var cookies: [SeatCookie]
    var address: ClientAddress

    init(_ head: HTTPRequestHead, peer: String?, trustProxy: Bool) {
        let uri = URI(head.uri)
        path = uri.path
        query = uri.queryParameters.map { (String($0.key), String($0.value)) }
        origin = head.headers.first(name: "origin")
        authority = head.headers.first(name: "host")
        bearer = BearerToken.token(in: head.headers.first(name: "authorization"))
        cookies = SeatCookie.all(in: head.headers["cookie"])
        address = ClientAddress(
            peer: peer, forwarded: head.headers["x-forwarded-for"].last, trustProxy: trustProxy)
    }

    init(_ request: Request, address: ClientAddress) {
        path = request.uri.path
        query = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
        origin = request.headers[field("Origin")]
        authority = request.head.authority
        bearer = request.headers.bearerToken
        cookies = SeatCookie.all(in: request.headers)
        self.address = address
    }

    func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

/// Decides who may open a WebSocket. The gate asks before the handshake; the router asks again to say why not.
struct LiveAdmission: Sendable {
    let gatekeeper: Gatekeeper
    let origin: OwnOrigin

    func judge(_ request: LiveRequest) async throws(Problem) -> LiveCaller {
        guard let meeting = request.value("meeting").flatMap({ MeetingID($0) }),
            let participant = request.value("participant").flatMap({ ParticipantID($0) })
        else { throw Problem.badRequest("The address names no meeting and participant.") }
        guard isOwn(request) else {
            throw Problem(.forbidden, "The page is of another origin.", reason: "origin")
        }
        let token =
            request.bearer ?? SeatCookie.token(of: participant, in: meeting, among: request.cookies)
        let caller: Gatekeeper.Caller
        do {
            caller = try await gatekeeper.caller(token: token, from: request.address)
        } catch {
            // Genuine, but no longer valid.
            guard error.status == .gone, let token,
                let holder = gatekeeper.meetings.holder(ofToken: token), holder == (meeting, participant)
            else { throw error }
            try refuseTooOften(participant, meeting)
            return .turnedAway(error.reason == AccessRefusal.removed.rawValue ? .removed : .revoked)
        }
        guard case .participant(participant, let known, let generation) = caller, known.id == meeting else {
            throw Problem.forbidden
        }
        try refuseTooOften(participant, meeting)
        return .participant(participant, known, generation: generation)
    }

    private func refuseTooOften(_ participant: ParticipantID, _ meeting: MeetingID) throws(Problem) {
        guard gatekeeper.mayJoin(participant, meeting) else {
            throw .tooMany(retryAfter: gatekeeper.secondsToJoin(participant, meeting))
        }
    }

    /// A browser always names the origin of its page. Without one it is a program: that needs a bearer token, which no
    /// page can be made to send for another.
    private func isOwn(_ request: LiveRequest) -> Bool {
        guard let page = request.origin else { return request.bearer != nil }
        return origin.allows(page, authority: request.authority)
    }
}
