import MediaClient
import MediaEngine
import RTP
import SDP
import Testing
import Wire

/// Streams that claim what is another's: an SSRC, an m-line, an address.
@Suite struct CollisionTests {
    private let source = SourceID(rawValue: 7)

    /// A packet with the mid extension (id 4 in the client's offers), if one is given.
    private func packet(
        type: UInt8, number: UInt16, ssrc: UInt32, mid: String? = nil,
        payload: [UInt8] = [0x90, 0x80, 0x80, 1, 0x10, 1]
    ) -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: 200, alignment: 8) { memory in
            var writer = ByteWriter(memory)
            writer.u8(0x90)
            writer.u8(type)
            writer.u16(number)
            writer.u32(UInt32(number) * 960)
            writer.u32(ssrc)
            let block = HeaderExtensionWriter(into: &writer)
            if let mid { block.add(id: 4, mid.utf8, to: &writer) }
            block.finish(&writer)
            writer.bytes(payload)
            return Array(writer.written)
        }
    }

    /// The SSRC stands for the m-line that named it last; nothing of it comes out as something else.
    @Test func oneSSRCOfTwoMLinesIsOneStream() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        hall.run(milliseconds: 200) { hall.speak(speaker, step: $0) }
        let offer = speaker.client.makeOffer()
        let announced = try #require(speaker.client.session).media.compactMap { $0.localSource?.ssrc.rawValue }
        let (sound, picture) = try (#require(announced.first), #require(announced.dropFirst().first))
        // New to both, so that no number has been used under it.
        let claimed: UInt32 = 777
        let both = [sound, picture].reduce(offer) { text, ssrc in
            text.replacing("a=ssrc:\(ssrc) ", with: "a=ssrc:\(claimed) ")
                .replacing("a=ssrc-group:FID \(ssrc) ", with: "a=ssrc-group:FID \(claimed) ")
        }
        #expect(both != offer)
        _ = try hall.engine.publish(
            peer: speaker.id, source: source, offer: MediaEngine.read(offer: both), now: hall.now)
        var seen: [(type: UInt8, payload: [UInt8])] = []
        viewer.client.onPacket = { _, _, header, payload in seen.append((header.payloadType.rawValue, Array(payload))) }
        let before = hall.engine.statistics().drops(.unknownPayloadType)
        for number in UInt16(40_000)..<40_010 {
            hall.sendSealed(packet(type: 111, number: number, ssrc: claimed, payload: [1, 1]), by: speaker)
            hall.sendSealed(packet(type: 96, number: number + 100, ssrc: claimed), by: speaker)
        }
        hall.run(milliseconds: 100)
        #expect(hall.engine.statistics().drops(.unknownPayloadType) - before == 10)
        #expect(seen.allSatisfy { $0.type != 111 })
        #expect(hall.engine.peerStatistics(speaker.id)?.state == .connected)
    }

    @Test func aPacketThatNamesAnotherMLineChangesNothing() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        var newest: UInt16 = 0
        speaker.losesUp = { datagram in
            let bytes = Array(datagram.prefix(4))
            if bytes[1] & 0x7F == 111 { newest = UInt16(bytes[2]) << 8 | UInt16(bytes[3]) }
            return false
        }
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        let session = try #require(speaker.client.session)
        let mids = session.media.map(\.mid)
        let own = try session.media.map { try #require($0.localSource?.ssrc.rawValue) }
        var seen: [[UInt8]] = []
        viewer.client.onPacket = { _, _, _, payload in seen.append(Array(payload)) }
        let unknown = hall.engine.statistics().drops(.unknownStream)
        let mark: [UInt8] = [0x90, 0x80, 0x80, 1, 0x11, 77]
        for number in UInt16(50_000)..<50_020 {
            // A new stream: the picture's format on the sound's line, and the other way round.
            hall.sendSealed(packet(type: 96, number: number, ssrc: 1, mid: mids[0], payload: mark), by: speaker)
            hall.sendSealed(packet(type: 111, number: number, ssrc: 2, mid: mids[1], payload: mark), by: speaker)
            // A line that there is not, and one that has its stream already.
            hall.sendSealed(packet(type: 96, number: number, ssrc: 3, mid: "9", payload: mark), by: speaker)
            hall.sendSealed(packet(type: 96, number: number, ssrc: 4, mid: mids[1], payload: mark), by: speaker)
        }
        #expect(hall.engine.statistics().drops(.unknownStream) - unknown == 80)
        #expect(seen.isEmpty)
        // The sound's own stream says it were the picture's: it stays sound.
        let sound = viewer.slot(.audio, 0).packets
        hall.sendSealed(packet(type: 111, number: newest + 100, ssrc: own[0], mid: mids[1], payload: mark), by: speaker)
        #expect(viewer.slot(.audio, 0).packets == sound + 1 && seen == [mark])
        let before = viewer.slot(.video, 0)
        hall.run(milliseconds: 1_000) { hall.speak(speaker, step: $0 + 80) }
        #expect(viewer.slot(.video, 0).frames - before.frames == 25 && viewer.slot(.video, 0).lost == before.lost)
    }

    @Test func twoPublishersMayUseOneSSRC() throws {
        let hall = try Hall()
        let other = SourceID(rawValue: 8)
        let (first, second) = (try hall.publisher(source), try hall.publisher(other))
        let viewer = try hall.receiver(audio: 2, video: 2)
        for (slot, source) in [source, other].enumerated() {
            hall.engine.setVisible(source, true)
            hall.engine.assignVideo(peer: viewer.id, slot: slot, source: source, quality: .full)
        }
        // Both drop the streams that they announced for a new one, which is the same.
        hall.run(milliseconds: 600)
        var seen: [Int: Set<UInt8>] = [:]
        viewer.client.onPacket = { kind, slot, _, payload in
            if kind == .video, let last = payload.last { seen[slot, default: []].insert(last) }
        }
        for number in UInt16(100)..<120 {
            for (guest, mark) in [(first, UInt8(1)), (second, 2)] {
                hall.sendSealed(
                    packet(type: 96, number: number, ssrc: 77, mid: "1", payload: [0x90, 0x80, 0x80, 1, 0x10, mark]),
                    by: guest)
            }
        }
        hall.run(milliseconds: 50)
        #expect(seen == [0: [1], 1: [2]])
    }

    /// Whoever may sign checks can write any sender on the envelope.
    @Test func anAddressInUseStaysWithItsPeer() throws {
        let hall = try Hall()
        let (speaker, viewer) = try hall.shown(source)
        let rival = try hall.publisher(SourceID(rawValue: 8))
        hall.run(milliseconds: 400) { hall.speak(speaker, step: $0) }
        let before = viewer.slot(.video, 0)
        let check = try #require(rival.lastCheck)
        hall.run(milliseconds: 2_000) { step in
            hall.inject(check, from: speaker.address)
            hall.speak(speaker, step: step + 80)
        }
        #expect(viewer.slot(.video, 0).frames - before.frames == 50)
        #expect(hall.engine.peerStatistics(speaker.id)?.remote == speaker.address)
        #expect(hall.engine.peerStatistics(rival.id)?.remote == rival.address)
        // Once nobody is heard there any more, it is free: ports are given again.
        speaker.isPlugged = false
        hall.run(milliseconds: 16_000, stepping: 50)
        hall.inject(check, from: speaker.address)
        #expect(hall.engine.peerStatistics(rival.id)?.remote == speaker.address)
    }
}
