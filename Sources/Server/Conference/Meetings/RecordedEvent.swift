import ClientProtocol
public import Procedure
import Record
public import Summit

/// One event of a meeting with its place in the record.
public struct RecordedEvent: Hashable, Sendable {
    public var sequence: Int
    public var at: Timestamp
    public var by: Author
    public var event: MeetingEvent

    public init(sequence: Int, at: Timestamp, by: Author, event: MeetingEvent) {
        self.sequence = sequence
        self.at = at
        self.by = by
        self.event = event
    }

    /// Throws a `DecodingError` if the event is none of ours.
    init(_ entry: RecordEntry) throws {
        self.init(sequence: entry.sequence, at: entry.at, by: entry.by, event: try entry.event(as: MeetingEvent.self))
    }

    /// As `reader` may read it; nil: all of it.
    func message(for reader: ParticipantID?, in state: MeetingState) -> ServerMessage {
        guard let reader else { return .event(sequence: sequence, at: at, by: by, .event(event)) }
        return .event(sequence: sequence, at: at, by: by, event, for: reader, in: state)
    }
}

/// The last events of a meeting, kept in memory for clients who come back.
struct RecentEvents: Sendable {
    /// How many events a client may have missed and still be told them one by one.
    static let limit = 5_000
    private static let slack = 1_000

    private var events: [RecordedEvent] = []

    mutating func append(_ event: RecordedEvent) {
        events.append(event)
        // Trimmed now and then rather than each time, since removing from the front moves the rest.
        if events.count >= Self.limit + Self.slack { events.removeFirst(events.count - Self.limit) }
    }

    /// The events after `sequence`, oldest first; nil if some of them are no longer here or more than the limit.
    func after(_ sequence: Int) -> ArraySlice<RecordedEvent>? {
        guard let last = events.last else { return sequence == 0 ? [] : nil }
        let missing = last.sequence.subtractingReportingOverflow(sequence)
        guard !missing.overflow, (0...Self.limit).contains(missing.partialValue), missing.partialValue <= events.count
        else { return nil }
        return events.suffix(missing.partialValue)
    }
}
