import RTP
import Testing
import Wire

@Suite struct RTCPTests {
    private func reading<R>(_ bytes: [UInt8], _ body: (inout RTCPReader) -> R) -> R {
        bytes.withUnsafeBytes {
            var reader = RTCPReader($0)
            return body(&reader)
        }
    }

    private let block = ReportBlock(
        ssrc: SSRC(7), fractionLost: 12, cumulativeLost: -3, highestSequence: 0x0001_0002, jitter: 99,
        lastSR: 0xAABB_CCDD,
        delaySinceLastSR: 65_536)

    /// An SR, a report block and an SDES written by hand from RFC 3550, sections 6.4.1 and 6.5.
    @Test func readsACompoundByHand() {
        let bytes: [UInt8] =
            [0x81, 200, 0, 12, 0, 0, 0, 5, 0xE0, 0, 0, 1, 0x80, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 3, 0, 0, 4, 0]
            + [0, 0, 0, 7, 64, 0xFF, 0xFF, 0xFE, 0, 1, 0, 2, 0, 0, 0, 8, 1, 2, 3, 4, 0, 1, 0, 0]
            + [0x81, 202, 0, 3, 0, 0, 0, 5, 1, 3, 0x61, 0x62, 0x63, 0, 0, 0]
        reading(bytes) { reader in
            guard case .senderReport(let report, let blocks) = reader.next() else {
                Issue.record("no SR")
                return
            }
            #expect(
                report
                    == SenderReport(
                        sender: SSRC(5), ntp: NTPTime(rawValue: 0xE000_0001_8000_0000), timestamp: RTPTimestamp(9),
                        packets: 3,
                        octets: 1_024))
            #expect(blocks.count == 1)
            #expect(blocks[0].fractionLost == 64)
            #expect(blocks[0].cumulativeLost == -2)
            #expect(blocks[0].lastSR == 0x0102_0304)
            guard case .sourceDescription(let chunks) = reader.next() else {
                Issue.record("no SDES")
                return
            }
            let names = chunks.map { ($0.ssrc, $0.canonicalName.map { Array($0) }) }
            #expect(names.count == 1)
            #expect(names[0].0 == SSRC(5))
            #expect(names[0].1 == Array("abc".utf8))
            #expect(reader.next() == nil)
            #expect(!reader.isMalformed)
        }
    }

    @Test func reportsSurviveARoundTrip() {
        let bytes = written {
            $0.rtcp(
                SenderReport(
                    sender: SSRC(1), ntp: NTPTime(rawValue: 2), timestamp: RTPTimestamp(3), packets: 4, octets: 5))
            $0.rtcpReceiverReport(sender: SSRC(6), [block, block])
            $0.rtcpCanonicalNames([(SSRC(1), Array("x".utf8)), (SSRC(2), Array("slot-12".utf8))])
            $0.rtcpGoodbye([SSRC(1), SSRC(2)])
        }
        #expect(bytes.count % 4 == 0)
        reading(bytes) { reader in
            guard case .senderReport(let report, _) = reader.next() else { return #expect(Bool(false)) }
            #expect(report.packets == 4)
            guard case .receiverReport(let sender, let blocks) = reader.next() else { return #expect(Bool(false)) }
            #expect(sender == SSRC(6))
            #expect(Array(blocks) == [block, block])
            guard case .sourceDescription(let chunks) = reader.next() else { return #expect(Bool(false)) }
            #expect(chunks.map { String(decoding: Array($0.canonicalName!), as: UTF8.self) } == ["x", "slot-12"])
            guard case .goodbye(let sources) = reader.next() else { return #expect(Bool(false)) }
            #expect(Array(sources) == [SSRC(1), SSRC(2)])
            #expect(reader.next() == nil && !reader.isMalformed)
        }
    }

    @Test(arguments: 1...12) func canonicalNamesOfEveryLengthAreAligned(length: Int) {
        let name = Array(repeating: UInt8(ascii: "n"), count: length)
        let bytes = written { $0.rtcpCanonicalNames([(SSRC(1), name), (SSRC(2), name)]) }
        #expect(bytes.count % 4 == 0)
        reading(bytes) { reader in
            guard case .sourceDescription(let chunks) = reader.next() else { return #expect(Bool(false)) }
            #expect(chunks.map { Array($0.canonicalName!) } == [name, name])
        }
    }

    /// RFC 4585, figure 4: PID and BLP.
    @Test func nacksShareEntriesWithin16() {
        let lost: [UInt16] = [10, 11, 26, 27, 65_535, 0, 15]
        let bytes = written { $0.rtcpNACK(sender: SSRC(1), media: SSRC(2), lost: lost.map { SequenceNumber($0) }) }
        #expect(
            bytes == [0x81, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2]
                + [0, 10, 0x80, 0x01, 0, 27, 0, 0, 0xFF, 0xFF, 0x80, 0x01])
        reading(bytes) { reader in
            guard case .nack(_, let media, let list) = reader.next() else { return #expect(Bool(false)) }
            #expect(media == SSRC(2))
            #expect(list.map(\.rawValue) == lost)
        }
    }

    @Test func keyframeRequestsSurviveARoundTrip() {
        let bytes = written {
            $0.rtcpPictureLossIndication(sender: SSRC(1), media: SSRC(2))
            $0.rtcpFullIntraRequest(sender: SSRC(1), media: SSRC(3), sequence: 9)
        }
        #expect(Array(bytes[..<12]) == [0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2])
        reading(bytes) { reader in
            guard case .pictureLossIndication(_, SSRC(2)) = reader.next() else { return #expect(Bool(false)) }
            guard case .fullIntraRequest(_, let entries) = reader.next() else { return #expect(Bool(false)) }
            #expect(entries.count == 1 && entries[0].media == SSRC(3) && entries[0].sequence == 9)
        }
    }

    @Test(arguments: [0, 1, 262_143, 300_000, 2_500_000, 1 << 40] as [UInt64]) func estimatesSurviveWithin18Bits(
        bits: UInt64
    ) {
        let bytes = written { $0.rtcpMaximumBitrate(sender: SSRC(1), bitsPerSecond: bits, of: [SSRC(2)]) }
        reading(bytes) { reader in
            guard case .receiverEstimatedMaximumBitrate(let read, let sources) = reader.next() else {
                return #expect(Bool(false))
            }
            #expect(read <= bits && Double(read) >= Double(bits) * 0.9999)
            #expect(Array(sources) == [SSRC(2)])
        }
    }

    @Test func anEstimateBeyond64BitsIsNoLimit() {
        let bytes: [UInt8] = [
            0x8F, 206, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0x52, 0x45, 0x4D, 0x42, 0, 0xFF, 0xFF, 0xFF,
        ]
        reading(bytes) { reader in
            guard case .receiverEstimatedMaximumBitrate(.max, _) = reader.next() else { return #expect(Bool(false)) }
        }
    }

    @Test func everyTruncationEndsQuietly() {
        let bytes = written {
            $0.rtcp(
                SenderReport(
                    sender: SSRC(1), ntp: NTPTime(rawValue: 2), timestamp: RTPTimestamp(3), packets: 4, octets: 5))
            $0.rtcpReceiverReport(sender: SSRC(6), [block])
            $0.rtcpCanonicalNames([(SSRC(1), [1, 2])])
            $0.rtcpNACK(sender: SSRC(1), media: SSRC(2), lost: [SequenceNumber(5)])
            _ = $0.rtcpTransportFeedback(
                sender: SSRC(1), media: SSRC(2), base: SequenceNumber(1), feedbackCount: 0, arrivals: [1, nil, 900])
        }
        var complete = 0
        for length in 0...bytes.count {
            reading(Array(bytes[..<length])) { reader in
                while let packet = reader.next() { exhaust(packet) }
                if !reader.isMalformed { complete += 1 }
            }
        }
        #expect(complete == 6)  // nothing, and after each of the five
    }

    @Test func randomBytesNeverTrap() {
        var dice = Dice(state: 11)
        for _ in 0..<50_000 {
            var bytes = (0..<Int.random(in: 0..<80, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
            if bytes.count >= 4 {
                bytes[0] = 0x80 | bytes[0] & 0x3F
                bytes[1] = UInt8.random(in: 198...208, using: &dice)
                bytes[2] = 0
                bytes[3] = UInt8.random(in: 0...20, using: &dice)
            }
            reading(bytes) { reader in while let packet = reader.next() { exhaust(packet) } }
        }
    }

    private func exhaust(_ packet: RTCPPacket) {
        switch packet {
        case .senderReport(_, let blocks), .receiverReport(_, let blocks): for block in blocks { _ = block.ssrc }
        case .sourceDescription(let chunks): for chunk in chunks { _ = chunk.ssrc }
        case .goodbye(let sources), .receiverEstimatedMaximumBitrate(_, let sources):
            for source in sources { _ = source }
        case .nack(_, _, let lost): for number in lost { _ = number }
        case .fullIntraRequest(_, let entries): for entry in entries { _ = entry }
        case .transportFeedback(_, _, let feedback): for packet in feedback { _ = packet }
        case .pictureLossIndication, .other: break
        }
    }
}
