import RTP
import Testing
import Wire

@testable import Forwarding

/// Frames that are left out of a stream, and what its receiver sees of that: nothing.
@Suite struct StepTests {
    private func step(_ spatial: Int, _ temporal: Int) -> LayerStep { LayerStep(spatial: spatial, temporal: temporal) }

    /// VP8 in three temporal layers, as libwebrtc sends it: 0, 2, 1, 2; one to three packets a frame.
    private struct Pattern {
        struct Frame {
            var temporal: Int
            var packets: Range<Int64>
            /// The frame it builds on.
            var reference: Int?
        }

        var frames: [Frame] = []

        init(count: Int, sizes: (Int) -> Int64) {
            var next: Int64 = 70_000
            for index in 0..<count {
                let temporal = [0, 2, 1, 2][index % 4]
                let reference = [index - 4, index - 1, index - 2, index - 1][index % 4]
                let size = sizes(index)
                frames.append(
                    Frame(temporal: temporal, packets: next..<next + size, reference: reference < 0 ? nil : reference))
                next += size
            }
        }

        func packet(_ sequence: Int64, of index: Int) -> MediaPacket {
            let frame = frames[index]
            // The middle layer, and what comes right behind the base layer, build on the base layer alone.
            let isSynced = index % 4 == 1 || index % 4 == 2
            let begins: UInt8 = sequence == frame.packets.lowerBound ? 0x10 : 0
            let payload: [UInt8] = [
                0x80 | begins, 0xE0, 0x80 | UInt8(index >> 8 & 0x7F), UInt8(index & 0xFF), UInt8(index / 4 & 0xFF),
                UInt8(frame.temporal) << 6 | (isSynced ? 0x20 : 0), index == 0 ? 0x10 : 0x11,
            ]
            return MediaPacket(
                payload: .init(start: nil, count: 0), sequence: ExtendedSequence(sequence),
                timestamp: RTPTimestamp(UInt32(index) * 3_000), marker: sequence == frame.packets.upperBound - 1,
                format: .vp8, description: payload.withUnsafeBytes { PayloadDescription($0, format: .vp8) })
        }

        var all: [(sequence: Int64, frame: Int)] {
            frames.indices.flatMap { index in frames[index].packets.map { ($0, index) } }
        }
    }

    private func steps(of pattern: Pattern) -> StreamSteps {
        var steps = StreamSteps()
        for (sequence, frame) in pattern.all.prefix(20) {
            _ = steps.take(pattern.packet(sequence, of: frame), bytes: 1)
        }
        return steps
    }

    @Test func theBaseLayerAloneHasNoHoles() throws {
        let pattern = Pattern(count: 400) { Int64($0 % 3 + 1) }
        let layer = Rig().video.layers[0]
        var rewriter = StreamRewriter(sequence: 65_500, timestamp: 7)
        var (sent, pictures) = ([Int64](), [UInt16]())
        for (sequence, frame) in pattern.all {
            let packet = pattern.packet(sequence, of: frame)
            if sequence == 70_000 {
                rewriter.begin(with: packet, from: layer, timestamp: RTPTimestamp(0), step: step(0, 0))
            }
            guard let place = rewriter.place(packet) else {
                #expect(pattern.frames[frame].temporal > 0)
                continue
            }
            #expect(pattern.frames[frame].temporal == 0 && !place.isEmpty)
            sent.append(place.sequence.value)
            if pictures.last != place.pictureID { pictures.append(place.pictureID) }
            // A second later it can still be asked for, and is found, and goes where it went.
            let found = try #require(rewriter.origin(of: place.sequence.number))
            #expect(found.sequence.value == sequence)
            #expect(rewriter.place(packet, in: found.epoch).pictureID == place.pictureID)
        }
        #expect(zip(sent, sent.dropFirst()).allSatisfy { $1 == $0 + 1 })
        #expect(zip(pictures, pictures.dropFirst()).allSatisfy { ($1 &- $0) & 0x7FFF == 1 })
        #expect(pictures.count == 100)
    }

    /// Packets change places and are lost while the step changes: no number is given twice, none is missing that was not
    /// lost, each leads back to its packet, and what is shown can be decoded.
    @Test(arguments: 1...40)
    func anyOrderAndAnyStep(seed: UInt64) {
        var dice = Dice(state: seed)
        let isLossy = seed % 2 == 0
        let pattern = Pattern(count: 600) { _ in Int64.random(in: 1...3, using: &dice) }
        let known = steps(of: pattern)
        let layer = Rig().video.layers[0]
        var rewriter = StreamRewriter(sequence: 10, timestamp: 7)
        var order = pattern.all.map {
            ($0.sequence, $0.frame, Double($0.sequence) + Double.random(in: 0...5, using: &dice))
        }
        order[0].2 = 0
        order.sort { $0.2 < $1.2 }
        var given: [Int64: Int64] = [:]
        var (filled, lost) = (0, 0)
        var shown: [Int: Int] = [:]
        var first: Int64 = 0
        for (sequence, frame, _) in order {
            let packet = pattern.packet(sequence, of: frame)
            if sequence == 70_000 {
                rewriter.begin(with: packet, from: layer, timestamp: RTPTimestamp(0), step: step(0, 0))
                first = rewriter.lastSequence.value + 1
            } else if isLossy, Int.random(in: 0..<30, using: &dice) == 0 {
                lost += 1
                continue
            }
            if Int.random(in: 0..<20, using: &dice) == 0 {
                let isNear = rewriter.want(step(0, Int.random(in: 0...2, using: &dice)), of: known)
                #expect(isNear)
            }
            guard let place = rewriter.place(packet) else { continue }
            #expect(given.updateValue(sequence, forKey: place.sequence.value) == nil, "a number for two packets")
            if place.isEmpty { filled += 1 } else { shown[frame, default: 0] += 1 }
            let found = rewriter.origin(of: place.sequence.number)
            #expect(found?.sequence.value == sequence)
        }
        let holes = (first...rewriter.lastSequence.value).count { given[$0] == nil }
        #expect(holes <= lost, "\(holes) holes for \(lost) lost packets")
        #expect(filled > 0, "packets changed places around those that were left out")
        if !isLossy {
            #expect(shown.count > 150 && shown.count < 600)
            for (frame, packets) in shown {
                #expect(packets == pattern.frames[frame].packets.count, "a part of a frame")
                guard let reference = pattern.frames[frame].reference else { continue }
                #expect(shown[reference] != nil, "frame \(frame) cannot be decoded")
            }
        }
    }

    @Test func whatIsRememberedIsBounded() throws {
        let pattern = Pattern(count: 4_000) { _ in 1 }
        let layer = Rig().video.layers[0]
        var rewriter = StreamRewriter(sequence: 10, timestamp: 7)
        for (sequence, frame) in pattern.all {
            let packet = pattern.packet(sequence, of: frame)
            if frame == 0 { rewriter.begin(with: packet, from: layer, timestamp: RTPTimestamp(0), step: step(0, 1)) }
            _ = rewriter.place(packet)
        }
        let newest = rewriter.lastSequence
        let known = (0..<2_000).count {
            rewriter.origin(of: SequenceNumber(UInt16(truncatingIfNeeded: newest.value - $0))) != nil
        }
        #expect(known >= StreamRewriter.memory / 2 && known <= StreamRewriter.memory)
        // What is older than all that is remembered has no place any more.
        let old = rewriter.place(pattern.packet(70_400, of: 400))
        #expect(old == nil)
    }

    // MARK: Slots

    /// A publisher of one stream, and a viewer whose line is what it says.
    private struct Stage {
        let rig = Rig()
        let tap = Wiretap()
        let slots: ReceiverSlots
        let slot: OutgoingSlot
        var frame = 0
        var sequence: UInt16 = 100
        var sent: [Int: [UInt16]] = [:]

        init() {
            slots = ReceiverSlots(counters: rig.counters, now: rig.now)
            slot = rig.slot(.video, to: tap)
            slots.add(slot, number: 0)
            slot.assign(rig.video, now: rig.now)
        }

        /// REMB, kbit/s.
        func say(_ kilobits: UInt32) {
            let bits = kilobits * 1_000
            let exponent = UInt32(max(0, 14 - bits.leadingZeroBitCount))
            let mantissa = bits >> exponent
            let bytes: [UInt8] =
                [0x8F, 206, 0, 5, 0, 0, 0, 9, 0, 0, 0, 0] + Array("REMB".utf8)
                + [
                    1, UInt8(exponent << 2 | mantissa >> 16), UInt8(mantissa >> 8 & 0xFF), UInt8(mantissa & 0xFF), 0, 0,
                    0xA0, 0,
                ]
            bytes.withUnsafeBytes { bytes in
                for packet in RTCPReader(bytes) {
                    slots.receive(packet, now: rig.now, into: rig.outbox, wake: { _ in })
                }
            }
        }

        /// VP8 in two temporal layers, 25 frames a second of 1,000 bytes in two packets.
        mutating func show(seconds: Int) {
            for _ in 0..<seconds * 25 {
                rig.advance(milliseconds: 40)
                let temporal = frame % 2
                for part in 0..<2 {
                    let head: [UInt8] = [
                        part == 0 ? 0x90 : 0x80, 0xE0, 0x80 | UInt8(frame >> 8 & 0x7F), UInt8(frame & 0xFF),
                        UInt8(frame / 2 & 0xFF), temporal == 1 ? 0x60 : 0, frame == 0 ? 0x10 : 0x11,
                    ]
                    sent[frame, default: []].append(sequence)
                    rig.send(
                        rig.packet(
                            96, sequence, UInt32(frame) * 3_600, 0x5001, mid: "1",
                            payload: head + [UInt8](repeating: UInt8(frame & 0xFF), count: 493)))
                    sequence += 1
                }
                if frame % 25 == 24 { rig.video.reconsiderLayers(now: rig.now) }
                frame += 1
            }
        }
    }

    @Test func aPoorLineGetsFewerPicturesAndNoHoles() throws {
        var stage = Stage()
        stage.show(seconds: 3)
        #expect(stage.tap.take().count == 150)
        stage.say(120)  // 200 kbit/s are sent
        stage.show(seconds: 4)
        let few = stage.tap.take()
        #expect((100...104).contains(few.count))
        stage.say(4_000)
        stage.show(seconds: 3)
        let many = stage.tap.take()
        #expect(many.count >= 146)
        for (a, b) in zip(few + many, (few + many).dropFirst()) {
            #expect(b.header.sequence == a.header.sequence.next)
            let descriptions = [a, b].map { packet in
                packet.payload.withUnsafeBytes { PayloadDescription($0, format: .vp8) }
            }
            let step = (descriptions[1].pictureID!.value &- descriptions[0].pictureID!.value) & 0x7FFF
            #expect(step == (a.header.timestamp == b.header.timestamp ? 0 : 1))
        }
        #expect(!stage.slot.isHeld)
        // Nobody was asked for a key frame.
        #expect(stage.rig.takeRTCP().pictureLosses.isEmpty)
    }

    @Test func aRetransmissionIsThePacketThatWasMissed() throws {
        var stage = Stage()
        stage.show(seconds: 3)
        stage.say(120)
        stage.show(seconds: 2)
        let sent = stage.tap.take().suffix(20)
        for packet in sent {
            #expect(stage.slot.resend(packet.header.sequence, now: stage.rig.now, into: stage.rig.outbox))
            let again = try #require(stage.tap.take().last)
            #expect(
                again.payload.prefix(2) == [
                    UInt8(packet.header.sequence.rawValue >> 8), UInt8(packet.header.sequence.rawValue & 0xFF),
                ])
            #expect(Array(again.payload.dropFirst(2)) == packet.payload)
            #expect(again.header.marker == packet.header.marker && again.header.timestamp == packet.header.timestamp)
        }
    }

    /// A number that was given to a packet which then turns out to be of no use is filled with padding.
    @Test func aLatePacketOfNoUseFillsItsPlace() throws {
        var stage = Stage()
        stage.show(seconds: 3)
        stage.say(120)
        stage.show(seconds: 2)
        _ = stage.tap.take()
        let (rig, frame) = (stage.rig, stage.frame)
        func send(_ offset: UInt16, _ temporal: Int, _ frame: Int) {
            let head: [UInt8] = [
                0x90, 0xE0, 0x80 | UInt8(frame >> 8 & 0x7F), UInt8(frame & 0xFF), UInt8(frame / 2 & 0xFF),
                temporal == 1 ? 0x60 : 0, 0x11,
            ]
            rig.send(
                rig.packet(
                    96, stage.sequence + offset, UInt32(frame) * 3_600, 0x5001, mid: "1", payload: head + [1, 2]))
        }
        send(0, 0, frame)
        send(2, 0, frame + 2)
        send(1, 1, frame + 1)  // late
        send(3, 1, frame + 3)  // in its turn
        send(4, 0, frame + 4)
        let packets = stage.tap.take()
        let start = packets[0].header.sequence
        #expect(packets.map { $0.header.sequence.distance(from: start) } == [0, 2, 1, 3])
        #expect(packets.map(\.payload.isEmpty) == [false, false, true, false])
        #expect(packets[2].bytes[0] & 0x20 != 0 && packets[2].bytes.last == 1)
    }
}

/// A small generator with a seed: the same numbers each run.
private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
