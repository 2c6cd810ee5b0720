import Logging
import MediaEngine
import Record
import Store
import Summit
import Synchronization
import SystemZones

/// What all meetings share.
struct MeetingEnvironment: Sendable {
    let store: any RecordStore
    let media: (any MediaDesk)?
    let secrets: Secrets
    /// nil: there is no TURN server.
    let relays: RelayAccess?
    let clock: @Sendable () -> Timestamp
    /// How long this machine has run; nobody can set it.
    let uptime: @Sendable () -> Duration
    let clocks: WorldClocks
    let counters: Counters
    let directory: MediaDirectory
    let docket: Docket
    let logger: Logger
    /// The program's release, as `welcome` says it.
    let release: String

    /// The same, whose records are counted apart from all others.
    var uncounted: MeetingEnvironment {
        MeetingEnvironment(
            store: store, media: media, secrets: secrets, relays: relays, clock: clock, uptime: uptime, clocks: clocks,
            counters: Counters(), directory: directory, docket: docket, logger: logger, release: release)
    }
}

/// Gives out the ids by which the media engine knows connections and sources, and knows whose they are.
final class MediaDirectory: Sendable {
    private struct State {
        var nextNumber: UInt32 = 1
        /// Connections on each shard, and those of each meeting.
        var load: [Int]
        var loads: [MeetingID: [Int]] = [:]
        var meetings: [PeerID: LiveMeeting] = [:]
        var sources: [SourceID: LiveMeeting] = [:]
    }

    private let state: Mutex<State>

    init(shards: Int = 1) { state = Mutex(State(load: Array(repeating: 0, count: shards))) }

    /// On the shard where it is to live.
    func newPeer(in meeting: LiveMeeting) -> PeerID {
        state.withLock { state in
            var own = state.loads[meeting.id] ?? state.load.map { _ in 0 }
            let shard = MediaPlacement.shard(load: state.load, own: own)
            var id = PeerID(shard: shard, number: state.nextNumber)
            while state.meetings[id] != nil { id = PeerID(shard: shard, number: id.rawValue &+ 1) }
            state.nextNumber = id.rawValue &+ 1
            state.meetings[id] = meeting
            state.load[shard] += 1
            own[shard] += 1
            state.loads[meeting.id] = own
            return id
        }
    }

    /// A source has the id of the connection that publishes it.
    func newSource(of peer: PeerID, in meeting: LiveMeeting) -> SourceID {
        let source = SourceID(rawValue: peer.rawValue)
        state.withLock { $0.sources[source] = meeting }
        return source
    }

    func remove(_ peer: PeerID) {
        state.withLock { state in
            state.sources[SourceID(rawValue: peer.rawValue)] = nil
            guard let meeting = state.meetings.removeValue(forKey: peer) else { return }
            state.load[peer.shard] -= 1
            state.loads[meeting.id]?[peer.shard] -= 1
            if state.loads[meeting.id]?.allSatisfy({ $0 == 0 }) == true { state.loads[meeting.id] = nil }
        }
    }

    /// The meeting which an event of the engine concerns.
    func meeting(of event: MediaEvent) -> LiveMeeting? {
        state.withLock { state in
            switch event {
            case .connected(let peer), .disconnected(let peer), .failed(let peer, _), .closed(let peer),
                .held(let peer, _):
                state.meetings[peer]
            case .speaking(let source, _, _), .firstPicture(let source), .layersWanted(let source, _):
                state.sources[source]
            }
        }
    }

    var peerCount: Int { state.withLock { $0.meetings.count } }
}
