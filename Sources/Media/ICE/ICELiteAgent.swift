public import Wire

/// The server's side of ICE (RFC 8445 section 2.5): it has public host candidates, answers checks, and leaves every
/// decision to the controlling peer; only where a peer has moved without knowing it, it asks.
///
/// A peer's addresses are learnt only from checks which carry our username fragment and were signed with our password.
/// The newest nomination wins: after a network change or a NAT's rebinding the peer's next nominating check moves it.
/// A peer may nominate several pairs at once, though RFC 8445 section 8.1.1 knows one (Firefox nominates every pair that it
/// checks); then that one counts over which it sends.
public final class ICELiteAgent: ICEAgent {
    public private(set) var local: ICECredentials
    public var remote: ICECredentials?
    public private(set) var selected: ICEPair?
    public private(set) var lastHeard: MediaTime?
    public var hasFailed: Bool { false }
    public var nextDeadline: MediaTime? { nil }

    /// More addresses of one peer are not remembered; the one unheard longest goes first.
    public static let maximumValidated = 16

    private struct Validated {
        var remote: NetworkAddress
        var lastCheck: MediaTime
        var generation: Int
        var isNominated = false
    }

    /// A peer is asked no more often.
    public static let askInterval = MediaInterval.milliseconds(100)

    private let integrity: any MessageIntegrity
    private let responder: CheckResponder
    private var asked: (pair: ICEPair, transaction: STUNTransactionID, time: MediaTime)?
    private var validated: [Validated] = []
    private var generation = 0
    /// The credentials before a restart: good until the first check with the new ones, as the peer may not have them yet.
    private var previous: ICECredentials?

    public init(local: ICECredentials, integrity: any MessageIntegrity) {
        self.local = local
        self.integrity = integrity
        responder = CheckResponder(integrity: integrity)
    }

    public func hasValidated(_ remote: NetworkAddress) -> Bool { validated.contains { $0.remote == remote } }

    public func receive(
        _ message: STUNMessage, from: NetworkAddress, to: NetworkAddress, now: MediaTime, into outbox: Outbox
    ) -> ICEDrop? {
        guard message.method == STUN.bindingMethod else { return .unexpected }
        switch message.messageClass {
        case .indication: return nil  // A keep-alive; proves nothing.
        case .success, .failure: return answered(message, from: from, now: now)
        case .request: break
        }
        let isOld = message.username.flatMap(STUN.localFragment) == previous?.usernameFragment
        let credentials = isOld ? previous ?? local : local
        if let drop = responder.answer(
            message, from: from, to: to, as: .controlled(tieBreaker: 0), local: credentials, into: outbox)
        {
            return drop
        }
        if !isOld { previous = nil }
        lastHeard = now
        remember(from, now: now, generation: isOld ? generation - 1 : generation)
        if message.usesCandidate {
            select(ICEPair(local: to, remote: from))
            if !isOld { validated.removeAll { $0.generation < generation } }
        }
        return nil
    }

    public func peerSends(from: NetworkAddress, to: NetworkAddress) {
        guard selected != nil, validated.contains(where: { $0.remote == from && $0.isNominated }) else { return }
        selected = ICEPair(local: to, remote: from)
    }

    public func ask(_ pair: ICEPair, transaction: STUNTransactionID, now: MediaTime, into outbox: Outbox) {
        guard let remote else { return }
        if let asked, now - asked.time < Self.askInterval { return }
        asked = (pair, transaction, now)
        var writer = STUNWriter(.request, transaction: transaction, into: outbox.reserve())
        writer.username(remote.usernameFragment + ":" + local.usernameFragment)
        writer.priority(ICECandidate.priority(.host, rank: 0))
        writer.role(.controlled(tieBreaker: transaction.low))
        if let length = writer.finish(password: remote.password, integrity: integrity) {
            outbox.commit(length: length, to: pair.remote, from: pair.local)
        }
    }

    private func answered(_ message: STUNMessage, from: NetworkAddress, now: MediaTime) -> ICEDrop? {
        guard let asked, asked.transaction == message.transaction, asked.pair.remote == from else {
            return .unknownTransaction
        }
        guard message.messageClass == .success, let remote,
            message.isAuthentic(password: remote.password, by: integrity)
        else { return .unauthenticated }
        self.asked = nil
        lastHeard = now
        remember(from, now: now, generation: generation)
        select(asked.pair)
        return nil
    }

    public func tick(now: MediaTime, into outbox: Outbox) {
        // Addresses left behind are closed to media once the peer's consent for them has run out.
        validated.removeAll { $0.remote != selected?.remote && now - $0.lastCheck > iceConsentTimeout }
    }

    public func restart(local: ICECredentials, remote: ICECredentials?) {
        previous = self.local
        self.local = local
        self.remote = remote
        generation += 1
    }

    private func select(_ pair: ICEPair) {
        selected = pair
        if let index = validated.firstIndex(where: { $0.remote == pair.remote }) { validated[index].isNominated = true }
    }

    private func remember(_ remote: NetworkAddress, now: MediaTime, generation: Int) {
        if let index = validated.firstIndex(where: { $0.remote == remote }) {
            validated[index].lastCheck = now
            validated[index].generation = generation
            return
        }
        if validated.count == Self.maximumValidated {
            let candidates = validated.indices.filter { validated[$0].remote != selected?.remote }
            if let oldest = candidates.min(by: { validated[$0].lastCheck < validated[$1].lastCheck }) {
                validated.remove(at: oldest)
            }
        }
        validated.append(Validated(remote: remote, lastCheck: now, generation: generation))
    }
}
