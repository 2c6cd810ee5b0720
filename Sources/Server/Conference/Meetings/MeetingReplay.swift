import Procedure
import Record
public import Summit

/// A record that cannot be replayed; the meeting stays closed to everybody until somebody has looked at it.
public struct ReplayFault: Error, Hashable, Sendable, CustomStringConvertible {
    public var meeting: MeetingID
    public var description: String
}

/// A meeting folded from its record, line by line.
struct MeetingReplay: Sendable {
    let id: MeetingID
    private(set) var state: MeetingState?
    private(set) var recent = RecentEvents()

    init(id: MeetingID) { self.id = id }

    /// Folds the event of the next line.
    mutating func fold(_ entry: RecordEntry) throws(ReplayFault) {
        let event: RecordedEvent
        do { event = try RecordedEvent(entry) } catch {
            throw fault("line \(entry.sequence): its event cannot be read: \(error)")
        }
        if state == nil {
            guard let first = MeetingState(first: event.event) else {
                throw fault("line 1: a record begins with meetingCreated")
            }
            state = first
        } else {
            do { try state?.evolve(event.event, by: event.by, at: event.at) } catch {
                throw fault("line \(event.sequence): \(error)")
            }
        }
        recent.append(event)
    }

    private func fault(_ description: String) -> ReplayFault { ReplayFault(meeting: id, description: description) }
}
