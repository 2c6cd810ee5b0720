import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import Summit

/// What this installation knows of states, formats and chairs, and its changes (docs/protocol.md section 12).
struct FactsRoutes: Sendable {
    let desk: DeskKeeper

    private var book: FactsBook { desk.gatekeeper.meetings.facts }

    /// Most changes in one answer.
    private static let pageLimit = 1_000

    func add(to router: Router<PortalContext>) {
        router.get("/api/facts") { try await read($0, $1) }
        router.get("/api/facts/terms") { try await terms($0, $1) }
        router.post("/api/facts/check") { try await check($0, $1) }
        router.get("/api/facts/changes") { try await changes($0, $1) }
        router.post("/api/facts/changes") { try await change($0, $1) }
    }

    private func read(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAnybody(request, context)
        return JSON.response(FactsView(of: book.current, on: try day(in: request)))
    }

    private func terms(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAnybody(request, context)
        return JSON.response(FactsTermsView(of: book.current, from: try day(in: request)))
    }

    private func day(in request: Request) throws(Problem) -> CivilDate {
        guard let day = request.uri.queryParameters["on"].flatMap({ CivilDate($0) }) else {
            throw Problem(.badRequest, "Name a day: on=2021-08-02.", reason: "outOfRange")
        }
        return day
    }

    private struct ChangeView: Encodable {
        var sequence: Int
        var at: Timestamp
        var by: Author
        var change: FactsChange
        /// Why it does not count any more.
        var problem: Texts?
    }

    private func changes(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAdministration(request, context)
        let after = request.uri.queryParameters["after"].map { Int($0) } ?? 0
        guard let after, after >= 0 else { throw Problem.badRequest("“after” is no number of at least 0.") }
        let page = await book.changes.filter { $0.sequence > after }.prefix(Self.pageLimit)
        let facts = book.current
        return JSON.response(
            page.map {
                ChangeView(
                    sequence: $0.sequence, at: $0.at, by: $0.by, change: $0.change, problem: $0.problem?.text(in: facts)
                )
            })
    }

    private struct Outcome: Encodable {
        var facts: FactsView
        var terms: FactsTermsView
    }

    /// What a change would make of a day. Nothing is recorded.
    private func check(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAdministration(request, context)
        let day = try day(in: request)
        let change = try await request.json(FactsChange.self)
        do {
            let facts = try await book.weigh(change, by: .administration)
            return JSON.response(
                Outcome(facts: FactsView(of: facts, on: day), terms: FactsTermsView(of: facts, from: day)))
        } catch { throw problem(error) }
    }

    private struct Accepted: Encodable { var sequence: Int }

    /// Its author is who sends it, whatever it says.
    private func change(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await desk.requireAdministration(request, context)
        let change = try await request.json(FactsChange.self)
        try await desk.requireAdministration(request, context)
        do {
            let sequence = try await book.submit(change, by: .administration)
            return JSON.response(Accepted(sequence: sequence), status: .created)
        } catch { throw problem(error) }
    }

    private func problem(_ failure: FactsFailure) -> Problem {
        switch failure {
        case .refused(let problem):
            let text = problem.text(in: book.current)
            return Problem(.conflict, text["en"], reason: problem.reason, text: text)
        case .unavailable(let reason): return Problem(reason)
        }
    }
}
