import ICE
import MediaClient
import MediaEngine
import RTP
import SDP
import Testing
import Wire

@Suite("ICE restarts of publishers and viewers while media flows")
struct RestartTests {
    private let source = SourceID(rawValue: 7)

    enum Way: CaseIterable { case offer, fragment }
    enum End: CaseIterable { case speaker, viewer }

    private func shown(_ hall: Hall) throws -> (speaker: Hall.Guest, viewer: Hall.Guest) {
        let speaker = try hall.publisher(source)
        let viewer = try hall.receiver(audio: 1, video: 1)
        hall.engine.setAudible(source, true)
        hall.engine.setVisible(source, true)
        hall.engine.assignAudio(peer: viewer.id, slot: 0, source: source)
        hall.engine.assignVideo(peer: viewer.id, slot: 0, source: source, quality: .full)
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        return (speaker, viewer)
    }

    private func restart(_ guest: Hall.Guest, by way: Way, in hall: Hall, to address: NetworkAddress) throws {
        guest.client.restartICE(localAddresses: [address])
        switch way {
        case .offer:
            let offer = guest.client.makeOffer()
            let answer =
                guest.isPublishing
                ? try hall.engine.publish(
                    peer: guest.id, source: source, offer: MediaEngine.read(offer: offer), now: hall.now)
                : try hall.engine.receive(peer: guest.id, offer: MediaEngine.read(offer: offer), now: hall.now)
            try hall.accept(guest) { try guest.client.accept(answer: answer, now: hall.now, into: $0) }
        case .fragment:
            let patch = try TrickleFragment(parsing: guest.client.trickleFragment)
            let fresh = try #require(
                hall.engine.restartICE(
                    peer: guest.id, fragment: (patch.usernameFragment ?? "", patch.password ?? "")))
            let response = TrickleFragment(usernameFragment: fresh.usernameFragment, password: fresh.password)
            try hall.accept(guest) { try guest.client.accept(fragment: response.text, now: hall.now, into: $0) }
        }
    }

    @Test(arguments: Way.allCases, End.allCases)
    func mediaGoesOnWithoutAHole(way: Way, end: End) throws {
        let hall = try Hall()
        let (speaker, viewer) = try shown(hall)
        let guest = end == .speaker ? speaker : viewer
        let handshakes = hall.handshakeDatagrams
        _ = hall.takeConnectionEvents()
        try restart(guest, by: way, in: hall, to: guest.address)
        hall.run(milliseconds: 2_000) { hall.speak(speaker, step: $0 + 80) }
        let (picture, sound) = (viewer.slot(.video, 0), viewer.slot(.audio, 0))
        #expect(picture.frames == speaker.sentFrames.count && picture.lost == 0 && picture.keyframes == 1)
        #expect(sound.packets == speaker.sentSound && sound.lost == 0)
        #expect(hall.handshakeDatagrams == handshakes && hall.takeConnectionEvents().isEmpty)
    }

    @Test(arguments: Way.allCases, End.allCases)
    func aChangeOfNetworkIsSurvived(way: Way, end: End) throws {
        let hall = try Hall()
        let (speaker, viewer) = try shown(hall)
        let guest = end == .speaker ? speaker : viewer
        let (old, new) = (guest.address, NetworkAddress(ipv4: 0x0A00_0900, port: 51_000))
        let handshakes = hall.handshakeDatagrams
        // The old network is gone from here on: what is sent to it or from it is lost.
        guest.address = new
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0 + 80) }
        let silent = viewer.slot(.audio, 0).packets
        try restart(guest, by: way, in: hall, to: new)
        hall.run(milliseconds: 3_000) { hall.speak(speaker, step: $0 + 160) }
        #expect(hall.engine.peerStatistics(guest.id)?.remote == new)
        #expect(viewer.slot(.audio, 0).packets > silent + 140)
        let before = viewer.slot(.video, 0)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 760) }
        let after = viewer.slot(.video, 0)
        #expect(after.frames - before.frames == 25 && after.lost == before.lost)
        #expect(hall.handshakeDatagrams == handshakes)
        // Media from the address left behind is not taken any more.
        let dropped = hall.engine.statistics().drops(.unknownAddress)
        hall.inject([0x80] + [UInt8](repeating: 96, count: 60), from: old)
        #expect(hall.engine.statistics().drops(.unknownAddress) == dropped + 1)
    }

    @Test func checksWithTheOldCredentialsMoveNothing() throws {
        let hall = try Hall()
        let (speaker, viewer) = try shown(hall)
        let recorded = try #require(speaker.lastCheck)
        try restart(speaker, by: .offer, in: hall, to: speaker.address)
        hall.run(milliseconds: 500) { hall.speak(speaker, step: $0 + 80) }
        let stranger = NetworkAddress(ipv4: 0x0A00_0A0A, port: 6_000)
        let (refused, answers) = (hall.engine.statistics().drops(.transport), hall.sentTo(stranger))
        hall.inject(recorded, from: stranger)
        #expect(hall.engine.statistics().drops(.transport) == refused + 1)
        #expect(hall.engine.peerStatistics(speaker.id)?.remote == speaker.address)
        #expect(hall.sentTo(stranger) <= answers + 1)  // at most the error 401
        // After one more restart the engine does not even know whose they were.
        try restart(speaker, by: .fragment, in: hall, to: speaker.address)
        hall.run(milliseconds: 500) { hall.speak(speaker, step: $0 + 180) }
        let unknown = hall.engine.statistics().drops(.unknownPeer)
        hall.inject(recorded, from: stranger)
        #expect(hall.engine.statistics().drops(.unknownPeer) == unknown + 1)
        #expect(viewer.slot(.video, 0).frames == speaker.sentFrames.count)
    }

    @Test func anAnswerWithoutNewCredentialsIsNoRestart() throws {
        let hall = try Hall()
        let (speaker, viewer) = try shown(hall)
        let remote = try #require(speaker.client.session).remote
        let same = TrickleFragment(usernameFragment: remote.usernameFragment, password: remote.password)
        speaker.client.restartICE(localAddresses: [speaker.address])
        #expect(throws: MediaClientError.unusableAnswer("no new ICE credentials")) {
            try hall.accept(speaker) { try speaker.client.accept(fragment: same.text, now: hall.now, into: $0) }
        }
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0 + 80) }
        #expect(viewer.slot(.video, 0).frames == speaker.sentFrames.count)
    }
}
