public import Wire

/// The client's side of ICE (RFC 8445): full, controlling, for a few host candidates.
///
/// It pairs its addresses with the peer's candidates, checks the pairs 50 ms apart, nominates the best that works, and
/// then asks for consent about every 5 s (RFC 7675). A consent check that is not answered is repeated twice a second,
/// so that a network which comes back is used again at once. Entropy comes from the function given at `init`.
public final class ICEFullAgent: ICEAgent {
    public private(set) var local: ICECredentials
    public var remote: ICECredentials?
    public private(set) var selected: ICEPair?
    public private(set) var lastHeard: MediaTime?

    /// Bounds what the other end's candidates can make us do.
    public static let maximumPairs = 32
    /// RFC 8445 section 14.2: Ta.
    static let pacing = MediaInterval.milliseconds(50)
    /// A better pair that is still being checked is waited for this long after the first has succeeded.
    static let nominationDelay = MediaInterval.milliseconds(100)
    static let consentInterval = MediaInterval.seconds(5)
    static let consentRepeat = MediaInterval.milliseconds(500)
    /// Answers may take so many repetitions.
    static let rememberedChecks = 8

    private let role: ICERole
    private let integrity: any MessageIntegrity
    private let responder: CheckResponder
    private let random: () -> UInt64

    public private(set) var localAddresses: [NetworkAddress] = []
    private var remoteCandidates: [ICECandidate] = []
    private var pairs: [CandidatePair] = []
    private var started = false
    private var nextPaced = MediaTime.zero
    private var firstSuccess: MediaTime?
    private var nextConsent: MediaTime?
    /// Whether the selected pair was nominated in this generation.
    private var isConfirmed = false

    /// - Parameter random: 64 unpredictable bits at each call, for transaction ids, the tie-breaker and jitter.
    public init(local: ICECredentials, integrity: any MessageIntegrity, random: @escaping () -> UInt64) {
        self.local = local
        self.integrity = integrity
        self.random = random
        responder = CheckResponder(integrity: integrity)
        role = .controlling(tieBreaker: random())
    }

    /// An address of ours to send from. An unspecified one (`0.0.0.0:0`) leaves the choice to the shell.
    public func addLocal(_ address: NetworkAddress) {
        guard !localAddresses.contains(address), localAddresses.count < Self.maximumPairs else { return }
        localAddresses.append(address)
        formPairs()
    }

    /// The address is gone: its pairs are given up, and another is nominated if one of them was selected.
    public func removeLocal(_ address: NetworkAddress) {
        localAddresses.removeAll { $0 == address }
        pairs.removeAll { $0.pair.local == address }
        if selected?.local == address {
            selected = nil
            isConfirmed = false
            nextConsent = nil
            if pairs.contains(where: { $0.state == .succeeded }) { firstSuccess = .zero }
        }
    }

    /// Other transports than UDP and components but the first are ignored.
    public func addRemote(_ candidate: ICECandidate) {
        guard candidate.transport == .udp, candidate.component == 1, candidate.address.port != 0,
            !remoteCandidates.contains(where: { $0.address == candidate.address }),
            remoteCandidates.count < Self.maximumPairs
        else { return }
        remoteCandidates.append(candidate)
        formPairs()
    }

    /// Checks begin with the next `tick`, as soon as the remote credentials are known. Without an address of ours the
    /// shell chooses where they leave from.
    public func start() {
        started = true
        if localAddresses.isEmpty { addLocal(NetworkAddress(high: 0, low: 0, port: 0)) }
    }

    public func hasValidated(_ remote: NetworkAddress) -> Bool {
        selected?.remote == remote || pairs.contains { $0.state == .succeeded && $0.pair.remote == remote }
    }

    /// It is the one that decides.
    public func peerSends(from: NetworkAddress, to: NetworkAddress) {}

    public func ask(_ pair: ICEPair, transaction: STUNTransactionID, now: MediaTime, into outbox: Outbox) {}

    public var hasFailed: Bool {
        selected == nil && !pairs.isEmpty && pairs.allSatisfy { $0.state == .failed }
    }

    public func restart(local: ICECredentials, remote: ICECredentials?) {
        self.local = local
        self.remote = remote
        pairs.removeAll()
        firstSuccess = nil
        nextConsent = nil
        isConfirmed = false
        formPairs()
    }

    // MARK: Time

    public var nextDeadline: MediaTime? {
        guard started, remote != nil else { return nil }
        var earliest = nextConsent
        func consider(_ time: MediaTime) { earliest = earliest.map { min($0, time) } ?? time }
        for pair in pairs {
            if let check = pair.check { consider(check.nextSend) }
            if pair.state == .waiting { consider(nextPaced) }
        }
        if let nominationDue { consider(nominationDue) }
        return earliest
    }

    public func tick(now: MediaTime, into outbox: Outbox) {
        guard started, let remote else { return }
        beginConsent(now: now)
        for index in pairs.indices {
            repeatCheck(of: index, now: now)
        }
        if now >= nextPaced, let index = bestWaiting {
            begin(index, nominates: false, now: now)
            nextPaced = now + Self.pacing
        }
        nominate(now: now)
        for index in pairs.indices {
            if let check = pairs[index].check, check.nextSend <= now {
                send(index, remote: remote, now: now, into: outbox)
            }
        }
    }

    private var bestWaiting: Int? {
        pairs.indices.filter { pairs[$0].state == .waiting }.max { pairs[$0].priority < pairs[$1].priority }
    }

    private var isNominating: Bool { pairs.contains { $0.check?.nominates == true } }

    private func begin(_ index: Int, nominates: Bool, now: MediaTime) {
        let id = STUNTransactionID(high: UInt32(truncatingIfNeeded: random()), low: random())
        pairs[index].check = .init(transaction: id, nominates: nominates, nextSend: now, began: now)
        if pairs[index].state != .succeeded { pairs[index].state = .checking }
    }

    /// A pair whose check went unanswered for too long has failed; consent is asked on for as long as the peer is kept.
    private func repeatCheck(of index: Int, now: MediaTime) {
        guard let check = pairs[index].check, check.nextSend <= now, check.sent > 0 else { return }
        if isConsented(index) {
            begin(index, nominates: true, now: now)  // Each consent check is a request of its own.
            pairs[index].check?.sent = 1
            pairs[index].check?.earlier = (check.earlier + [check.transaction]).suffix(Self.rememberedChecks)
        } else if now - check.began > CandidatePair.patience {
            pairs[index].check = nil
            pairs[index].state = .failed
            if check.nominates { firstSuccess = now }  // Another pair may still do.
        }
    }

    private func isConsented(_ index: Int) -> Bool { isConfirmed && pairs[index].pair == selected }

    private func beginConsent(now: MediaTime) {
        guard let due = nextConsent, due <= now, let index = pairs.indices.first(where: isConsented) else { return }
        nextConsent = nil
        if pairs[index].check == nil { begin(index, nominates: true, now: now) }
    }

    private var bestSucceeded: Int? {
        pairs.indices.filter { pairs[$0].state == .succeeded }.max { pairs[$0].priority < pairs[$1].priority }
    }

    /// When the best pair that works is to be nominated: at once, unless a better one is still open.
    private var nominationDue: MediaTime? {
        guard let firstSuccess, !isNominating, let best = bestSucceeded else { return nil }
        let betterIsOpen = pairs.contains {
            $0.priority > pairs[best].priority && ($0.state == .waiting || $0.state == .checking)
        }
        return betterIsOpen ? firstSuccess + Self.nominationDelay : firstSuccess
    }

    private func nominate(now: MediaTime) {
        guard let due = nominationDue, due <= now, let best = bestSucceeded else { return }
        firstSuccess = nil
        begin(best, nominates: true, now: now)
    }

    private func send(_ index: Int, remote: ICECredentials, now: MediaTime, into outbox: Outbox) {
        guard var check = pairs[index].check else { return }
        let slot = outbox.reserve()
        var writer = STUNWriter(.request, transaction: check.transaction, into: slot)
        writer.username(remote.usernameFragment + ":" + local.usernameFragment)
        writer.priority(pairs[index].reflexivePriority)
        writer.role(role)
        if check.nominates { writer.useCandidate() }
        if let length = writer.finish(password: remote.password, integrity: integrity) {
            outbox.commit(length: length, to: pairs[index].pair.remote, from: pairs[index].pair.local)
        }
        check.sent += 1
        check.nextSend =
            now + (isConsented(index) ? Self.consentRepeat : CandidatePair.retransmission(after: check.sent))
        pairs[index].check = check
    }

    // MARK: Messages

    public func receive(
        _ message: STUNMessage, from: NetworkAddress, to: NetworkAddress, now: MediaTime, into outbox: Outbox
    ) -> ICEDrop? {
        guard message.method == STUN.bindingMethod else { return .unexpected }
        switch message.messageClass {
        case .indication:
            return nil
        case .request:
            if let drop = responder.answer(message, from: from, to: to, as: role, local: local, into: outbox) {
                return drop
            }
            // A peer behind a NAT is learnt from its check (section 7.3.1.3) and checked back (7.3.1.4).
            addRemote(
                ICECandidate(
                    foundation: "prflx", priority: message.priority ?? ICECandidate.priority(.peerReflexive, rank: 0),
                    address: from, kind: .peerReflexive))
            return nil
        case .success, .failure:
            return answered(message, from: from, now: now)
        }
    }

    private func answered(_ message: STUNMessage, from: NetworkAddress, now: MediaTime) -> ICEDrop? {
        // The answer must come from where the request went (section 7.2.5.2.1).
        guard let remote,
            let index = pairs.firstIndex(where: {
                guard let check = $0.check, $0.pair.remote == from else { return false }
                return check.transaction == message.transaction || check.earlier.contains(message.transaction)
            }),
            let check = pairs[index].check
        else { return .unknownTransaction }
        if message.messageClass == .failure {
            // Errors of an end that does not know us are not signed; the transaction id is their proof.
            // One about the selected pair only means that consent was not renewed.
            if !isConsented(index) {
                pairs[index].check = nil
                pairs[index].state = .failed
            }
            return message.errorCode == 487 ? .roleConflict : nil
        }
        guard message.isAuthentic(password: remote.password, by: integrity) else { return .unauthenticated }
        pairs[index].check = nil
        pairs[index].state = .succeeded
        lastHeard = now
        if check.nominates {
            selected = pairs[index].pair
            isConfirmed = true
            nextConsent = now + jittered(Self.consentInterval)
        } else if firstSuccess == nil, !isNominating, !isConfirmed {
            firstSuccess = now
        }
        return nil
    }

    /// RFC 7675 section 5.1: 0.8 to 1.2 of the interval.
    private func jittered(_ interval: MediaInterval) -> MediaInterval {
        .microseconds(interval.microseconds / 5 * 4 + Int64(random() % UInt64(interval.microseconds * 2 / 5)))
    }

    private func formPairs() {
        for (rank, address) in localAddresses.enumerated() {
            for candidate in remoteCandidates {
                let pair = ICEPair(local: address, remote: candidate.address)
                guard address.isUnspecified || address.family == candidate.address.family,
                    pairs.count < Self.maximumPairs, !pairs.contains(where: { $0.pair == pair })
                else { continue }
                let ours = ICECandidate.priority(.host, rank: rank)
                pairs.append(
                    CandidatePair(
                        pair: pair, priority: CandidatePair.priority(controlling: ours, controlled: candidate.priority),
                        reflexivePriority: ICECandidate.priority(.peerReflexive, rank: rank)))
            }
        }
    }
}
