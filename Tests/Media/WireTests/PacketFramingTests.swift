import Testing
import Wire

@Suite("Packets on a byte stream")
struct PacketFramingTests {
    private func next(_ bytes: [UInt8], at offset: Int = 0, longest: Int = 2_048) -> PacketFraming.Next {
        bytes.withUnsafeBytes { PacketFraming.next(in: $0, at: offset, longest: longest) }
    }

    @Test func aPacketStandsBehindItsLength() {
        #expect(next([0, 3, 7, 8, 9]) == .packet(2..<5))
        #expect(next([9, 9, 0, 1, 5, 0, 0], at: 2) == .packet(4..<5))
        #expect(next([9, 9, 0, 1, 5, 0, 0], at: 5) == .packet(7..<7), "empty packets are legal")
    }

    @Test func whatHasNotComeIsWaitedFor() {
        let whole: [UInt8] = [1, 2] + [UInt8](repeating: 4, count: 258)
        for count in 0..<whole.count { #expect(next(Array(whole[..<count])) == .incomplete) }
        #expect(next(whole) == .packet(2..<260))
    }

    @Test func aLengthBeyondTheLimitEndsEverything() {
        #expect(next([8, 0], longest: 2_048) == .incomplete)
        #expect(next([8, 1], longest: 2_048) == .tooLong)
        #expect(next([0xFF, 0xFF], longest: 2_048) == .tooLong)
    }

    @Test(arguments: [0, 1, 255, 256, 1_500, 65_535])
    func headersAreReadAsTheyAreWritten(length: Int) {
        var header: [UInt8] = [0, 0]
        header.withUnsafeMutableBytes { PacketFraming.writeHeader(length, to: $0) }
        #expect(next(header + [UInt8](repeating: 0, count: length), longest: 65_535) == .packet(2..<2 + length))
    }
}

@Suite("Addresses of TCP connections")
struct ConnectionAddressTests {
    @Test func aConnectionIsNeitherTheDatagramsNorAnotherConnectionOfItsAddress() {
        let address = NetworkAddress(ipv4: 0xC000_0201, port: 5_000)
        let all: Set = [address, address.overTCP(1), address.overTCP(2)]
        #expect(all.count == 3)
        #expect(all.contains(address.overTCP(2)))
        #expect(address.overTCP(1).description == "tcp 192.0.2.1:5000")
        #expect(address.overTCP(1).withPort(5_000) == address)
    }

    @Test func anAddressIsAsSmallAsItWas() {
        #expect(MemoryLayout<NetworkAddress>.stride == 24)
        #expect(MemoryLayout<Outbox.Datagram>.stride == 56)
    }
}
