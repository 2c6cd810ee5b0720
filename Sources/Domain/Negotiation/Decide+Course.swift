import Summit

// The way of a text from its negotiation to its decision: what each command does in each standing is laid down in docs/text-states.md.

extension TextCommand {
    /// Whether it is part of the negotiation, which rests as long as the words are final.
    var isNegotiation: Bool {
        switch self {
        case .edit, .addParagraphs, .setKind, .moveParagraph, .removeParagraph, .restoreParagraph, .putPlaceholder,
            .addFootnote, .circulate, .bracket, .liftBracket, .acceptProposal, .bracketProposal, .mergeProposal,
            .setProposalAside,
            .chooseVariant, .discuss, .agree, .reopen, .makePackage, .undoPackage, .propose, .joinProposal, .withdraw,
            .takeSide, .confirm, .decline:
            true
        case .handPen, .comment, .resolveComment, .finalise, .resume, .defer, .refer, .downgrade, .issue, .beginSilence,
            .extendSilence, .withdrawSilence, .setSymbol, .correct, .setRules, .concludeSilence, .makeUpSilence,
            .decide, .receive, .breakSilence, .confirmDecision, .declineDecision, .attach, .withdrawStatement, .cite,
            .uncite,
            .translate:
            false
        }
    }
}

extension TextState {
    // MARK: The chair

    func decideCourse(_ command: TextCommand, at time: Timestamp) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .finalise:
            guard case .negotiated = standing else { throw wrongStanding }
            try checkReady()
            return .finalised(digest: digest)
        case .resume(let reason):
            switch standing {
            case .final, .deferred: break
            case .negotiated, .silence, .awaiting, .decided: throw wrongStanding
            }
            try check(reason: reason)
            return .resumed(reason: reason)
        case .defer(let reason, let until):
            switch standing {
            case .negotiated, .final: break
            case .silence, .deferred, .awaiting, .decided: throw wrongStanding
            }
            try check(reason: reason)
            if let until, until <= time { throw .init(.outOfRange, "until") }
            return .deferred(reason: reason, until: until)
        case .refer(let referral, let reason):
            try checkReferral(referral)
            try check(reason: reason)
            return .referred(to: referral, reason: reason)
        case .downgrade(let type, let reason):
            switch standing {
            case .negotiated, .final, .deferred: break
            case .silence, .awaiting, .decided: throw wrongStanding
            }
            guard type.isChairs, facts.type != .pressStatement, type != facts.type else {
                throw .init(.outOfRange, "to")
            }
            try check(reason: reason)
            return .downgraded(to: type, reason: reason)
        case .issue:
            guard case .final = standing else { throw wrongStanding }
            guard facts.type.isChairs else { throw .init(.notTheChairs) }
            return .issued
        default: return nil
        }
    }

    private var wrongStanding: TextRefusal { .init(.wrongStanding, standing.name.rawValue) }

    /// Nothing in it is left to negotiate.
    private func checkReady() throws(TextRefusal) {
        guard !order.isEmpty else { throw .init(.missing, "paragraphs") }
        for id in order {
            if !rules.decidesWithBrackets, let bracket = openBrackets(in: id).first {
                throw .init(.bracketsLeft, bracket.id.rawValue)
            }
            if let placeholder = openPlaceholders(in: id).first {
                throw .init(.placeholdersLeft, placeholder.id.rawValue)
            }
            if variants(of: id).count > 1 { throw .init(.variantsLeft, id.rawValue) }
            if case .agreedAdReferendum = paragraphs[id]?.standing { throw .init(.capitalsLeft, id.rawValue) }
        }
        if let proposal = proposals.values.filter({ $0.outcome == nil }).map(\.id).min() {
            throw .init(.proposalsLeft, proposal.rawValue)
        }
    }

    private func checkReferral(_ referral: Referral) throws(TextRefusal) {
        switch standing {
        case .negotiated, .final, .deferred: break
        case .decided(let decision): if decision.verb == .adopt { throw .init(.adopted) }
        case .silence, .awaiting: throw wrongStanding
        }
        guard referrals.count < TextLimits.referrals else {
            throw .init(.tooMany, "referrals", maximum: TextLimits.referrals)
        }
        guard referral.delegations.count <= TextLimits.delegations else {
            throw .init(.tooMany, "delegations", maximum: TextLimits.delegations)
        }
        guard Set(referral.delegations).count == referral.delegations.count else { throw .init(.twice, "delegations") }
        guard referral.delegations.contains(referral.chair) else {
            throw .init(.noSuchDelegation, referral.chair.rawValue)
        }
    }

    // MARK: Silence, by the chair

    func decideSilence(
        _ command: TextCommand, at time: Timestamp, latest: Timestamp
    ) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .beginSilence(let verb, let until):
            guard case .final = standing else { throw wrongStanding }
            guard verb != .exchangeViews else { throw .init(.outOfRange, "verb") }
            guard silences.count < TextLimits.silences else {
                throw .init(.tooMany, "silences", maximum: TextLimits.silences)
            }
            guard until > latest, until.milliseconds(since: latest) >= Int64(rules.silenceSeconds) * 1_000 else {
                throw .init(.silenceTooShort, "until", maximum: rules.silenceSeconds)
            }
            try checkEnd(until, of: latest)
            return .silenceBegun(verb: verb, until: until)
        case .extendSilence(let until, let reason):
            let silence = try lasting(at: time)
            try check(reason: reason)
            guard until > silence.until else { throw .init(.outOfRange, "until") }
            guard silence.extensions.count < TextLimits.silences else {
                throw .init(.tooMany, "extensions", maximum: TextLimits.silences)
            }
            try checkEnd(until, of: silence.began)
            return .silenceExtended(until: until, reason: reason)
        case .withdrawSilence(let reason):
            guard case .silence = standing else { throw wrongStanding }
            try check(reason: reason)
            return .silenceWithdrawn(reason: reason)
        default: return nil
        }
    }

    private func checkEnd(_ until: Timestamp, of began: Timestamp) throws(TextRefusal) {
        guard until.milliseconds(since: began) <= Int64(TextLimits.silence) * 1_000 else {
            throw .init(.outOfRange, "until", maximum: TextLimits.silence)
        }
    }

    /// The silence procedure that can still be broken.
    private func lasting(at time: Timestamp) throws(TextRefusal) -> Silence {
        guard case .silence(let silence) = standing else { throw wrongStanding }
        guard time < silence.until else { throw .init(.silenceOver, silence.until.rawValue) }
        return silence
    }

    // MARK: The chair's office

    func decideOffice(_ command: TextCommand, by negotiator: Negotiator) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .setSymbol(let symbol):
            guard presides(negotiator) || negotiator.isSecretariat else { throw .init(.needsChairOrSecretariat) }
            try check(name: symbol, "symbol")
            return self.symbol == symbol ? nil : .symbolSet(symbol: symbol)
        case .correct(let id, let words, let replacement, let reason):
            guard presides(negotiator) || negotiator.isSecretariat else { throw .init(.needsChairOrSecretariat) }
            guard case .decided = standing else { throw wrongStanding }
            guard corrigenda.count < TextLimits.corrigenda else {
                throw .init(.tooMany, "corrigenda", maximum: TextLimits.corrigenda)
            }
            try check(words: replacement, "replacement")
            try check(reason: reason)
            guard !words.isEmpty, words != replacement else { throw .init(.missing, "words") }
            guard try there(id).wording.words.contains(words) else { throw .init(.overtaken) }
            return .corrected(paragraph: id, words: words, replacement: replacement, reason: reason)
        case .setRules(let rules, let reason):
            guard negotiator.isSecretariat else { throw .init(.needsSecretariat) }
            if case .silence = standing { throw wrongStanding }
            try rules.check()
            try check(reason: reason)
            return self.rules == rules ? nil : .rulesSet(rules: rules, reason: reason)
        default: return nil
        }
    }

    var rules: TextRules { facts.rules }

    // MARK: The program

    func decideProgram(
        _ command: TextCommand, at time: Timestamp, latest: Timestamp
    ) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .concludeSilence:
            guard case .silence(let silence) = standing else { throw wrongStanding }
            guard time >= silence.until else { throw .init(.silenceLasts) }
            return .silenceEnded(unconfirmed: silence.unconfirmed)
        case .makeUpSilence:
            guard case .silence(let silence) = standing else { throw wrongStanding }
            let end = latest.advanced(byMilliseconds: Int64(max(rules.silenceGraceSeconds, 1)) * 1_000)
            return silence.until < end ? .silenceExtended(until: end, reason: "") : nil
        case .decide(let decision):
            if isKnown(decision) { return nil }
            guard case .final(let version) = standing else { throw wrongStanding }
            guard version.digest == decision.digest else { throw .init(.otherVersion) }
            guard decision.verb != .exchangeViews else { throw .init(.outOfRange, "verb") }
            for seat in decision.apart + decision.waiting { try known(seat) }
            return .decided(decision: decision)
        default: return nil
        }
    }

    private func isKnown(_ decision: MeetingDecision) -> Bool {
        var all = earlierDecisions
        switch standing {
        case .awaiting(let last), .decided(let last): all.append(last)
        case .negotiated, .final, .silence, .deferred: break
        }
        return declined.contains { $0.meeting == decision.meeting && $0.number == decision.number }
            || all.contains {
                guard case .meeting(decision.meeting, decision.number, _) = $0.manner else { return false }
                return true
            }
    }

    // MARK: Delegations

    func decideAnswer(
        _ command: TextCommand, of seat: SeatID, _ negotiator: Negotiator, at time: Timestamp
    ) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .receive(let act, let opened):
            let silence = try silence(of: act)
            guard let receipt = silence.receipts[seat], (opened ? receipt.opened : receipt.delivered) == nil else {
                return nil
            }
            return .silenceReceived(delegation: seat, person: negotiator.author.participant, opened: opened)
        case .breakSilence(let act, let reason, let change):
            _ = try silence(of: act)
            _ = try lasting(at: time)
            try check(reason: reason)
            if let change {
                guard proposals.count < TextLimits.proposals else {
                    throw .init(.tooMany, "proposals", maximum: TextLimits.proposals)
                }
                try check(change, isTaken: false)
            }
            return .silenceBroken(delegation: seat, reason: reason, change: change)
        case .confirmDecision(let act, let name):
            try checkAwaited(seat, act)
            try check(name: name, "name")
            return .decisionConfirmed(delegation: seat, name: name)
        case .declineDecision(let act, let name, let reason):
            try checkAwaited(seat, act)
            try check(name: name, "name")
            try check(reason: reason)
            return .decisionDeclined(delegation: seat, name: name, reason: reason)
        case .attach(let kind, let paragraph, let words):
            guard statements.count < TextLimits.statements else {
                throw .init(.tooMany, "statements", maximum: TextLimits.statements)
            }
            if let paragraph { _ = try there(paragraph) }
            try check(statement: words)
            return .statementAttached(kind: kind, delegation: seat, paragraph: paragraph, words: words)
        case .withdrawStatement(let id):
            guard let statement = statements[id] else { throw .init(.noSuchStatement, id.rawValue) }
            guard statement.delegation == seat else { throw .init(.needsMaker, id.rawValue) }
            return statement.isWithdrawn ? nil : .statementWithdrawn(statement: id)
        default: return nil
        }
    }

    /// The silence procedure that somebody answers.
    private func silence(of act: Int) throws(TextRefusal) -> Silence {
        guard case .silence(let silence) = standing else { throw wrongStanding }
        guard silence.act == act else { throw .init(.otherSilence) }
        return silence
    }

    private func checkAwaited(_ seat: SeatID, _ act: Int) throws(TextRefusal) {
        guard case .awaiting(let decision) = standing else { throw wrongStanding }
        guard decision.act == act else { throw .init(.otherDecision) }
        guard decision.waiting.contains(seat) else { throw .init(.notWaitedFor, seat.rawValue) }
    }

    private func check(statement words: String) throws(TextRefusal) {
        guard words.contains(where: { !$0.isWhitespace }) else { throw .init(.missing, "words") }
        guard words.unicodeScalars.count <= TextLimits.statement else {
            throw .init(.tooLong, "words", maximum: TextLimits.statement)
        }
        guard !words.hasUnseenControls else { throw .init(.controlCharacter, "words") }
    }
}

extension TextRules {
    func check() throws(TextRefusal) {
        guard (0...TextLimits.silence).contains(silenceSeconds) else {
            throw .init(.outOfRange, "silenceSeconds", maximum: TextLimits.silence)
        }
        guard (0...TextLimits.silence).contains(silenceGraceSeconds) else {
            throw .init(.outOfRange, "silenceGraceSeconds", maximum: TextLimits.silence)
        }
    }
}
