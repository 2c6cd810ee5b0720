import ICE
import Logging
import MediaEngine
import MediaIO

/// The media engine of a shard, reached over its thread.
struct ShardDesk: MediaDesk {
    let shard: MediaShard
    let logger: Logger

    func publish(peer: PeerID, source: SourceID, offer: String) async throws -> String {
        try await shard.run { engine, now, _ in
            try engine.publish(peer: peer, source: source, offer: offer, now: now)
        }
    }

    func receive(peer: PeerID, offer: String) async throws -> ReceiveAnswer {
        try await shard.run { engine, now, _ in
            let answer = try engine.receive(peer: peer, offer: offer, now: now)
            let slots = engine.slots(of: peer)
            return ReceiveAnswer(sdp: answer, audioMids: slots.audio, videoMids: slots.video)
        }
    }

    func candidate(peer: PeerID, line: String) async {
        await perform { engine in _ = engine.candidate(peer: peer, line: line) }
    }

    func restartICE(peer: PeerID, with remote: TrickleCredentials) async -> TrickleCredentials? {
        let own = try? await shard.run { engine, _, _ in
            engine.restartICE(
                peer: peer, fragment: (ufrag: remote.usernameFragment, pwd: remote.password))
        }
        return own.flatMap { $0 }.map {
            TrickleCredentials(usernameFragment: $0.usernameFragment, password: $0.password)
        }
    }

    func close(_ peers: [PeerID]) async {
        do {
            try await shard.run { engine, now, outbox in
                for peer in peers { engine.close(peer: peer, now: now, into: outbox) }
            }
        } catch { report(error) }
    }

    func apply(_ changes: MediaChanges) async -> Bool {
        do {
            try await shard.run { engine, now, outbox in
                for source in changes.silenced { engine.setAudible(source, false) }
                for source in changes.hidden { engine.setVisible(source, false) }
                for peer in changes.closing { engine.close(peer: peer, now: now, into: outbox) }
                for slot in changes.audio {
                    engine.assignAudio(peer: slot.peer, slot: slot.slot, source: slot.source)
                }
                for slot in changes.video {
                    engine.assignVideo(
                        peer: slot.peer, slot: slot.slot, source: slot.source, quality: slot.quality)
                }
                for source in changes.audible { engine.setAudible(source, true) }
                for source in changes.visible { engine.setVisible(source, true) }
            }
            return true
        } catch {
            report(error)
            return false
        }
    }

    func statistics(of peers: [PeerID]) async -> [PeerID: PeerStatistics] {
        let statistics = try? await shard.run { engine, _, _ in
            peers.reduce(into: [PeerID: PeerStatistics]()) { $0[$1] = engine.peerStatistics($1) }
        }
        return statistics ?? [:]
    }

    func totals() async -> MediaStatistics? {
        try? await shard.run { engine, _, _ in engine.statistics() }
    }

    private func perform(_ body: @escaping @Sendable (MediaEngine) -> Void) async {
        do { try await shard.run { engine, _, _ in body(engine) } } catch { report(error) }
    }

    /// A shard that has stopped forwards nothing, and one that is overloaded is asked again: somebody has to know.
    private func report(_ error: any Error) {
        logger.error("The media engine cannot be reached", metadata: ["error": "\(error)"])
    }
}
