import Logging
public import Negotiation
import Procedure
import Summit

// What meetings and the texts before them have to do with each other.

extension Conferences {
    /// Texts learn what meetings decided on them. As it looks at both records, nothing is lost when the program ends between the two.
    func carryDecisions() async {
        for room in texts.all() {
            guard case .final = await room.state.standing, let meeting = await meeting(of: room) else { continue }
            for decision in await meeting.state.decisions(on: room.state) {
                do {
                    try await room.submit(.decide(decision: decision), by: Negotiator(author: .system, delegation: nil))
                } catch {
                    environment.logger.error(
                        "A text could not learn what was decided on it",
                        metadata: ["text": "\(room.id)", "meeting": "\(decision.meeting)", "error": "\(error)"])
                }
            }
        }
    }

    /// The meeting that a text is for, as long as that is one of the same conference and has its room.
    private func meeting(of room: DraftingRoom) async -> LiveMeeting? {
        guard let id = await room.state.facts.meeting, meetings.conference(planning: id) == room.conference else {
            return nil
        }
        return meetings.meeting(id)
    }

    /// The paragraph that a text's chair takes up is before the meeting that the text is for, as long as that is open.
    public func takeUp(_ paragraph: ParagraphID, of room: DraftingRoom) async {
        guard let meeting = await meeting(of: room), await meeting.state.sitting == .open else { return }
        let state = await room.state
        let place = TextPlace(
            text: room.id, paragraph: paragraph.rawValue, number: state.numbers[paragraph] ?? "")
        do { try await meeting.submit(.takeParagraph(place), by: .system) } catch {
            environment.logger.warning(
                "A meeting could not be shown the paragraph", metadata: ["text": "\(room.id)", "error": "\(error)"])
        }
    }
}

extension MeetingState {
    /// What this meeting decided on a text that is before it: on the very words, and since they are before it. A decision of another
    /// meeting, on other words, or on the same words before somebody objected and they were taken up again, is none on this text.
    func decisions(on text: TextState) -> [MeetingDecision] {
        guard case .final(let version) = text.standing, text.facts.meeting == meeting.id else { return [] }
        let asked = Question.TextVersion(id: text.facts.id, digest: version.digest, since: version.since)
        return decisions.enumerated().compactMap { index, one in
            let question = one.asked.question
            guard one.isDecided, question.text == asked else { return nil }
            return MeetingDecision(
                meeting: meeting.id, number: index + 1, verb: question.verb, digest: version.digest,
                present: one.present, apart: question.apart, waiting: question.waiting)
        }
    }
}

extension TextCommand {
    /// Whether words that are before a meeting would not be before it any more.
    var takesFromMeeting: Bool {
        switch self {
        case .resume, .defer, .refer, .downgrade, .issue, .beginSilence: true
        default: false
        }
    }
}
