import Convening
import Summit

/// When each meeting of a published timetable changed last: what calendars call DTSTAMP.
struct PublicationTimes: Sendable {
    private(set) var times: [MeetingID: Timestamp] = [:]

    /// Takes in what an event made of the timetable.
    mutating func note(
        _ before: [MeetingID: PublishedMeeting]?, _ after: [MeetingID: PublishedMeeting]?, at time: Timestamp
    ) {
        guard before != after else { return }
        for (id, meeting) in after ?? [:] where before?[id] != meeting { times[id] = time }
    }
}
