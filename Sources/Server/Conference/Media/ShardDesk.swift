import ICE
import Logging
import MediaEngine
import MediaIO
import Wire

/// The media engines of all shards, each reached over its thread: an id says on which shard it lives.
struct ShardDesk: MediaDesk {
    let shards: MediaShards
    let logger: Logger

    func publish(peer: PeerID, source: SourceID, offer: String) async throws -> String {
        let offer = try MediaEngine.read(offer: offer)
        return try await run(on: peer.shard) { engine, now, _ in
            try engine.publish(peer: peer, source: source, offer: offer, now: now)
        }
    }

    func receive(peer: PeerID, offer: String) async throws -> ReceiveAnswer {
        let offer = try MediaEngine.read(offer: offer)
        return try await run(on: peer.shard) { engine, now, _ in
            let answer = try engine.receive(peer: peer, offer: offer, now: now)
            let slots = engine.slots(of: peer)
            return ReceiveAnswer(sdp: answer, audioMids: slots.audio, videoMids: slots.video)
        }
    }

    func candidate(peer: PeerID, line: String) async {
        do {
            try await run(on: peer.shard) { engine, _, _ in _ = engine.candidate(peer: peer, line: line) }
        } catch { report(error) }
    }

    func restartICE(peer: PeerID, with remote: TrickleCredentials) async -> TrickleCredentials? {
        let own = try? await run(on: peer.shard) { engine, _, _ in
            engine.restartICE(
                peer: peer, fragment: (ufrag: remote.usernameFragment, pwd: remote.password))
        }
        return own.flatMap { $0 }.map {
            TrickleCredentials(usernameFragment: $0.usernameFragment, password: $0.password)
        }
    }

    func close(_ peers: [PeerID]) async {
        for (shard, peers) in Dictionary(grouping: peers, by: \.shard) {
            do {
                try await run(on: shard) { engine, now, outbox in
                    for peer in peers { engine.close(peer: peer, now: now, into: outbox) }
                }
            } catch { report(error) }
        }
    }

    /// With several shards what takes something away is done on all of them before any gives something.
    func apply(_ changes: MediaChanges) async -> Bool {
        let stages = shards.shards.count == 1 ? [changes] : changes.stages
        do {
            for stage in stages {
                try await withThrowingDiscardingTaskGroup { group in
                    for shard in shards.shards.indices {
                        let part = stage.part(ofShard: shard)
                        guard !part.isEmpty else { continue }
                        group.addTask {
                            try await run(on: shard) { engine, now, outbox in
                                part.perform(on: engine, now: now, into: outbox)
                            }
                        }
                    }
                }
            }
            return true
        } catch {
            report(error)
            return false
        }
    }

    func statistics(of peers: [PeerID]) async -> [PeerID: PeerStatistics] {
        var all: [PeerID: PeerStatistics] = [:]
        for (shard, peers) in Dictionary(grouping: peers, by: \.shard) {
            let statistics = try? await run(on: shard) { engine, _, _ in
                peers.reduce(into: [PeerID: PeerStatistics]()) { $0[$1] = engine.peerStatistics($1) }
            }
            all.merge(statistics ?? [:]) { $1 }
        }
        return all
    }

    func totals() async -> MediaStatistics? {
        var all = MediaStatistics()
        for shard in shards.shards {
            guard let one = try? await shard.run({ engine, _, _ in engine.statistics() }) else { return nil }
            all += one
        }
        return all
    }

    private func run<R: Sendable>(
        on shard: Int, _ body: @escaping @Sendable (MediaEngine, MediaTime, Outbox) throws -> R
    ) async throws -> R {
        guard let shard = shards[shard] else { throw MediaIOError.stopped }
        return try await shard.run(body)
    }

    /// A shard that has stopped forwards nothing, and one that is overloaded is asked again: somebody has to know.
    private func report(_ error: any Error) {
        logger.error("The media engine cannot be reached", metadata: ["error": "\(error)"])
    }
}

extension MediaChanges {
    /// What takes away, and what gives.
    fileprivate var stages: [MediaChanges] {
        var (taking, giving) = (self, self)
        (taking.audio, taking.video, taking.audible, taking.visible) = ([], [], [], [])
        (giving.closing, giving.silenced, giving.hidden) = ([], [], [])
        return [taking, giving]
    }

    /// Rights concern every shard, connections their own.
    fileprivate func part(ofShard shard: Int) -> MediaChanges {
        var part = self
        part.closing = closing.filter { $0.shard == shard }
        part.audio = audio.filter { $0.peer.shard == shard }
        part.video = video.filter { $0.peer.shard == shard }
        return part
    }

    fileprivate func perform(on engine: MediaEngine, now: MediaTime, into outbox: Outbox) {
        for source in silenced { engine.setAudible(source, false) }
        for source in hidden { engine.setVisible(source, false) }
        for peer in closing { engine.close(peer: peer, now: now, into: outbox) }
        for slot in audio { engine.assignAudio(peer: slot.peer, slot: slot.slot, source: slot.source) }
        for slot in video {
            engine.assignVideo(peer: slot.peer, slot: slot.slot, source: slot.source, quality: slot.quality)
        }
        for source in audible { engine.setAudible(source, true) }
        for source in visible { engine.setVisible(source, true) }
    }
}
