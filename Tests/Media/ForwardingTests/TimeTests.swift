import Forwarding
import RTP
import Testing
import Wire

/// Sound and picture of one source stay together: by the sender reports that receivers get.
@Suite struct TimeTests {
    /// Ticks per second differ and both clocks started anywhere; what was captured at the same moment must be so again.
    @Test func reportsMapTheSameMomentToTheSameTime() throws {
        let rig = Rig()
        let tap = Wiretap()
        let sound = rig.slot(.audio, to: tap)
        let picture = rig.slot(.video, to: tap, ssrc: 0xB000)
        sound.assign(rig.audio, now: rig.now)
        picture.assign(rig.video, now: rig.now)
        // Both captured at the sender's second 10; the picture arrives 80 ms after the sound.
        rig.sendAudio(1, timestamp: 1_000)
        rig.advance(milliseconds: 80)
        rig.sendVideo(1, timestamp: 777_000, key: true)
        rig.advance(milliseconds: 20)
        rig.streams.receive(senderReport(0x4001, at: 10, timestamp: 1_000), now: rig.now)
        rig.streams.receive(senderReport(0x5001, at: 10, timestamp: 777_000), now: rig.now)
        rig.advance(milliseconds: 300)
        let audioReport = try #require(sound.senderReport(now: rig.now))
        let videoReport = try #require(picture.senderReport(now: rig.now))
        #expect(audioReport.ntp == videoReport.ntp)
        let audioOut = tap.packets[0].header.timestamp
        let videoOut = tap.packets[1].header.timestamp
        let audioAge = Double(audioReport.timestamp.distance(from: audioOut)) / 48_000
        let videoAge = Double(videoReport.timestamp.distance(from: videoOut)) / 90_000
        #expect(abs(audioAge - videoAge) < 0.001)
        #expect(audioReport.packets == 1 && audioReport.octets == 3)
    }

    @Test func aSilentSlotSendsNoReports() {
        let rig = Rig()
        let tap = Wiretap()
        let sound = rig.slot(.audio, to: tap)
        sound.assign(rig.audio, now: rig.now)
        #expect(sound.senderReport(now: rig.now) == nil)
        rig.sendAudio(1)
        #expect(sound.senderReport(now: rig.now) != nil)
        #expect(sound.senderReport(now: rig.now + .seconds(4)) == nil)
    }

    @Test func reportsOfManySlotsFitTheirPackets() {
        let rig = Rig()
        let slots = ReceiverSlots(counters: rig.counters, now: rig.now)
        let tap = Wiretap()
        for number in 0..<60 {
            let slot = rig.slot(.audio, to: tap, ssrc: UInt32(0x1000 + 2 * number))
            slots.add(slot, number: number)
            slot.assign(rig.audio, now: rig.now)
        }
        rig.sendAudio(1)
        rig.advance(milliseconds: 1_500)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_400, alignment: 8)
        defer { memory.deallocate() }
        var reported: Set<UInt32> = []
        var named: Set<UInt32> = []
        var compounds = 0
        while compounds < 100 {
            var writer = ByteWriter(memory)
            guard slots.writeReports(now: rig.now, to: &writer) else { break }
            #expect(!writer.overflowed && writer.count <= 1_150)
            compounds += 1
            for packet in RTCPReader(writer.written) {
                if case .senderReport(let report, _) = packet { reported.insert(report.sender.rawValue) }
                if case .sourceDescription(let chunks) = packet {
                    for chunk in chunks { named.insert(chunk.ssrc.rawValue) }
                }
            }
        }
        #expect(reported.count == 60 && named == reported)
        #expect(slots.nextReport > rig.now)
    }

    @Test func theRoundTripComesFromReports() throws {
        let rig = Rig()
        let slots = ReceiverSlots(counters: rig.counters, now: rig.now)
        let tap = Wiretap()
        let slot = rig.slot(.audio, to: tap)
        slots.add(slot, number: 0)
        slot.assign(rig.audio, now: rig.now)
        rig.sendAudio(1)
        let sent = try #require(slot.senderReport(now: rig.now))
        rig.advance(milliseconds: 540)  // 40 ms on the way, half a second at the receiver
        let block = ReportBlock(
            ssrc: slot.identity.ssrc, fractionLost: 64, cumulativeLost: 1, highestSequence: 1, jitter: 480,
            lastSR: sent.ntp.compact, delaySinceLastSR: 32_768)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = bytes.withUnsafeMutableBytes {
            var writer = ByteWriter($0)
            writer.rtcpReceiverReport(sender: SSRC(1), [block])
            return writer.count
        }
        bytes.withUnsafeBytes {
            for packet in RTCPReader(UnsafeRawBufferPointer(rebasing: $0[..<count])) {
                slots.receive(packet, now: rig.now, into: rig.outbox) { _ in }
            }
        }
        #expect(abs(try #require(slots.line.roundTrip).milliseconds - 40) < 1)
        #expect(slots.quality.loss == 0.25)
        #expect(slots.quality.jitter == 10)
    }
}
