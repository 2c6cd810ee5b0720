import ClientProtocol
import Conference
import Convening
import HTTPTypes
import Hummingbird
import NIOCore
import Summit
import Timetable

/// People, delegations and free hours as spreadsheets write and read them (docs/protocol.md section 10).
struct SheetRoutes: Sendable {
    typealias Caller = @Sendable (Request, PortalContext) async throws -> (conference: LiveConference, author: Author)

    let gatekeeper: Gatekeeper
    /// Who asks about which conference.
    let caller: Caller

    private enum Kind: String, CaseIterable {
        case people, delegations, freeHours = "free-hours"
    }

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference")
        for kind in Kind.allCases {
            api.get("/\(kind.rawValue)") { try await export(kind, $0, $1) }
            api.post("/\(kind.rawValue)") { try await take(kind, $0, $1) }
        }
    }

    // MARK: Out

    /// The secretariat reads everybody's, a focal point their own delegation's.
    private func export(_ kind: Kind, _ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, author) = try await caller(request, context)
        let state = await conference.state
        try require(kind, of: author, in: state, toWrite: false)
        let isSecretariat = state.isSecretariat(author)
        let own = state.delegations.filter { isSecretariat || state.isFocalPoint(author, of: $0.id) }
        let text =
            switch kind {
            case .people:
                PeopleSheet.text(
                    of: state.peopleInOrder.map(\.person).filter { person in
                        isSecretariat || own.contains { $0.id == person.delegation }
                    })
            case .delegations: DelegationsSheet.text(of: own)
            case .freeHours: HoursSheet.text(of: own, clocks: gatekeeper.meetings.clocks)
            }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8; header=present", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(conference.id)-\(kind.rawValue).csv\"",
            ],
            // The mark tells spreadsheets that it is UTF-8.
            body: .init(byteBuffer: ByteBuffer(string: "\u{feff}" + text)))
    }

    // MARK: In

    private struct Taken: Encodable {
        var sequence: Int
        var added: Int
        var changed: Int
    }

    /// Who it is before anything of the body is looked at, and once more when it is there.
    private func take(_ kind: Kind, _ request: Request, _ context: PortalContext) async throws -> Response {
        let before = try await caller(request, context)
        try require(kind, of: before.author, in: await before.conference.state, toWrite: true)
        guard request.mediaType == "text/csv" else {
            throw Problem(.unsupportedMediaType, "The content type has to be text/csv.", reason: "mediaType")
        }
        let body = try await request.bytes(upTo: BodyLimit.sheet)
        let (conference, author) = try await caller(request, context)
        try gatekeeper.refuseFlood(author, .conference(conference.id))
        let sheet: Sheet
        do { sheet = try Sheet(utf8: body.readableBytesView) } catch { throw Problem(error) }
        let state = await conference.state
        switch read(kind, sheet, into: state, by: author) {
        case .failure(let problems): throw Problem(problems)
        case .success(let asked):
            do {
                let sequence = try await conference.submit(asked.command, by: author)
                return JSON.response(Taken(sequence: sequence, added: asked.added, changed: asked.changed))
            } catch { throw Problem(error) }
        }
    }

    private func read(
        _ kind: Kind, _ sheet: Sheet, into state: ConferenceState, by author: Author
    ) -> Result<SheetImport, RowProblems> {
        let clocks = gatekeeper.meetings.clocks
        let time = Meetings.systemTime()
        func words(_ refusal: ConferenceRefusal) -> Texts { refusal.text }
        return switch kind {
        case .people: PeopleSheet.importing(sheet, into: state, by: author, at: time, words: words)
        case .delegations:
            DelegationsSheet.importing(
                sheet, into: state, by: author, at: time, facts: gatekeeper.meetings.facts.current, clocks: clocks,
                words: words)
        case .freeHours:
            HoursSheet.importing(sheet, into: state, by: author, at: time, clocks: clocks, words: words)
        }
    }

    /// Name plates are the secretariat's to write.
    private func require(
        _ kind: Kind, of author: Author, in state: ConferenceState, toWrite: Bool
    ) throws(Problem) {
        if state.isSecretariat(author) { return }
        let isFocalPoint = state.delegations.contains { state.isFocalPoint(author, of: $0.id) }
        guard isFocalPoint, !toWrite || kind != .delegations else { throw Problem(ConferenceRefusal(.notAllowed)) }
    }
}
