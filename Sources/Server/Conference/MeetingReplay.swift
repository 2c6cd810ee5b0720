import Procedure
import Record
import Store
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
    private(set) var chain = RecordChain()
    private(set) var recent = RecentEvents()

    init(id: MeetingID) { self.id = id }

    /// Verifies a line and folds its event.
    mutating func fold(_ line: [UInt8]) throws(ReplayFault) {
        let sealed: SealedLine
        do { sealed = try chain.verify(line) } catch { throw fault("\(error)") }
        let event: RecordedEvent
        do { event = try RecordedEvent(sealed) } catch {
            throw fault("line \(sealed.entry.sequence): its event cannot be read: \(error)")
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

    /// Replays the whole record from the store, `batch` lines at a time.
    static func replay(_ id: MeetingID, from store: any RecordStore, batch: Int = 1_000) async throws(ReplayFault)
        -> MeetingReplay
    {
        var replay = MeetingReplay(id: id)
        while true {
            let lines: [[UInt8]]
            do { lines = try await store.lines(of: .meeting(id), after: replay.chain.size, limit: batch) } catch {
                throw replay.fault("\(error)")
            }
            for line in lines { try replay.fold(line) }
            if lines.count < batch { return replay }
        }
    }

    private func fault(_ description: String) -> ReplayFault { ReplayFault(meeting: id, description: description) }
}
