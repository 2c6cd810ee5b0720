import ClientProtocol
import MediaEngine
import Synchronization

@testable import Conference

/// Stands where the media engine is, and writes down what it is asked.
final class RecordingDesk: MediaDesk {
    struct Slot: Hashable { var peer: PeerID; var slot: Int }

    struct State {
        var audible: Set<SourceID> = []
        var visible: Set<SourceID> = []
        var audio: [Slot: SourceID] = [:]
        var video: [Slot: SourceID] = [:]
        var quality: [Slot: Quality] = [:]
        var publishing: [PeerID: SourceID] = [:]
        var receiving: Set<PeerID> = []
        var closed: [PeerID] = []
        var changes: [MediaChanges] = []
        var candidates: [String] = []
        /// The next so many calls of `apply` fail.
        var failures = 0
        /// Called at each `apply`, to see what clients knew at that moment.
        var onApply: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    var now: State { state.withLock { $0 } }
    func change(_ body: @Sendable (inout State) -> Void) { state.withLock { body(&$0) } }

    /// An offer is `audio=N video=M`; `refused` is refused, `another` only by a known peer.
    func publish(peer: PeerID, source: SourceID, offer: String) async throws -> String {
        try state.withLock { state in
            if offer == "refused" { throw MediaRefusal(.malformedOffer) }
            if offer == "another", state.publishing[peer] != nil { throw MediaRefusal(.incompatibleRenegotiation) }
            state.publishing[peer] = source
            return "answer to \(offer)"
        }
    }

    func receive(peer: PeerID, offer: String) async throws -> ReceiveAnswer {
        let numbers = offer.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 2 else { throw MediaRefusal(.malformedOffer) }
        state.withLock { _ = $0.receiving.insert(peer) }
        let audio = (0..<numbers[0]).map { "a\($0)" }
        return ReceiveAnswer(sdp: "slots", audioMids: audio, videoMids: (0..<numbers[1]).map { "v\($0)" })
    }

    func candidate(peer: PeerID, line: String) async { state.withLock { $0.candidates.append(line) } }

    func restartICE(peer: PeerID, with remote: TrickleCredentials) async -> TrickleCredentials? {
        TrickleCredentials(usernameFragment: "srvr", password: "a-password-of-the-server")
    }

    func close(_ peers: [PeerID]) async { state.withLock { $0.closed += peers } }

    func apply(_ changes: MediaChanges) async -> Bool {
        now.onApply?()
        return state.withLock { state in
            guard state.failures == 0 else {
                state.failures -= 1
                return false
            }
            state.changes.append(changes)
            state.audible.subtract(changes.silenced)
            state.visible.subtract(changes.hidden)
            state.closed += changes.closing
            for slot in changes.audio { state.audio[Slot(peer: slot.peer, slot: slot.slot)] = slot.source }
            for slot in changes.video {
                state.video[Slot(peer: slot.peer, slot: slot.slot)] = slot.source
                state.quality[Slot(peer: slot.peer, slot: slot.slot)] = slot.quality
            }
            state.audible.formUnion(changes.audible)
            state.visible.formUnion(changes.visible)
            return true
        }
    }

    func statistics(of peers: [PeerID]) async -> [PeerID: PeerStatistics] {
        peers.reduce(into: [:]) { statistics, peer in
            var one = PeerStatistics()
            one.state = .connected
            one.roundTrip = 40
            statistics[peer] = one
        }
    }

    func totals() async -> MediaStatistics? { MediaStatistics() }
}

/// `Testing` has a type of the same name.
typealias ClientAttachment = Attachment
