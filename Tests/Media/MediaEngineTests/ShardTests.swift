import Forwarding
import MediaClient
import MediaEngine
import RTP
import Testing
import Wire

/// A publisher on one shard, receivers on others.
@Suite struct ShardTests {
    private let source = SourceID(shard: 0, number: 7)

    @Test func idsNameTheirShard() {
        let peer = PeerID(shard: 63, number: 5)
        #expect(peer.shard == 63 && peer.rawValue & Shard.lowBits == 5)
        #expect(PeerID(shard: 1, number: .max).shard == 1)
        #expect(PeerID(rawValue: 7) == PeerID(shard: 0, number: 7))
    }

    @Test func everyShardsReceiversGetWholePictures() throws {
        let all = try ShardedHall(3)
        let speaker = try all.speaker(source)
        let viewers = try (0..<3).map { try all.viewer(on: $0, of: source) }
        all.speak(speaker, milliseconds: 2_000)
        for viewer in viewers {
            let (picture, sound) = (viewer.slot(.video, 0), viewer.slot(.audio, 0))
            #expect(picture.frames == speaker.sentFrames.count && picture.lost == 0 && picture.keyframes == 1)
            #expect(sound.packets == speaker.sentSound && sound.lost == 0 && sound.audioLevel == 30)
        }
        let (home, away) = (all.halls[0].engine.statistics(), all.halls[1].engine.statistics())
        #expect(home.packetsHandedOver == 2 * (away.packetsForwarded))
        #expect(home.packetsLostBetweenShards == 0 && away.packetsHandedOver == 0)
        #expect(home.drops == [:] && away.drops == [:])
        #expect(away.packetsReceived < home.packetsReceived, "decrypted once")
    }

    @Test func nobodysSourceIsNotHandedOver() throws {
        let all = try ShardedHall(3)
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 500)
        #expect(all.ring(0, 1).packets > 0 && all.ring(0, 2).packets == 0)
        // Sound alone.
        all.halls[1].engine.assignVideo(peer: viewer.id, slot: 0, source: nil, quality: .full)
        all.run(milliseconds: 20)
        let before = (all.ring(0, 1).packets, speaker.sentSound)
        all.speak(speaker, milliseconds: 500, from: 1_000)
        #expect(all.ring(0, 1).packets - before.0 == speaker.sentSound - before.1)
        // Nothing: what is wanted is looked at every second.
        all.halls[1].close(viewer)
        all.speak(speaker, milliseconds: 1_500, from: 2_000)
        let after = all.ring(0, 1).packets
        all.speak(speaker, milliseconds: 500, from: 3_000)
        #expect(all.ring(0, 1).packets == after)
    }

    /// A shard that falls silent is not handed anything for ever.
    @Test func whatIsNotAskedForAgainEnds() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        _ = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 500)
        all.ring(1, 0).loses = { _ in true }
        all.speak(speaker, milliseconds: 7_000, from: 1_000)
        let after = all.ring(0, 1).packets
        all.speak(speaker, milliseconds: 500, from: 3_000)
        #expect(all.ring(0, 1).packets == after)
        // And begins again by itself.
        all.ring(1, 0).loses = { _ in false }
        all.speak(speaker, milliseconds: 1_500, from: 4_000)
        #expect(all.ring(0, 1).packets > after)
    }

    // MARK: Rights

    @Test func whatMayNotBeHeardOrSeenNeverLeavesItsShard() throws {
        let all = try ShardedHall(2)
        let speaker = try all.letIn(0) { try $0.publisher(source) }
        let viewer = try all.viewer(on: 1, of: source)
        // The receivers' shard alone believes in the right.
        all.halls[1].engine.setAudible(source, true)
        all.halls[1].engine.setVisible(source, true)
        all.speak(speaker, milliseconds: 500)
        #expect(all.ring(0, 1).packets == 0)
        #expect(viewer.slot(.audio, 0).packets == 0 && viewer.slot(.video, 0).packets == 0)
        // Then the publisher's too.
        all.halls[0].engine.setAudible(source, true)
        all.halls[0].engine.setVisible(source, true)
        all.speak(speaker, milliseconds: 2_000, from: 1_000)
        #expect(viewer.slot(.audio, 0).packets > 50 && viewer.slot(.video, 0).frames > 20)
    }

    @Test func whatIsInTheRingWhenTheRightEndsIsNotForwarded() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 500)
        all.ring(0, 1).isHeld = true
        all.speak(speaker, milliseconds: 200, from: 100)
        let (sound, picture) = (viewer.slot(.audio, 0).packets, viewer.slot(.video, 0).packets)
        #expect(all.ring(0, 1).waiting > 10)
        all.setAudible(source, false)
        all.setVisible(source, false)
        all.ring(0, 1).isHeld = false
        all.speak(speaker, milliseconds: 500, from: 200)
        #expect(viewer.slot(.audio, 0).packets == sound && viewer.slot(.video, 0).packets == picture)
        #expect(all.halls[1].engine.statistics().drops(.notPermitted) > 10)
        // Given again: new sound, a new picture, and no loss in between.
        all.setAudible(source, true)
        all.setVisible(source, true)
        all.speak(speaker, milliseconds: 500, from: 300)
        #expect(viewer.slot(.audio, 0).packets > sound && viewer.slot(.video, 0).packets > picture)
        #expect(viewer.slot(.audio, 0).lost == 0 && viewer.slot(.video, 0).lost == 0)
    }

    /// Even if the right is given again before anybody has looked into the ring.
    @Test func whatIsInTheRingWhenTheRightEndsIsNotForwardedLaterEither() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 500)
        all.ring(0, 1).isHeld = true
        all.speak(speaker, milliseconds: 200, from: 100)
        let waiting = all.ring(0, 1).waiting
        let (sound, picture) = (viewer.slot(.audio, 0).packets, viewer.slot(.video, 0).packets)
        for isPermitted in [false, true] {
            all.setAudible(source, isPermitted)
            all.setVisible(source, isPermitted)
        }
        all.ring(0, 1).isHeld = false
        all.exchange()
        #expect(viewer.slot(.audio, 0).packets == sound && viewer.slot(.video, 0).packets == picture)
        #expect(all.halls[1].engine.statistics().drops(.notAsked) > UInt64(waiting / 2))
        all.speak(speaker, milliseconds: 500, from: 200)
        #expect(viewer.slot(.audio, 0).packets > sound && viewer.slot(.video, 0).packets > picture)
    }

    // MARK: Losses

    @Test func whatIsLostBetweenShardsIsMadeGoodByAKeyFrame() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let (near, far) = (try all.viewer(on: 0, of: source), try all.viewer(on: 1, of: source))
        all.speak(speaker, milliseconds: 1_000)
        var left = 5
        all.ring(0, 1).loses = { record in
            guard record.isPacket, record.kind == .video, left > 0 else { return false }
            left -= 1
            return true
        }
        all.speak(speaker, milliseconds: 2_000, from: 200)
        let picture = far.slot(.video, 0)
        #expect(picture.lost > 0)
        #expect(picture.keyframes == 2, "one to begin with, and one after the loss")
        #expect(picture.frames > speaker.sentFrames.count - 10)
        #expect(near.slot(.video, 0).frames == speaker.sentFrames.count)
        #expect(all.halls[0].engine.statistics().packetsLostBetweenShards == 5)
        #expect(far.slot(.audio, 0).packets == speaker.sentSound)
    }

    @Test func aFullRingTakesNothingAndHarmsNobodyElse() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let (near, far) = (try all.viewer(on: 0, of: source), try all.viewer(on: 1, of: source))
        all.speak(speaker, milliseconds: 500)
        let ring = all.ring(0, 1)
        (ring.isHeld, ring.capacity) = (true, 16)
        all.speak(speaker, milliseconds: 1_000, from: 100)
        #expect(ring.waiting == 16)
        #expect(all.halls[0].engine.statistics().packetsLostBetweenShards > 50)
        (ring.isHeld, ring.capacity) = (false, 512)
        let before = far.slot(.video, 0).frames
        all.speak(speaker, milliseconds: 1_000, from: 300)
        #expect(far.slot(.video, 0).frames > before + 15)
        #expect(near.slot(.video, 0).frames == speaker.sentFrames.count && near.slot(.video, 0).lost == 0)
    }

    /// Each kind of record may be lost: after a second or so everything is as if it had not been.
    @Test(arguments: 0..<3)
    func noRecordIsIndispensable(lost: Int) throws {
        let all = try ShardedHall(2)
        func loses(_ record: ShardRecord) -> Bool {
            switch (record.content, lost) {
            case (.track, 0), (.wanted, 1), (.keyframeWanted, 2): true
            default: false
            }
        }
        all.ring(0, 1).loses = loses
        all.ring(1, 0).loses = loses
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 300)
        #expect(viewer.slot(.video, 0).frames == 0 || lost == 2)
        all.ring(0, 1).loses = { _ in false }
        all.ring(1, 0).loses = { _ in false }
        all.speak(speaker, milliseconds: 2_500, from: 100)
        #expect(viewer.slot(.video, 0).frames > 30 && viewer.slot(.audio, 0).packets > 60)
    }

    @Test func aReceiversLossIsRepairedOnItsOwnShard() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        var count = 0
        viewer.losesDown = { datagram in
            count += 1
            return count % 10 == 0
        }
        all.speak(speaker, milliseconds: 3_000)
        #expect(all.halls[1].engine.statistics().retransmissionsSent > 2)
        #expect(all.halls[0].engine.statistics().nacksReceived == 0)
        #expect(viewer.slot(.video, 0).frames > speaker.sentFrames.count * 9 / 10)
    }

    /// What is lost before the publisher's shard is repaired there, and no other shard asks for a picture because of it.
    @Test func thePublishersLossIsRepairedOnItsShard() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 200)
        var count = 0
        speaker.losesUp = { _ in
            count += 1
            return count % 25 == 0
        }
        all.speak(speaker, milliseconds: 3_000, from: 40)
        #expect(all.halls[0].engine.statistics().retransmissionsReceived > 3)
        #expect(viewer.slot(.video, 0).keyframes == 1)
        #expect(all.ring(1, 0).keyframeRequests == 1)
    }

    // MARK: Changes

    @Test func layersFollowWhatEveryShardHasUseFor() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source, layers: ["f", "h", "q"])
        func levels() -> [Int] {
            all.halls[0].takeEvents().compactMap {
                if case .layersWanted(_, let names) = $0 { names.count } else { nil }
            }
        }
        let viewer = try all.viewer(on: 1, of: source, quality: .thumbnail)
        all.speak(speaker, milliseconds: 9_000, layers: 3)
        #expect(levels() == [1], "the two larger layers rest")
        #expect(viewer.slot(.video, 0).frames > 200)
        all.halls[1].engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: .full)
        all.speak(speaker, milliseconds: 200, from: 2_000, layers: 3)
        #expect(levels() == [3], "and are wanted at once")
        all.speak(speaker, milliseconds: 500, from: 2_100, layers: 3)
        let before = viewer.slot(.video, 0)
        all.speak(speaker, milliseconds: 1_000, from: 2_400, layers: 3)
        let after = viewer.slot(.video, 0)
        #expect(after.packets - before.packets > 2 * (after.frames - before.frames), "large frames, several packets")
    }

    /// What a picture costs is known on the receivers' shard as well: a line that carries it gets it.
    @Test func whatTheLineCarriesIsSentFromAnotherShardAsFromItsOwn() throws {
        let all = try ShardedHall(2)
        for hall in all.halls { hall.isAdaptive = true }
        let speaker = try all.speaker(source, layers: ["f", "h", "q"])
        let viewers = try (0..<2).map { try all.viewer(on: $0, of: source) }
        all.speak(speaker, milliseconds: 8_000, layers: 3)
        let before = viewers.map { $0.slot(.video, 0) }
        all.speak(speaker, milliseconds: 2_000, from: 2_000, layers: 3)
        for (viewer, before) in zip(viewers, before) {
            let after = viewer.slot(.video, 0)
            #expect(after.frames - before.frames > 40 && after.lost == before.lost)
            #expect(after.packets - before.packets > 2 * (after.frames - before.frames), "the largest layer")
        }
        #expect(all.halls.allSatisfy { $0.engine.statistics().heldPictures == 0 })
    }

    @Test func aPublisherThatComesBackFillsTheSlotsAgain() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 500)
        all.halls[0].close(speaker)
        all.run(milliseconds: 50)
        let before = viewer.slot(.video, 0)
        // With other layers.
        let again = try all.letIn(0) { try $0.publisher(source, layers: ["f", "q"]) }
        all.speak(again, milliseconds: 1_500, layers: 2)
        let after = viewer.slot(.video, 0)
        #expect(after.frames - before.frames > 20 && after.keyframes > before.keyframes)
        #expect(after.lost == 0)
        #expect(viewer.slot(.audio, 0).lost == 0)
    }

    /// The word of its end does not come through.
    @Test func aPublisherThatIsGoneIsForgotten() throws {
        let all = try ShardedHall(2)
        let speaker = try all.speaker(source)
        let viewer = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 500)
        all.ring(0, 1).loses = { _ in true }
        all.halls[0].close(speaker)
        all.run(milliseconds: 6_000)
        all.ring(0, 1).loses = { _ in false }
        let asked = all.ring(1, 0).levels.count
        all.run(milliseconds: 3_000)
        #expect(all.ring(1, 0).levels.count == asked, "nothing is asked of it any more")
        #expect(viewer.slot(.video, 0).frames > 0)
    }

    @Test func aReceiverThatMovesGetsOnWithIt() throws {
        let all = try ShardedHall(3)
        let speaker = try all.speaker(source)
        let first = try all.viewer(on: 1, of: source)
        all.speak(speaker, milliseconds: 500)
        all.halls[1].close(first)
        let second = try all.viewer(on: 2, of: source)
        all.speak(speaker, milliseconds: 1_500, from: 100)
        #expect(second.slot(.video, 0).frames > 20 && second.slot(.audio, 0).packets > 60)
        let before = all.ring(0, 1).packets
        all.speak(speaker, milliseconds: 500, from: 400)
        #expect(all.ring(0, 1).packets == before)
    }

    // MARK: Ways in

    @Test func aCheckSaysToWhichShardItBelongs() throws {
        for shard in [0, 1, 25, 63] {
            let hall = try Hall { $0.shard = shard }
            let guest = try hall.publisher(SourceID(shard: shard, number: 1))
            let check = try #require(guest.lastCheck)
            #expect(check.withUnsafeBytes { MediaEngine.shard(ofCheck: $0) } == shard)
        }
        #expect([UInt8](repeating: 0, count: 40).withUnsafeBytes { MediaEngine.shard(ofCheck: $0) } == nil)
    }
}
