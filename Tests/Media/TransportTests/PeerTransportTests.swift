import ICE
import OpenSSLCrypto
import Testing
import Transport
import Wire

@Suite("Peer transport, two peers in virtual time")
struct PeerTransportTests {
    @Test(arguments: [false, true])
    func connectsAndCarriesMediaBothWays(serverStartsDTLS: Bool) throws {
        let network = try VirtualNetwork(dtlsClientIsServer: serverStartsDTLS)
        #expect(network.client.state == .new)
        network.connect()
        #expect(network.client.state == .connected)
        #expect(network.server.state == .connected)
        #expect(network.client.profile == .aeadAES128GCM)
        #expect(network.server.selectedRemote == VirtualNetwork.clientAddress)
        #expect(network.server.selectedLocal == VirtualNetwork.serverAddress)
        #expect(network.longestDatagram <= 1_200)

        let up = rtpPacket(ssrc: 1, sequence: 1)
        let down = rtpPacket(ssrc: 2, sequence: 1)
        let report = rtcpPacket(ssrc: 1)
        #expect(network.send(up, fromClient: true))
        #expect(network.send(down, fromClient: false))
        #expect(network.send(report, fromClient: true, isRTCP: true))
        network.run(.milliseconds(50))
        #expect(network.receivedByServer == [up, report])
        #expect(network.receivedByClient == [down])
        #expect(network.server.drops.total == 0)
    }

    @Test func connectingTakesFourRoundTrips() throws {
        let network = try VirtualNetwork()
        let before = network.now
        network.connect()
        // Check, nomination, and two for DTLS 1.2, at 20 ms each.
        #expect(network.now - before <= .milliseconds(90))
    }

    @Test func nothingIsSentBeforeItIsConnected() throws {
        let network = try VirtualNetwork()
        #expect(!network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: true))
        #expect(!network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: false))
        #expect(network.outbox.count == 0)
    }

    @Test(arguments: 1...10)
    func lossDelaysOnly(seed: UInt64) throws {
        let network = try VirtualNetwork()
        var random = SeededGenerator(seed: seed)
        network.loses = { _, _ in Int.random(in: 0..<100, using: &random) < 30 }
        network.signal()
        network.start()
        network.run(.seconds(20)) { network.client.isConnected && network.server.isConnected }
        #expect(network.client.state == .connected)
        #expect(network.server.state == .connected)
    }

    @Test func aWrongCertificateIsRefused() throws {
        let network = try VirtualNetwork()
        network.signal()
        let stranger = try OpenSSLCryptoProvider().certificateFingerprint
        network.server.setRemote(credentials: nil, fingerprints: [("sha-256", stranger)])
        network.start()
        network.run(.seconds(2))
        guard case .failed(let reason) = network.server.state else {
            Issue.record("accepted: \(network.server.state)")
            return
        }
        #expect(reason.contains("certificate"))
        #expect(!network.server.isConnected)
        #expect(!network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: false))
    }

    @Test func ofSeveralFingerprintsTheStrongestHashDecides() throws {
        let network = try VirtualNetwork()
        network.signal()
        let own = network.clientCrypto.certificateFingerprint
        let wrong = own.replacing("A", with: "B")
        network.server.setRemote(
            credentials: nil, fingerprints: [("md5", "00"), ("sha-256", wrong), ("SHA-256", own.lowercased())])
        network.client.setRemote(
            credentials: nil,
            fingerprints: [("sha-256", network.serverCrypto.certificateFingerprint), ("sha-512", "00:11")])
        network.start()
        network.run(.seconds(2))
        #expect(network.server.state == .connected, "one of several lines of a hash is enough")
        #expect(!network.client.isConnected, "a stronger hash that does not fit is not made up for")
    }

    @Test func withoutAFingerprintNothingFlows() throws {
        let network = try VirtualNetwork()
        network.client.setRemote(
            credentials: network.server.localCredentials,
            fingerprints: [("sha-256", network.serverCrypto.certificateFingerprint)])
        network.client.addLocalAddress(VirtualNetwork.clientAddress)
        network.client.addRemoteCandidate(ICECandidate(host: VirtualNetwork.serverAddress, rank: 0))
        network.start()
        network.run(.seconds(1))
        #expect(network.server.state == .connecting)
        network.server.setRemote(
            credentials: nil, fingerprints: [("sha-256", network.clientCrypto.certificateFingerprint)])
        #expect(network.server.state == .connected, "the description may come after the handshake")
    }

    @Test func anAddressWithoutAPassedCheckHasNoEffect() throws {
        let network = try VirtualNetwork()
        let stranger = NetworkAddress(ipv4: 0x0808_0808, port: 53)
        network.signal()
        // A DTLS record before any check: dropped, and not answered.
        let hello = [22, 0xFE, 0xFD] + [UInt8](repeating: 0, count: 40)
        #expect(network.inject(hello, toServer: true, from: stranger) == .dropped(.unvalidatedAddress))
        network.start()
        network.run(.seconds(1))
        let captured = Capture()
        network.loses = { bytes, toServer in
            if toServer, bytes[0] == 0x80 { captured.bytes = bytes }
            return toServer && bytes[0] == 0x80
        }
        #expect(network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: true))
        #expect(network.inject(captured.bytes, toServer: true, from: stranger) == .dropped(.unvalidatedAddress))
        #expect(network.server.selectedRemote == VirtualNetwork.clientAddress)
        #expect(network.server.drops[.unvalidatedAddress] == 2)
        // From the right address it is good, once.
        let right = VirtualNetwork.clientAddress
        #expect(network.inject(captured.bytes, toServer: true, from: right) == .rtp(length: captured.bytes.count - 16))
        #expect(network.inject(captured.bytes, toServer: true, from: right) == .dropped(.replayed))
    }

    @Test func everyDropIsCountedByItsReason() throws {
        let network = try VirtualNetwork()
        let client = VirtualNetwork.clientAddress
        network.inject([], toServer: true, from: client)
        network.inject([90, 0, 0], toServer: true, from: client)
        #expect(network.server.drops[.unknownProtocol] == 2)
        network.inject([0, 1, 0, 0], toServer: true, from: client)
        #expect(network.server.drops[.malformedSTUN] == 1)
        network.connect()
        network.inject([0x80, 96, 0, 1], toServer: true, from: client)
        #expect(network.server.drops[.malformedPacket] == 1)
        network.inject(rtpPacket(ssrc: 1, sequence: 4), toServer: true, from: client)
        #expect(network.server.drops[.notAuthentic] == 1)
        #expect(network.server.drops.total == 5)
    }

    @Test func aReboundNATIsFollowedAndMediaGoesOn() throws {
        let network = try VirtualNetwork()
        network.connect()
        network.outside = VirtualNetwork.clientAddress.withPort(55_555)
        network.run(.seconds(7))
        #expect(network.server.selectedRemote == network.outside)
        let packet = rtpPacket(ssrc: 9, sequence: 3)
        #expect(network.send(packet, fromClient: false))
        #expect(network.send(packet, fromClient: true))
        network.run(.milliseconds(50))
        #expect(network.receivedByClient == [packet])
        #expect(network.receivedByServer == [packet])
    }

    @Test func anICERestartKeepsTheKeys() throws {
        let network = try VirtualNetwork()
        network.connect()
        let fresh = network.clientCrypto.makeICECredentials()
        let answer = network.serverCrypto.makeICECredentials()
        network.client.restartICE(local: fresh, remote: nil)
        network.server.restartICE(local: answer, remote: fresh)
        #expect(network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: true), "media goes on meanwhile")
        network.client.setRemote(credentials: answer, fingerprints: [])
        network.outside = VirtualNetwork.clientAddress.withPort(45_454)
        network.run(.seconds(1))
        #expect(network.server.selectedRemote == network.outside)
        #expect(network.client.state == .connected)
        #expect(network.send(rtpPacket(ssrc: 1, sequence: 2), fromClient: true))
        #expect(network.send(rtpPacket(ssrc: 2, sequence: 2), fromClient: false))
        network.run(.milliseconds(50))
        #expect(network.receivedByServer.count == 2)
        #expect(network.receivedByClient.count == 1)
    }

    @Test func consentRunsOutAndComesBack() throws {
        let network = try VirtualNetwork()
        network.connect()
        network.run(.seconds(120))
        #expect(!network.server.isLost && !network.client.isLost, "consent is renewed as long as both live")
        network.loses = { _, _ in true }
        network.run(.seconds(24))
        #expect(!network.server.isLost)
        network.run(.seconds(12))
        #expect(network.server.isLost && network.client.isLost)
        #expect(!network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: false))
        #expect(!network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: true))
        network.loses = { _, _ in false }
        network.run(.seconds(1))
        #expect(!network.server.isLost && !network.client.isLost)
        #expect(network.send(rtpPacket(ssrc: 1, sequence: 2), fromClient: false))
    }

    @Test func aClientWithoutAWayFails() throws {
        let network = try VirtualNetwork()
        network.loses = { _, _ in true }
        network.signal()
        network.start()
        network.run(.seconds(20))
        #expect(network.client.state == .failed("no candidate pair works"))
        #expect(network.client.nextDeadline == nil)
        // With fresh credentials it may look again.
        let fresh = network.clientCrypto.makeICECredentials()
        let answer = network.serverCrypto.makeICECredentials()
        network.client.restartICE(local: fresh, remote: answer)
        network.server.restartICE(local: answer, remote: fresh)
        network.loses = { _, _ in false }
        network.run(.seconds(1))
        #expect(network.client.state == .connected)
    }

    @Test func aHandshakeThatDoesNotEndFails() throws {
        let network = try VirtualNetwork()
        network.loses = { bytes, _ in (20...63).contains(bytes[0]) }
        network.signal()
        network.start()
        network.run(.seconds(40))
        for transport in [network.client] {
            guard case .failed = transport.state else {
                Issue.record("still \(transport.state)")
                continue
            }
        }
    }

    @Test func closingReachesTheOtherEnd() throws {
        let network = try VirtualNetwork()
        network.connect()
        network.client.close(now: network.now, into: network.outbox)
        network.send(fromClient: true)
        network.run(.milliseconds(50))
        #expect(network.client.state == .closed)
        #expect(network.server.state == .closed)
        #expect(!network.server.isConnected)
        #expect(network.server.nextDeadline == nil)
        #expect(network.inject([0, 1], toServer: true, from: VirtualNetwork.clientAddress) == .dropped(.closed))
    }

    @Test func noiseFromAValidatedAddressHarmsNobody() throws {
        let network = try VirtualNetwork()
        network.connect()
        var random = SeededGenerator(seed: 77)
        for _ in 0..<5_000 {
            let noise = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            network.inject(noise, toServer: true, from: VirtualNetwork.clientAddress)
        }
        #expect(network.server.state == .connected)
        #expect(network.send(rtpPacket(ssrc: 1, sequence: 1), fromClient: true))
        network.run(.milliseconds(50))
        #expect(network.receivedByServer.count == 1)
    }
}

/// A box for what a closure sees.
private final class Capture { var bytes: [UInt8] = [] }
