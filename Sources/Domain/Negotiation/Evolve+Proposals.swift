import Summit

extension TextState {
    mutating func foldProposal(_ event: TextEvent) throws(InapplicableTextEvent) {
        switch event {
        case .proposed(let change, let sponsor, let seen, let reason, let key):
            let id = ProposalID(act: act, place: 0)
            if let key { keyed[sponsor, default: [:]][key] = id }
            proposals[id] = Proposal(id: id, change: change, seen: seen, sponsors: [sponsor], reason: reason)
        case .sponsorJoined(let id, let delegation):
            try changeProposal(id) {
                $0.sponsors.insert(delegation)
                $0.supporting.remove(delegation)
                $0.opposing.remove(delegation)
            }
        case .proposalWithdrawn(let id, let delegation):
            try changeProposal(id) {
                $0.sponsors.remove(delegation)
                if $0.sponsors.isEmpty { $0.outcome = .withdrawn }
            }
        case .proposalAccepted(let id):
            try perform(try known(id).change)
            try changeProposal(id) { $0.outcome = .accepted }
        case .proposalBracketed(let id):
            try performInBrackets(try known(id))
            try changeProposal(id) { $0.outcome = .bracketed }
        case .proposalMerged(let id, let other): try changeProposal(id) { $0.outcome = .merged(into: other) }
        case .proposalSetAside(let id, let reason): try changeProposal(id) { $0.outcome = .setAside(reason: reason) }
        case .sideTaken(let subject, let delegation, let side): try take(side, on: subject, delegation)
        default: throw .init(description: "\(event) is about no proposal")
        }
    }

    private func known(_ id: ProposalID) throws(InapplicableTextEvent) -> Proposal {
        guard let proposal = proposals[id] else { throw .init(description: "there is no proposal \(id)") }
        return proposal
    }

    private mutating func changeProposal(
        _ id: ProposalID, _ body: (inout Proposal) -> Void
    ) throws(InapplicableTextEvent) {
        var proposal = try known(id)
        body(&proposal)
        proposals[id] = proposal
    }

    private mutating func take(
        _ side: Side, on subject: Subject, _ delegation: SeatID
    ) throws(InapplicableTextEvent) {
        func move(_ supporting: inout Set<SeatID>, _ opposing: inout Set<SeatID>) {
            supporting.remove(delegation)
            opposing.remove(delegation)
            switch side {
            case .support: supporting.insert(delegation)
            case .oppose: opposing.insert(delegation)
            case .neither: break
            }
        }
        switch subject {
        case .bracket(let id):
            guard var bracket = brackets[id] else { throw .init(description: "there is no bracket \(id)") }
            move(&bracket.wanting, &bracket.opposing)
            brackets[id] = bracket
        case .proposal(let id): try changeProposal(id) { move(&$0.supporting, &$0.opposing) }
        case .variant(let id):
            try change(id) {
                if side == .support { $0.supporters.insert(delegation) } else { $0.supporters.remove(delegation) }
            }
        }
    }

    /// What a proposal asks for, done.
    private mutating func perform(_ change: Proposal.Change) throws(InapplicableTextEvent) {
        switch change {
        case .insert(let id, let behind, let words): try put(Content(words), in: id, behind: behind)
        case .delete(let id, let ranges): try apply(ranges.map { .remove(range: $0) }, to: id)
        case .replace(let id, let ranges, let words):
            try apply(ranges.map { .remove(range: $0) }, to: id)
            try put(Content(words), in: id, behind: ranges.last?.last)
        case .move(let id, let behind): try move(id, behind: behind)
        case .add(let behind, let kind, let words):
            try add([NewParagraph(kind: kind, words: words)], behind: behind)
        case .remove(let id): try set(id, isThere: false)
        case .alternative(let id, let words): _ = try addAlternative(to: id, words, [])
        case .footnote(let id, let behind, let words): try addFootnote(words, in: id, behind: behind)
        }
    }

    /// What a proposal asks for, in brackets: those who do not want it keep what they have.
    private mutating func performInBrackets(_ proposal: Proposal) throws(InapplicableTextEvent) {
        let (wanting, opposing) = (proposal.sponsors.union(proposal.supporting), proposal.opposing)
        switch proposal.change {
        case .insert(let id, let behind, let words):
            try putBracketed(words, in: id, behind: behind, wanting, opposing)
        case .delete(let id, let ranges):
            if let stretch = Stretch(ranges) { try bracket(stretch, in: id, wanting: opposing, opposing: wanting) }
        case .replace(let id, let ranges, let words):
            guard let stretch = Stretch(ranges) else { throw .init(description: "\(proposal.id) replaces nothing") }
            let old = try bracket(stretch, in: id, wanting: opposing, opposing: wanting)
            try putBracketed(words, in: id, behind: paragraphs[id]?.wording.close(of: old), wanting, opposing)
        case .add(let behind, let kind, let words):
            try add([NewParagraph(kind: kind, words: "")], behind: behind)
            try putBracketed(words, in: ParagraphID(act: act, place: 0), behind: nil, wanting, opposing)
        case .remove(let id):
            guard let stretch = paragraphs[id]?.wording.whole else { throw .init(description: "\(id) is empty") }
            try bracket(stretch, in: id, wanting: opposing, opposing: wanting)
        case .alternative(let id, let words): _ = try addAlternative(to: id, words, wanting)
        case .footnote(let id, let behind, let words):
            try addFootnote("", in: id, behind: behind)
            try putBracketed(words, in: ParagraphID(act: act, place: 0), behind: nil, wanting, opposing)
        case .move: throw .init(description: "a move cannot stand in brackets")
        }
    }

    private mutating func putBracketed(
        _ words: String, in id: ParagraphID, behind: ElementID?, _ wanting: Set<SeatID>, _ opposing: Set<SeatID>
    ) throws(InapplicableTextEvent) {
        let content = Content(words)
        let first = try put(content, in: id, behind: behind)
        let last = ElementID(act: first.act, place: first.place + content.count - 1)
        try bracket(Stretch(first: first, last: last), in: id, wanting: wanting, opposing: opposing)
    }

    /// Another variant of a paragraph, behind those that there are.
    private mutating func addAlternative(
        to id: ParagraphID, _ words: String, _ supporters: Set<SeatID>
    ) throws(InapplicableTextEvent) {
        let kind = paragraphs[id]?.kind ?? .plain
        let base = paragraphs[id]?.alternativeTo ?? id
        try add([NewParagraph(kind: kind, words: words)], behind: variants(of: id).last ?? id)
        try change(ParagraphID(act: act, place: 0)) {
            $0.alternativeTo = base
            $0.supporters = supporters
        }
    }
}

extension Stretch {
    /// From the first of these to the last, which come in the order in which they stand; nil for none.
    init?(_ ranges: [ElementRange]) {
        guard let first = ranges.first, let last = ranges.last else { return nil }
        self.init(first: first.first, last: last.last)
    }
}

extension Wording {
    /// From its first element that is there to its last; nil when it is empty.
    var whole: Stretch? {
        guard let first = runs.first(where: \.presence.isThere), let last = runs.last(where: \.presence.isThere) else {
            return nil
        }
        return Stretch(first: first.id, last: ElementID(act: last.id.act, place: last.places.upperBound - 1))
    }

    /// The mark that closes a bracket.
    func close(of bracket: BracketID) -> ElementID? { runs.first { $0.content == .close(bracket) }?.id }
}
