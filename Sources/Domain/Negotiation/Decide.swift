public import Summit

extension TextFacts {
    /// The first event of a text's record, if it can be begun so.
    public func event() throws(TextRefusal) -> TextEvent {
        try title.check("title")
        guard delegations.count <= TextLimits.delegations else {
            throw .init(.tooMany, "delegations", maximum: TextLimits.delegations)
        }
        guard Set(delegations).count == delegations.count else { throw .init(.twice, "delegations") }
        var parties = [chair]
        if case .delegation(let seat) = pen { parties.append(seat) }
        for seat in parties where !delegations.contains(seat) { throw .init(.noSuchDelegation, seat.rawValue) }
        try rules.check()
        return .textCreated(text: self)
    }
}

extension TextState {
    /// What comes of a command: the event to be recorded, or the rule that refuses it. Nil: what was asked for is so already. The
    /// state itself does not change; fold the event when the record holds it.
    /// - Parameters:
    ///   - time: now.
    ///   - latest: what the time may be already, where that is not certain: silence is long enough even then.
    public func decide(
        _ command: TextCommand, by negotiator: Negotiator, at time: Timestamp, latest: Timestamp? = nil
    ) throws(TextRefusal) -> TextEvent? {
        if command.isNegotiation, standing != .negotiated { throw .init(.textFinal, standing.name.rawValue) }
        let event = try decideAny(command, by: negotiator, at: time, latest: max(latest ?? time, time))
        if let event { try checkFootnotes(after: event, at: time) }
        return event
    }

    private func decideAny(
        _ command: TextCommand, by negotiator: Negotiator, at time: Timestamp, latest: Timestamp
    ) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .edit, .addParagraphs, .setKind, .moveParagraph, .removeParagraph, .restoreParagraph, .putPlaceholder,
            .addFootnote, .circulate:
            guard holdsPen(negotiator) else { throw .init(.needsPen) }
            return try decidePen(command)
        case .handPen(let pen):
            guard holdsPen(negotiator) || presides(negotiator) else { throw .init(.needsPenOrChair) }
            if case .delegation(let seat) = pen { try known(seat) }
            return facts.pen == pen ? nil : .penHanded(to: pen)
        case .bracket, .liftBracket, .acceptProposal, .bracketProposal, .mergeProposal, .setProposalAside,
            .chooseVariant:
            guard holdsPen(negotiator) || presides(negotiator) else { throw .init(.needsPenOrChair) }
            return try decideConsolidation(command)
        case .discuss, .agree, .reopen, .makePackage, .undoPackage:
            guard presides(negotiator) else { throw .init(.needsChair) }
            return try decideChair(command)
        case .propose, .joinProposal, .withdraw, .takeSide, .confirm, .decline, .comment, .resolveComment:
            return try decideDelegation(command, by: negotiator)
        case .cite, .uncite: return try decideCitation(command, by: negotiator)
        case .translate(let id, let language, let words, let isOfficial, let seen):
            return try decideTranslation(
                of: id, into: language, words, isOfficial: isOfficial, seen: seen, by: negotiator)
        case .finalise, .resume, .defer, .refer, .downgrade, .issue:
            guard presides(negotiator) else { throw .init(.needsChair) }
            return try decideCourse(command, at: time)
        case .beginSilence, .extendSilence, .withdrawSilence:
            guard presides(negotiator) else { throw .init(.needsChair) }
            return try decideSilence(command, at: time, latest: latest)
        case .setSymbol, .correct, .setRules: return try decideOffice(command, by: negotiator)
        case .concludeSilence, .makeUpSilence, .decide:
            guard negotiator.author == .system else { throw .init(.needsProgram) }
            return try decideProgram(command, at: time, latest: latest)
        case .receive, .breakSilence, .confirmDecision, .declineDecision, .attach, .withdrawStatement:
            return try decideAnswer(command, of: try negotiating(negotiator), negotiator, at: time)
        }
    }

    // MARK: Rights

    public func holdsPen(_ negotiator: Negotiator) -> Bool {
        switch facts.pen {
        case .secretariat: negotiator.isSecretariat
        case .delegation(let seat): negotiator.delegation == seat
        }
    }

    /// Whoever negotiates the text reads it, and the secretariat.
    public func isReader(_ negotiator: Negotiator) -> Bool {
        negotiator.isSecretariat || negotiator.delegation.map(facts.delegations.contains) ?? false
    }

    /// Whoever negotiated it before it went on to another body.
    public func wasReader(_ negotiator: Negotiator) -> Bool {
        negotiator.delegation.map { seat in referrals.contains { $0.from.delegations.contains(seat) } } ?? false
    }

    public func presides(_ negotiator: Negotiator) -> Bool { negotiator.delegation == facts.chair }

    // MARK: The pen-holder

    private func decidePen(_ command: TextCommand) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .edit(let id, let edits, let stamp):
            if let stamp, try isKnown(stamp) { return nil }
            try check(edits, of: try open(id))
            return edits.isEmpty ? nil : .edited(paragraph: id, edits: edits, stamp: stamp)
        case .addParagraphs(let behind, let new):
            if let behind, paragraphs[behind] == nil { throw .init(.noSuchParagraph, behind.rawValue) }
            guard paragraphs.count + new.count <= TextLimits.paragraphs, new.count <= TextLimits.edits else {
                throw .init(.tooMany, "paragraphs", maximum: TextLimits.paragraphs)
            }
            for paragraph in new {
                try check(paragraph.kind)
                try check(words: paragraph.words, "paragraphs")
            }
            return new.isEmpty ? nil : .paragraphsAdded(behind: behind, paragraphs: new)
        case .setKind(let id, let kind):
            try check(kind)
            try checkBody(id)
            return try open(id).kind == kind ? nil : .kindSet(paragraph: id, kind: kind)
        case .moveParagraph(let id, let behind):
            try check(move: id, behind: behind)
            return isBehind(id, behind) ? nil : .paragraphMoved(paragraph: id, behind: behind)
        case .removeParagraph(let id):
            if let anchor = try open(id).anchor { _ = try open(anchor) }
            return .paragraphRemoved(paragraph: id)
        case .restoreParagraph(let id):
            guard let paragraph = paragraphs[id] else { throw .init(.noSuchParagraph, id.rawValue) }
            guard !isThere(id) else { throw .init(.paragraphThere, id.rawValue) }
            if let anchor = paragraph.anchor { _ = try open(anchor) }
            return .paragraphRestored(paragraph: id)
        case .putPlaceholder(let id, let behind, let subject, let owner, let due):
            try check(behind, in: try open(id))
            try check(name: subject, "subject")
            if let owner { try known(owner) }
            return .placeholderPut(paragraph: id, behind: behind, subject: subject, owner: owner, due: due)
        case .addFootnote(let id, let behind, let words):
            try checkBody(id)
            try check(behind, in: try open(id))
            try check(words: words, "words")
            guard paragraphs.count < TextLimits.paragraphs else {
                throw .init(.tooMany, "paragraphs", maximum: TextLimits.paragraphs)
            }
            return .footnoteAdded(paragraph: id, behind: behind, words: words)
        case .circulate(let name, let cutOff):
            try check(name: name, "name")
            guard !revisions.contains(where: { $0.name == name }) else { throw .init(.twice, "name") }
            guard revisions.count < TextLimits.revisions else {
                throw .init(.tooMany, "revisions", maximum: TextLimits.revisions)
            }
            guard !order.isEmpty else { throw .init(.missing, "paragraphs") }
            return .circulated(name: name, cutOff: cutOff)
        default: return nil
        }
    }

    // MARK: The pen-holder and the chair

    private func decideConsolidation(_ command: TextCommand) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .bracket(let id, let stretch, let wanting, let opposing):
            let wording = try open(id).wording
            guard wording.indices(stretch) != nil, wording.isThere(stretch.first), wording.isThere(stretch.last) else {
                throw .init(.noSuchElement, "stretch")
            }
            guard wording.nests(stretch) else { throw .init(.crossesBracket, "stretch") }
            try checkBracketsLeft(1)
            for seat in wanting + opposing { try known(seat) }
            guard Set(wanting + opposing).count == wanting.count + opposing.count else {
                throw .init(.twice, "wanting")
            }
            return .bracketed(paragraph: id, stretch: stretch, wanting: wanting, opposing: opposing)
        case .liftBracket(let id, let keeping):
            guard let bracket = brackets[id], bracket.presence.isThere else { throw .init(.noSuchBracket, id.rawValue) }
            _ = try open(bracket.paragraph)
            return .bracketLifted(bracket: id, keeping: keeping)
        case .acceptProposal(let id):
            let proposal = try onTable(id)
            try check(proposal.change, isTaken: true)
            return .proposalAccepted(proposal: id)
        case .bracketProposal(let id):
            let proposal = try onTable(id)
            try check(proposal.change, isTaken: true)
            try checkBracketing(proposal.change)
            return .proposalBracketed(proposal: id)
        case .mergeProposal(let id, let other):
            _ = try onTable(id)
            guard id != other, try onTable(other).id == other else { throw .init(.noSuchProposal, other.rawValue) }
            return .proposalMerged(proposal: id, into: other)
        case .setProposalAside(let id, let reason):
            _ = try onTable(id)
            try check(reason: reason)
            return .proposalSetAside(proposal: id, reason: reason)
        case .chooseVariant(let id):
            let variants = variants(of: id)
            guard variants.count > 1 || paragraphs[id]?.alternativeTo != nil else {
                throw .init(.noVariants, id.rawValue)
            }
            for variant in variants { _ = try open(variant) }
            return .variantChosen(paragraph: try open(id).id)
        default: return nil
        }
    }

    // MARK: The chair

    private func decideChair(_ command: TextCommand) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .discuss(let id): return try open(id).id == discussion.last ? nil : .discussed(paragraph: id)
        case .agree(let id, let waiting):
            let paragraph = try there(id)
            for seat in waiting { try known(seat) }
            guard Set(waiting).count == waiting.count else { throw .init(.twice, "waiting") }
            if case .agreed = paragraph.standing { return waiting.isEmpty ? nil : try refuseClosed(id) }
            if case .agreedAdReferendum = paragraph.standing { return try refuseClosed(id) }
            guard openBrackets(in: id).isEmpty else { throw .init(.bracketsLeft, id.rawValue) }
            guard openPlaceholders(in: id).isEmpty else { throw .init(.placeholdersLeft, id.rawValue) }
            guard variants(of: id).count <= 1 else { throw .init(.variantsLeft, id.rawValue) }
            guard !paragraph.wording.isEmpty else { throw .init(.missing, "words") }
            return .agreed(paragraph: id, waiting: waiting)
        case .reopen(let id, let reason):
            try check(reason: reason)
            guard try there(id).standing.isClosed else { throw .init(.paragraphOpen, id.rawValue) }
            return .reopened(paragraph: id, reason: reason)
        case .makePackage(let name, let members):
            for id in members { _ = try there(id) }
            guard Set(members).count == members.count else { throw .init(.twice, "paragraphs") }
            guard members.count > 1 else { throw .init(.missing, "paragraphs") }
            guard packages.count < TextLimits.packages else {
                throw .init(.tooMany, "packages", maximum: TextLimits.packages)
            }
            try name.check("name")
            return .packageMade(name: name, paragraphs: members)
        case .undoPackage(let id):
            guard packages[id] != nil else { throw .init(.noSuchPackage, id.rawValue) }
            return .packageUndone(package: id)
        default: return nil
        }
    }

    private func refuseClosed(_ id: ParagraphID) throws(TextRefusal) -> TextEvent? {
        throw .init(.paragraphClosed, id.rawValue)
    }
}
