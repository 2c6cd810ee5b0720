import MediaClient
import MediaEngine
import RTP
import Testing
import Wire

/// Who is heard and seen is decided here, whatever a client does.
@Suite struct RightsTests {
    @Test func aSourceIsHeardAndSeenOnlyWithTheRight() throws {
        let hall = try Hall()
        let source = SourceID(rawValue: 5)
        let speaker = try hall.publisher(source)
        let listener = try hall.receiver(audio: 1, video: 1)
        #expect(hall.takeEvents() == [.connected(speaker.id), .connected(listener.id)])
        hall.engine.assignAudio(peer: listener.id, slot: 0, source: source)
        hall.engine.assignVideo(peer: listener.id, slot: 0, source: source, quality: .full)

        // It sends, loudly, and nobody gets one packet.
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0) }
        #expect(listener.slot(.audio, 0).packets == 0)
        #expect(listener.slot(.video, 0).packets == 0)
        #expect(hall.engine.statistics().packetsForwarded == 0)
        #expect(hall.engine.statistics().drops(.notPermitted) > 50)
        #expect(!hall.takeEvents().contains { if case .speaking = $0 { true } else { false } })

        hall.engine.setAudible(source, true)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 1_000) }
        #expect(listener.slot(.audio, 0).packets == 50)
        #expect(listener.slot(.audio, 0).audioLevel == 30)
        #expect(listener.slot(.video, 0).packets == 0)
        #expect(hall.takeEvents().contains { if case .speaking(source, _, true) = $0 { true } else { false } })

        hall.engine.setVisible(source, true)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 2_000) }
        #expect(listener.slot(.video, 0).frames >= 20)
        #expect(listener.slot(.video, 0).keyframes >= 1)

        // The floor is taken: not one packet more, though it goes on sending.
        hall.engine.setAudible(source, false)
        let heard = listener.slot(.audio, 0).packets
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 3_000) }
        #expect(listener.slot(.audio, 0).packets == heard)
        #expect(hall.takeEvents().contains(.speaking(source, level: 127, false)))

        // And given again: the receiver saw no loss in between.
        hall.engine.setAudible(source, true)
        hall.run(milliseconds: 500) { hall.speak(speaker, step: $0 + 4_000) }
        #expect(listener.slot(.audio, 0).packets > heard)
        #expect(listener.slot(.audio, 0).lost == 0)
        #expect(listener.slot(.video, 0).lost == 0)
    }

    @Test func rightsGivenBeforePublicationHold() throws {
        let hall = try Hall()
        let source = SourceID(rawValue: 1)
        let listener = try hall.receiver(audio: 2, video: 0)
        hall.engine.setAudible(source, true)
        hall.engine.assignAudio(peer: listener.id, slot: 1, source: source)
        let speaker = try hall.publisher(source)
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        #expect(listener.slot(.audio, 1).packets == 20)
        #expect(listener.slot(.audio, 0).packets == 0)
    }

    @Test func aReloadedPublisherFillsItsSlotsAgain() throws {
        let hall = try Hall()
        let source = SourceID(rawValue: 1)
        let listener = try hall.receiver(audio: 1, video: 1)
        hall.engine.setAudible(source, true)
        hall.engine.setVisible(source, true)
        hall.engine.assignAudio(peer: listener.id, slot: 0, source: source)
        hall.engine.assignVideo(peer: listener.id, slot: 0, source: source, quality: .thumbnail)
        let first = try hall.publisher(source)
        hall.run(milliseconds: 400) { hall.speak(first, step: $0) }
        let second = try hall.publisher(source)
        #expect(hall.takeEvents().contains(.closed(first.id)))
        let (sound, pictures) = (listener.slot(.audio, 0).packets, listener.slot(.video, 0).frames)
        hall.run(milliseconds: 400) {
            hall.speak(second, step: $0)
            hall.speak(first, step: $0 + 500)  // an old tab that does not know
        }
        #expect(listener.slot(.audio, 0).packets == sound + 20)
        #expect(listener.slot(.video, 0).frames > pictures)
        #expect(listener.slot(.video, 0).lost == 0)
        #expect(hall.engine.statistics().drops(.unknownAddress) > 0)
    }

    @Test func aReceiverCannotPublish() throws {
        let hall = try Hall()
        let source = SourceID(rawValue: 1)
        let listener = try hall.receiver(audio: 1, video: 1)
        func refusal(_ body: () throws -> String) -> MediaRefusal.Reason? {
            do {
                _ = try body()
                return nil
            } catch {
                return (error as? MediaRefusal)?.reason
            }
        }
        let offer = listener.client.makeOffer()
        #expect(
            refusal {
                try hall.engine.publish(
                    peer: listener.id, source: source, offer: MediaEngine.read(offer: offer), now: hall.now)
            }
                == .wrongPeer)
        let stranger = PeerID(rawValue: 99)
        #expect(
            refusal {
                try hall.engine.publish(
                    peer: stranger, source: source, offer: MediaEngine.read(offer: "v=1"), now: hall.now)
            }
                == .malformedOffer)
        #expect(hall.engine.statistics().peers == 1)
    }
}
