import Procedure
import Summit

/// What must hold in every meeting, whatever anybody asked for.
extension Walk {
    /// A sentence about the first rule that does not hold; nil when all do.
    public var brokenRule: String? { Self.brokenRule(in: state) }

    private static func brokenRule(in state: MeetingState) -> String? {
        let listed = state.speakers.map(\.seat)
        if Set(listed).count != listed.count { return "a seat is listed twice" }
        for seat in listed where state.seat(seat)?.seat.place != .table { return "\(seat) is listed offstage" }
        if let floor = state.floor {
            if state.sitting != .open { return "somebody speaks in a meeting that is \(state.sitting)" }
            if floor.kind == .intervention, listed.contains(floor.seat) { return "the speaker is listed" }
            if state.seat(floor.seat)?.microphone != floor.participant { return "the speaker has no microphone" }
            if !state.isAdmitted(floor.participant) { return "the speaker is not in the room" }
        }
        if let broken = brokenRuleOfPointsAndReplies(in: state) { return broken }
        if state.question != nil, state.sitting != .open { return "a question is open in a meeting that is not" }
        for resolution in state.decisions where resolution.isDecided {
            if !resolution.asked.objections.isEmpty { return "it was decided against an objection" }
            if resolution.at < resolution.asked.until { return "it was decided before everybody could object" }
        }
        if state.sitting == .closed, !listed.isEmpty { return "flags are up after the close" }
        for seat in state.seats {
            guard let holder = seat.microphone else { continue }
            guard let participant = state.participants[holder] else { return "a stranger holds a microphone" }
            if participant.seat != seat.id { return "\(holder) holds another seat's microphone" }
            if !participant.role.mayHoldMicrophone { return "\(holder) may not hold a microphone" }
        }
        if let presiding = state.presiding, state.participants[presiding]?.role.mayPreside != true {
            return "\(presiding) may not preside"
        }
        let heard = state.audibleSources
        for id in heard {
            if !state.isAdmitted(id) { return "\(id) is heard outside of the room" }
            let isEntitled =
                state.floor?.participant == id || state.presiding == id || state.meeting.floorRule == .free
            if state.sitting != .open || !isEntitled { return "\(id) is heard without the floor" }
        }
        if state.meeting.floorRule == .chair, heard.count > 2 { return "more than the speaker and the chair are heard" }
        let slots = state.audioSlots.compactMap { $0 }
        if Set(slots) != Set(state.audibleSeats) || Set(slots).count != slots.count { return "slots and sound differ" }
        for id in state.participants.keys where state.mayFollow(id) && !state.isAdmitted(id) {
            return "\(id) follows from outside"
        }
        for (id, participant) in state.participants where isKeptOut(participant, in: state) && state.mayFollow(id) {
            return "\(id) follows what their class forbids"
        }
        if state.roll.count != state.participants.count { return "the roll is not complete" }
        if let item = state.item, !state.agenda.contains(where: { $0.number == item }) { return "the item is gone" }
        return nil
    }

    private static func brokenRuleOfPointsAndReplies(in state: MeetingState) -> String? {
        let points = state.points.map(\.seat)
        if Set(points).count != points.count { return "two points of order of one seat" }
        if state.points.filter(\.heard).count > 1 { return "two points of order are open" }
        if state.floor?.kind == .point, state.openPoint?.seat != state.floor?.seat { return "a point without a point" }
        if state.openPoint != nil, let floor = state.floor, floor.kind != .point {
            return "somebody speaks to the point"
        }
        if let waiting = state.interrupted {
            if state.openPoint == nil { return "nothing interrupts \(waiting.seat)" }
            if state.sitting != .open { return "somebody waits in a meeting that is \(state.sitting)" }
            if state.floor?.seat == waiting.seat { return "\(waiting.seat) interrupts itself" }
            if state.seat(waiting.seat)?.microphone != waiting.participant { return "who waits has no microphone" }
            if !state.mayFollow(waiting.participant) { return "who waits is not in the room" }
            if state.isAudible(waiting.participant), state.presiding != waiting.participant,
                state.meeting.floorRule == .chair
            {
                return "who was interrupted is heard"
            }
        }
        let replies = state.replies.map(\.seat)
        if Set(replies).count != replies.count { return "a reply is asked for twice" }
        let most = state.meeting.replyRule.limitSeconds.count
        for (item, given) in state.replied {
            for (seat, count) in given where count > most { return "\(seat) replied \(count) times on item \(item)" }
        }
        if state.sitting == .closed, !points.isEmpty || !replies.isEmpty {
            return "something is asked for after the close"
        }
        if let since = state.itemTime.since {
            if state.sitting != .open || state.item == nil { return "the item's clock runs since \(since)" }
        }
        return nil
    }

    /// The classes once more, independently of the rules' code.
    private static func isKeptOut(_ participant: MeetingState.Participant, in state: MeetingState) -> Bool {
        let isOffstage = participant.seat.flatMap(state.seat)?.seat.place == .offstage
        return switch state.segment {
        case .open: false
        case .restricted: isOffstage || participant.role == .press
        case .retreat: isOffstage || [.adviser, .observer, .press].contains(participant.role)
        }
    }
}
