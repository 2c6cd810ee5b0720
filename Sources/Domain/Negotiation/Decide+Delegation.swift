import Summit

// What every delegation may ask for, for itself.

extension TextState {
    func decideDelegation(
        _ command: TextCommand, by negotiator: Negotiator
    ) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .propose(let change, let seen, let reason, let key):
            let seat = try negotiating(negotiator)
            if let key, proposal(of: seat, key) != nil { return nil }
            guard proposals.count < TextLimits.proposals else {
                throw .init(.tooMany, "proposals", maximum: TextLimits.proposals)
            }
            try check(change, seen: seen, reason: reason)
            return .proposed(change: change, sponsor: seat, seen: seen, reason: reason, key: key)
        case .joinProposal(let id):
            let seat = try negotiating(negotiator)
            return try onTable(id).sponsors.contains(seat) ? nil : .sponsorJoined(proposal: id, delegation: seat)
        case .withdraw(let id):
            let seat = try negotiating(negotiator)
            guard try onTable(id).sponsors.contains(seat) else { throw .init(.notSponsor, id.rawValue) }
            return .proposalWithdrawn(proposal: id, delegation: seat)
        case .takeSide(let subject, let side, let other):
            let seat = try speaking(for: other, negotiator)
            return try stand(on: subject, of: seat) == side
                ? nil : .sideTaken(on: subject, delegation: seat, side: side)
        case .confirm(let id, let name):
            let seat = try awaited(on: id, negotiator)
            try check(name: name, "name")
            return .confirmed(paragraph: id, delegation: seat, name: name)
        case .decline(let id, let name, let reason):
            let seat = try awaited(on: id, negotiator)
            try check(name: name, "name")
            try check(reason: reason)
            return .declined(paragraph: id, delegation: seat, name: name, reason: reason)
        case .comment(let id, let stretch, let words):
            let seat = negotiator.isSecretariat ? nil : try negotiating(negotiator)
            if let stretch, try there(id).wording.indices(stretch) == nil { throw .init(.noSuchElement, "stretch") }
            _ = try there(id)
            guard comments.count < TextLimits.comments else {
                throw .init(.tooMany, "comments", maximum: TextLimits.comments)
            }
            try check(reason: words)
            return .commented(paragraph: id, stretch: stretch, delegation: seat, words: words)
        case .resolveComment(let id):
            guard let comment = comments[id] else { throw .init(.noSuchComment, id.rawValue) }
            let isMaker =
                comment.delegation == negotiator.delegation && (comment.delegation != nil || negotiator.isSecretariat)
            guard isMaker || holdsPen(negotiator) || presides(negotiator) else { throw .init(.needsMaker, id.rawValue) }
            return comment.isResolved ? nil : .commentResolved(comment: id)
        default: return nil
        }
    }

    /// The delegation for which somebody negotiates.
    func negotiating(_ negotiator: Negotiator) throws(TextRefusal) -> SeatID {
        guard let seat = negotiator.delegation, facts.delegations.contains(seat) else { throw .init(.needsDelegation) }
        return seat
    }

    /// The pen-holder and the chair note what another delegation said in the room.
    private func speaking(for other: SeatID?, _ negotiator: Negotiator) throws(TextRefusal) -> SeatID {
        guard let other, other != negotiator.delegation else { return try negotiating(negotiator) }
        guard holdsPen(negotiator) || presides(negotiator) else { throw .init(.needsPenOrChair) }
        try known(other)
        return other
    }

    private func awaited(on id: ParagraphID, _ negotiator: Negotiator) throws(TextRefusal) -> SeatID {
        let seat = try negotiating(negotiator)
        guard case .agreedAdReferendum(let waiting) = try there(id).standing, waiting.contains(seat) else {
            throw .init(.notWaitedFor, id.rawValue)
        }
        return seat
    }

    /// On which side a delegation is.
    private func stand(on subject: Subject, of seat: SeatID) throws(TextRefusal) -> Side {
        func side(_ supporting: Set<SeatID>, _ opposing: Set<SeatID>) -> Side {
            supporting.contains(seat) ? .support : opposing.contains(seat) ? .oppose : .neither
        }
        switch subject {
        case .bracket(let id):
            guard let bracket = brackets[id], bracket.presence.isThere else { throw .init(.noSuchBracket, id.rawValue) }
            _ = try open(bracket.paragraph)
            return side(bracket.wanting, bracket.opposing)
        case .proposal(let id):
            let proposal = try onTable(id)
            guard !proposal.sponsors.contains(seat) else { throw .init(.ownProposal, id.rawValue) }
            return side(proposal.supporting, proposal.opposing)
        case .variant(let id):
            let paragraph = try open(id)
            guard variants(of: id).count > 1 else { throw .init(.noVariants, id.rawValue) }
            return paragraph.supporters.contains(seat) ? .support : .neither
        }
    }
}
