import Forwarding
import RTP
import Testing
import Wire

/// Datagrams that came together: sent on a receiver at a time, each receiver's in order.
@Suite struct FanOutTests {
    private func picture(_ rig: Rig, _ sequence: UInt16, key: Bool = false) -> [UInt8] {
        rig.packet(
            96, sequence, 0, 0x5001, mid: "1", payload: rig.vp8(key: key, pictureID: 1, tl0: 1, [UInt8(sequence)]))
    }

    @Test func whatCameTogetherLeavesTogether() {
        let (rig, order) = (Rig(), Order())
        for index in 0..<3 {
            rig.slot(.video, to: order.tap(index), ssrc: 0xA000 + 16 * UInt32(index), line: ReceiverLine())
                .assign(rig.video, now: rig.now)
        }
        rig.sendVideo(1, key: true)
        order.sent = []
        _ = rig.send(batch: [picture(rig, 2), picture(rig, 3), picture(rig, 4)])
        #expect(order.sent.map(\.tap) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
        #expect(order.sent.map(\.last) == [2, 3, 4, 2, 3, 4, 2, 3, 4])
        #expect(rig.counters.forwarded == 12)
    }

    /// Of all publishers and layers, to each receiver its sound first.
    @Test func aReceiverGetsEverythingInOneGo() {
        let (rig, order) = (Rig(), Order())
        for index in 0..<3 {
            let (tap, line) = (order.tap(index), ReceiverLine())
            rig.slot(.audio, to: tap, ssrc: 0xA000 + 16 * UInt32(index), line: line).assign(rig.audio, now: rig.now)
            rig.slot(.video, to: tap, ssrc: 0xA008 + 16 * UInt32(index), line: line).assign(rig.video, now: rig.now)
        }
        rig.sendVideo(1, key: true)
        rig.sendAudio(1)
        order.sent = []
        let sound = rig.packet(111, 2, 0, 0x4001, mid: "0", payload: [0xFC, 9])
        _ = rig.send(batch: [picture(rig, 2), sound, picture(rig, 3)])
        #expect(order.sent.map(\.tap) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
        #expect(order.sent.map(\.last) == [9, 2, 3, 9, 2, 3, 9, 2, 3])
    }

    @Test func whoBeginsWithinABatchGetsNothingFromBefore() {
        let (rig, first, second) = (Rig(), Wiretap(), Wiretap())
        rig.slot(.video, to: first).assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        rig.slot(.video, to: second, ssrc: 0xB000).assign(rig.video, now: rig.now)
        _ = rig.send(batch: [picture(rig, 2), picture(rig, 3, key: true), picture(rig, 4)])
        #expect(first.packets.map { $0.payload.last } == [3, 2, 3, 4])
        #expect(second.packets.map { $0.payload.last } == [3, 4])
    }

    @Test func aChangeOfSourceWithinABatchLosesNothing() {
        let (rig, other, tap) = (Rig(), Rig(owner: 2), Wiretap())
        let slot = rig.slot(.video, to: tap)
        slot.assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        slot.assign(other.video, now: rig.now)
        // Both publishers of one engine, in one batch.
        let (old, new) = (Memory(picture(rig, 2)), Memory(picture(other, 9, key: true)))
        let shared = PublisherStreams(owner: 2, reporter: SSRC(1), counters: rig.counters, fanOut: rig.fanOut)
        shared.extensions = other.streams.extensions
        shared.add(other.video)
        _ = rig.streams.receive(old.bytes, now: rig.now, into: rig.outbox)
        _ = shared.receive(new.bytes, now: rig.now, into: rig.outbox)
        rig.fanOut.flush(now: rig.now, into: rig.outbox)
        #expect(tap.packets.map { $0.payload.last } == [3, 2, 9])
        #expect(tap.sequences == [65_531, 65_532, 65_533])
    }

    @Test func whatWaitsDoesNotOutliveTheRight() {
        #expect(sent { _ = $0.streams.permit(.video, false, now: $0.now) } == 0)
        #expect(sent { _ in } == 1)
    }

    @Test func whatWaitsEndsWithThePublisher() {
        #expect(sent { $0.streams.end() } == 0)
    }

    /// How many packets leave if something happens between a packet's arrival and the end of its batch.
    private func sent(_ meanwhile: (Rig) -> Void) -> Int {
        let (rig, tap) = (Rig(), Wiretap())
        rig.slot(.video, to: tap).assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        _ = tap.take()
        let packet = Memory(picture(rig, 2))
        _ = rig.streams.receive(packet.bytes, now: rig.now, into: rig.outbox)
        meanwhile(rig)
        rig.fanOut.flush(now: rig.now, into: rig.outbox)
        return tap.packets.count
    }

    /// A shell that never says that its batch is over costs no memory.
    @Test func theQueueIsBounded() {
        let (rig, tap) = (Rig(), Wiretap())
        rig.slot(.video, to: tap).assign(rig.video, now: rig.now)
        rig.sendVideo(1, key: true)
        let packets = (2...201).map { Memory(picture(rig, UInt16($0))) }
        for packet in packets { _ = rig.streams.receive(packet.bytes, now: rig.now, into: rig.outbox) }
        #expect(tap.packets.count == 1 + 192)
        rig.fanOut.flush(now: rig.now, into: rig.outbox)
        #expect(tap.packets.count == 201)
    }
}

/// A datagram's memory, as long as the test wants it.
private final class Memory {
    private let memory: UnsafeMutableRawBufferPointer
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

    init(_ packet: [UInt8]) {
        memory = .allocate(byteCount: packet.count, alignment: 16)
        memory.copyBytes(from: packet)
    }

    deinit { memory.deallocate() }
}

/// Several receivers' transports that note who was served when.
private final class Order {
    var sent: [(tap: Int, last: UInt8)] = []

    func tap(_ index: Int) -> any RTPSender { Tap(index: index, order: self) }

    private final class Tap: RTPSender {
        func resend(_ packet: UnsafeRawBufferPointer, outbox: Outbox) -> Bool { false }

        let index: Int
        unowned let order: Order
        let canSend = true

        init(index: Int, order: Order) { (self.index, self.order) = (index, order) }

        func sendRTP(length: Int, in slot: UnsafeMutableRawBufferPointer, outbox: Outbox) -> Bool {
            order.sent.append((index, slot[length - 1]))
            return true
        }
    }
}
