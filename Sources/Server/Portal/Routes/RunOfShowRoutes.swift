import ClientProtocol
import Conference
import Convening
import HTTPTypes
import Hummingbird
import Procedure
import Summit

/// The script of a meeting that a conference planned, for those who conduct and serve it (docs/protocol.md section 8).
struct RunOfShowRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let conferences: Conferences
    let streams: EventStreams
    let origin: OwnOrigin

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/meetings/:meeting/run-of-show")
        api.get("") { try await read($0, $1) }
        api.post("") { try await begin($0, $1) }
    }

    private struct Script: Encodable {
        var conference: ConferenceID
        /// Of the meeting, as it is planned.
        var start: Timestamp
        var isRehearsal: Bool
        var cues: [Cue]
        var begun: [String: Timestamp]
        /// Whether the reader may begin cues.
        var mayEdit: Bool
    }

    private func read(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, meeting, author) = try await conductor(request, context)
        if request.headers[.accept]?.contains("text/event-stream") == true {
            return try await streams.answer(conference: conference)
        }
        let state = await conference.state
        let run = state.runs[meeting.id]
        return JSON.response(
            Script(
                conference: conference.id, start: await meeting.state.meeting.startsAt,
                isRehearsal: run?.isRehearsal ?? false,
                cues: run?.cues ?? [], begun: run?.begun ?? [:], mayEdit: state.isSecretariat(author)))
    }

    private struct Wish: Decodable {
        struct Begin: Decodable { var cue: String }
        var beginCue: Begin
    }

    private func begin(_ request: Request, _ context: PortalContext) async throws -> Response {
        _ = try await conductor(request, context)
        let wish = try await request.json(Wish.self)
        let (conference, meeting, author) = try await conductor(request, context)
        try gatekeeper.refuseFlood(author, .conference(conference.id))
        do {
            try await conference.submit(.beginCue(meeting: meeting.id, cue: wish.beginCue.cue), by: author)
            return Response(status: .noContent)
        } catch { throw Problem(error) }
    }

    /// A meeting's people have their names from its conference, so that they are the same there.
    private func conductor(
        _ request: Request, _ context: PortalContext
    ) async throws -> (LiveConference, LiveMeeting, Author) {
        if request.method != .get, request.headers.bearerToken == nil {
            try origin.refuseForeign(request)
        }
        guard let id = context.parameters.get("meeting").flatMap({ MeetingID($0) }) else { throw Problem.notFound() }
        let (author, meeting) = try await gatekeeper.author(of: request, context, in: id, cookies: true)
        if let participant = author.participant {
            let role = await meeting.state.participant(participant)?.role
            guard role == .chair || role == .coChair || role == .secretariat else { throw Problem.forbidden }
        }
        guard let conference = conferences.conference(planning: id) else {
            throw Problem.notFound("The meeting belongs to no conference.")
        }
        return (conference, meeting, author)
    }
}
