import ICE
import Testing
import Wire

@Suite("STUN messages")
struct STUNMessageTests {
    @Test func whatIsWrittenIsRead() throws {
        let address = try #require(NetworkAddress(text: "2001:db8::7", port: 4_242))
        let bytes = message(.success, id: .init(high: 5, low: 6), password: "secret") {
            $0.username("abc:defgh")
            $0.software("x")
            $0.priority(77)
            $0.role(.controlling(tieBreaker: 1 << 63))
            $0.useCandidate()
            $0.mappedAddress(address)
        }
        try withMessage(bytes) { message in
            let message = try #require(message)
            #expect(message.transaction == STUNTransactionID(high: 5, low: 6))
            #expect(message.username.map { String(decoding: $0, as: UTF8.self) } == "abc:defgh")
            #expect(message.priority == 77)
            #expect(message.role == .controlling(tieBreaker: 1 << 63))
            #expect(message.usesCandidate)
            #expect(message.mappedAddress == address)
            #expect(message.isAuthentic(password: "secret", by: integrity))
        }
    }

    @Test(arguments: [400, 401, 420, 487, 500, 699])
    func errorsCarryTheirCode(code: Int) {
        let bytes = message(.failure, password: nil) { $0.error(code: code, reason: "because") }
        withMessage(bytes) { message in
            #expect(message?.errorCode == code)
            #expect(message?.hasIntegrity == false)
        }
    }

    @Test func attributesThatMustBeUnderstoodAreNamed() {
        // An invented attribute 0x7001 of 4 bytes; no integrity, no fingerprint.
        let bytes = octets("0001 0008 2112a442 000000000000000000000001 7001 0004 01020304")
        withMessage(bytes) { #expect($0?.unknownAttributes == [0x7001]) }
        let optional = octets("0001 0008 2112a442 000000000000000000000001 f001 0004 01020304")
        withMessage(optional) { #expect($0?.unknownAttributes.isEmpty == true) }
    }

    @Test func unknownAttributesAreBounded() {
        let attribute = octets("7001 0000")
        let body = Array(repeating: attribute, count: 300).flatMap(\.self)
        let bytes = octets("0001 04b0 2112a442 000000000000000000000001") + body
        withMessage(bytes) { #expect($0?.unknownAttributes.count == 8) }
    }

    @Test func nothingAfterIntegrityCounts() {
        var bytes = message(.request, password: "pw") { $0.username("a:b") }
        bytes.removeLast(8)  // the fingerprint
        bytes += octets("0025 0000")
        bytes[3] = UInt8(bytes.count - 20)
        withMessage(bytes) { message in
            #expect(message?.usesCandidate == false)
            #expect(message?.isAuthentic(password: "pw", by: integrity) == true)
        }
    }

    @Test func aMessageThatDoesNotFitIsNotWritten() {
        for size in 20..<200 {
            var memory = [UInt8](repeating: 0, count: size)
            let length = memory.withUnsafeMutableBytes {
                var writer = STUNWriter(.request, transaction: .init(high: 0, low: 0), into: $0)
                writer.username(String(repeating: "u", count: 60))
                return writer.finish(password: "pw", integrity: integrity)
            }
            #expect(length == (size >= 20 + 64 + 24 + 8 ? 116 : nil))
        }
    }

    /// Every length of a good message, and random bytes behind a good header: no trap, and nothing cut short is taken.
    @Test func lengthSweepAndNoise() {
        let good = check(nominates: true)
        for length in 0..<good.count {
            withMessage(Array(good.prefix(length))) { #expect($0 == nil) }
        }
        let random = seededRandom(1)
        for round in 0..<20_000 {
            var bytes = (0..<Int(random() % 160)).map { _ in UInt8(truncatingIfNeeded: random()) }
            if bytes.count >= 20, round % 4 != 0 {
                bytes.removeLast(bytes.count % 4)
                bytes.replaceSubrange(0..<8, with: [0, 1, 0, UInt8(bytes.count - 20)] + octets("2112a442"))
                // Attribute types that are known, with lengths that may lie.
                for offset in stride(from: 20, to: bytes.count - 3, by: 8) where random() % 2 == 0 {
                    let types: [UInt16] = [6, 8, 9, 0x20, 0x24, 0x25, 0x8028, 0x8029, 0x802A, 0x7FFF]
                    let type = types[Int(random() % UInt64(types.count))]
                    bytes.replaceSubrange(
                        offset..<offset + 4, with: [UInt8(type >> 8), UInt8(type & 0xFF), 0, UInt8(random() % 24)])
                }
            }
            withMessage(bytes) { message in
                #expect(message?.isAuthentic(password: "pw", by: integrity) != true)
            }
            bytes.withUnsafeBytes { _ = STUN.peekLocalFragment($0) }
        }
    }
}
