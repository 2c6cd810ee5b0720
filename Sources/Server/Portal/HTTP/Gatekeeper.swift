import Conference
import HTTPTypes
import Hummingbird
import Summit

/// Finds out who makes a request, and slows down those who guess.
struct Gatekeeper: Sendable {
    let meetings: Meetings
    let administrationToken: AdministrationToken
    let trustProxy: Bool
    let joins: RateLimiter
    let failures: RateLimiter
    /// Commands and notes by HTTP, as fast as by WebSocket: docs/protocol.md section 3.
    let acts = RateLimiter(RateLimiter.Rate(burst: 250, period: .seconds(5)))
    let counters: PortalCounters

    enum Caller: Sendable {
        case administration
        /// `generation`: of the invitation that was shown.
        case participant(ParticipantID, LiveMeeting, generation: Int)
    }

    func address(of request: Request, _ context: PortalContext) -> ClientAddress {
        ClientAddress(
            peer: context.peerAddress, forwarded: request.headers[field("X-Forwarded-For")], trustProxy: trustProxy)
    }

    /// Whose token this is. A wrong token costs the address one of its attempts; a genuine one is never refused for
    /// what others behind the same address have tried.
    /// - Throws: ``Problem`` 401, 410 or 429.
    func caller(token: String?, from address: ClientAddress) async throws(Problem) -> Caller {
        guard let token else { throw Problem.unauthorized }
        if administrationToken.matches(token) { return .administration }
        do {
            let known = try await meetings.authenticate(token: token, admittingClosed: true)
            return .participant(known.participant, known.meeting, generation: known.generation)
        } catch {
            if error == .malformed, !mayFail(address) { throw .tooMany(retryAfter: failures.retryAfter(address.key)) }
            throw Problem(error)
        }
    }

    /// A token was not genuine. False if the address has had its attempts.
    func mayFail(_ address: ClientAddress) -> Bool {
        counters.failedTokens.count()
        let isAllowed = failures.spend(address.key)
        if !isAllowed { counters.rateLimited.count() }
        return isAllowed
    }

    /// One more time that this invitation is opened or connects. False if it has been too often.
    func mayJoin(_ participant: ParticipantID, _ meeting: MeetingID) -> Bool {
        let isAllowed = joins.spend(key(of: participant, meeting))
        if !isAllowed { counters.rateLimited.count() }
        return isAllowed
    }

    func secondsToJoin(_ participant: ParticipantID, _ meeting: MeetingID) -> Int {
        joins.retryAfter(key(of: participant, meeting))
    }

    private func key(of participant: ParticipantID, _ meeting: MeetingID) -> String { "\(meeting) \(participant)" }

    /// Who asks about this meeting: by bearer token; for reading, also by the cookie of an opened invitation.
    /// - Returns: the author, and the meeting.
    /// - Throws: ``Problem``; another meeting's token learns nothing about this one.
    func author(
        of request: Request, _ context: PortalContext, in id: MeetingID, cookies: Bool = false
    ) async throws -> (author: Author, meeting: LiveMeeting) {
        let address = address(of: request, context)
        let caller: Caller
        if let token = request.headers.bearerToken {
            caller = try await self.caller(token: token, from: address)
        } else if cookies, let found = await callerByCookie(request, in: id) {
            caller = found
        } else {
            caller = try await self.caller(token: nil, from: address)
        }
        switch caller {
        case .administration:
            guard let meeting = meetings.meeting(id) else { throw Problem.notFound("There is no such meeting.") }
            return (.administration, meeting)
        case .participant(let participant, let meeting, _):
            guard meeting.id == id else { throw Problem.forbidden }
            return (.participant(participant), meeting)
        }
    }

    /// As ``author(of:_:in:cookies:)``, for a request with a body: who it is before anything of the body is looked at,
    /// and once more when it is there, because that may take seconds, in which an invitation may have been replaced.
    func author<Body: Sendable>(
        of request: Request, _ context: PortalContext, in id: MeetingID, reading body: () async throws -> Body
    ) async throws -> (author: Author, meeting: LiveMeeting, body: Body) {
        _ = try await author(of: request, context, in: id)
        let body = try await body()
        let (author, meeting) = try await author(of: request, context, in: id)
        return (author, meeting, body)
    }

    /// Refuses a participant who commands without pause; the installation's own administration may.
    func refuseFlood(_ author: Author, _ record: RecordID) throws(Problem) {
        guard let participant = author.participant else { return }
        let key = "\(record) \(participant)"
        guard acts.spend(key) else {
            counters.rateLimited.count()
            throw .tooMany(retryAfter: acts.retryAfter(key))
        }
    }

    func requireAdministration(_ request: Request, _ context: PortalContext) async throws(Problem) {
        let caller = try await caller(token: request.headers.bearerToken, from: address(of: request, context))
        guard case .administration = caller else { throw Problem.forbidden }
    }

    /// The participant of a seat cookie for this meeting. `?participant=` chooses among several.
    private func callerByCookie(_ request: Request, in id: MeetingID) async -> Caller? {
        let wanted = request.uri.queryParameters["participant"].map(String.init)
        let own = SeatCookie.all(in: request.headers).filter { cookie in
            cookie.meeting == id && (wanted == nil || wanted == cookie.participant.rawValue)
        }
        for cookie in own.prefix(SeatCookie.most) {
            guard let known = try? await meetings.authenticate(token: cookie.token, admittingClosed: true),
                known.meeting.id == id, known.participant == cookie.participant
            else { continue }
            return .participant(known.participant, known.meeting, generation: known.generation)
        }
        return nil
    }
}

extension Problem {
    init(_ refusal: AccessRefusal) {
        switch refusal {
        case .malformed: self.init(.unauthorized, "This token is not genuine.", reason: "unauthorized")
        case .revoked: self.init(.gone, "This invitation was withdrawn or replaced.", reason: refusal.rawValue)
        case .removed: self.init(.gone, "This participant was removed from the meeting.", reason: refusal.rawValue)
        case .closed: self.init(.gone, "This meeting is over.", reason: refusal.rawValue)
        }
    }
}

/// The cookie that an opened invitation leaves: `seat-MEETING.PARTICIPANT`, its value the token. One browser may hold
/// places in several meetings, under the same name.
struct SeatCookie: Hashable, Sendable {
    /// Most cookies of one meeting that are looked at.
    static let most = 16
    private static let prefix = "seat-"

    var meeting: MeetingID
    var participant: ParticipantID
    var token: String

    /// The `Set-Cookie` field.
    var header: String {
        "\(Self.prefix)\(meeting).\(participant)=\(token); Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=2592000"
    }

    static func all(in headers: HTTPFields) -> [SeatCookie] { all(in: headers[values: .cookie]) }

    /// - Parameter fields: the values of all `Cookie` fields; HTTP/2 may split them.
    static func all(in fields: [String]) -> [SeatCookie] {
        fields.flatMap { $0.split(separator: ";") }.compactMap { part in
            let pair = part.trimmed
            guard pair.hasPrefix(prefix), let equals = pair.firstIndex(of: "=") else { return nil }
            let name = pair[..<equals].dropFirst(prefix.count).split(separator: ".", omittingEmptySubsequences: false)
            guard name.count == 2, let meeting = MeetingID(name[0]), let participant = ParticipantID(name[1])
            else { return nil }
            return SeatCookie(
                meeting: meeting, participant: participant, token: String(pair[pair.index(after: equals)...]))
        }
    }

    /// The token for this place, if there is one among these.
    static func token(of participant: ParticipantID, in meeting: MeetingID, among cookies: [SeatCookie]) -> String? {
        cookies.first { $0.meeting == meeting && $0.participant == participant }?.token
    }
}

extension HTTPFields {
    /// RFC 6750 section 2.1.
    var bearerToken: String? { BearerToken.token(in: self[.authorization]) }
}

enum BearerToken {
    static func token(in field: String?) -> String? {
        guard let field, field.count <= 512, field.lowercased().hasPrefix("bearer ") else { return nil }
        let token = String(field.dropFirst(7)).trimmed
        return token.isEmpty ? nil : token
    }
}
