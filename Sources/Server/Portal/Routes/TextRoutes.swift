import ClientProtocol
import Conference
import Convening
import HTTPTypes
import Hummingbird
import Negotiation
import Summit

/// Texts: beginning them, their views, commands and changes (docs/protocol.md section 9).
struct TextRoutes: Sendable {
    let desk: DeskKeeper
    let streams: EventStreams

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference/texts")
        api.post("") { try await create($0, $1) }
        api.get("") { try await list($0, $1) }
        api.get("/:text") { try await view($0, $1) }
        api.post("/:text/commands") { try await command($0, $1) }
        api.get("/:text/changes") { try await changes($0, $1) }
        api.get("/:text/acts/:act") { try await act($0, $1) }
        api.get("/:text/comparison") { try await comparison($0, $1) }
    }

    private var rooms: DraftingRooms { desk.conferences.texts }

    // MARK: Who asks for what

    /// Who reads or writes the texts of the conference in the path: the secretariat, and the approved people of its delegations.
    private func caller(_ request: Request, _ context: PortalContext) async throws -> Negotiator {
        let (conference, author) = try await desk.caller(request, context)
        guard let negotiator = await conference.state.negotiator(author) else { throw Problem.forbidden }
        return negotiator
    }

    func room(
        _ request: Request, _ context: PortalContext
    ) async throws -> (room: DraftingRoom, negotiator: Negotiator) {
        let negotiator = try await caller(request, context)
        guard let id = context.parameters.get("text").flatMap({ TextID($0) }), let room = rooms.room(id),
            room.conference.rawValue == context.parameters.get("conference")
        else { throw Problem.notFound("There is no such text in this conference.") }
        guard await room.state.isReader(negotiator) else { throw Problem.forbidden }
        return (room, negotiator)
    }

    // MARK: Answers

    private struct You: Encodable {
        var author: Author
        var delegation: SeatID?
        var isSecretariat: Bool
        var holdsPen: Bool
        var presides: Bool
    }

    private struct SequencedView: Encodable {
        var sequence: Int
        var you: You
        var view: TextView
    }

    private struct Summary: Encodable {
        var text: TextFacts
        var sequence: Int
        /// The version that was circulated last.
        var revision: String?
        var convergence: Convergence
    }

    private struct Accepted: Encodable { var sequence: Int }

    private func create(_ request: Request, _ context: PortalContext) async throws -> Response {
        guard try await caller(request, context).isSecretariat else { throw Problem.forbidden }
        let facts = try await request.json(TextFacts.self)
        let (conference, author) = try await desk.caller(request, context)
        let state = await conference.state
        guard facts.conference == conference.id else {
            throw Problem.badRequest("The text is begun for another conference than that of its address.")
        }
        guard facts.delegations.allSatisfy({ state.delegation($0) != nil }) else {
            throw Problem.badRequest("All who negotiate the text must be invited to the conference.")
        }
        let room: DraftingRoom
        do { room = try await rooms.create(facts, by: author) } catch { throw Problem(error) }
        return try await answer(
            room, to: try await caller(request, context), status: .created,
            headers: [.location: "/api/conferences/\(conference.id)/texts/\(room.id)"])
    }

    private func list(_ request: Request, _ context: PortalContext) async throws -> Response {
        let negotiator = try await caller(request, context)
        guard let id = context.parameters.get("conference").flatMap({ ConferenceID($0) }) else {
            throw Problem.notFound("There is no such conference.")
        }
        var summaries: [Summary] = []
        for room in rooms.rooms(of: id) {
            let state = await room.state
            guard state.isReader(negotiator) else { continue }
            summaries.append(
                Summary(
                    text: state.facts, sequence: state.act, revision: state.revisions.last?.name,
                    convergence: state.convergence))
        }
        return JSON.response(summaries)
    }

    private func view(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, negotiator) = try await room(request, context)
        return try await answer(room, to: negotiator)
    }

    private func command(_ request: Request, _ context: PortalContext) async throws -> Response {
        _ = try await room(request, context)
        let command = try await request.json(TextCommand.self)
        let (room, negotiator) = try await room(request, context)
        try desk.gatekeeper.refuseFlood(negotiator.author, .text(room.id))
        do {
            return JSON.response(Accepted(sequence: try await room.submit(command, by: negotiator)))
        } catch { throw Problem(error) }
    }

    /// A stream that tells what each act changed, from the one after `after` or `Last-Event-ID` on; without asking for one, the number
    /// of the last act.
    private func changes(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, negotiator) = try await room(request, context)
        guard request.headers[.accept]?.contains("text/event-stream") == true else {
            return JSON.response(Accepted(sequence: await room.state.act))
        }
        let after = request.headers[field("Last-Event-ID")] ?? request.uri.queryParameters["after"].map(String.init)
        let (conference, _) = try await desk.caller(request, context)
        let mayRead: @Sendable () async -> Bool = {
            guard let now = await conference.state.negotiator(negotiator.author) else { return false }
            return await room.state.isReader(now)
        }
        guard let after else { return try await streams.answer(room: room, after: nil, mayRead: mayRead) }
        guard let number = Int(after), number >= 0 else {
            throw Problem.badRequest("“after” is no number of at least 0.")
        }
        return try await streams.answer(room: room, after: number, mayRead: mayRead)
    }

    private struct Act: Encodable {
        var at: Timestamp
        var by: Author
    }

    private func act(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await room(request, context)
        let number = context.parameters.get("act").flatMap { Int($0) }
        let act: (at: Timestamp, by: Author)?
        do { act = try await room.act(number ?? 0) } catch { throw Problem(error) }
        guard let act else { throw Problem.notFound("The text has no act of that number.") }
        return JSON.response(Act(at: act.at, by: act.by))
    }

    private func comparison(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await room(request, context)
        let state = await room.state
        let (from, to) = (try number("from", request) ?? 1, try number("to", request) ?? state.act)
        guard 1 <= from, from <= to, to <= state.act else {
            throw Problem.badRequest("“from” and “to” are acts of the text, in that order.")
        }
        return JSON.response(ComparisonView(state.comparison(from: from, to: to)))
    }

    func number(_ name: String, _ request: Request) throws(Problem) -> Int? {
        guard let text = request.uri.queryParameters[name[...]] else { return nil }
        guard let number = Int(text) else { throw .badRequest("“\(name)” is no number.") }
        return number
    }

    private func answer(
        _ room: DraftingRoom, to negotiator: Negotiator, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) async throws -> Response {
        let state = await room.state
        let you = You(
            author: negotiator.author, delegation: negotiator.delegation, isSecretariat: negotiator.isSecretariat,
            holdsPen: state.holdsPen(negotiator), presides: state.presides(negotiator))
        return JSON.response(
            SequencedView(sequence: state.act, you: you, view: TextView(of: state)), status: status, headers: headers)
    }
}

extension Problem {
    init(_ failure: TextFailure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .unavailable(let reason): self.init(reason)
        }
    }

    init(_ refusal: TextRefusal) {
        let status: HTTPResponse.Status =
            switch refusal.reason {
            case .needsPen, .needsPenOrChair, .needsChair, .needsDelegation, .needsMaker: .forbidden
            case .noSuchParagraph, .noSuchElement, .noSuchBracket, .noSuchProposal, .noSuchComment, .noSuchPackage,
                .noSuchDelegation:
                .notFound
            case .missing, .tooLong, .tooMany, .twice, .controlCharacter, .outOfRange, .reasonNeeded: .badRequest
            default: .conflict
            }
        self.init(status, refusal.text["en"], reason: refusal.reason.rawValue, text: refusal.text)
    }

    init(_ failure: TextCreationFailure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .exists(let id): self.init(.conflict, "There is a text \(id) already.", reason: "textExists")
        case .tooMany:
            self.init(.conflict, "This installation has as many texts as it may have.", reason: "limitReached")
        case .unavailable(let reason): self.init(reason)
        }
    }
}
