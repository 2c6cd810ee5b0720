import ICE
import Testing
import Wire

/// A full agent and a lite one on a network in virtual time.
final class AgentPair {
    let server = ICELiteAgent(local: serverCredentials, integrity: integrity)
    let client: ICEFullAgent
    var now = MediaTime.zero
    /// The address that the client's packets come from, as the server sees it: a NAT's outer side.
    var outside = clientAddress
    /// Which server addresses answer.
    var reachable: Set<NetworkAddress> = [serverAddress]
    /// Drops a packet by its number.
    var loses: (Int) -> Bool = { _ in false }
    private(set) var checks: [(at: MediaTime, to: NetworkAddress)] = []
    private let outbox = Outbox(capacity: 64)
    private var packets = 0

    init(seed: UInt64 = 1) {
        client = ICEFullAgent(local: clientCredentials, integrity: integrity, random: seededRandom(seed))
        client.addLocal(clientAddress)
        client.remote = serverCredentials
    }

    func addServer(_ address: NetworkAddress = serverAddress, rank: Int = 0) {
        client.addRemote(ICECandidate(host: address, rank: rank))
    }

    /// Lets `interval` pass.
    func run(_ interval: MediaInterval) {
        let end = now + interval
        while true {
            client.tick(now: now, into: outbox)
            exchange()
            guard let deadline = client.nextDeadline, deadline <= end else { break }
            now = max(deadline, now + .microseconds(1))
        }
        now = end
    }

    private func exchange() {
        for request in outbox.drain() {
            checks.append((now, request.to))
            packets += 1
            guard reachable.contains(request.to), !loses(packets) else { continue }
            withMessage(request.bytes) { message in
                guard let message else { return }
                _ = server.receive(message, from: outside, to: request.to, now: now, into: outbox)
            }
            for answer in outbox.drain() {
                packets += 1
                guard !loses(packets) else { continue }
                withMessage(answer.bytes) { message in
                    guard let message else { return }
                    _ = client.receive(message, from: answer.from, to: clientAddress, now: now, into: outbox)
                }
            }
        }
    }
}

@Suite("Full ICE agent")
struct FullAgentTests {
    @Test func findsAndNominatesThePair() {
        let pair = AgentPair()
        pair.addServer()
        pair.run(.seconds(1))
        #expect(pair.checks.isEmpty, "nothing before start")
        pair.client.start()
        pair.run(.milliseconds(10))
        #expect(pair.client.selected == ICEPair(local: clientAddress, remote: serverAddress))
        #expect(pair.server.selected == ICEPair(local: serverAddress, remote: clientAddress))
    }

    @Test func waitsForCredentialsAndCandidates() {
        let pair = AgentPair()
        pair.client.remote = nil
        pair.addServer()
        pair.client.start()
        pair.run(.seconds(1))
        #expect(pair.checks.isEmpty)
        pair.client.remote = serverCredentials
        pair.run(.seconds(1))
        #expect(pair.client.selected != nil)
    }

    @Test func prefersTheBetterPairButDoesNotWaitLong() {
        let second = serverAddress.withPort(9_001)
        for bothWork in [true, false] {
            let pair = AgentPair()
            pair.addServer(second, rank: 1)
            pair.addServer(serverAddress, rank: 0)
            pair.reachable = bothWork ? [serverAddress, second] : [second]
            pair.client.start()
            pair.run(.milliseconds(400))
            #expect(pair.client.selected?.remote == (bothWork ? serverAddress : second))
        }
    }

    @Test(arguments: 1...20)
    func lossDelaysButDoesNotPrevent(seed: UInt64) {
        let pair = AgentPair()
        let random = seededRandom(seed)
        pair.loses = { _ in random() % 10 < 4 }
        pair.addServer()
        pair.client.start()
        pair.run(.seconds(30))
        #expect(pair.client.selected != nil)
        #expect(pair.server.selected != nil)
    }

    @Test func failsAfterItsPatience() {
        let pair = AgentPair()
        pair.reachable = []
        pair.addServer()
        pair.client.start()
        pair.run(.seconds(10))
        #expect(!pair.client.hasFailed)
        pair.run(.seconds(10))
        #expect(pair.client.hasFailed)
        #expect(pair.checks.count < 30)
        // A candidate that trickles in late gets its chance.
        let late = serverAddress.withPort(9_002)
        pair.reachable = [late]
        pair.addServer(late)
        pair.run(.seconds(1))
        #expect(!pair.client.hasFailed)
        #expect(pair.client.selected?.remote == late)
    }

    @Test func asksForConsentAboutEveryFiveSeconds() {
        let pair = AgentPair()
        pair.addServer()
        pair.client.start()
        pair.run(.milliseconds(100))
        let before = pair.checks.count
        pair.run(.seconds(60))
        let gaps = zip(pair.checks.dropFirst(before), pair.checks.dropFirst(before + 1)).map {
            ($1.at - $0.at).milliseconds
        }
        #expect((9...15).contains(pair.checks.count - before))
        #expect(gaps.allSatisfy { (3_900...6_100).contains($0) })
        #expect(Set(gaps).count > 1, "with jitter")
    }

    @Test func anOutageIsEndedSoonAfterTheNetworkReturns() throws {
        let pair = AgentPair()
        pair.addServer()
        pair.client.start()
        pair.run(.seconds(1))
        pair.reachable = []
        pair.run(.seconds(20))
        let heard = try #require(pair.client.lastHeard)
        #expect(pair.now - heard > .seconds(14))
        pair.reachable = [serverAddress]
        pair.run(.seconds(1))
        let heardAgain = try #require(pair.client.lastHeard)
        #expect(pair.now - heardAgain < .seconds(1))
    }

    @Test func aReboundNATIsFollowed() {
        let pair = AgentPair()
        pair.addServer()
        pair.client.start()
        pair.run(.seconds(1))
        pair.outside = clientAddress.withPort(61_000)
        pair.run(.seconds(7))
        #expect(pair.server.selected?.remote == pair.outside)
    }

    @Test func aLostInterfaceIsReplaced() {
        let pair = AgentPair()
        pair.addServer()
        pair.client.start()
        pair.run(.seconds(1))
        let other = NetworkAddress(ipv4: 0x0A00_0001, port: 1_234)
        pair.client.removeLocal(clientAddress)
        #expect(pair.client.selected == nil)
        pair.client.addLocal(other)
        pair.run(.seconds(1))
        #expect(pair.client.selected?.local == other)
    }

    @Test func restartKeepsThePairUntilTheNewOneStands() {
        let pair = AgentPair()
        pair.addServer()
        pair.client.start()
        pair.run(.seconds(1))
        let server = ICECredentials(usernameFragment: "srv2", password: "serverpasswordnumbertwo")
        let client = ICECredentials(usernameFragment: "cln2", password: "clientpasswordnumbertwo")
        pair.client.restart(local: client, remote: nil)
        #expect(pair.client.selected?.remote == serverAddress)
        pair.server.restart(local: server, remote: client)
        pair.client.remote = server
        pair.outside = clientAddress.withPort(62_000)
        pair.run(.seconds(1))
        #expect(pair.server.selected?.remote == pair.outside)
        #expect(pair.client.selected?.remote == serverAddress)
    }

    @Test func answersMustFitTheQuestion() {
        let outbox = Outbox(capacity: 8)
        let client = ICEFullAgent(local: clientCredentials, integrity: integrity, random: seededRandom(5))
        client.addLocal(clientAddress)
        client.addRemote(ICECandidate(host: serverAddress, rank: 0))
        client.remote = serverCredentials
        client.start()
        client.tick(now: .zero, into: outbox)
        let request = outbox.drain()[0].bytes
        let id = withMessage(request) { $0?.transaction } ?? .init(high: 0, low: 0)
        func answer(id: STUNTransactionID, password: String, from: NetworkAddress) -> ICEDrop? {
            let bytes = message(.success, id: id, password: password) { $0.mappedAddress(clientAddress) }
            return withMessage(bytes) { message in
                message.flatMap { client.receive($0, from: from, to: clientAddress, now: .zero, into: outbox) }
            }
        }
        let right = serverCredentials.password
        #expect(answer(id: .init(high: 1, low: 1), password: right, from: serverAddress) == .unknownTransaction)
        #expect(answer(id: id, password: right, from: serverAddress.withPort(1)) == .unknownTransaction)
        #expect(answer(id: id, password: "guessed guessed guessed", from: serverAddress) == .unauthenticated)
        #expect(!client.hasValidated(serverAddress))
        #expect(answer(id: id, password: right, from: serverAddress) == nil)
        #expect(client.hasValidated(serverAddress))
    }

    @Test func candidatesAreBounded() {
        let pair = AgentPair()
        for port in 1...200 { pair.addServer(serverAddress.withPort(UInt16(port))) }
        pair.reachable = []
        pair.client.start()
        pair.run(.seconds(30))
        #expect(Set(pair.checks.map(\.to)).count == ICEFullAgent.maximumPairs)
    }
}
