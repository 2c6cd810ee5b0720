import Conference
import HTTPTypes
import Hummingbird
import Notices
import Summit

/// What people should know: their own notices, and which they have read (docs/protocol.md section 15).
struct NoticeRoutes: Sendable {
    let desk: DeskKeeper
    let streams: EventStreams

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/conferences/:conference/notices")
        api.get("") { try await list($0, $1) }
        api.post("/read") { try await markRead($0, $1) }
    }

    private struct Listing: Encodable {
        var unread: Int
        var notices: [NoticeView]
    }

    private struct NoticeView: Encodable {
        var number: Int64
        var at: Timestamp
        var isRead: Bool
        var kind: Notice.Kind
        var text: Texts
        var path: String
        var urgency: Notice.Urgency
    }

    private struct Unread: Encodable { var unread: Int }
    private struct Through: Decodable { var through: Int64 }

    /// The administration is nobody who could be told.
    private func list(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (conference, author) = try await desk.caller(request, context)
        let isStream = request.headers[.accept]?.contains("text/event-stream") == true
        guard let person = author.participant else {
            return JSON.response(Listing(unread: 0, notices: []))
        }
        if isStream {
            guard let feed = desk.conferences.followNotices(of: person, in: conference) else {
                throw Problem(.serviceUnavailable, "Too many follow their notices.", retryAfter: 10)
            }
            return streams.answer(notices: feed)
        }
        let told = try await told(person, conference)
        return JSON.response(
            Listing(
                unread: told.count { !$0.isRead },
                notices: told.map {
                    NoticeView(
                        number: $0.number, at: $0.at, isRead: $0.isRead, kind: $0.notice.kind, text: $0.notice.text,
                        path: $0.notice.path, urgency: $0.notice.urgency)
                }))
    }

    private func markRead(_ request: Request, _ context: PortalContext) async throws -> Response {
        _ = try await desk.caller(request, context)
        let through = try await request.json(Through.self).through
        let (conference, author) = try await desk.caller(request, context)
        guard let person = author.participant else { return JSON.response(Unread(unread: 0)) }
        try desk.gatekeeper.refuseFlood(author, .conference(conference.id))
        do { try await desk.conferences.markNotices(through: through, of: person, in: conference) } catch {
            throw Problem(error)
        }
        return JSON.response(Unread(unread: try await told(person, conference).count { !$0.isRead }))
    }

    private func told(_ person: ParticipantID, _ conference: LiveConference) async throws -> [NoticeDesk.Told] {
        do { return try await desk.conferences.notices(of: person, in: conference) } catch { throw Problem(error) }
    }
}
