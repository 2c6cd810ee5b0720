import Summit

extension TextState {
    mutating func foldCourse(_ event: TextEvent, at time: Timestamp) throws(InapplicableTextEvent) {
        switch event {
        case .finalised(let said):
            guard said == digest else { throw .init(description: "the final words are not those of the record") }
            standing = .final(Version(act: act, digest: said, since: act))
        case .resumed:
            standing = .negotiated
            resumption = Resumption(act: act, at: time)
        case .deferred(let reason, let until): standing = .deferred(Deferral(reason: reason, until: until))
        case .referred(let referral, let reason): refer(to: referral, reason, at: time)
        case .downgraded(let type, _):
            facts.type = type
            standing = .negotiated
        case .issued: try conclude(nil, .chair, at: time)
        case .silenceBegun, .silenceExtended, .silenceReceived, .silenceBroken, .silenceWithdrawn, .silenceEnded:
            try foldSilence(event, at: time)
        case .decided(let decision):
            let manner = Decision.Manner.meeting(
                id: decision.meeting, number: decision.number, present: decision.present)
            try conclude(decision.verb, manner, apart: decision.apart, waiting: decision.waiting, at: time)
        case .decisionConfirmed(let delegation, let name): try confirm(delegation, name, at: time)
        case .decisionDeclined(let delegation, let name, let reason):
            guard case .awaiting(let decision) = standing, case .meeting(let meeting, let number, _) = decision.manner
            else { throw .init(description: "nothing waits for a capital") }
            declined.append(
                Declined(
                    meeting: meeting, number: number, delegation: delegation, name: name, reason: reason, at: time))
            standing = .final(decision.version)
        case .statementAttached(let kind, let delegation, let paragraph, let words):
            let id = StatementID(act: act, place: 0)
            statements[id] = Statement(id: id, kind: kind, delegation: delegation, paragraph: paragraph, words: words)
        case .statementWithdrawn(let id): statements[id]?.isWithdrawn = true
        case .symbolSet(let symbol): self.symbol = symbol
        case .corrected(let paragraph, let words, let replacement, let reason):
            let id = CorrigendumID(act: act, place: 0)
            corrigenda[id] = Corrigendum(
                id: id, paragraph: paragraph, words: words, replacement: replacement, reason: reason, at: time)
        case .rulesSet(let rules, _): facts.rules = rules
        default: throw .init(description: "\(event) is no step of a text on its way")
        }
    }

    private mutating func foldSilence(_ event: TextEvent, at time: Timestamp) throws(InapplicableTextEvent) {
        if case .silenceBegun(let verb, let until) = event {
            guard case .final(let version) = standing else { throw .init(description: "the words are not final") }
            let asked = facts.delegations.filter { $0 != facts.chair }
            standing = .silence(
                Silence(
                    act: act, verb: verb, version: version, began: time, until: until,
                    receipts: Dictionary(asked.map { ($0, Silence.Receipt()) }) { $1 }))
            return
        }
        guard case .silence(var silence) = standing else { throw .init(description: "no silence lasts") }
        switch event {
        case .silenceExtended(let until, let reason):
            silence.extensions.append(Silence.Extension(at: time, until: until, reason: reason))
            silence.until = until
            standing = .silence(silence)
        case .silenceReceived(let delegation, let person, let opened):
            var receipt = silence.receipts[delegation] ?? Silence.Receipt()
            if receipt.delivered == nil { receipt.delivered = time }
            if opened {
                receipt.opened = time
                receipt.person = person
            }
            silence.receipts[delegation] = receipt
            standing = .silence(silence)
        case .silenceBroken(let delegation, let reason, let change):
            silence.outcome = .broken(by: delegation, reason: reason)
            standing = .negotiated
            if let change {
                try foldProposal(.proposed(change: change, sponsor: delegation, seen: silence.act, reason: reason))
            }
        case .silenceWithdrawn(let reason):
            silence.outcome = .withdrawn(reason: reason)
            standing = .final(silence.version)
        case .silenceEnded(let unconfirmed):
            if unconfirmed.isEmpty || facts.rules.silencePassesUnconfirmed {
                silence.outcome = .kept
                try conclude(silence.verb, .silence(act: silence.act), at: time)
            } else {
                silence.outcome = .undelivered(to: unconfirmed)
                standing = .final(silence.version)
            }
        default: return
        }
        if silence.outcome != nil {
            silence.ended = time
            silence.endAct = act
            silences.append(silence)
        }
    }

    private mutating func refer(to referral: Referral, _ reason: String, at time: Timestamp) {
        let from = Referral(
            body: facts.body, meeting: facts.meeting, agendaItem: facts.agendaItem, chair: facts.chair,
            delegations: facts.delegations)
        referrals.append(Referred(at: time, from: from, reason: reason))
        facts.body = referral.body
        facts.meeting = referral.meeting
        facts.agendaItem = referral.agendaItem
        facts.chair = referral.chair
        facts.delegations = referral.delegations
        if case .delegation(let seat) = facts.pen, !referral.delegations.contains(seat) {
            facts.pen = .delegation(seat: referral.chair)
        }
        switch standing {
        case .decided(let decision):
            earlierDecisions.append(decision)
            standing = .final(decision.version.beforeAnother(since: act))
        case .final(let version): standing = .final(version.beforeAnother(since: act))
        case .deferred: standing = .negotiated
        case .negotiated, .silence, .awaiting: break
        }
    }

    private mutating func conclude(
        _ verb: Outcome?, _ manner: Decision.Manner, apart: [SeatID] = [], waiting: [SeatID] = [], at time: Timestamp
    ) throws(InapplicableTextEvent) {
        guard let version = standing.version else { throw .init(description: "no version is before anybody") }
        let decision = Decision(
            act: act, verb: verb, manner: manner, version: version,
            parties: facts.delegations.filter { !apart.contains($0) },
            apart: apart, waiting: waiting, at: time)
        standing = waiting.isEmpty ? .decided(decision) : .awaiting(decision)
    }

    private mutating func confirm(
        _ delegation: SeatID, _ name: String, at time: Timestamp
    ) throws(InapplicableTextEvent) {
        guard case .awaiting(var decision) = standing else { throw .init(description: "nothing waits for a capital") }
        decision.waiting.removeAll { $0 == delegation }
        decision.confirmations[delegation] = name
        if decision.waiting.isEmpty {
            decision.at = time
            decision.act = act
        }
        standing = decision.waiting.isEmpty ? .decided(decision) : .awaiting(decision)
    }
}

extension Version {
    /// The same words, before another body from now on.
    fileprivate func beforeAnother(since act: Int) -> Version {
        var version = self
        version.since = act
        return version
    }
}
