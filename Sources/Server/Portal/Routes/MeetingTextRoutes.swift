import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import Negotiation
import Procedure
import Summit

/// The texts before a meeting, for those in its room who negotiate them (docs/protocol.md section 9).
struct MeetingTextRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let conferences: Conferences
    let streams: EventStreams

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/meetings/:meeting")
        api.get("/texts") { try await texts($0, $1) }
        api.get("/paragraph") { try await paragraph($0, $1) }
    }

    private struct Summary: Encodable {
        var id: TextID
        var type: TextType
        var title: Texts
        var standing: TextStanding.Name
        var digest: String?
        /// The act with which these words came before the meeting.
        var since: Int?
        /// Who negotiates it.
        var delegations: [SeatID]
    }

    /// The texts that are before the meeting.
    private func texts(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(
            of: request, context, in: try context.meeting, cookies: true)
        var summaries: [Summary] = []
        for room in rooms(of: meeting) {
            let state = await room.state
            // Those that it is to decide on, for who negotiates them.
            guard state.facts.meeting == meeting.id,
                await Self.mayDecide(on: state.facts.delegations, author, in: meeting)
            else { continue }
            summaries.append(
                Summary(
                    id: room.id, type: state.facts.type, title: state.facts.title, standing: state.standing.name,
                    digest: state.standing.version?.digest, since: state.standing.version?.since,
                    delegations: state.facts.delegations))
        }
        return JSON.response(summaries)
    }

    private func rooms(of meeting: LiveMeeting) -> [DraftingRoom] {
        conferences.conference(planning: meeting.id).map { conferences.texts.rooms(of: $0.id) } ?? []
    }

    /// Who is in the room and serves the meeting, or speaks for a delegation that negotiates the text.
    private static func mayDecide(
        on delegations: [SeatID], _ author: Author, in meeting: LiveMeeting
    ) async -> Bool {
        guard let present = await present(author, in: meeting) else { return author == .administration }
        if present.role == .secretariat { return true }
        return present.role.mayHoldMicrophone && present.seat.map(delegations.contains) ?? false
    }

    /// Who follows what is spoken about: whoever is in the room for a delegation that negotiates the text, its observers too, the
    /// secretariat and the interpreters.
    private static func mayWatch(
        _ delegations: [SeatID], _ author: Author, in meeting: LiveMeeting
    ) async -> Bool {
        guard let present = await present(author, in: meeting) else { return author == .administration }
        if present.role == .secretariat || present.role == .interpreter { return true }
        return present.seat.map(delegations.contains) ?? false
    }

    private static func present(_ author: Author, in meeting: LiveMeeting) async -> MeetingState.Participant? {
        let state = await meeting.state
        guard let id = author.participant, state.isAdmitted(id), state.mayFollow(id) else { return nil }
        return state.participant(id)
    }

    // MARK: What is spoken about

    private struct Staged: Encodable, Hashable {
        var text: TextID
        var title: Texts
        var paragraph: String
        var number: String
        /// With its brackets.
        var words: String
    }

    /// The paragraph under discussion, as it is; with `Accept: text/event-stream` again whenever it changes, as long as it is under discussion.
    private func paragraph(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(
            of: request, context, in: try context.meeting, cookies: true)
        guard let place = await meeting.state.paragraph,
            let room = rooms(of: meeting).first(where: { $0.id == place.text }),
            let (now, _) = await Self.staged(place, room, author, meeting)
        else { throw Problem.notFound("The meeting speaks about no text that you may read.") }
        guard request.headers[.accept]?.contains("text/event-stream") == true else { return JSON.response(now) }
        return try await streams.answer(room: room, watcher: author) {
            guard await meeting.state.paragraph == place,
                let (now, act) = await Self.staged(place, room, author, meeting)
            else { return nil }
            return (act, ProtocolJSON.encode(now))
        }
    }

    private static func staged(
        _ place: TextPlace, _ room: DraftingRoom, _ author: Author, _ meeting: LiveMeeting
    ) async -> (Staged, act: Int)? {
        guard let id = ParagraphID(rawValue: place.paragraph), let paragraph = await room.staged(id),
            await mayWatch(paragraph.delegations, author, in: meeting)
        else { return nil }
        return (
            Staged(
                text: room.id, title: paragraph.title, paragraph: place.paragraph,
                number: paragraph.number ?? place.number, words: paragraph.words), paragraph.act
        )
    }
}
