import ClientProtocol
import Conference
import Convening
import HTTPTypes
import Hummingbird
import Summit
import Timetable

/// Making and checking a conference's timetable (docs/protocol.md section 8). Nothing here changes it: the secretariat places
/// what is proposed.
struct TimetableRoutes: Sendable {
    let desk: DeskKeeper

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference/timetable")
        api.post("/solve") { try await solve($0, $1) }
        api.get("/solve") { try await report($0, $1) }
        api.delete("/solve") { try await stop($0, $1) }
        api.post("/check") { try await check($0, $1) }
        api.post("/options") { try await options($0, $1) }
        api.post("/replan") { try await replan($0, $1) }
    }

    private struct Solve: Decodable { var seconds: Double? }

    private func solve(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, wish) = try await secretariat(request, context, reading: Solve.self)
        let seconds = wish.seconds ?? 30
        guard WeekDesk.seconds.contains(seconds) else {
            throw Problem.badRequest("seconds is \(WeekDesk.seconds.lowerBound) to \(WeekDesk.seconds.upperBound).")
        }
        do {
            let report = try await desk.conferences.weeks.solve(conference, seconds: seconds)
            return JSON.response(report, status: .accepted)
        } catch { throw Problem(error) }
    }

    private func report(_ request: Request, _ context: PortalContext) async throws -> Response {
        let conference = try await secretariat(request, context)
        return JSON.response(desk.conferences.weeks.report(of: conference.id))
    }

    private func stop(_ request: Request, _ context: PortalContext) async throws -> Response {
        let conference = try await secretariat(request, context)
        desk.conferences.weeks.stop(conference.id)
        return Response(status: .noContent)
    }

    private struct Check: Decodable { var placements: [Placement] }

    private func check(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, wish) = try await secretariat(request, context, reading: Check.self)
        do {
            return JSON.response(try await desk.conferences.weeks.check(wish.placements, in: conference))
        } catch { throw Problem(error) }
    }

    private struct Options: Decodable {
        var meeting: MeetingID
        var placements: [Placement]
    }

    private func options(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, wish) = try await secretariat(request, context, reading: Options.self)
        do {
            let options = try await desk.conferences.weeks.options(
                for: wish.meeting, among: wish.placements, in: conference)
            return JSON.response(options)
        } catch { throw Problem(error) }
    }

    private func replan(_ request: Request, _ context: PortalContext) async throws -> Response {
        let conference = try await secretariat(request, context)
        do { return JSON.response(try await desk.conferences.weeks.replan(conference)) } catch { throw Problem(error) }
    }

    // MARK: Who asks

    /// Who is free when is confidential, and follows from what can be placed where: all of this is the secretariat's.
    private func secretariat(_ request: Request, _ context: PortalContext) async throws -> LiveConference {
        let (conference, author) = try await desk.caller(request, context)
        guard await conference.state.isSecretariat(author) else { throw Problem.forbidden }
        try desk.gatekeeper.refuseFlood(author, .conference(conference.id))
        return conference
    }

    private func secretariat<Body: Decodable & Sendable>(
        _ request: Request, _ context: PortalContext, reading body: Body.Type
    ) async throws -> (LiveConference, Body) {
        _ = try await secretariat(request, context)
        let body = try await request.json(Body.self)
        return (try await secretariat(request, context), body)
    }
}

extension Problem {
    init(_ failure: WeekFailure) {
        switch failure {
        case .fault(let fault):
            self.init(.conflict, fault.words["en"], reason: "week", text: fault.words)
        case .unknownMeeting(let id): self.init(ConferenceRefusal(.noSuchMeeting, id.rawValue))
        case .busy:
            let text = Texts(
                en: "The server is making timetables of other conferences. Please try again in a minute.",
                vi: "Máy chủ đang lập lịch cho các hội nghị khác. Xin thử lại sau một phút.")
            self.init(.serviceUnavailable, text["en"], reason: "busy", text: text, retryAfter: 30)
        case .stopped: self.init(.serviceUnavailable, "It was stopped.", reason: "stopped", retryAfter: 1)
        }
    }
}
