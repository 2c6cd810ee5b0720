import Conference
import HTTPTypes
import Hummingbird
import Summit

/// Finds out who makes a request, and slows down those who guess.
struct Gatekeeper: Sendable {
    let conference: Conference
    let administrationToken: AdministrationToken
    let trustProxy: Bool
    let joins: RateLimiter
    let failures: RateLimiter
    let counters: PortalCounters

    enum Caller: Sendable {
        case administration
        case participant(ParticipantID, LiveMeeting)
    }

    func address(of request: Request, _ context: PortalContext) -> ClientAddress {
        ClientAddress(
            peer: context.peerAddress, forwarded: request.headers[field("X-Forwarded-For")], trustProxy: trustProxy)
    }

    /// Whose token this is. A wrong token costs the address one of its attempts.
    /// - Throws: ``Problem`` 401, 410 or 429.
    func caller(token: String?, from address: ClientAddress) async throws(Problem) -> Caller {
        guard failures.allows(address.key) else {
            counters.rateLimited.count()
            throw Problem.tooMany(retryAfter: failures.retryAfter(address.key))
        }
        guard let token else { throw Problem.unauthorized }
        if administrationToken.matches(token) { return .administration }
        do {
            let known = try await conference.authenticate(token: token, admittingClosed: true)
            return .participant(known.participant, known.meeting)
        } catch {
            if error == .malformed {
                counters.failedTokens.count()
                _ = failures.spend(address.key)
            }
            throw Problem(error)
        }
    }

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
            guard let meeting = conference.meeting(id) else { throw Problem.notFound("There is no such meeting.") }
            return (.administration, meeting)
        case .participant(let participant, let meeting):
            guard meeting.id == id else { throw Problem.forbidden }
            return (.participant(participant), meeting)
        }
    }

    func requireAdministration(_ request: Request, _ context: PortalContext) async throws(Problem) {
        let caller = try await caller(token: request.headers.bearerToken, from: address(of: request, context))
        guard case .administration = caller else { throw Problem.forbidden }
    }

    /// The participant of a seat cookie for this meeting. `?participant=` chooses among several.
    private func callerByCookie(_ request: Request, in id: MeetingID) async -> Caller? {
        let wanted = request.uri.queryParameters["participant"].map(String.init)
        for (participant, token) in SeatCookie.all(in: request.headers).prefix(SeatCookie.most)
        where wanted == nil || wanted == participant.rawValue {
            guard let known = try? await conference.authenticate(token: token, admittingClosed: true) else { continue }
            if known.meeting.id == id, known.participant == participant {
                return .participant(participant, known.meeting)
            }
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

/// The cookie that an opened invitation leaves: `seat-PARTICIPANT`, its value the token.
enum SeatCookie {
    static let prefix = "seat-"
    /// Most cookies that are looked at.
    static let most = 16

    static func header(participant: ParticipantID, token: String) -> String {
        "\(prefix)\(participant)=\(token); Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=2592000"
    }

    static func all(in headers: HTTPFields) -> [(ParticipantID, String)] { all(in: headers[values: .cookie]) }

    /// - Parameter fields: the values of all `Cookie` fields; HTTP/2 may split them.
    static func all(in fields: [String]) -> [(ParticipantID, String)] {
        fields.flatMap { $0.split(separator: ";") }.compactMap { part in
            let pair = part.trimmed
            guard pair.hasPrefix(prefix), let equals = pair.firstIndex(of: "="),
                let participant = ParticipantID(pair[..<equals].dropFirst(prefix.count))
            else { return nil }
            return (participant, String(pair[pair.index(after: equals)...]))
        }
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
