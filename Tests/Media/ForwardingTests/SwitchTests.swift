import Forwarding
import RTP
import Testing
import Wire

/// What a receiver sees while sources and layers change under one SSRC.
@Suite struct SwitchTests {
    @Test func nothingIsForwardedWithoutTheRight() {
        let rig = Rig(permitted: false)
        let tap = Wiretap()
        let sound = rig.slot(.audio, to: tap)
        let picture = rig.slot(.video, to: tap, ssrc: 0xB000)
        sound.assign(rig.audio, now: rig.now)
        picture.assign(rig.video, now: rig.now)
        for number in UInt16(1)...50 {
            rig.sendAudio(number)
            rig.sendVideo(number, key: number % 10 == 1)
        }
        #expect(tap.packets.isEmpty)
        #expect(rig.counters.notPermitted == 100)
        #expect(rig.takeRTCP().pictureLosses.isEmpty)
    }

    @Test func soundBeginsAtOnceWithHeaderRewritten() throws {
        let rig = Rig()
        let tap = Wiretap()
        rig.slot(.audio, to: tap).assign(rig.audio, now: rig.now)
        // The slot must outlive the assignment: the track holds it.
        rig.sendAudio(700, timestamp: 960, level: 0x95)
        rig.sendAudio(701, timestamp: 1_920)
        let packets = tap.take()
        #expect(packets.count == 2)
        let first = try #require(packets.first)
        #expect(first.header.payloadType == 109)
        #expect(first.header.ssrc == SSRC(0xA000))
        #expect(first.header.sequence == SequenceNumber(65_531))
        #expect(first.header.marker && !packets[1].header.marker)
        #expect(first.payload == [0xFC, 1, 2])
        var map = HeaderExtensionMap()
        map[5] = .mid
        map[6] = .audioLevel
        for (packet, level) in zip(packets, [0x95, nil] as [UInt8?]) {
            packet.bytes.withUnsafeBytes {
                let values = HeaderExtensionValues($0, header: packet.header, map: map)
                #expect(values.mid.map { Array($0) } == Array("m7".utf8))
                #expect(values.audioLevel == level)
            }
        }
        #expect(packets[1].header.timestamp.distance(from: first.header.timestamp) == 960)
    }

    /// Waiting for a successor that goes away: the slot must not keep a face that it is assigned no more.
    @Test func aPictureWhoseSuccessorGoesAwayEnds() {
        let (rig, other, tap) = (Rig(), Rig(owner: 2), Wiretap())
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        slot.assign(other.video, now: rig.now)
        rig.sendVideo(2)
        #expect(tap.take().count == 2, "the old picture stays until the new one comes")
        other.streams.end()
        rig.sendVideo(3)
        #expect(tap.take().isEmpty)

        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(4, key: true)
        #expect(tap.take().count == 1)
    }

    /// A source that loses the slot begins its numbers anew just then: it does not get the slot back by that.
    @Test func aRestartBringsNobodyBackIntoASlot() {
        let (rig, other, tap) = (Rig(), Rig(owner: 2), Wiretap())
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        slot.assign(other.video, now: rig.now)
        _ = tap.take()
        for number in UInt16(30_000)...30_010 { rig.sendVideo(number, key: true) }
        #expect(tap.take().isEmpty)
        other.sendVideo(500, key: true)
        rig.sendVideo(30_011, key: true)
        #expect(tap.take().count == 1)
    }

    @Test func aPictureBeginsAtAKeyFrame() {
        let rig = Rig()
        let tap = Wiretap()
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1)
        rig.sendVideo(2)
        #expect(tap.packets.isEmpty)
        #expect(rig.takeRTCP().pictureLosses == [0x5001])
        rig.sendVideo(3, key: true)
        rig.sendVideo(4)
        #expect(tap.sequences == [65_531, 65_532])
        #expect(slot.current != nil && slot.pending == nil)
    }

    @Test func numbersGoOnWithoutAHoleAcrossMuteAndUnmute() {
        let rig = Rig()
        let tap = Wiretap()
        rig.slot(.audio, to: tap).assign(rig.audio, now: rig.now)
        for number in UInt16(65_530)...65_535 { rig.sendAudio(number) }
        _ = rig.streams.permit(.audio, false, now: rig.now)
        for number in UInt16(0)...100 { rig.sendAudio(number) }
        _ = rig.streams.permit(.audio, true, now: rig.now)
        for number in UInt16(101)...103 { rig.sendAudio(number) }
        #expect(tap.sequences == [65_531, 65_532, 65_533, 65_534, 65_535, 0, 1, 2, 3])
        #expect(tap.packets[6].header.marker)
    }

    @Test func aSwitchOfSourceKeepsNumbersTimeAndPictureIDsMonotonic() {
        let first = Rig(owner: 1)
        let second = Rig(owner: 2)
        second.now = first.now
        let tap = Wiretap()
        let slot = first.slot(.video, to: tap)
        slot.assign(first.video, now: first.now)
        first.sendVideo(10, timestamp: 5_000, key: true, pictureID: 0x7FFE, tl0: 250)
        first.sendVideo(11, timestamp: 8_000, pictureID: 0x7FFF, tl0: 251)
        slot.assign(second.video, now: first.now)
        first.sendVideo(12, timestamp: 11_000, pictureID: 0, tl0: 252)  // still shown
        second.sendVideo(40_000, timestamp: 77, pictureID: 9, tl0: 3)  // not yet
        second.advance(milliseconds: 100)
        second.sendVideo(40_001, timestamp: 3_077, key: true, pictureID: 10, tl0: 4)
        first.sendVideo(13, timestamp: 14_000, pictureID: 1, tl0: 253)  // no more
        second.sendVideo(40_002, timestamp: 6_077, pictureID: 11, tl0: 5)
        #expect(tap.sequences == [65_531, 65_532, 65_533, 65_534, 65_535])
        let descriptions = tap.packets.map { packet in
            packet.payload.withUnsafeBytes { PayloadDescription($0, format: .vp8) }
        }
        for (a, b) in zip(descriptions, descriptions.dropFirst()) {
            #expect((b.pictureID!.value &- a.pictureID!.value) & 0x7FFF == 1)
            #expect(b.tl0 &- a.tl0 == 1)
        }
        for (a, b) in zip(tap.packets, tap.packets.dropFirst()) {
            #expect(b.header.timestamp.distance(from: a.header.timestamp) > 0)
        }
        // 100 ms passed at the switch: about 9,000 ticks since the first source's first packet.
        let step = tap.packets[3].header.timestamp.distance(from: tap.packets[0].header.timestamp)
        #expect(step == 9_000)
    }

    @Test func lossesAndReorderingShowThroughAsTheyAre() {
        let rig = Rig()
        let tap = Wiretap()
        rig.slot(.video, to: tap).assign(rig.video, now: rig.now)
        rig.sendVideo(65_534, key: true)
        rig.sendVideo(0)  // 65,535 is missing
        rig.sendVideo(2)
        rig.sendVideo(1)
        rig.sendVideo(1)  // duplicate
        rig.sendVideo(65_533)  // from before the key frame
        #expect(tap.sequences == [65_531, 65_533, 65_535, 65_534])
        #expect(rig.counters.duplicate == 1)
    }

    @Test func paddingLeavesNoHole() {
        let rig = Rig()
        let tap = Wiretap()
        rig.slot(.video, to: tap).assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        for number in UInt16(2)...5 {
            rig.send(rig.packet(96, number, 0, 0x5001, mid: "1", payload: [], padding: 20))
        }
        rig.sendVideo(7)
        rig.send(rig.packet(96, 6, 0, 0x5001, mid: "1", payload: [], padding: 20))  // too late to hide
        rig.sendVideo(8)
        #expect(tap.sequences == [65_531, 65_533, 65_534])
        #expect(rig.counters.paddingReceived == 5)
    }

    @Test func aReceiverWithoutTheCodecGetsNothing() {
        let rig = Rig()
        let tap = Wiretap()
        let slot = rig.slot(.video, to: tap, vp8: nil)
        slot.assign(rig.video, now: rig.now)
        for number in UInt16(1)...5 { rig.sendVideo(number, key: true) }
        #expect(tap.packets.isEmpty)
        #expect(rig.counters.undecodable > 0)
        // And the sender is not asked for key frames for ever.
        rig.advance(milliseconds: 5_000)
        #expect(rig.takeRTCP().pictureLosses.isEmpty)
    }

    @Test func aSenderThatRestartsItsNumbersGoesOn() {
        let rig = Rig()
        let tap = Wiretap()
        rig.slot(.video, to: tap).assign(rig.video, now: rig.now)
        rig.sendVideo(100, key: true)
        rig.sendVideo(20_000, key: true)  // suspect
        rig.sendVideo(20_001, key: true)  // a restart, then
        rig.sendVideo(20_002)
        #expect(tap.sequences == [65_531, 65_532, 65_533])
    }

    @Test func anEmptiedSlotFallsSilentAtOnce() {
        let rig = Rig()
        let tap = Wiretap()
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        slot.assign(nil, now: rig.now)
        rig.sendVideo(2)
        rig.sendVideo(3, key: true)
        #expect(tap.packets.count == 1)
        #expect(slot.track == nil && slot.current == nil)
    }

    @Test func aSuccessorThatMayNotBeSeenEmptiesTheSlot() {
        let rig = Rig()
        let hidden = Rig(owner: 2, permitted: false)
        let tap = Wiretap()
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        slot.assign(hidden.video, now: rig.now)
        rig.sendVideo(2)
        #expect(tap.packets.count == 1)
    }

    @Test func aSuccessorThatNeverComesEmptiesTheSlotInTheEnd() {
        let rig = Rig()
        let absent = Rig(owner: 2)
        let tap = Wiretap()
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        slot.assign(absent.video, now: rig.now)
        rig.sendVideo(2)
        slot.settle(now: rig.now + .milliseconds(1_000))
        rig.sendVideo(3)
        slot.settle(now: rig.now + .milliseconds(2_000))
        rig.sendVideo(4)
        #expect(tap.packets.count == 3)
    }

    @Test func aTrackThatEndsLetsGoOfItsSlots() {
        let rig = Rig()
        let tap = Wiretap()
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        rig.streams.end()
        #expect(slot.track == nil && slot.current == nil)
        rig.sendVideo(2)
        #expect(tap.packets.count == 1)
        #expect(!slot.resend(SequenceNumber(65_531), now: rig.now, into: rig.outbox))
    }

    @Test func aClosedTransportIsCountedAndHarmless() {
        let rig = Rig()
        let tap = Wiretap()
        tap.isOpen = false
        rig.slot(.audio, to: tap).assign(rig.audio, now: rig.now)
        rig.sendAudio(1)
        #expect(rig.counters.unsent == 1)
        #expect(rig.counters.forwarded == 0)
    }
}
