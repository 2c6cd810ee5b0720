import RTP
import Testing
import Wire

@testable import Forwarding

/// A track and its mirror, with nothing between them.
@Suite struct MirrorTests {
    /// Hands every record on at once.
    private final class Wire: ShardLink {
        var take: (ShardRecord) -> Void = { _ in }
        var isOpen = true

        func push(_ record: ShardRecord) -> Bool {
            if isOpen { take(record) }
            return isOpen
        }
    }

    /// A rig's picture on another shard.
    private final class Shard {
        let there = Wire()
        let back = Wire()
        let counters = ForwardingCounters()
        let fanOut: FanOut
        let outbox = Outbox(capacity: 8)
        let mirror: MirroredTrack

        init(of rig: Rig, _ track: IncomingTrack) {
            fanOut = FanOut(counters: counters)
            mirror = MirroredTrack(
                track.outline, of: track.kind, source: 9, number: 1, owner: 9, link: back, counters: counters,
                cacheBytes: 524_288, now: rig.now)
            let there = there
            back.take = { record in
                switch record.content {
                case .wanted(let layers, _): track.want(Int(layers), on: record, by: there, now: rig.now)
                case .keyframeWanted(let layer): track.wantKeyframe(layer: Int(layer))
                case .track, .packet: break
                }
            }
            there.take = { [unowned self] record in
                _ = mirror.take(record, by: fanOut, now: rig.now, into: outbox)
                fanOut.flush(now: rig.now, into: outbox)
            }
            mirror.permit(true, renumbered: 2, now: rig.now)
        }

        /// A slot of this shard that shows the track.
        func show(to slot: OutgoingSlot, _ rig: Rig) {
            slot.assign(mirror.track, now: rig.now)
            _ = mirror.tellDue(now: rig.now)
        }
    }

    @Test func aMirrorsSlotSendsTheSamePackets() throws {
        let rig = Rig()
        let (near, far) = (Wiretap(), Wiretap())
        let shard = Shard(of: rig, rig.video)
        rig.slot(.video, to: near).assign(rig.video, now: rig.now)
        shard.show(to: rig.slot(.video, to: far, line: ReceiverLine()), rig)
        #expect(rig.takeRTCP().pictureLosses == [])
        rig.sendVideo(10, timestamp: 1_000, key: true)
        for number in 11..<40 as Range<UInt16> {
            rig.advance(milliseconds: 20)
            rig.sendVideo(number, timestamp: 1_000 + 1_800 * UInt32(number - 10), pictureID: number)
        }
        #expect(near.packets.count == 30)
        #expect(near.packets.map(\.bytes) == far.packets.map(\.bytes))
    }

    /// Sound and picture of one moment come out at one moment, wherever they are received.
    @Test func theMomentOfCaptureIsKnownOnEveryShard() throws {
        let rig = Rig()
        let (near, far) = (Wiretap(), Wiretap())
        let shard = Shard(of: rig, rig.video)
        let (nearSlot, farSlot) = (rig.slot(.video, to: near), rig.slot(.video, to: far, line: ReceiverLine()))
        nearSlot.assign(rig.video, now: rig.now)
        shard.show(to: farSlot, rig)
        rig.sendVideo(10, timestamp: 90_000, key: true)
        // Captured a third of a second before it comes.
        rig.advance(milliseconds: 333)
        rig.streams.receive(senderReport(0x5001, at: 10, timestamp: 90_000), now: rig.now)
        rig.advance(milliseconds: 333)
        rig.sendVideo(11, timestamp: 93_000)
        let report = try #require(nearSlot.senderReport(now: rig.now))
        #expect(farSlot.senderReport(now: rig.now) == report)
        #expect(try #require(near.packets.last).header.timestamp != report.timestamp)
    }

    /// Another SSRC takes the layer over: numbers begin anew, on every shard.
    @Test func aSenderThatStartsAnewDoesSoEverywhere() throws {
        let rig = Rig()
        let far = Wiretap()
        let shard = Shard(of: rig, rig.video)
        shard.show(to: rig.slot(.video, to: far), rig)
        rig.sendVideo(10, key: true)
        rig.sendVideo(11)
        rig.advance(milliseconds: 600)
        rig.sendVideo(40_000, key: false, ssrc: 0x6001)
        #expect(far.packets.count == 2, "what does not begin with a key frame is of no use")
        _ = shard.mirror.tellDue(now: rig.now)
        #expect(rig.takeRTCP().pictureLosses == [0x6001])
        rig.sendVideo(40_001, key: true, ssrc: 0x6001)
        rig.sendVideo(40_002, ssrc: 0x6001)
        #expect(far.sequences.count == 4)
        #expect(far.sequences.map { $0 &- far.sequences[0] } == [0, 1, 2, 3])
    }

    /// As long as there is no room nothing is asked for; the first packet that comes through says that there was a loss.
    @Test func aLossOnTheWayIsToldByTheNextPacket() throws {
        let rig = Rig()
        let far = Wiretap()
        let shard = Shard(of: rig, rig.video)
        shard.show(to: rig.slot(.video, to: far), rig)
        rig.sendVideo(10, key: true)
        _ = rig.takeRTCP()
        shard.there.isOpen = false
        rig.sendVideo(11)
        rig.sendVideo(12)
        shard.there.isOpen = true
        #expect(rig.counters.handoverLost == 2)
        #expect(shard.mirror.deadline > rig.now)
        rig.sendVideo(13)
        rig.advance(milliseconds: 600)
        #expect(shard.mirror.deadline <= rig.now)
        _ = shard.mirror.tellDue(now: rig.now)
        #expect(rig.takeRTCP().pictureLosses == [0x5001])
    }

    @Test func aRecordOfAnyShapeIsTakenInOrLeft() throws {
        let rig = Rig()
        let shard = Shard(of: rig, rig.video)
        shard.show(to: rig.slot(.video, to: Wiretap()), rig)
        _ = shard.back.push(ShardRecord(source: 9, kind: .video, number: 5, .wanted(layers: 255, incarnation: 0)))
        _ = shard.back.push(ShardRecord(source: 9, kind: .video, number: 5, .keyframeWanted(layer: 200)))
        #expect(rig.video.wantedLayers == 1)
    }
}
