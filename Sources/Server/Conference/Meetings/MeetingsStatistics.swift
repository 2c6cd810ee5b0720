public import ClientProtocol
public import MediaEngine
public import MediaIO
public import Summit
import Synchronization

/// What has been done in all meetings since its start, for operations.
public struct MeetingsStatistics: Sendable {
    /// Commands that were recorded, or changed nothing because it was so already.
    public var commandsAccepted = 0
    /// By the stable name of the rule.
    public var commandsRefused: [String: Int] = [:]
    public var commandsUnavailable = 0
    /// Lines written to records.
    public var linesRecorded = 0
    public var checkpointsSigned = 0
    public var notes = 0
    public var messagesReceived = 0
    public var clientsAttached = 0
    public var clientsDroppedFlooding = 0
    public var resumes = 0
    public var snapshots = 0
    public var mediaRefused = 0
    /// Now.
    public var meetings = 0
    public var clients = 0
    public var mediaPeers = 0
    /// Ways of people's packets that lead over relays, by how those are reached; by the clients' word.
    public var relayed: [LinePath.Relay: Int] = [:]
    /// Of all meetings that somebody is in.
    public var lines: [(meeting: MeetingID, seat: SeatID, line: SeatLine)] = []
    /// Nil without a media engine.
    public var media: MediaStatistics?
    public var sockets: MediaShardStatistics?

    public init() {}
}

/// The counts, added to by all meetings.
final class Counters: Sendable {
    private let statistics = Mutex(MeetingsStatistics())

    func count(_ change: (inout MeetingsStatistics) -> Void) { statistics.withLock { change(&$0) } }
    var now: MeetingsStatistics { statistics.withLock { $0 } }
}
