import MediaClient
import RTP
import Testing
import Wire

@testable import MediaEngine

/// What an engine remembers of a peer has bounds, and is gone with it.
@Suite struct BoundTests {
    private let source = SourceID(rawValue: 7)

    @Test func restartsLeaveTwoFragmentsEach() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        for number in 0..<100 {
            for guest in [speaker, viewer] {
                let remote = (ufrag: "restart\(number)", pwd: "0123456789012345678901")
                #expect(hall.engine.restartICE(peer: guest.id, fragment: remote) != nil)
            }
        }
        #expect(hall.engine.peersByFragment.count == 4)
        hall.close(speaker)
        hall.close(viewer)
        #expect(hall.engine.peersByFragment.isEmpty && hall.engine.peersByAddress.isEmpty)
    }

    @Test func addressesAreBoundedAndFlappingIsSurvived() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        _ = hall.takeConnectionEvents()
        let check = try #require(speaker.lastCheck)
        // A check from everywhere, as behind a NAT that gives each packet another port.
        for port in UInt16(1)...500 {
            hall.inject(check, from: speaker.address.withPort(port))
            #expect(hall.engine.peerStatistics(speaker.id)?.remote?.port == port)
        }
        #expect(hall.engine.peersByAddress.count <= Peer.maximumAddresses + 1)
        // To and fro between two networks while media flows from one of them.
        let away = NetworkAddress(ipv4: 0x0A00_0B0B, port: 9_000)
        hall.inject(check, from: speaker.address)
        let before = viewer.slot(.video, 0)
        hall.run(milliseconds: 2_000) { step in
            hall.inject(check, from: step % 3 == 0 ? away : speaker.address)
            hall.speak(speaker, step: step + 80)
        }
        #expect(viewer.slot(.video, 0).frames - before.frames == 50)
        #expect(hall.engine.peersByAddress.count <= Peer.maximumAddresses + 1)
        #expect(hall.takeConnectionEvents().isEmpty)
    }

    @Test func assignmentsAndSourcesAreBounded() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        for slot in -10..<1_000 {
            hall.engine.assignAudio(peer: viewer.id, slot: slot, source: SourceID(rawValue: UInt32(slot + 100)))
            hall.engine.assignVideo(peer: viewer.id, slot: slot, source: source, quality: .full)
            hall.engine.assignVideo(peer: speaker.id, slot: slot, source: source, quality: .full)
        }
        let assigned = try #require(hall.engine.peers[viewer.id]).assignments
        #expect(assigned[.audio]?.count == hall.engine.configuration.maximumAudioSlots)
        #expect(assigned[.video]?.count == hall.engine.configuration.maximumVideoSlots)
        #expect(try #require(hall.engine.peers[speaker.id]).assignments.isEmpty)
        // What is only assigned is no source yet; one without publisher and rights is forgotten.
        #expect(hall.engine.sources.count == 1)
        hall.engine.setAudible(source, false)
        hall.engine.setVisible(source, false)
        hall.close(speaker)
        #expect(hall.engine.sources.isEmpty)
    }

    @Test func eventsThatNobodyTakesAreBounded() throws {
        let hall = try Hall { $0.patience = .seconds(1) }
        let (speaker, viewer) = try hall.shown(source)
        for _ in 0..<MediaEngine.maximumEvents { hall.engine.tell(.firstPicture(source)) }
        hall.engine.tell(.firstPicture(source))
        #expect(hall.engine.takeEvents().count == MediaEngine.maximumEvents)
        #expect(hall.engine.takeEvents().isEmpty)
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0) }
        #expect(viewer.slot(.audio, 0).packets > 0)
    }

    /// Recorded media, and the handshake, again and from elsewhere.
    @Test func whatWasRecordedIsWorthNothing() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        var recorded: [[UInt8]] = []
        speaker.losesUp = { datagram in
            recorded.append(Array(datagram))
            return false
        }
        hall.run(milliseconds: 1_500) { hall.speak(speaker, step: $0) }
        speaker.losesUp = nil
        _ = hall.takeConnectionEvents()
        let (before, picture) = (hall.engine.statistics(), viewer.slot(.video, 0))
        for datagram in recorded + speaker.sentHandshake {
            hall.inject(datagram, from: speaker.address)
            hall.inject(datagram, from: viewer.address)
            hall.inject(datagram, from: NetworkAddress(ipv4: 0x0A0A_0A0A, port: 666))
        }
        let after = hall.engine.statistics()
        #expect(after.packetsForwarded == before.packetsForwarded)
        #expect(after.drops(.transport) - before.drops(.transport) >= UInt64(2 * recorded.count))
        #expect(viewer.slot(.video, 0).packets == picture.packets)
        #expect(hall.takeConnectionEvents().isEmpty)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 300) }
        #expect(viewer.slot(.video, 0).frames == speaker.sentFrames.count)
    }
}
