import Bandwidth
import Forwarding
import RTP
import Testing
import Wire

/// What a receiver says of its line, and what it is sent then.
@Suite struct LineTests {
    private let layers: [(ssrc: UInt32, rid: String, bytes: Int)] = [(0x5001, "f", 9_000), (0x6001, "q", 500)]

    /// A picture in two layers, 25 times a second, for so long.
    private func show(_ rig: Rig, seconds: Int, from start: inout UInt16) {
        for _ in 0..<seconds * 25 {
            rig.advance(milliseconds: 40)
            for (index, layer) in layers.enumerated() {
                for part in 0..<max(1, layer.bytes / 1_000) {
                    rig.sendVideo(
                        start &* UInt16(index == 0 ? 9 : 1) &+ UInt16(part), timestamp: UInt32(start) * 3_600,
                        key: start % 25 == 0, ssrc: layer.ssrc, rid: layer.rid,
                        body: [UInt8](repeating: 1, count: min(layer.bytes, 1_000)))
                }
            }
            if start % 25 == 0 { rig.video.reconsiderLayers(now: rig.now) }
            start += 1
        }
    }

    private func viewer() -> (Rig, ReceiverSlots, OutgoingSlot, () -> Void) {
        let rig = Rig(rids: ["f", "q"])
        let slots = ReceiverSlots(counters: rig.counters, now: rig.now)
        let slot = rig.slot(.video, to: Wiretap())
        slots.add(slot, number: 0)
        slot.assign(rig.video, now: rig.now)
        return (rig, slots, slot, { slots.followLine(now: rig.now) { _ in } })
    }

    @Test func aReceiversOwnEstimateLimitsButTakesNothingAway() {
        let (rig, slots, slot, follow) = viewer()
        var step: UInt16 = 0
        /// A REMB of so many times 1,024 bits per second.
        func say(_ kibibits: UInt16) {
            let bytes: [UInt8] =
                [0x8F, 206, 0, 5, 0, 0, 0, 9, 0, 0, 0, 0] + Array("REMB".utf8)
                + [1, 10 << 2, UInt8(kibibits >> 8), UInt8(kibibits & 0xFF), 0, 0, 0xA0, 0]
            bytes.withUnsafeBytes { bytes in
                for packet in RTCPReader(bytes) {
                    slots.receive(packet, now: rig.now, into: rig.outbox, wake: { _ in })
                }
            }
        }
        show(rig, seconds: 4, from: &step)
        #expect(slot.current?.rid == "f")
        say(600)  // less than the large layer's 1.8 Mbit/s
        show(rig, seconds: 2, from: &step)
        #expect(slot.current?.rid == "q")
        say(50)
        show(rig, seconds: 2, from: &step)
        #expect(slot.current?.rid == "q" && !slot.isHeld)
        // More than it gets: the large one is tried again.
        var isTried = false
        for _ in 0..<8 {
            say(600)
            show(rig, seconds: 1, from: &step)
            follow()
            if slot.current?.rid == "f" || slot.pending?.rid == "f" { isTried = true }
        }
        #expect(isTried)
    }

    /// The packet before comes within the next one (RFC 2198), in its own place and with its own time.
    @Test func soundThatWasLostOnTheWayHereComesWithTheNext() {
        let rig = Rig()
        let tap = Wiretap()
        let slot = rig.slot(.audio, to: tap)
        slot.assign(rig.audio, now: rig.now)
        func send(_ sequence: UInt16, older: UInt8?, own: UInt8) {
            let block: [UInt8] = older.map { [0x80 | 111, 15, 0, 1, 111, $0] } ?? [111]
            rig.send(rig.packet(63, sequence, UInt32(sequence) * 960, 0x4001, mid: "0", payload: block + [own]))
        }
        send(1, older: nil, own: 1)
        send(2, older: 1, own: 2)  // which came before
        send(4, older: 3, own: 4)  // the third was lost
        #expect(tap.packets.map(\.payload) == [[1], [2], [3], [4]])
        let start = tap.packets[0].header
        #expect(tap.packets.map { $0.header.sequence.rawValue &- start.sequence.rawValue } == [0, 1, 2, 3])
        #expect(tap.packets.map { $0.header.timestamp.distance(from: start.timestamp) } == [0, 960, 1_920, 2_880])
        #expect(rig.counters.redundancyUsed == 1 && rig.counters.duplicate == 0)
        rig.send(rig.packet(63, 5, 0, 0x4001, mid: "0", payload: [0xFF, 1]))
        #expect(rig.counters.malformed == 1)
    }
}
