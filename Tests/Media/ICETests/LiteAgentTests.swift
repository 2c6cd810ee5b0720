import ICE
import Testing
import Wire

@Suite("ICE-lite agent")
struct LiteAgentTests {
    let agent = ICELiteAgent(local: serverCredentials, integrity: integrity)
    let outbox = Outbox(capacity: 16)

    /// Hands the agent a datagram; gives its verdict and its answer.
    func receive(
        _ bytes: [UInt8], from: NetworkAddress = clientAddress, at seconds: Int64 = 0
    ) -> (drop: ICEDrop?, answers: [[UInt8]]) {
        let drop = withMessage(bytes) { message -> ICEDrop? in
            guard let message else { return .unexpected }
            return agent.receive(
                message, from: from, to: serverAddress, now: MediaTime.zero + .seconds(seconds), into: outbox)
        }
        let sent = outbox.drain()
        for one in sent {
            #expect(one.to == from)
            #expect(one.from == serverAddress)
        }
        return (drop, sent.map(\.bytes))
    }

    func errorCode(of answers: [[UInt8]]) -> Int? { answers.first.flatMap { withMessage($0) { $0?.errorCode } } }

    @Test func aCheckIsAnsweredWithTheAddressItCameFrom() throws {
        let (drop, answers) = receive(check(id: 99))
        #expect(drop == nil)
        try withMessage(#require(answers.first)) { answer in
            let answer = try #require(answer)
            #expect(answer.messageClass == .success)
            #expect(answer.transaction == STUNTransactionID(high: 0, low: 99))
            #expect(answer.mappedAddress == clientAddress)
            #expect(answer.hasFingerprint)
            #expect(answer.isAuthentic(password: serverCredentials.password, by: integrity))
        }
        #expect(agent.hasValidated(clientAddress))
        #expect(agent.selected == nil)
        #expect(agent.lastHeard == .zero)
    }

    @Test func nominationSelectsAndTheNewestWins() {
        _ = receive(check(nominates: true))
        #expect(agent.selected == ICEPair(local: serverAddress, remote: clientAddress))
        let elsewhere = clientAddress.withPort(50_000)
        _ = receive(check(), from: elsewhere)
        #expect(agent.selected?.remote == clientAddress)
        _ = receive(check(nominates: true), from: elsewhere)
        #expect(agent.selected?.remote == elsewhere)
    }

    /// As Firefox does it: every pair is nominated, and the best of them used.
    @Test func ofSeveralNominatedPairsTheOneCountsThatThePeerSendsOver() {
        let checked = clientAddress.withPort(50_001)
        agent.peerSends(from: clientAddress, to: serverAddress)
        #expect(agent.selected == nil)
        _ = receive(check(nominates: true))
        _ = receive(check(), from: checked)
        _ = receive(check(nominates: true), from: clientAddress.withPort(50_000))
        agent.peerSends(from: checked, to: serverAddress)
        agent.peerSends(from: clientAddress.withPort(50_002), to: serverAddress)
        #expect(agent.selected?.remote.port == 50_000, "neither was nominated")
        agent.peerSends(from: clientAddress, to: serverAddress)
        #expect(agent.selected == ICEPair(local: serverAddress, remote: clientAddress))
    }

    /// The peer has moved without knowing it: what it answers to our own check proves where it is.
    @Test func aPeerThatIsAskedAndAnswersIsThere() throws {
        let moved = ICEPair(local: serverAddress, remote: clientAddress.withPort(50_003))
        let id = STUNTransactionID(high: 7, low: 8)
        _ = receive(check(nominates: true))
        agent.ask(moved, transaction: id, now: .zero, into: outbox)
        #expect(outbox.count == 0, "the peer's password is not known yet")
        agent.remote = clientCredentials
        agent.ask(moved, transaction: id, now: .zero, into: outbox)
        agent.ask(moved, transaction: id, now: .zero + .milliseconds(99), into: outbox)
        let sent = outbox.drain()
        #expect(sent.count == 1 && sent[0].to == moved.remote)
        try withMessage(sent[0].bytes) { message in
            let message = try #require(message)
            #expect(message.messageClass == .request && message.transaction == id && !message.usesCandidate)
            #expect(message.isAuthentic(password: clientCredentials.password, by: integrity))
        }
        func answer(_ password: String) -> [UInt8] {
            message(.success, id: id, password: password) { $0.mappedAddress(moved.remote) }
        }
        #expect(receive(answer(clientCredentials.password), from: clientAddress).drop == .unknownTransaction)
        #expect(receive(answer("not the password of this"), from: moved.remote).drop == .unauthenticated)
        #expect(agent.selected?.remote == clientAddress)
        #expect(receive(answer(clientCredentials.password), from: moved.remote).drop == nil)
        #expect(agent.selected == moved && agent.hasValidated(moved.remote))
        #expect(receive(answer(clientCredentials.password), from: moved.remote).drop == .unknownTransaction)
    }

    @Test func whoDoesNotKnowThePasswordLearnsAndChangesNothing() {
        let forged = receive(check(password: "not the password of this", nominates: true))
        #expect(forged.drop == .unauthenticated)
        #expect(errorCode(of: forged.answers) == 401)
        let stranger = receive(check(username: "else:clnt", nominates: true))
        #expect(stranger.drop == .unauthenticated)
        #expect(errorCode(of: stranger.answers) == 401)
        let unsigned = receive(check(password: nil, nominates: true))
        #expect(unsigned.drop == .unauthenticated)
        #expect(errorCode(of: unsigned.answers) == 400)
        #expect(!agent.hasValidated(clientAddress))
        #expect(agent.selected == nil)
        #expect(agent.lastHeard == nil)
    }

    @Test func anErrorIsNeverLongerThanWhatAskedForIt() {
        let short = message(.request, password: nil) { _ in }
        let (drop, answers) = receive(short)
        #expect(drop == .unauthenticated)
        #expect(answers.allSatisfy { $0.count <= short.count })
    }

    @Test func twoControlledAgentsConflict() {
        let (drop, answers) = receive(check(role: .controlled(tieBreaker: 1)))
        #expect(drop == .roleConflict)
        #expect(errorCode(of: answers) == 487)
        #expect(!agent.hasValidated(clientAddress))
    }

    @Test func unknownAttributesThatMustBeUnderstoodAreRefused() {
        let bytes = message(.request, password: serverCredentials.password) {
            $0.username("srvr:clnt")
            $0.priority(1)
            $0.role(.controlling(tieBreaker: 1))
            $0.unknownAttributes([])
        }
        #expect(receive(bytes).drop == nil)
    }

    @Test func indicationsAndResponsesProveNothing() {
        #expect(receive(message(.indication, password: nil) { _ in }).drop == nil)
        #expect(receive(message(.success, password: serverCredentials.password) { _ in }).drop == .unknownTransaction)
        #expect(agent.lastHeard == nil)
    }

    @Test func aRestartChangesCredentialsAndKeepsThePair() {
        _ = receive(check(nominates: true))
        let fresh = ICECredentials(usernameFragment: "next", password: "nextpasswordnextpassword")
        agent.restart(local: fresh, remote: nil)
        #expect(agent.selected?.remote == clientAddress)
        #expect(receive(check()).drop == nil, "old credentials hold until the peer uses the new ones")
        let moved = clientAddress.withPort(41_000)
        #expect(receive(check(username: "next:clnt", password: fresh.password), from: moved).drop == nil)
        #expect(agent.selected?.remote == clientAddress)
        #expect(receive(check()).drop == .unauthenticated)
        #expect(
            receive(check(username: "next:clnt", password: fresh.password, nominates: true), from: moved).drop == nil)
        #expect(agent.selected?.remote == moved)
        #expect(!agent.hasValidated(clientAddress), "addresses of the old generation are closed")
    }

    @Test func rememberedAddressesAreBoundedAndTheSelectedStays() {
        _ = receive(check(nominates: true))
        for port in 1...200 {
            _ = receive(check(), from: clientAddress.withPort(UInt16(port)), at: Int64(port) / 100)
        }
        let remembered = (1...200).filter { agent.hasValidated(clientAddress.withPort(UInt16($0))) }
        #expect(remembered.count == ICELiteAgent.maximumValidated - 1)
        #expect(agent.hasValidated(clientAddress))
    }

    @Test func addressesLeftBehindAreForgotten() {
        _ = receive(check())
        _ = receive(check(nominates: true), from: clientAddress.withPort(2), at: 1)
        agent.tick(now: MediaTime.zero + .seconds(32), into: outbox)
        #expect(!agent.hasValidated(clientAddress))
        #expect(agent.hasValidated(clientAddress.withPort(2)), "the selected address stays")
    }
}
