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
