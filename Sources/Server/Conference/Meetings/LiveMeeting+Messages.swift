public import ClientProtocol
import MediaEngine
import Procedure
import Store
public import Summit

// What a client says.

extension LiveMeeting {
    /// Least time between two line reports that are believed, milliseconds.
    private static let reportInterval: Int64 = 1_500

    /// Answers one message. A client says one thing after another: call this for the next when it has returned.
    public func handle(_ message: ClientMessage, from attachment: Attachment) async {
        guard let client = clients[attachment] else { return }
        environment.counters.count { $0.messagesReceived += 1 }
        if clients[attachment]?.flood.overflows(now: now) == true {
            environment.counters.count { $0.clientsDroppedFlooding += 1 }
            client.sink.end(.flood)
            await detach(attachment)
            return
        }
        switch message {
        case .hello: client.sink.end(.protocol); await detach(attachment)
        case .ping(let clientTime): client.sink.send(.pong(clientTime: clientTime, serverTime: now))
        case .line(let report): note(report, from: attachment)
        default:
            do { try await turns.take { await self.answer(message, from: attachment) } } catch {
                if let id = message.id { client.sink.send(.refused(id: id, .unavailable)) }
            }
        }
    }

    private func note(_ report: LineReport, from attachment: Attachment) {
        let last = clients[attachment]?.lastReport
        guard last.map({ now.milliseconds(since: $0) >= Self.reportInterval }) ?? true else { return }
        clients[attachment]?.lastReport = now
        lines.report(report, by: attachment.participant, at: now)
    }

    /// In a turn.
    private func answer(_ message: ClientMessage, from attachment: Attachment) async {
        guard let client = clients[attachment] else { return }
        let sink = client.sink
        switch message {
        case .command(let id, let command):
            let author = Author.participant(attachment.participant)
            switch await perform(command, by: author) {
            case .success(let sequence): sink.send(.accepted(id: id, sequence: sequence))
            case .failure(.refused(let refusal)):
                sink.send(
                    .refused(
                        id: id, reason: refusal.reason.rawValue,
                        text: RefusalTexts.text(for: refusal, in: state, to: author), details: refusal.details))
            case .failure(.unavailable): sink.send(.refused(id: id, .unavailable))
            }
        case .publish(let id, let sdp): await reply(id, sink) { try await publish(sdp, from: attachment) }
        case .receive(let id, let sdp): await reply(id, sink) { try await receive(sdp, from: attachment) }
        case .candidate(_, let connection, let candidate, _):
            await trickle(candidate, connection: connection, from: attachment)
        case .unpublish: await unpublish(attachment)
        case .watch(let slots):
            clients[attachment]?.watched = slots
            await watch(slots, from: attachment)
        case .note(let id, let text): await keepNote(text, id: id, from: attachment, sink: sink)
        case .hello, .ping, .line: break
        }
    }

    private func reply(_ id: String, _ sink: any ClientSink, _ negotiate: () async throws -> String) async {
        do {
            sink.send(.answer(id: id, sdp: try await negotiate()))
            tellSlots()
        } catch {
            environment.counters.count { $0.mediaRefused += 1 }
            let refusal = MediaFailure(error)
            sink.send(.mediaRefused(id: id, reason: refusal.reason, text: refusal.text))
        }
    }

    // MARK: Notes

    /// Keeps a note for one's own delegation and passes it on.
    /// - Throws: `NoteRefused` if there is no delegation, one is not admitted, or the store fails.
    public func addNote(_ text: String, from participant: ParticipantID) async throws(NoteRefused) -> Note {
        let result: Result<Note, NoteRefused>
        do { result = try await turns.take { await self.recordNote(text, from: participant) } } catch {
            throw NoteRefused(.unavailable)
        }
        return try result.get()
    }

    /// The last notes of a participant's delegation, oldest first, as many as are told; none without a delegation.
    public func notes(for participant: ParticipantID) async throws(Unavailable) -> [Note] {
        guard let seat = state.participants[participant]?.seat else { return [] }
        do {
            let kept = try await environment.store.notes(of: seat.rawValue, in: id, limit: Self.notesTold)
            var room = Self.noteBytesTold
            let told = kept.reversed().prefix { note in
                room -= note.text.utf8.count
                return room >= 0
            }
            return told.reversed().map { Note(id: $0.id, at: $0.at, from: $0.from, text: $0.text) }
        } catch { throw .storage }
    }

    private func keepNote(_ text: String, id: String, from attachment: Attachment, sink: any ClientSink) async {
        switch await recordNote(text, from: attachment.participant) {
        case .success: sink.send(.accepted(id: id, sequence: sequence))
        case .failure(let failure): sink.send(.refused(id: id, failure.refusal))
        }
    }

    /// In a turn.
    private func recordNote(_ text: String, from participant: ParticipantID) async -> Result<Note, NoteRefused> {
        guard state.isAdmitted(participant) else { return .failure(NoteRefused(.notAdmitted)) }
        guard let seat = state.participants[participant]?.seat else { return .failure(NoteRefused(.noDelegation)) }
        guard (1...MessageLimits.note).contains(text.unicodeScalars.count) else {
            return .failure(NoteRefused(.malformed))
        }
        let number = UInt64.random(in: .min ... .max)
        let note = Note(id: String(number, radix: 36), at: now, from: participant, text: text)
        do {
            try await environment.store.keep(
                PrivateNote(id: note.id, delegation: seat.rawValue, at: note.at, from: participant, text: text),
                of: id)
        } catch { return .failure(NoteRefused(.unavailable)) }
        environment.counters.count { $0.notes += 1 }
        let json = ProtocolJSON.encode(ServerMessage.note(note))
        for client in clients.values {
            let reader = state.participants[client.attachment.participant]
            if reader?.seat == seat, reader?.standing == .admitted { client.sink.send(text: json) }
        }
        return .success(note)
    }

    /// In a turn, after a snapshot or a resume.
    func sendNotes(to attachment: Attachment) async {
        guard let client = clients[attachment], state.isAdmitted(attachment.participant),
            state.participants[attachment.participant]?.seat != nil,
            let notes = try? await notes(for: attachment.participant)
        else { return }
        client.sink.send(.notes(notes))
    }
}

/// A note that was not kept, and why.
public struct NoteRefused: Error, Hashable, Sendable {
    public var refusal: ServiceRefusal

    init(_ refusal: ServiceRefusal) { self.refusal = refusal }
}
