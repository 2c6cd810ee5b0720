import RTP
import Testing
import Wire

@Suite struct HeaderExtensionTests {
    private var map: HeaderExtensionMap {
        var map = HeaderExtensionMap()
        map[1] = .audioLevel
        map[2] = .absoluteSendTime
        map[3] = .transportSequence
        map[4] = .mid
        map[10] = .rid
        map[14] = .repairedRid
        return map
    }

    private func read<R>(_ profile: UInt16, _ bytes: [UInt8], _ body: (HeaderExtensionValues) -> R) -> R {
        let packet = rtp(extensionBlock: (profile, bytes), payload: [1])
        return packet.withUnsafeBytes { buffer in
            guard let header = RTPHeader(buffer) else { return body(HeaderExtensionValues()) }
            return body(HeaderExtensionValues(buffer, header: header, map: map))
        }
    }

    @Test func readsTheOneByteForm() {
        read(
            0xBEDE,
            [0x10, 0x85, 0x22, 1, 2, 3, 0, 0x31, 0xAB, 0xCD, 0x41, 0x31, 0x32, 0xA0, 0x66, 0xE1, 0x71, 0x72]
        ) { values in
            #expect(values.audioLevel == 0x85)
            #expect(values.absoluteSendTime == 0x01_0203)
            #expect(values.transportSequence == SequenceNumber(0xABCD))
            #expect(values.mid.map { Array($0) } == Array("12".utf8))
            #expect(values.rid.map { Array($0) } == Array("f".utf8))
            #expect(values.repairedRid.map { Array($0) } == Array("qr".utf8))
        }
    }

    @Test func readsTheTwoByteForm() {
        for profile: UInt16 in [0x1000, 0x100F] {
            read(profile, [4, 2, 0x31, 0x32, 0, 1, 1, 0x7F, 10, 0, 2, 3, 0, 0, 9]) { values in
                #expect(values.mid.map { Array($0) } == Array("12".utf8))
                #expect(values.audioLevel == 0x7F)
                #expect(values.rid == nil)  // empty
                #expect(values.absoluteSendTime == 9)
            }
        }
    }

    @Test func id15EndsTheOneByteForm() {
        read(0xBEDE, [0xF0, 1, 0x10, 0x85]) { #expect($0.audioLevel == nil) }
    }

    @Test func wrongLengthsAndUnknownIdsArePassedOver() {
        read(0xBEDE, [0x11, 1, 2, 0x70, 9, 0x22, 0, 0, 7]) { values in
            #expect(values.audioLevel == nil)
            #expect(values.absoluteSendTime == 7)
        }
        read(0x1234, [0x10, 0x85]) { #expect($0.audioLevel == nil) }
    }

    @Test func aLengthThatLeavesTheBlockEndsTheReading() {
        read(0xBEDE, [0x10, 5, 0x2F, 1]) { values in
            #expect(values.audioLevel == 5)
            #expect(values.absoluteSendTime == nil)
        }
        read(0x1000, [1, 1, 5, 2]) { #expect($0.audioLevel == 5) }
    }

    @Test(arguments: [false, true]) func whatIsWrittenIsRead(twoByteForm: Bool) {
        let block = written { writer in
            let block = HeaderExtensionWriter(into: &writer, twoByteForm: twoByteForm)
            block.add(id: 1, [0x42], to: &writer)
            block.add(id: 4, Array("mid".utf8), to: &writer)
            let refused = block.add(id: 15, [1], to: &writer)
            #expect(refused == nil)
            block.finish(&writer)
        }
        #expect(block.count % 4 == 0)
        #expect(Int(block[3]) == block.count / 4 - 1)
        read(twoByteForm ? 0x1000 : 0xBEDE, Array(block[4...])) { values in
            #expect(values.audioLevel == 0x42)
            #expect(values.mid.map { Array($0) } == Array("mid".utf8))
        }
    }

    @Test func theMapTakesIds1To14() {
        var map = HeaderExtensionMap()
        map[0] = .mid
        map[15] = .mid
        map[200] = .mid
        #expect(map == HeaderExtensionMap())
        map[14] = .mid
        #expect(map.id(of: .mid) == 14)
        map[14] = nil
        #expect(map.id(of: .mid) == nil)
        for name in HeaderExtension.allCases { #expect(HeaderExtension(uri: name.uri) == name) }
    }

    @Test func randomBlocksNeverTrap() {
        var dice = Dice(state: 7)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
            read(Bool.random(using: &dice) ? 0xBEDE : 0x1000, bytes) { _ = $0 }
        }
    }
}
