import ClientProtocol
import Conference
import ConferenceTemplates
import Convening
import HTTPTypes
import Hummingbird
import Summit

/// Conferences: calling them, their views, commands and changes (docs/protocol.md section 8).
struct ConferenceRoutes: Sendable {
    let desk: DeskKeeper
    let streams: EventStreams

    func add(to router: Router<PortalContext>) {
        router.get("/api/conference-templates") { try await templates($0, $1) }
        let api = router.group("/api/conferences")
        api.post("") { try await create($0, $1) }
        api.get("") { try await list($0, $1) }
        api.get("/:conference") { try await view($0, $1) }
        api.post("/:conference/commands") { try await command($0, $1) }
        api.get("/:conference/changes") { try await changes($0, $1) }
        api.get("/:conference/people/:person/token") { try await token($0, $1) }
        api.get("/:conference/meetings/:meeting/invitations") { try await invitations($0, $1) }
    }

    private struct SequencedView: Encodable {
        var sequence: Int
        var view: ConferenceView
    }

    private func create(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAdministration(request, context)
        let facts = try await request.json(ConferenceFacts.self)
        try desk.gatekeeper.requireKnownZones(facts.zones)
        let template = try request.uri.queryParameters["template"].map { try Self.template(String($0)) }
        let conference: LiveConference
        do { conference = try await desk.conferences.create(facts, by: template) } catch { throw Problem(error) }
        return try await answer(
            conference, to: .administration, status: .created, headers: [.location: "/api/conferences/\(conference.id)"]
        )
    }

    private static func template(_ id: String) throws(Problem) -> ConferenceTemplate {
        guard let template = ConferenceTemplate.standard.first(where: { $0.id == id }) else {
            throw .notFound("There is no template of that name.")
        }
        return template
    }

    private struct TemplateSummary: Encodable {
        var id: String
        var title: Texts
        var summary: Texts
        var days: Int
        var meetings: Int
    }

    private func templates(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAdministration(request, context)
        return JSON.response(
            ConferenceTemplate.standard.map {
                TemplateSummary(
                    id: $0.id, title: $0.title, summary: $0.summary, days: $0.days, meetings: $0.meetings.count)
            })
    }

    private struct Summary: Encodable {
        var id: ConferenceID
        var title: Texts
        var firstDay: CivilDate
        var lastDay: CivilDate
        var sequence: Int
    }

    private func list(_ request: Request, _ context: PortalContext) async throws -> Response {
        var summaries: [Summary] = []
        for conference in try await desk.visible(request, context) {
            let facts = await conference.state.facts
            summaries.append(
                Summary(
                    id: facts.id, title: facts.title, firstDay: facts.firstDay, lastDay: facts.lastDay,
                    sequence: await conference.sequence))
        }
        return JSON.response(summaries)
    }

    private func view(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, author) = try await desk.caller(request, context)
        return try await answer(conference, to: author)
    }

    private struct Accepted: Encodable { var sequence: Int }

    /// Who it is before anything of the body is looked at, and once more when it is there.
    private func command(_ request: Request, _ context: PortalContext) async throws -> Response {
        _ = try await desk.caller(request, context)
        let command = try await request.json(ConferenceCommand.self)
        try desk.gatekeeper.requireKnownZones(command.zones)
        let (conference, author) = try await desk.caller(request, context)
        try desk.gatekeeper.refuseFlood(author, .conference(conference.id))
        do {
            return JSON.response(Accepted(sequence: try await conference.submit(command, by: author)))
        } catch { throw Problem(error) }
    }

    /// A stream that tells each change; without asking for one, the number of the last.
    private func changes(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, _) = try await desk.caller(request, context)
        guard request.headers[.accept]?.contains("text/event-stream") == true else {
            return JSON.response(Accepted(sequence: await conference.sequence))
        }
        return try await streams.answer(conference: conference)
    }

    private struct Token: Encodable {
        var token: String
        /// Of the link that opens their desk.
        var path: String
    }

    /// What lets somebody work on their part, as a bearer token.
    private func token(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, author) = try await desk.caller(request, context)
        guard await conference.state.isSecretariat(author) else { throw Problem.forbidden }
        guard let person = context.parameters.get("person").flatMap({ ParticipantID($0) }),
            let token = await desk.conferences.token(of: person, in: conference)
        else { throw Problem.notFound("Nobody of that name may work on this conference.") }
        return JSON.response(Token(token: token, path: "/d/\(token)"))
    }

    private struct RoomLink: Encodable {
        var participant: ParticipantID
        var path: String
    }

    /// Links into the room of a published meeting: the secretariat's all, a focal point's of their delegation.
    private func invitations(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, author) = try await desk.caller(request, context)
        guard let id = context.parameters.get("meeting").flatMap({ MeetingID($0) }),
            let links = await desk.conferences.invitations(to: id, in: conference)
        else { throw Problem.notFound("There is no such meeting, or it is not published yet.") }
        let state = await conference.state
        let own = links.filter { link in
            state.isSecretariat(author) || author.participant == link.participant
                || state.people[link.participant]?.person.delegation.map { state.isFocalPoint(author, of: $0) } == true
        }
        return JSON.response(own.map { RoomLink(participant: $0.participant, path: $0.path) })
    }

    private func answer(
        _ conference: LiveConference, to reader: Author, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) async throws -> Response {
        let (sequence, state) = await conference.now
        guard
            var view = ConferenceView(
                of: state, for: reader, clocks: desk.conferences.clocks, now: desk.conferences.now)
        else { throw Problem.forbidden }
        view.addCalendars(of: state, for: reader) { desk.conferences.calendarPath(of: $0, in: state) }
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
            case .outOfRange, .tooLong, .tooMany, .missing, .twice, .controlCharacter, .reasonNeeded, .unknownZone:
                .badRequest
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
        case .unknownZone(let name):
            let text = Texts(
                en: "The time zone database has no zone “\(name)”. Write it like Asia/Ho_Chi_Minh.",
                vi: "Cơ sở dữ liệu múi giờ không có “\(name)”. Hãy viết như Asia/Ho_Chi_Minh.")
            self.init(.badRequest, text["en"], reason: "unknownZone", text: text)
        case .template(let problem):
            let text = problem.text
            self.init(.conflict, text["en"], reason: "template", text: text)
        }
    }
}
