import ICE
import MediaClient
import MediaEngine
import RTP
import SDP
import Testing
import Wire

@Suite struct FlowTests {
    private let source = SourceID(rawValue: 7)

    @Test func aViewersChoiceOfLayerIsFollowed() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source, layers: ["f", "q"])
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0, layers: 2) }
        let full = viewer.slot(.video, 0)
        #expect(full.packets > 2 * full.frames)  // large frames in several packets
        hall.engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: .thumbnail)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 1_000, layers: 2) }
        let before = viewer.slot(.video, 0)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 2_000, layers: 2) }
        let thumbnail = viewer.slot(.video, 0)
        #expect(thumbnail.frames - before.frames == 25)
        #expect(thumbnail.packets - before.packets == 25)
        #expect(thumbnail.lost == 0)
        #expect(hall.takeEvents().count { $0 == .firstPicture(source) } == 1)
    }

    /// A key frame before the connection is one that nobody sees.
    @Test func noKeyFrameIsAskedForAViewerWhoIsNotThereYet() throws {
        let hall = try Hall()
        let (speaker, _) = try hall.shown(source)
        hall.run(milliseconds: 500) { hall.speak(speaker, step: $0) }
        let before = hall.engine.statistics()
        let ghost = PeerID(rawValue: 77)
        let offer = try Hall().receiver(audio: 1, video: 1).client.makeOffer()
        _ = try hall.engine.receive(peer: ghost, offer: MediaEngine.read(offer: offer), now: hall.now)
        hall.engine.assignAudio(peer: ghost, slot: 0, source: source)
        hall.engine.assignVideo(peer: ghost, slot: 0, source: source, quality: .full)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 100) }
        #expect(hall.engine.statistics().keyframesRequested == before.keyframesRequested)
        #expect(hall.engine.statistics().drops(.unsent) == 0)
    }

    @Test func aViewersLossIsKnown() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 500) { hall.speak(speaker, step: $0) }
        var received = 0
        viewer.losesDown = { _ in
            received += 1
            return received % 10 == 0
        }
        hall.run(milliseconds: 3_000) { hall.speak(speaker, step: $0 + 1_000) }
        #expect(try #require(hall.engine.peerStatistics(viewer.id)).loss > 0.03)
        #expect(try #require(hall.engine.peerStatistics(speaker.id)).loss == 0)
    }

    /// By the receiver's reports on numbered packets, over sound and picture together.
    @Test func whatTheLineToAViewerCarriesIsLearnt() throws {
        let hall = try Hall()
        hall.isAdaptive = true
        let (speaker, viewer) = try hall.shown(source)
        #expect(hall.engine.peerStatistics(viewer.id)?.estimatedBitrate == nil)
        hall.run(milliseconds: 3_000) { hall.speak(speaker, step: $0) }
        let sent = try #require(hall.engine.peerStatistics(viewer.id))
        let estimate = try #require(sent.estimatedBitrate)
        #expect(estimate > sent.bitrateOut)
        #expect(hall.engine.statistics().drops(.malformedRTCP) == 0)
    }

    @Test func statisticsDescribeThePeers() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 4_000) { hall.speak(speaker, step: $0) }
        let mine = try #require(hall.engine.peerStatistics(speaker.id))
        let theirs = try #require(hall.engine.peerStatistics(viewer.id))
        #expect(mine.state == .connected && mine.remote == speaker.address)
        #expect(mine.bitrateIn > 400_000 && mine.bitrateIn < 700_000)
        #expect(theirs.bitrateOut > 400_000 && theirs.bitrateOut < 700_000)
        #expect(mine.loss == 0 && theirs.loss == 0)
        #expect(try #require(theirs.roundTrip) < 30)
        #expect(hall.engine.peerStatistics(PeerID(rawValue: 1_000)) == nil)
        let totals = hall.engine.statistics()
        #expect(totals.peers == 2 && totals.publishers == 1 && totals.receivers == 1)
        #expect(totals.packetsForwarded == theirs.packetsOut)
        #expect(totals.drops == [:])
    }

    @Test func aLostPeerComesBackOrIsClosed() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0) }
        _ = hall.takeConnectionEvents()
        viewer.isPlugged = false
        hall.run(milliseconds: 40_000, stepping: 100)
        #expect(hall.takeConnectionEvents() == [.disconnected(viewer.id)])
        #expect(hall.engine.peerStatistics(viewer.id)?.state == .disconnected)
        viewer.isPlugged = true
        hall.run(milliseconds: 10_000, stepping: 20)
        #expect(hall.takeConnectionEvents() == [.connected(viewer.id)])
        let before = viewer.slot(.audio, 0).packets
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0 + 100_000) }
        #expect(viewer.slot(.audio, 0).packets > before)
        viewer.isPlugged = false
        hall.run(milliseconds: 130_000, stepping: 250)
        #expect(hall.takeConnectionEvents() == [.disconnected(viewer.id), .closed(viewer.id)])
        #expect(hall.engine.statistics().peers == 1)
    }

    @Test func closingTellsTheOtherEnd() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.close(viewer)
        hall.run(milliseconds: 100)
        #expect(viewer.client.takeEvents().contains(.closed))
        #expect(hall.engine.statistics().peers == 1)
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0) }
        #expect(hall.engine.statistics().packetsForwarded == 0)
    }

    @Test func renegotiationKeepsTheSlotsAndTheirSSRCs() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        let first = viewer.client.session
        let answer = try hall.engine.receive(
            peer: viewer.id, offer: MediaEngine.read(offer: viewer.client.makeOffer()), now: hall.now)
        #expect(answer.contains("a=ice-lite"))
        let before = viewer.slot(.audio, 0).packets
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0 + 80) }
        #expect(viewer.slot(.audio, 0).packets == before + 20)
        for source in try #require(first).media.compactMap(\.remoteSources.first) {
            #expect(answer.contains("a=ssrc:\(source.ssrc.rawValue) "))
        }
        #expect(hall.engine.slots(of: viewer.id).audio.count == 1)
        #expect(hall.engine.slots(of: speaker.id).audio.isEmpty)
    }

    @Test func iceRestartGivesNewCredentials() throws {
        let hall = try Hall()
        let (speaker, _) = try hall.shown(source)
        let remote = (ufrag: "abcd", pwd: "0123456789012345678901")
        let first = try #require(hall.engine.restartICE(peer: speaker.id, fragment: remote))
        let second = try #require(hall.engine.restartICE(peer: speaker.id, fragment: remote))
        #expect(first != second && first.isWellFormed)
        #expect(hall.engine.restartICE(peer: speaker.id, fragment: ("", "")) == nil)
        #expect(hall.engine.restartICE(peer: PeerID(rawValue: 1_000), fragment: remote) == nil)
    }
}
