import ClientProtocol
import Conference
import HTTPTypes
import Hummingbird
import NIOCore
import Procedure
import Summit

/// Meetings, their views, commands, invitations and notes (docs/protocol.md section 7).
struct MeetingRoutes: Sendable {
    let gatekeeper: Gatekeeper
    let publicAddress: String?
    let isTLS: Bool

    private var meetings: Meetings { gatekeeper.meetings }

    func add(to router: Router<PortalContext>) {
        let api = router.group("/api/meetings")
        api.post("") { try await create($0, $1) }
        api.get("") { try await list($0, $1) }
        api.get("/:meeting") { try await view($0, $1) }
        api.post("/:meeting/commands") { try await command($0, $1) }
        api.post("/:meeting/invitations") { try await invite($0, $1) }
        api.get("/:meeting/invitations") { try await invitations($0, $1) }
        api.delete("/:meeting/invitations/:participant") { try await revoke($0, $1) }
        api.get("/:meeting/lines") { try await lines($0, $1) }
        api.get("/:meeting/notes") { try await notes($0, $1) }
        api.post("/:meeting/notes") { try await writeNote($0, $1) }
    }

    // MARK: Meetings

    private struct SequencedView: Encodable {
        var sequence: Int
        var view: MeetingView
    }

    private func create(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await gatekeeper.requireAdministration(request, context)
        let setup = try await request.json(MeetingSetup.self)
        let meeting: LiveMeeting
        do { meeting = try await meetings.createMeeting(setup, by: .administration) } catch { throw Problem(error) }
        guard let view = await meeting.view(for: .administration) else { throw Problem.forbidden }
        return JSON.response(
            SequencedView(sequence: view.sequence, view: view.view), status: .created,
            headers: [.location: "/api/meetings/\(meeting.id)"])
    }

    private struct Summary: Encodable {
        var id: MeetingID
        var title: Texts
        var startsAt: Timestamp
        var sitting: Sitting
        var sequence: Int
    }

    private func list(_ request: Request, _ context: PortalContext) async throws -> Response {
        try await gatekeeper.requireAdministration(request, context)
        var summaries: [Summary] = []
        for meeting in meetings.all() {
            guard let (sequence, view) = await meeting.view(for: .administration) else { continue }
            summaries.append(
                Summary(
                    id: meeting.id, title: view.meeting.title, startsAt: view.meeting.startsAt, sitting: view.sitting,
                    sequence: sequence))
        }
        return JSON.response(summaries)
    }

    private func view(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(
            of: request, context, in: try context.meeting, cookies: true)
        guard let (sequence, view) = await meeting.view(for: author) else { throw Problem.forbidden }
        return JSON.response(SequencedView(sequence: sequence, view: view))
    }

    // MARK: Commands

    private struct Accepted: Encodable { var sequence: Int }

    private func command(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting, command) = try await gatekeeper.author(of: request, context, in: try context.meeting) {
            try await request.json(MeetingCommand.self)
        }
        try gatekeeper.refuseFlood(author, .meeting(meeting.id))
        do {
            return JSON.response(Accepted(sequence: try await meeting.submit(command, by: author)))
        } catch {
            var problem = Problem(error, state: await meeting.state, reader: author)
            // Whatever the rule is: docs/protocol.md section 7.
            if case .refused = error { problem.status = .conflict }
            throw problem
        }
    }

    // MARK: Invitations

    private struct NewInvitation: Decodable {
        var participant: ParticipantID?
        var role: Role
        var seat: SeatID?
        var name: Texts?
    }

    private struct InvitationAnswer: Encodable {
        var participant: ParticipantView
        var link: String
        var token: String
    }

    private func invite(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting, wish) = try await gatekeeper.author(of: request, context, in: try context.meeting) {
            try await request.json(NewInvitation.self)
        }
        let invitation: Invitation
        do {
            let invitee = Invitee(
                id: wish.participant ?? Self.newParticipantID(role: wish.role, seat: wish.seat), seat: wish.seat,
                role: wish.role, name: wish.name ?? .empty)
            invitation = try await meetings.invite(invitee, to: meeting, by: author)
        } catch {
            throw Problem(error, state: await meeting.state, reader: author)
        }
        guard let participant = await meeting.state.participant(invitation.participant) else {
            throw Problem(.serviceUnavailable, "The invitation was withdrawn at once.")
        }
        return JSON.response(
            InvitationAnswer(
                participant: ParticipantView(participant), link: origin(request) + invitation.path,
                token: invitation.token),
            status: .created)
    }

    /// `vn-adviser-k3x9`: tells seat and role in a list, and is new.
    private static func newParticipantID(role: Role, seat: SeatID?) -> ParticipantID {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let ending = String((0..<6).compactMap { _ in letters.randomElement() })
        let seat = seat.map { $0.rawValue.lowercased() + "-" } ?? ""
        return ParticipantID(wellFormed: "\(seat)\(role.rawValue.lowercased())-\(ending)")
    }

    private func invitations(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(of: request, context, in: try context.meeting)
        let state = await meeting.state
        guard state.isServed(by: author) else { throw Problem.forbidden }
        let origin = origin(request)
        let answers = await meetings.invitations(to: meeting).compactMap { invitation in
            state.participant(invitation.participant).map {
                InvitationAnswer(
                    participant: ParticipantView($0), link: origin + invitation.path, token: invitation.token)
            }
        }
        return JSON.response(answers)
    }

    private func revoke(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(of: request, context, in: try context.meeting)
        guard let participant = context.parameters.get("participant").flatMap({ ParticipantID($0) }) else {
            throw Problem.notFound("There is no such participant.")
        }
        do {
            try await meeting.submit(.revokeInvitation(participant), by: author)
        } catch {
            throw Problem(error, state: await meeting.state, reader: author)
        }
        return Response(status: .noContent)
    }

    /// What links begin with.
    private func origin(_ request: Request) -> String {
        request.origin(publicAddress, isTLS: isTLS)
    }

    // MARK: Lines

    private struct Lines: Encodable {
        var seats: [String: [LineSample]]
    }

    private func lines(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(
            of: request, context, in: try context.meeting, cookies: true)
        guard let history = await meeting.lineHistory(for: author) else { throw Problem.forbidden }
        return JSON.response(Lines(seats: Dictionary(uniqueKeysWithValues: history.map { ($0.rawValue, $1) })))
    }

    // MARK: Notes

    private struct NewNote: Decodable { var text: String }

    private func notes(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting) = try await gatekeeper.author(
            of: request, context, in: try context.meeting, cookies: true)
        guard let participant = author.participant else { throw Problem.forbidden }
        guard await meeting.state.isAdmitted(participant) else { throw Problem(.notAdmitted) }
        do { return JSON.response(try await meeting.notes(for: participant)) } catch { throw Problem(error) }
    }

    private func writeNote(_ request: Request, _ context: PortalContext) async throws -> Response {
        let (author, meeting, note) = try await gatekeeper.author(of: request, context, in: try context.meeting) {
            try await request.json(NewNote.self)
        }
        guard let participant = author.participant else { throw Problem.forbidden }
        try gatekeeper.refuseFlood(author, .meeting(meeting.id))
        do {
            return JSON.response(try await meeting.addNote(note.text, from: participant), status: .created)
        } catch { throw Problem(error.refusal) }
    }
}

extension PortalContext {
    /// The meeting that the address names.
    var meeting: MeetingID {
        get throws {
            guard let id = parameters.get("meeting").flatMap({ MeetingID($0) }) else {
                throw Problem.notFound("There is no such meeting.")
            }
            return id
        }
    }
}
