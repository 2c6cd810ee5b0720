import Forwarding
import RTP
import Testing
import Wire

@Suite struct LayerTests {
    private let full: UInt32 = 0x5001, quarter: UInt32 = 0x6001

    private func started() -> (Rig, Wiretap, OutgoingSlot) {
        let rig = Rig(rids: ["f", "q"])
        let tap = Wiretap()
        return (rig, tap, rig.slot(.video, to: tap))
    }

    @Test func ridsNameTheirSSRCsOnce() {
        let (rig, tap, slot) = started()
        slot.assign(rig.video, reduction: 2, now: rig.now)
        rig.sendVideo(1, key: true, ssrc: full, rid: "f")
        rig.sendVideo(1, key: true, ssrc: quarter, rid: "q")
        rig.sendVideo(2, ssrc: quarter)  // no rid any more
        #expect(rig.video.layers.map(\.ssrc) == [SSRC(full), SSRC(quarter)])
        // The large one serves until the small one comes.
        #expect(tap.packets.count == 3 && slot.current?.rid == "q")
    }

    @Test func aSlotMovesBetweenLayersAtKeyFrames() {
        let (rig, tap, slot) = started()
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true, ssrc: full, rid: "f")
        rig.sendVideo(500, key: true, ssrc: quarter, rid: "q")
        slot.assign(rig.video, reduction: 2, now: rig.now)
        #expect(rig.takeRTCP().pictureLosses == [quarter])
        rig.sendVideo(2, ssrc: full)
        rig.sendVideo(501, ssrc: quarter)
        rig.sendVideo(502, key: true, ssrc: quarter)
        rig.sendVideo(3, ssrc: full)
        rig.sendVideo(503, ssrc: quarter)
        #expect(tap.sequences == [65_531, 65_532, 65_533, 65_534])
        #expect(slot.current?.rid == "q")
        // And a change of mind before the key frame costs nothing.
        slot.assign(rig.video, now: rig.now)
        slot.assign(rig.video, reduction: 2, now: rig.now)
        #expect(slot.pending == nil)
        rig.sendVideo(4, key: true, ssrc: full)
        #expect(slot.current?.rid == "q")
    }

    @Test func theOtherLayerServesWhileTheWantedOneIsNotSent() {
        let (rig, tap, slot) = started()
        rig.sendVideo(1, key: true, ssrc: quarter, rid: "q")
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(2, key: true, ssrc: quarter)
        #expect(slot.current?.rid == "q")
        rig.sendVideo(1, key: true, ssrc: full, rid: "f")
        #expect(slot.current?.rid == "f")
        rig.sendVideo(2, key: true, ssrc: full)
        #expect(slot.current?.rid == "f")
        // The full layer dries up.
        for step in UInt16(3)...20 {
            rig.advance(milliseconds: 100)
            rig.sendVideo(step, ssrc: quarter)
        }
        rig.video.reconsiderLayers(now: rig.now)
        rig.sendVideo(21, key: true, ssrc: quarter)
        #expect(slot.current?.rid == "q")
        #expect(tap.sequences.count == Set(tap.sequences).count)
    }

    @Test func invertedStreamsStayBounded() {
        let (rig, _, _) = started()
        rig.sendVideo(1, key: true, ssrc: full, rid: "f")
        for ssrc in UInt32(1)...5_000 { rig.sendVideo(1, key: true, ssrc: ssrc, rid: "f") }
        #expect(rig.counters.unknownStream == 5_000)
        #expect(rig.video.layers[0].ssrc == SSRC(full))
        // After silence another SSRC may take the layer over: a sender that restarted.
        rig.advance(milliseconds: 600)
        rig.sendVideo(1, key: true, ssrc: 77, rid: "f")
        #expect(rig.video.layers[0].ssrc == SSRC(77))
    }

    @Test func unknownNamesAndTypesAreCounted() {
        let (rig, _, _) = started()
        rig.sendVideo(1, ssrc: 1, rid: "x")
        rig.sendVideo(1, ssrc: 2)
        rig.send(rig.packet(50, 1, 0, 3, mid: "1", payload: [1]))
        rig.send(rig.packet(96, 1, 0, 4, mid: "9", payload: [1]))
        #expect(rig.counters.unknownStream == 4)
        rig.sendVideo(1, ssrc: full, rid: "f")
        rig.send(rig.packet(50, 2, 0, full, mid: "1", payload: [1]))
        #expect(rig.counters.unknownPayloadType == 1)
        rig.send([0x80, 96])
        #expect(rig.counters.malformed == 1)
    }
}
