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

/// Browsers have no RTX for sound: what one missed goes out again as it was.
@Suite struct SoundRepairTests {
    /// A transport that really puts what it sends into the outbox.
    private final class Line: RTPSender {
        var canSend = true
        private let peer = NetworkAddress(ipv4: 0x0A00_0001, port: 1)

        func sendRTP(length: Int, in slot: UnsafeMutableRawBufferPointer, outbox: Outbox) -> Bool {
            for index in 12..<length { slot[index] ^= 0x5A }  // Stands for encryption.
            outbox.commit(length: length, to: peer, from: peer)
            return canSend
        }

        func resend(_ packet: UnsafeRawBufferPointer, outbox: Outbox) -> Bool {
            outbox.reserve().copyMemory(from: packet)
            outbox.commit(length: packet.count, to: peer, from: peer)
            return canSend
        }
    }

    private let rig = Rig()
    private let sender = Line()
    private let slots: ReceiverSlots
    private let slot: OutgoingSlot

    init() {
        slots = ReceiverSlots(counters: rig.counters, now: rig.now)
        let like = rig.slot(.audio, to: sender)
        var negotiated = like.negotiated
        negotiated.repairs = true
        negotiated.payloadTypes[.red] = 63
        slot = OutgoingSlot(
            kind: .audio, identity: like.identity, negotiated: negotiated, sender: sender, line: slots.line,
            counters: rig.counters)
        slots.add(slot, number: 0)
        slot.assign(rig.audio, now: rig.now)
    }

    private func take() -> [[UInt8]] {
        defer { rig.outbox.removeAll() }
        return (0..<rig.outbox.count).map { Array(rig.outbox[$0].bytes) }
    }

    private func say(_ sequence: UInt16) -> [[UInt8]] {
        rig.sendAudio(sequence, timestamp: UInt32(sequence) * 960)
        return take()
    }

    private func number(_ packet: [UInt8]) -> SequenceNumber {
        SequenceNumber(UInt16(packet[2]) << 8 | UInt16(packet[3]))
    }

    @Test func theSameBytesAreSentAgain() throws {
        let first = try #require(say(1).first)
        _ = say(2)
        #expect(slot.resend(number(first), now: rig.now, into: rig.outbox))
        #expect(take() == [first] && rig.counters.retransmissionsSent == 1)
    }

    @Test func notOnceItIsTooLateOrForgotten() throws {
        let first = try #require(say(1).first)
        rig.advance(milliseconds: 501)
        #expect(!slot.resend(number(first), now: rig.now, into: rig.outbox))
        let second = try #require(say(2).first)
        for sequence in UInt16(3)..<40 { _ = say(sequence) }
        #expect(!slot.resend(number(second), now: rig.now, into: rig.outbox))
        #expect(take().isEmpty && rig.counters.notInCache == 2)
    }

    @Test func notOnceTheSourceMayNotBeHeard() throws {
        let first = try #require(say(1).first)
        _ = rig.streams.permit(.audio, false, now: rig.now)
        #expect(!slot.resend(number(first), now: rig.now, into: rig.outbox))
    }

    @Test func notWhereTheReceiverDoesNotAsk() throws {
        var negotiated = slot.negotiated
        negotiated.repairs = false
        slot.renegotiate(negotiated)
        let first = try #require(say(1).first)
        #expect(!slot.resend(number(first), now: rig.now, into: rig.outbox))
    }

    /// A lossy line gets each sound again 60 ms later: only if that does not help either is it repaired.
    @Test func notWhileLaterSoundBringsIt() throws {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)
        defer { memory.deallocate() }
        var writer = ByteWriter(memory)
        let report = ReportBlock(
            ssrc: slot.identity.ssrc, fractionLost: 3, cumulativeLost: 1, highestSequence: 1, jitter: 0, lastSR: 0,
            delaySinceLastSR: 0)
        writer.rtcpReceiverReport(sender: SSRC(1), [report])
        // About one in a hundred: one copy.
        for _ in 0..<3 {
            for packet in RTCPReader(writer.written) { slots.receive(packet, now: rig.now, into: rig.outbox) { _ in } }
        }
        let first = try #require(say(1).first)
        rig.advance(milliseconds: 59)
        #expect(!slot.resend(number(first), now: rig.now, into: rig.outbox))
        rig.advance(milliseconds: 1)
        #expect(slot.resend(number(first), now: rig.now, into: rig.outbox))
    }
}

/// What the server misses of a publisher's sound.
@Suite struct LostSoundTests {
    private func rig(nack: Bool = true, permitted: Bool = true) -> Rig {
        let rig = Rig(permitted: permitted)
        rig.audio.feedback.nack = nack
        return rig
    }

    private func asked(_ rig: Rig, after milliseconds: Int64 = 25) -> [UInt16] {
        rig.advance(milliseconds: milliseconds)
        return rig.takeRTCP().nacks
    }

    private func say(_ rig: Rig, _ sequence: UInt16) {
        rig.sendAudio(sequence, timestamp: UInt32(sequence) * 960)
        rig.advance(milliseconds: 20)
    }

    @Test func isAskedForAndSentOn() {
        let rig = rig()
        let tap = Wiretap()
        rig.slot(.audio, to: tap).assign(rig.audio, now: rig.now)
        for sequence: UInt16 in [1, 2, 4] { say(rig, sequence) }
        #expect(asked(rig) == [3])
        say(rig, 3)
        #expect(asked(rig).isEmpty)
        #expect(tap.sequences.count == 4 && Set(tap.sequences).count == 4)
        #expect(rig.counters.retransmissionsReceived == 1)
        // The report still says what the line lost.
        rig.advance(milliseconds: 1_000)
        #expect(rig.takeRTCP().blocks.contains { $0.cumulativeLost == 1 })
    }

    @Test func isNotAskedForWhereNobodyAgreedToOrMayHear() {
        let silent = rig(nack: false)
        let muted = rig(permitted: false)
        for rig in [silent, muted] {
            for sequence: UInt16 in [1, 2, 4] { say(rig, sequence) }
            #expect(asked(rig).isEmpty)
        }
    }

    @Test func isNotAskedForWhereTheNextPacketBroughtIt() {
        let rig = rig()
        let tap = Wiretap()
        rig.slot(.audio, to: tap).assign(rig.audio, now: rig.now)
        func sayTwice(_ sequence: UInt16) {
            let block: [UInt8] = [0x80 | 111, 15, 0, 3, 111]  // 960 ticks before, 3 bytes
            rig.send(
                rig.packet(
                    63, sequence, UInt32(sequence) * 960, 0x4001, mid: "0", payload: block + [0xFC, 1, 1, 0xFC, 2, 2]))
            rig.advance(milliseconds: 20)
        }
        for sequence: UInt16 in [1, 2, 4] { sayTwice(sequence) }
        #expect(asked(rig).isEmpty && tap.sequences.count == 4)
        // Of three in a row it brings the last.
        sayTwice(8)
        #expect(asked(rig) == [5, 6])
    }

    @Test func neverAsksForAPicture() {
        let rig = rig()
        say(rig, 1)
        say(rig, 1_000)
        rig.advance(milliseconds: 2_000)
        let told = rig.takeRTCP()
        #expect(told.nacks.isEmpty && told.pictureLosses.isEmpty)
        #expect(rig.audio.layers[0].receiver.keyframes.isWanted == false)
    }
}
