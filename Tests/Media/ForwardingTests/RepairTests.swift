import Forwarding
import RTP
import Receiving
import Testing
import Wire

@Suite struct RepairTests {
    private func showing(hasRTX: Bool = true) -> (Rig, Wiretap, OutgoingSlot) {
        let rig = Rig()
        let tap = Wiretap()
        let slot = rig.slot(.video, to: tap, hasRTX: hasRTX)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, timestamp: 90, key: true, pictureID: 5, tl0: 1, body: [1])
        rig.sendVideo(2, timestamp: 90, pictureID: 5, tl0: 1, body: [2])
        rig.sendVideo(3, timestamp: 180, pictureID: 6, tl0: 2, body: [3])
        return (rig, tap, slot)
    }

    @Test func aNACKIsAnsweredByRTX() throws {
        let (rig, tap, slot) = showing()
        let original = tap.take()[1]
        #expect(slot.resend(original.header.sequence, now: rig.now, into: rig.outbox))
        let again = try #require(tap.take().first)
        #expect(again.header.ssrc == SSRC(0xA001))
        #expect(again.header.payloadType == 121)
        #expect(again.header.sequence == SequenceNumber(501))
        #expect(again.header.timestamp == original.header.timestamp)
        let number = original.header.sequence.rawValue
        #expect(again.payload == [UInt8(number >> 8), UInt8(number & 0xFF)] + original.payload)
    }

    /// SRTP would have to send two packets under one number.
    @Test func withoutRTXNothingIsRepaired() {
        let (rig, tap, slot) = showing(hasRTX: false)
        let original = tap.take()[2]
        #expect(!slot.resend(original.header.sequence, now: rig.now, into: rig.outbox))
        #expect(tap.take().isEmpty && rig.counters.notInCache == 1)
    }

    @Test func aPacketOfAnEarlierSourceIsRepairedToo() throws {
        let (rig, tap, slot) = showing()
        let other = Rig(owner: 2)
        slot.assign(other.video, now: rig.now)
        other.sendVideo(900, key: true)
        let original = tap.take()[2]
        #expect(slot.resend(original.header.sequence, now: rig.now, into: rig.outbox))
        #expect(try Array(#require(tap.take().first).payload.dropFirst(2)) == original.payload)
        // But not once that source lost its right.
        _ = rig.streams.permit(.video, false, now: rig.now)
        #expect(!slot.resend(original.header.sequence, now: rig.now, into: rig.outbox))
    }

    @Test func whatWasNeverSentIsNotResent() {
        let (rig, tap, slot) = showing()
        _ = tap.take()
        for number: UInt16 in [65_530, 100, 30_000, 65_000] {
            #expect(!slot.resend(SequenceNumber(number), now: rig.now, into: rig.outbox))
        }
        #expect(tap.packets.isEmpty)
        #expect(rig.counters.notInCache == 4)
    }

    @Test func giantNACKsAreCutAndFloodsLimited() {
        let (rig, tap, slot) = showing()
        let number = tap.take()[0].header.sequence
        let slots = ReceiverSlots(counters: rig.counters, now: rig.now)
        slots.add(slot, number: 0)
        let entry: [UInt8] = [UInt8(number.rawValue >> 8), UInt8(number.rawValue & 0xFF), 0, 0]
        let words = 2 + 300
        let nack: [UInt8] =
            [0x81, 205, UInt8(words >> 8), UInt8(words & 0xFF), 0, 0, 0, 1, 0, 0, 0xA0, 0]
            + Array(repeatElement(entry, count: 300).joined())
        for _ in 0..<20 {
            nack.withUnsafeBytes {
                for packet in RTCPReader($0) { slots.receive(packet, now: rig.now, into: rig.outbox) { _ in } }
            }
        }
        #expect(tap.packets.count == 256)
        #expect(rig.counters.excessiveFeedback == 20 * 300 - 256)
    }

    /// A few bytes of feedback can claim thousands of packets: what is beyond a line's measure is not looked at.
    @Test func feedbackFloodsAreLimited() {
        let counters = ForwardingCounters()
        let slots = ReceiverSlots(counters: counters, now: .zero)
        let outbox = Outbox(capacity: 1)
        // 8,191 packets that did not come, fifty times in a datagram.
        let claim: [UInt8] = [
            0x8F, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0, 7, 0x1F, 0xFF, 0, 0, 1, 0, 0x1F, 0xFF, 0, 0,
        ]
        let compound = Array(repeatElement(claim, count: 50).joined())
        func send(at seconds: Int64) {
            compound.withUnsafeBytes {
                for packet in RTCPReader($0) {
                    slots.receive(packet, now: .zero + .seconds(seconds), into: outbox) { _ in }
                }
            }
        }
        send(at: 1)
        #expect(counters.excessiveFeedback == 48)
        send(at: 1)
        #expect(counters.excessiveFeedback == 98)
        send(at: 2)
        #expect(counters.excessiveFeedback == 98 + 48)
    }

    @Test func missingPacketsAreAskedForAndNoMoreOnceTheyCame() {
        let (rig, tap, _) = showing()
        rig.sendVideo(6)
        rig.advance(milliseconds: 25)
        #expect(rig.takeRTCP().nacks == [4, 5])
        rig.sendVideo(5)
        rig.sendRTX(1, of: 4)
        rig.advance(milliseconds: 25)
        #expect(rig.takeRTCP().nacks.isEmpty)
        #expect(rig.counters.retransmissionsReceived == 1)
        #expect(tap.sequences.count == 6)
        #expect(Set(tap.sequences).count == 6)
    }

    @Test func askingEndsAfterAWhile() {
        let (rig, _, _) = showing()
        rig.sendVideo(5)
        var asked = 0
        for _ in 0..<100 {
            rig.advance(milliseconds: 25)
            asked += rig.takeRTCP().nacks.count
        }
        #expect(asked == 6)
    }

    @Test func aPacketThatNeverComesAsksForOneKeyFrame() {
        let (rig, _, slot) = showing()
        rig.advance(milliseconds: 600)
        _ = rig.takeRTCP()
        rig.sendVideo(5)
        var asked = 0
        for _ in 0..<60 {
            rig.advance(milliseconds: 25)
            asked += rig.takeRTCP().pictureLosses.count
            if asked == 1 { rig.sendVideo(6, key: true) }
        }
        #expect(asked == 1)
        // Nobody watches: nobody needs one.
        slot.assign(nil, now: rig.now)
        rig.sendVideo(9)
        for _ in 0..<60 {
            rig.advance(milliseconds: 25)
            asked += rig.takeRTCP().pictureLosses.count
        }
        #expect(asked == 1)
    }

    @Test func whatIsLostBeforeAKeyFrameNeedsNoOther() {
        let (rig, _, _) = showing()
        rig.advance(milliseconds: 600)
        _ = rig.takeRTCP()
        rig.sendVideo(5, key: true)
        for _ in 0..<60 {
            rig.advance(milliseconds: 25)
            #expect(rig.takeRTCP().pictureLosses.isEmpty)
        }
    }

    @Test func tooGreatALossAsksForAKeyFrameInstead() {
        let (rig, _, _) = showing()
        _ = rig.takeRTCP()
        rig.advance(milliseconds: 600)
        rig.sendVideo(3 + 400)
        rig.advance(milliseconds: 25)
        let told = rig.takeRTCP()
        #expect(told.nacks.isEmpty)
        #expect(told.pictureLosses == [0x5001])
    }

    @Test func probesOfPaddingOnRTXAreNoPackets() {
        let (rig, tap, _) = showing()
        rig.send(rig.packet(97, 1, 0, 0x5002, mid: "1", payload: [], padding: 100))
        rig.sendRTX(2, of: 2)  // had it already
        #expect(tap.packets.count == 3)
        #expect(rig.counters.paddingReceived == 1 && rig.counters.duplicate == 1)
    }

    @Test func keyFramesAreAskedForAtMostTwiceASecond() {
        let rig = Rig()
        let taps = (0..<10).map { _ in Wiretap() }
        let slots = taps.map { rig.slot(.video, to: $0) }
        rig.sendVideo(1)
        var asked = 0
        for step in 0..<200 {
            if step < 100 { slots[step % 10].assign(step % 20 < 10 ? rig.video : nil, now: rig.now) }
            for slot in slots { _ = slot.requestKeyframe() }
            asked += rig.takeRTCP().pictureLosses.count
            rig.advance(milliseconds: 10)
        }
        #expect(asked >= 2 && asked <= 4)  // two seconds
    }

    @Test func aKeyFrameEndsTheAsking() {
        let (rig, _, slot) = showing()
        _ = rig.takeRTCP()
        rig.advance(milliseconds: 600)
        #expect(slot.requestKeyframe() == 1)
        #expect(rig.streams.deadline.map { $0 <= rig.now } == true)
        #expect(rig.takeRTCP().pictureLosses == [0x5001])
        rig.advance(milliseconds: 100)
        rig.sendVideo(4, key: true)
        rig.advance(milliseconds: 1_000)
        #expect(rig.takeRTCP().pictureLosses.isEmpty)
    }
}
