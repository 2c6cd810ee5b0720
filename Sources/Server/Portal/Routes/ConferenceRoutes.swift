import ClientProtocol
import Conference
import Convening
import HTTPTypes
import Hummingbird
import Summit

/// Conferences: calling them, their views, commands and changes (docs/protocol.md section 8).
struct ConferenceRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let conferences: Conferences
    let streams: EventStreams

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences")
        api.post("") { try await create($0, $1) }
        api.get("") { try await list($0, $1) }
        api.get("/:conference") { try await view($0, $1) }
        api.post("/:conference/commands") { try await command($0, $1) }
        api.get("/:conference/changes") { try await changes($0, $1) }
        api.get("/:conference/people/:person/token") { try await token($0, $1) }
    }

    private struct SequencedView: Encodable {
        var sequence: Int
        var view: ConferenceView
    }

    private func create(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await gatekeeper.requireAdministration(request, context)
        let facts = try await request.json(ConferenceFacts.self)
        try gatekeeper.requireKnownZones(facts.zones)
        let conference: LiveConference
        do { conference = try await conferences.create(facts) } catch { throw Problem(error) }
        return try await answer(
            conference, to: .administration, status: .created, headers: [.location: "/api/conferences/\(conference.id)"]
        )
    }

    private struct Summary: Encodable {
        var id: ConferenceID
        var title: Texts
        var firstDay: CivilDate
        var lastDay: CivilDate
        var sequence: Int
    }

    private func list(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await gatekeeper.requireAdministration(request, context)
        var summaries: [Summary] = []
        for conference in conferences.all() {
            let facts = await conference.state.facts
            summaries.append(
                Summary(
                    id: facts.id, title: facts.title, firstDay: facts.firstDay, lastDay: facts.lastDay,
                    sequence: await conference.sequence))
        }
        return JSON.response(summaries)
    }

    private func view(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, author) = try await caller(request, context)
        return try await answer(conference, to: author)
    }

    private struct Accepted: Encodable { var sequence: Int }

    /// Who it is before anything of the body is looked at, and once more when it is there.
    private func command(_ request: Request, _ context: PortalContext) async throws -> Response {
        _ = try await caller(request, context)
        let command = try await request.json(ConferenceCommand.self)
        try gatekeeper.requireKnownZones(command.zones)
        let (conference, author) = try await caller(request, context)
        try gatekeeper.refuseFlood(author, .conference(conference.id))
        do {
            return JSON.response(Accepted(sequence: try await conference.submit(command, by: author)))
        } catch { throw Problem(error) }
    }

    /// A stream that tells each change; without asking for one, the number of the last.
    private func changes(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, _) = try await caller(request, context)
        guard request.headers[.accept]?.contains("text/event-stream") == true else {
            return JSON.response(Accepted(sequence: await conference.sequence))
        }
        return try await streams.answer(conference: conference)
    }

    private struct Token: Encodable { var token: String }

    /// What lets somebody work on their part, as a bearer token.
    private func token(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, author) = try await caller(request, context)
        guard await conference.state.isSecretariat(author) else { throw Problem.forbidden }
        guard let person = context.parameters.get("person").flatMap({ ParticipantID($0) }),
            let token = await conferences.token(of: person, in: conference)
        else { throw Problem.notFound("Nobody of that name may work on this conference.") }
        return JSON.response(Token(token: token))
    }

    // MARK: Who asks for what

    /// The conference, and who asks: the administration, or somebody who is registered in it.
    func caller(
        _ request: Request, _ context: PortalContext
    ) async throws -> (conference: LiveConference, author: Author) {
        guard let token = request.headers.bearerToken else { throw Problem.unauthorized }
        let id = context.parameters.get("conference").flatMap { ConferenceID($0) }
        if gatekeeper.administrationToken.matches(token) {
            guard let conference = id.flatMap(conferences.conference) else {
                throw Problem.notFound("There is no such conference.")
            }
            return (conference, .administration)
        }
        do {
            let (conference, person) = try await conferences.authenticate(token: token)
            guard conference.id == id else { throw Problem.forbidden }
            return (conference, .participant(person))
        } catch let refusal as AccessRefusal {
            let address = gatekeeper.address(of: request, context)
            if refusal == .malformed, !gatekeeper.mayFail(address) {
                throw Problem.tooMany(retryAfter: gatekeeper.failures.retryAfter(address.key))
            }
            throw Problem(refusal)
        }
    }

    private func answer(
        _ conference: LiveConference, to reader: Author, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) async throws -> Response {
        let (sequence, state) = await conference.now
        guard var view = ConferenceView(of: state, for: reader) else { throw Problem.forbidden }
        view.addCalendars(of: state, for: reader) { conferences.calendarPath(of: $0, in: state) }
        return JSON.response(SequencedView(sequence: sequence, view: view), status: status, headers: headers)
    }
}

extension Problem {
    init(_ failure: ConferenceFailure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .unavailable(let reason): self.init(reason)
        }
    }

    init(_ refusal: ConferenceRefusal) {
        let status: HTTPResponse.Status =
            switch refusal.reason {
            case .notAllowed: .forbidden
            case .outOfRange, .tooLong, .tooMany, .missing, .twice, .reasonNeeded, .unknownZone: .badRequest
            case .noSuchMeeting, .noSuchDelegation, .noSuchPerson, .noSuchSite: .notFound
            default: .conflict
            }
        self.init(status, refusal.text["en"], reason: refusal.reason.rawValue, text: refusal.text)
    }

    init(_ failure: ConferenceCreationFailure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .exists(let id): self.init(.conflict, "There is a conference \(id) already.", reason: "conferenceExists")
        case .tooMany:
            self.init(.conflict, "This installation has as many conferences as it may have.", reason: "limitReached")
        case .unavailable(let reason): self.init(reason)
        }
    }
}
