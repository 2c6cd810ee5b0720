import Logging
import MediaEngine
import Record
import Store
import Summit
import Synchronization

/// What all meetings of a conference share.
struct MeetingEnvironment: Sendable {
    let store: any RecordStore
    let media: (any MediaDesk)?
    let secrets: Secrets
    /// nil: there is no TURN server.
    let relays: RelayAccess?
    let clock: @Sendable () -> Timestamp
    let counters: Counters
    let directory: MediaDirectory
    let logger: Logger
    /// The program's release, as `welcome` says it.
    let release: String
}

/// Gives out the numbers by which the media engine knows connections and sources, and knows whose they are.
final class MediaDirectory: Sendable {
    private struct State {
        var nextNumber: UInt32 = 1
        var meetings: [PeerID: LiveMeeting] = [:]
        var sources: [SourceID: LiveMeeting] = [:]
    }

    private let state = Mutex(State())

    func newPeer(in meeting: LiveMeeting) -> PeerID {
        state.withLock { state in
            var id = PeerID(rawValue: state.nextNumber)
            while state.meetings[id] != nil { id.rawValue &+= 1 }
            state.nextNumber = id.rawValue &+ 1
            state.meetings[id] = meeting
            return id
        }
    }

    /// A source has the number of the connection that publishes it.
    func newSource(of peer: PeerID, in meeting: LiveMeeting) -> SourceID {
        let source = SourceID(rawValue: peer.rawValue)
        state.withLock { $0.sources[source] = meeting }
        return source
    }

    func remove(_ peer: PeerID) {
        state.withLock { state in
            state.meetings[peer] = nil
            state.sources[SourceID(rawValue: peer.rawValue)] = nil
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
