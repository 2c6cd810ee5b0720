import ClientProtocol
import Conference
import Convening
import HTTPTypes
import Hummingbird
import Negotiation
import Record
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
        api.get("/:text/translations/:language") { try await translation($0, $1) }
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
        guard await room.isReader(negotiator) else { throw Problem.forbidden }
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
        var standing: TextStanding.Name
        /// The act with which the silence began that lasts.
        var silence: Int?
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
        try check(facts.delegations, facts.meeting, item: facts.agendaItem, in: state)
        let room: DraftingRoom
        do { room = try await rooms.create(facts, by: author) } catch { throw Problem(error) }
        return try await answer(
            room, to: try await caller(request, context), status: .created,
            headers: [.location: "/api/conferences/\(conference.id)/texts/\(room.id)"])
    }

    /// Whoever negotiates a text, and the item that takes it up, are in the conference.
    private func check(
        _ delegations: [SeatID], _ meeting: MeetingID?, item: Int?, in state: ConferenceState
    ) throws(Problem) {
        guard delegations.allSatisfy({ state.delegation($0) != nil }) else {
            throw Problem.badRequest("All who negotiate the text must be invited to the conference.")
        }
        guard let meeting else {
            guard item == nil else { throw Problem.badRequest("“agendaItem” needs “meeting”.") }
            return
        }
        guard let plan = state.meeting(meeting) else {
            throw Problem.badRequest("The conference has no meeting \(meeting).")
        }
        guard item.map({ plan.agenda.numbered($0) != nil }) ?? true else {
            throw Problem.badRequest("The agenda of \(meeting) has \(plan.agenda.count) items.")
        }
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
            let silence: Int? = if case .silence(let silence) = state.standing { silence.act } else { nil }
            summaries.append(
                Summary(
                    text: state.facts, sequence: state.act, revision: state.revisions.last?.name,
                    convergence: state.convergence, standing: state.standing.name, silence: silence))
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
        if case .refer(let referral, _) = command {
            let state = try await desk.caller(request, context).0.state
            try check(referral.delegations, referral.meeting, item: referral.agendaItem, in: state)
        }
        do {
            let quoting = try await rooms.quoting(command, in: room, by: negotiator)
            let sequence = try await room.submit(quoting, by: negotiator)
            switch command {
            case .discuss(let paragraph): await desk.conferences.takeUp(paragraph, of: room)
            case .issue, .confirmDecision: await desk.conferences.openAwaited()
            default: break
            }
            return JSON.response(Accepted(sequence: sequence))
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
            return await room.isReader(now)
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
        /// The event that came of it, by its name.
        var event: String
        /// The proposal whose words it took into the text.
        var proposal: ProposalID?
        /// Who it is, as the conference knows them.
        var name: Texts?
        var delegation: SeatID?
    }

    private func act(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await room(request, context)
        let number = context.parameters.get("act").flatMap { Int($0) }
        let act: RecordEntry?
        do { act = try await room.act(number ?? 0) } catch { throw Problem(error) }
        guard let act else { throw Problem.notFound("The text has no act of that number.") }
        let people = await (try desk.caller(request, context)).conference.state.people
        let person = act.by.participant.flatMap { people[$0]?.person }
        return JSON.response(
            Act(
                at: act.at, by: act.by, event: act.eventName ?? "", proposal: Self.proposalTaken(by: act),
                name: person?.name, delegation: person?.delegation))
    }

    private static func proposalTaken(by act: RecordEntry) -> ProposalID? {
        switch try? act.event(as: TextEvent.self) {
        case .proposalAccepted(let id)?, .proposalBracketed(let id)?: id
        default: nil
        }
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

    private func translation(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (room, _) = try await room(request, context)
        guard let language = context.parameters.get("language").flatMap({ LanguageTag(rawValue: $0) }) else {
            throw Problem.notFound("That is no language as BCP 47 writes it, such as vi.")
        }
        return JSON.response(TranslationView(of: await room.state, into: language))
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
            case .needsPen, .needsPenOrChair, .needsChair, .needsDelegation, .needsMaker, .needsSecretariat,
                .needsChairOrSecretariat, .needsProgram, .needsPenOrSecretariat:
                .forbidden
            case .noSuchParagraph, .noSuchElement, .noSuchBracket, .noSuchProposal, .noSuchComment, .noSuchPackage,
                .noSuchDelegation, .noSuchStatement, .noSuchDraft, .noSuchCitation, .noSuchSource:
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
