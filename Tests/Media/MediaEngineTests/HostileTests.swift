import Foundation
import MediaClient
import MediaEngine
import RTP
import Testing
import Wire

@Suite struct HostileTests {
    private let stranger = NetworkAddress(ipv4: 0x0A0A_0A0A, port: 666)

    @Test func strangersAreCountedAndForgotten() throws {
        let hall = try Hall()
        let speaker = try hall.publisher(SourceID(rawValue: 1))
        var state: UInt64 = 1
        for length in 0..<200 {
            for first: UInt8 in [0, 1, 20, 22, 63, 64, 127, 128, 144, 200, 255] {
                var bytes = (0..<length).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1
                    return UInt8(truncatingIfNeeded: state >> 33)
                }
                if !bytes.isEmpty { bytes[0] = first }
                hall.inject(bytes, from: stranger)
                hall.inject(bytes, from: speaker.address)  // the right address, the wrong keys
            }
        }
        let statistics = hall.engine.statistics()
        #expect(statistics.drops(.unknownAddress) > 500)
        #expect(statistics.drops(.notMedia) > 500)
        #expect(statistics.drops(.unknownPeer) > 200)
        #expect(statistics.drops(.transport) > 200)
        #expect(statistics.peers == 1)
        hall.run(milliseconds: 100)
        #expect(hall.engine.peerStatistics(speaker.id)?.state == .connected)
    }

    /// The picture goes in a renegotiation: what was counted of it must not make the rates run backwards.
    @Test func aPictureThatIsRenegotiatedAwayHarmsNobody() throws {
        let hall = try Hall()
        let source = SourceID(rawValue: 1)
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 2_000) { hall.speak(speaker, step: $0) }
        let counted = try #require(hall.engine.peerStatistics(speaker.id)).packetsIn
        let offer = speaker.client.makeOffer()
        let video = try #require(offer.range(of: "m=video"))
        let without = offer.replacingOccurrences(
            of: "a=sendonly", with: "a=inactive", range: video.lowerBound..<offer.endIndex)
        #expect(without != offer)
        _ = try hall.engine.publish(
            peer: speaker.id, source: source, offer: MediaEngine.read(offer: without), now: hall.now)
        hall.run(milliseconds: 3_000)
        let after = try #require(hall.engine.peerStatistics(speaker.id))
        #expect(after.packetsIn >= counted && after.bitrateIn == 0)
        #expect(hall.engine.peerStatistics(viewer.id)?.state == .connected)
    }

    @Test func theOrderOfMediaStaysInARenegotiation() throws {
        let hall = try Hall()
        let guest = try hall.receiver(audio: 1, video: 1)
        let offer = guest.client.makeOffer()
        let parts = offer.components(separatedBy: "m=")
        #expect(parts.count == 3)
        let swapped = [parts[0], parts[2], parts[1]].joined(separator: "m=")
        #expect {
            _ = try hall.engine.receive(peer: guest.id, offer: MediaEngine.read(offer: swapped), now: hall.now)
        } throws: { error in
            (error as? MediaRefusal)?.reason == .incompatibleRenegotiation
        }
        _ = try hall.engine.receive(peer: guest.id, offer: MediaEngine.read(offer: offer), now: hall.now)
    }

    @Test func peersAreLimited() throws {
        let hall = try Hall { $0.maximumPeers = 1 }
        _ = try hall.receiver(audio: 1, video: 0)
        do {
            _ = try hall.receiver(audio: 1, video: 0)
            Issue.record("the second peer must be refused")
        } catch let refusal as MediaRefusal {
            #expect(refusal.reason == .tooManyPeers)
        }
    }

    @Test func aPeerThatNeverConnectsIsGivenUp() throws {
        let hall = try Hall { $0.patience = .seconds(5) }
        let offer = try Hall().receiver(audio: 1, video: 0).client.makeOffer()
        let ghost = PeerID(rawValue: 77)
        _ = try hall.engine.receive(peer: ghost, offer: MediaEngine.read(offer: offer), now: hall.now)
        hall.run(milliseconds: 6_000)
        #expect(hall.takeEvents() == [.closed(ghost)])
        #expect(hall.engine.nextDeadline == nil)
    }

    @Test func slotsOutOfRangeAreIgnored() throws {
        let hall = try Hall()
        let viewer = try hall.receiver(audio: 1, video: 1)
        for slot in [-1, 1, 31, 32, .max] {
            hall.engine.assignAudio(peer: viewer.id, slot: slot, source: SourceID(rawValue: 1))
            hall.engine.assignVideo(peer: viewer.id, slot: slot, source: nil, quality: .full)
        }
        #expect(hall.engine.slots(of: viewer.id).audio.count == 1)
    }
}
