import OpenSSLCrypto
import Testing
import Transport
import Wire

/// Two endpoints and a wire between them, in virtual time.
private final class DTLSWire {
    let client: any DTLSEndpoint
    let server: any DTLSEndpoint
    let clientCrypto: OpenSSLCryptoProvider
    let serverCrypto: OpenSSLCryptoProvider
    var now = MediaTime.zero
    var loses: (Int) -> Bool = { _ in false }
    private(set) var datagrams: [[UInt8]] = []

    init() throws {
        clientCrypto = try OpenSSLCryptoProvider()
        serverCrypto = try OpenSSLCryptoProvider()
        client = clientCrypto.makeDTLS(role: .client)
        server = serverCrypto.makeDTLS(role: .server)
    }

    func handshake() {
        client.start(now: now)
        for _ in 0..<1_000 {
            exchange()
            if client.state != .handshaking, server.state != .handshaking { return }
            guard let deadline = [client.nextDeadline, server.nextDeadline].compactMap(\.self).min() else { return }
            now = max(now, deadline)
            client.tick(now: now)
            server.tick(now: now)
        }
    }

    func exchange() {
        while move(from: client, to: server) || move(from: server, to: client) {}
    }

    private func move(from: any DTLSEndpoint, to: any DTLSEndpoint) -> Bool {
        var memory = [UInt8](repeating: 0, count: 1_500)
        guard let length = memory.withUnsafeMutableBytes({ from.nextDatagram(into: $0) }) else { return false }
        datagrams.append(Array(memory.prefix(length)))
        if !loses(datagrams.count) {
            memory.withUnsafeBytes { to.receive(UnsafeRawBufferPointer(rebasing: $0[..<length]), now: now) }
        }
        return true
    }
}

@Suite("DTLS by OpenSSL")
struct DTLSTests {
    @Test func aHandshakeGivesBothTheSameKeys() throws {
        let wire = try DTLSWire()
        wire.handshake()
        #expect(wire.client.state == .established)
        #expect(wire.server.state == .established)
        let mine = try #require(wire.client.exportKeys())
        let theirs = try #require(wire.server.exportKeys())
        #expect(mine.profile == .aeadAES128GCM)
        #expect(mine.client.key == theirs.client.key && mine.client.salt == theirs.client.salt)
        #expect(mine.server.key == theirs.server.key && mine.server.salt == theirs.server.salt)
        #expect(mine.client.key != mine.server.key)
        #expect(wire.client.peerFingerprint(hash: "sha-256") == wire.serverCrypto.certificateFingerprint)
        #expect(wire.server.peerFingerprint(hash: "sha-256") == wire.clientCrypto.certificateFingerprint)
        #expect(wire.client.peerFingerprint(hash: "sha-512")?.utf8.count == 64 * 3 - 1)
        #expect(wire.client.peerFingerprint(hash: "md5") == nil)
        #expect(wire.now == .zero, "nothing had to be repeated")
        #expect(wire.datagrams.allSatisfy { $0.count <= maximumDTLSDatagram })
        #expect(wire.client.nextDeadline == nil && wire.server.nextDeadline == nil)
    }

    @Test(arguments: 1...8)
    func oneLostDatagramIsRepeated(number: Int) throws {
        let wire = try DTLSWire()
        wire.loses = { $0 == number }
        wire.handshake()
        #expect(wire.client.state == .established)
        #expect(wire.server.state == .established)
        #expect(wire.now - .zero < .seconds(1))
    }

    /// Not every second one: flights of one datagram would lose the same end's every time.
    @Test(arguments: 3...6)
    func everyNthDatagramLost(n: Int) throws {
        let wire = try DTLSWire()
        wire.loses = { $0 % n == 0 }
        wire.handshake()
        #expect(wire.client.state == .established)
        #expect(wire.server.state == .established)
    }

    @Test(arguments: 0..<12)
    func heavyRandomLoss(seed: Int) throws {
        let wire = try DTLSWire()
        var random = SeededGenerator(seed: UInt64(seed))
        wire.loses = { _ in Int.random(in: 0..<3, using: &random) == 0 }
        wire.handshake()
        #expect(wire.client.state == .established)
        #expect(wire.server.state == .established)
    }

    @Test func silenceEndsTheHandshake() throws {
        let wire = try DTLSWire()
        wire.loses = { _ in true }
        wire.handshake()
        guard case .failed = wire.client.state else {
            Issue.record("the client still waits: \(wire.client.state)")
            return
        }
        #expect(wire.now - .zero > .seconds(10))
        #expect(wire.datagrams.count < 20)
    }

    @Test func closingIsHeard() throws {
        let wire = try DTLSWire()
        wire.handshake()
        wire.client.close()
        wire.exchange()
        #expect(wire.client.state == .closed)
        #expect(wire.server.state == .closed)
    }

    @Test func waitingOutputIsBounded() throws {
        let wire = try DTLSWire()
        wire.client.start(now: .zero)
        for second in 1...500 { wire.client.tick(now: .zero + .seconds(Int64(second))) }
        var memory = [UInt8](repeating: 0, count: 1_500)
        var count = 0
        while memory.withUnsafeMutableBytes({ wire.client.nextDatagram(into: $0) }) != nil { count += 1 }
        #expect(count <= 32)
    }

    /// A real ClientHello cut at every length, and noise in the shape of records: never a trap.
    @Test func lengthSweepAndNoise() throws {
        let wire = try DTLSWire()
        wire.handshake()
        let crypto = wire.serverCrypto
        for datagram in wire.datagrams {
            for length in 0...datagram.count where length % 7 == 0 || length < 64 {
                let endpoint = crypto.makeDTLS(role: length % 2 == 0 ? .server : .client)
                endpoint.start(now: .zero)
                datagram.prefix(length).withUnsafeBytes { endpoint.receive($0, now: .zero) }
                #expect(endpoint.state != .established)
            }
        }
        var random = SeededGenerator(seed: 9)
        var endpoint = crypto.makeDTLS(role: .server)
        for round in 0..<3_000 {
            var noise = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if noise.count >= 25, round % 3 != 0 {
                let length = noise.count - 13
                noise.replaceSubrange(
                    0..<13,
                    with: [UInt8.random(in: 20...23, using: &random), 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 1] + [
                        UInt8(length >> 8), UInt8(length & 0xFF),
                    ])
                if round % 3 == 1 { noise[13] = 1 }
            }
            noise.withUnsafeBytes { endpoint.receive($0, now: .zero) }
            #expect(endpoint.state != .established)
            if endpoint.state != .handshaking { endpoint = crypto.makeDTLS(role: .server) }
        }
    }

    @Test func keyingMaterialIsCutInOrder() throws {
        let material = (0..<56).map { UInt8($0) }
        let keys = try #require(DTLSKeys(profile: .aeadAES128GCM, material: material))
        #expect(keys.client.key == Array(0..<16))
        #expect(keys.server.key == Array(16..<32))
        #expect(keys.client.salt == Array(32..<44))
        #expect(keys.server.salt == Array(44..<56))
        #expect(DTLSKeys(profile: .aes128CMSHA1_80, material: material) == nil)
    }

    @Test func threadsCanShareOneIdentity() throws {
        let identity = try DTLSIdentity()
        let one = try OpenSSLCryptoProvider(identity: identity)
        let other = try OpenSSLCryptoProvider(identity: identity)
        #expect(one.certificateFingerprint == other.certificateFingerprint)
        #expect(one.certificateFingerprint.split(separator: ":").count == 32)
        #expect(try one.certificateFingerprint != OpenSSLCryptoProvider().certificateFingerprint)
    }
}

/// Handshake messages cut into fragments smaller than a path's datagrams (RFC 6347 section 4.2.3).
@Suite("DTLS handshake in fragments")
struct DTLSFragmentTests {
    enum Order: CaseIterable { case asSent, reversed, twice, overlapping }

    /// Cuts the plain handshake records of a datagram; the rest stays as it is. Records are numbered anew.
    private struct Cutter {
        let size: Int
        let order: Order
        var number: UInt64 = 0

        mutating func cut(_ datagram: [UInt8]) -> [[UInt8]] {
            var pieces: [[UInt8]] = []
            var rest = datagram[...]
            while rest.count >= 13 {
                let length = Int(rest[rest.startIndex + 11]) << 8 | Int(rest[rest.startIndex + 12])
                let record = Array(rest.prefix(13 + length))
                rest = rest.dropFirst(13 + length)
                // Epoch 0: not encrypted.
                guard record[3] == 0, record[4] == 0 else {
                    pieces.append(record)
                    continue
                }
                guard record[0] == 22, record.count > 25 else {
                    pieces.append(renumbered(record))
                    continue
                }
                pieces += fragments(of: record)
            }
            return pieces
        }

        private mutating func renumbered(_ record: [UInt8]) -> [UInt8] {
            number += 1
            return record[..<5] + (0..<6).map { UInt8(truncatingIfNeeded: number >> (40 - 8 * $0)) } + record[11...]
        }

        private mutating func fragments(of record: [UInt8]) -> [[UInt8]] {
            let body = Array(record[25...])
            let start = Int(record[19]) << 16 | Int(record[20]) << 8 | Int(record[21])
            var ranges = stride(from: 0, to: body.count, by: size).map { $0..<min($0 + size, body.count) }
            switch order {
            case .asSent: break
            case .reversed: ranges.reverse()
            case .twice: ranges += ranges
            case .overlapping: ranges = ranges.map { max(0, $0.lowerBound - 7)..<$0.upperBound }
            }
            return ranges.map { range in
                func three(_ value: Int) -> [UInt8] { [16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
                let header = Array(record[13..<19]) + three(start + range.lowerBound) + three(range.count)
                let length = header.count + range.count
                return renumbered(
                    Array(record[..<11]) + [UInt8(length >> 8), UInt8(length & 0xFF)] + header + body[range])
            }
        }
    }

    @Test(arguments: [20, 100, 500], Order.allCases)
    func bothEndsPutThemTogether(size: Int, order: Order) throws {
        let (one, other) = (try OpenSSLCryptoProvider(), try OpenSSLCryptoProvider())
        let (client, server) = (one.makeDTLS(role: .client), other.makeDTLS(role: .server))
        var cutters = [Cutter(size: size, order: order), Cutter(size: size, order: order)]
        var memory = [UInt8](repeating: 0, count: 1_500)
        var cut = 0
        func move(_ from: any DTLSEndpoint, _ to: any DTLSEndpoint, _ cutter: inout Cutter) -> Bool {
            guard let length = memory.withUnsafeMutableBytes({ from.nextDatagram(into: $0) }) else { return false }
            let pieces = cutter.cut(Array(memory.prefix(length)))
            cut += pieces.count
            for piece in pieces { piece.withUnsafeBytes { to.receive($0, now: .zero) } }
            return true
        }
        client.start(now: .zero)
        server.start(now: .zero)
        while move(client, server, &cutters[0]) || move(server, client, &cutters[1]) {}
        #expect(client.state == .established && server.state == .established)
        #expect(client.exportKeys()?.client.key == server.exportKeys()?.client.key)
        #expect(cut > 8)
    }

    /// Fragments of messages that never become whole, by the hundred: the endpoint neither ends nor answers.
    @Test func fragmentsWithoutAnEndAreHarmless() throws {
        let server = try OpenSSLCryptoProvider().makeDTLS(role: .server)
        server.start(now: .zero)
        for number in 0..<2_000 {
            let (high, low) = (UInt8(number >> 8), UInt8(number & 0xFF))
            // A ClientHello of 16,000 bytes, of which each fragment brings ten; message numbers up to 255.
            let record: [UInt8] =
                [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, high, low, 0, 22] + [
                    1, 0, 0x3E, 0x80, 0, low, 0, high, low, 0, 0, 10,
                ]
                + [UInt8](repeating: 7, count: 10)
            record.withUnsafeBytes { server.receive($0, now: .zero) }
            #expect(server.state == .handshaking)
        }
        var memory = [UInt8](repeating: 0, count: 1_500)
        #expect(memory.withUnsafeMutableBytes { server.nextDatagram(into: $0) } == nil)
    }
}
