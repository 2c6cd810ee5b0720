import Negotiation
import Procedure
import Summit
import Synchronization

/// Which texts are before which meetings. A meeting asks it before it decides on a text, and a text before it is taken from a meeting:
/// neither has the other's record, and one that begins alone knows of no other.
final class Docket: Sendable {
    private struct Desks {
        weak var conferences: Conferences?
    }

    private let desks = Mutex(Desks())

    func open(_ conferences: Conferences) { desks.withLock { $0.conferences = conferences } }

    /// Why a meeting cannot decide on the text of a question now; nil: it can.
    func refusal(of question: Question, in meeting: MeetingID) async -> Refusal? {
        guard let asked = question.text else { return nil }
        guard let conferences = desks.withLock({ $0.conferences }), let room = conferences.texts.room(asked.id),
            conferences.meetings.conference(planning: meeting) == room.conference
        else { return Refusal(.textNotBefore) }
        let text = await room.state
        guard case .final(let version) = text.standing, text.facts.meeting == meeting,
            version.digest == asked.digest, version.since == asked.since
        else { return Refusal(.textNotBefore) }
        if let seat = (question.apart + question.waiting).first(where: { !text.facts.delegations.contains($0) }) {
            return Refusal(.notNegotiating, RefusalDetails(seat: seat))
        }
        return nil
    }

    /// Whether a meeting has a question on a text before it, or has decided on it, which the text has not learnt yet.
    func holds(_ text: TextState) async -> Bool {
        guard case .final(let version) = text.standing, let id = text.facts.meeting,
            let conferences = desks.withLock({ $0.conferences }), let meeting = conferences.meetings.meeting(id),
            conferences.meetings.conference(planning: id) == text.facts.conference
        else { return false }
        let state = await meeting.state
        let asked = Question.TextVersion(id: text.facts.id, digest: version.digest, since: version.since)
        return state.question?.question.text == asked || !state.decisions(on: text).isEmpty
    }
}
