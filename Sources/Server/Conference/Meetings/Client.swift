import ClientProtocol
import Procedure
public import Summit

/// A client's place in a meeting, from `attach` until it is detached or dropped.
public struct Attachment: Hashable, Sendable {
    public let participant: ParticipantID
    /// Random per browser tab.
    public let device: String
    let number: Int
}

/// What stays the same when a device comes back.
struct DeviceKey: Hashable, Sendable {
    var participant: ParticipantID
    var device: String
}

extension Attachment {
    var key: DeviceKey { DeviceKey(participant: participant, device: device) }
}

/// One attached device.
struct Client {
    let attachment: Attachment
    let sink: any ClientSink
    var audience: Audience
    var flood: FloodMeter
    var watched: [WatchedSlot] = []
    /// What was said last, so that only changes are said.
    var audible: [AudibleSlot] = []
    var shown: [WatchedSlot] = []
    var held: [String]?
    var layers: [String]?
    var lastReport: Timestamp?
    var relaysSent: Timestamp?
}

/// How much somebody may know.
enum Audience: Hashable, Sendable {
    /// `held`: admitted, but the present segment is not for them.
    case lobby, held, room

    init(_ participant: ParticipantID, in state: MeetingState) {
        self = state.mayFollow(participant) ? .room : state.isAdmitted(participant) ? .held : .lobby
    }
}

/// A reader of events alone (Server-Sent Events).
struct Feed {
    let reader: Author
    let events: BoundedFeed<FeedEvent>
}

/// The reader's end of a feed: the events as they come, oldest first. Letting go of it ends the feed.
public final class EventFeed: Sendable {
    private let events: BoundedFeed<FeedEvent>

    init(_ events: BoundedFeed<FeedEvent>) { self.events = events }

    deinit { events.finish() }

    /// Everything that waits, at least one event; nil at the end, also when the reader has fallen too far behind.
    public func next() async -> [FeedEvent]? { await events.next() }
}

/// One event for a reader: its sequence number, and the JSON as the WebSocket has it.
public struct FeedEvent: Hashable, Sendable {
    public let sequence: Int
    public let json: [UInt8]
}

enum Presence {
    /// Most devices of one participant in a meeting.
    static let devices = 8
    /// How long nobody notices that the last device went, milliseconds: a page that is reloaded does not flap.
    static let patience: Int64 = 2_000
    /// How long after a restart people have to come back, milliseconds.
    static let returnTime: Int64 = 10_000
}
