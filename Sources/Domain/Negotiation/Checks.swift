import Summit

// Whether what is asked for can stand: lengths, and what it refers to.

extension TextState {
    // MARK: What is there

    func known(_ seat: SeatID) throws(TextRefusal) {
        guard facts.delegations.contains(seat) else { throw .init(.noSuchDelegation, seat.rawValue) }
    }

    func there(_ id: ParagraphID) throws(TextRefusal) -> Paragraph {
        guard let paragraph = paragraphs[id] else { throw .init(.noSuchParagraph, id.rawValue) }
        guard isThere(id) else { throw .init(.paragraphRemoved, id.rawValue) }
        return paragraph
    }

    /// A paragraph in which something may change.
    func open(_ id: ParagraphID) throws(TextRefusal) -> Paragraph {
        let paragraph = try there(id)
        guard !paragraph.standing.isClosed else { throw .init(.paragraphClosed, id.rawValue) }
        return paragraph
    }

    func onTable(_ id: ProposalID) throws(TextRefusal) -> Proposal {
        guard let proposal = proposals[id] else { throw .init(.noSuchProposal, id.rawValue) }
        guard proposal.outcome == nil else { throw .init(.proposalDecided, id.rawValue) }
        return proposal
    }

    /// Whether a paragraph stands directly behind another already.
    func isBehind(_ id: ParagraphID, _ other: ParagraphID?) -> Bool {
        let order = body
        guard let index = order.firstIndex(of: id) else { return false }
        return (index == 0 ? nil : order[index - 1]) == other.map(body(of:))
    }

    // MARK: Words

    func check(_ edits: [Edit], of paragraph: Paragraph) throws(TextRefusal) {
        guard edits.count <= TextLimits.edits else { throw .init(.tooMany, "edits", maximum: TextLimits.edits) }
        for case .put(let words, _, let source) in edits {
            try check(words: words, "edits")
            if let source { try check(source: source) }
        }
        var wording = paragraph.wording
        var elements = 0
        guard wording.apply(edits, by: act + 1, elements: &elements) else { throw .init(.noSuchElement, "edits") }
        guard wording.letters <= TextLimits.letters else { throw .init(.tooLong, "words", maximum: TextLimits.letters) }
    }

    /// Whether it came before.
    func isKnown(_ stamp: Stamp) throws(TextRefusal) -> Bool {
        guard (1...64).contains(stamp.device.utf8.count), !stamp.device.hasUnseenControls, stamp.number > 0 else {
            throw .init(.outOfRange, "stamp")
        }
        guard let last = stamps[stamp.device] else {
            guard stamps.count < TextLimits.devices else {
                throw .init(.tooMany, "devices", maximum: TextLimits.devices)
            }
            return false
        }
        return stamp.number <= last.number
    }

    private func check(source: ElementID) throws(TextRefusal) {
        guard paragraphs.values.contains(where: { $0.wording.contains(source) }) else {
            throw .init(.noSuchElement, source.rawValue)
        }
    }

    func check(words: String, _ subject: String) throws(TextRefusal) {
        guard words.unicodeScalars.count <= TextLimits.words else {
            throw .init(.tooLong, subject, maximum: TextLimits.words)
        }
        // A paragraph is one line; a break would be another paragraph.
        guard !words.unicodeScalars.contains(where: { $0.isUnseenControl || $0.properties.generalCategory == .control })
        else { throw .init(.controlCharacter, subject) }
    }

    func check(name: String, _ subject: String) throws(TextRefusal) {
        guard name.contains(where: { !$0.isWhitespace }) else { throw .init(.missing, subject) }
        guard name.unicodeScalars.count <= TextLimits.name else {
            throw .init(.tooLong, subject, maximum: TextLimits.name)
        }
        guard !name.hasUnseenControls else { throw .init(.controlCharacter, subject) }
    }

    func check(reason: String) throws(TextRefusal) {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .init(.reasonNeeded) }
        guard reason.unicodeScalars.count <= TextLimits.reason else {
            throw .init(.tooLong, "reason", maximum: TextLimits.reason)
        }
        guard !reason.hasUnseenControls else { throw .init(.controlCharacter, "reason") }
    }

    func check(_ kind: Paragraph.Kind) throws(TextRefusal) {
        switch kind {
        case .heading(let level) where !(1...3).contains(level): throw .init(.outOfRange, "level", maximum: 3)
        case .sub(let level) where !(1...2).contains(level): throw .init(.outOfRange, "level", maximum: 2)
        case .footnote: throw .init(.isFootnote, "kind")
        default: return
        }
    }

    func check(_ behind: ElementID?, in paragraph: Paragraph) throws(TextRefusal) {
        if let behind, !paragraph.wording.contains(behind) { throw .init(.noSuchElement, behind.rawValue) }
    }

    func check(move id: ParagraphID, behind: ParagraphID?) throws(TextRefusal) {
        try checkBody(id)
        _ = try open(id)
        if let behind {
            guard body(of: behind) != id else { throw .init(.twice, "behind") }
            guard paragraphs[behind] != nil else { throw .init(.noSuchParagraph, behind.rawValue) }
        }
    }

    func checkBracketsLeft(_ count: Int) throws(TextRefusal) {
        guard brackets.count + count <= TextLimits.brackets else {
            throw .init(.tooMany, "brackets", maximum: TextLimits.brackets)
        }
    }

    // MARK: Proposals

    /// What a delegation asks for, as it would be tabled.
    func check(_ change: Proposal.Change, seen: Int, reason: String) throws(TextRefusal) {
        guard (1...act).contains(seen) else { throw .init(.outOfRange, "seen", maximum: act) }
        if !reason.isEmpty { try check(reason: reason) }
        try check(change, isTaken: false)
    }

    /// - Parameter isTaken: it is to be taken into the text now.
    func check(_ change: Proposal.Change, isTaken: Bool) throws(TextRefusal) {
        if let words = change.words {
            guard !words.isEmpty else { throw .init(.missing, "words") }
            try check(words: words, "words")
        }
        let paragraph: Paragraph? = if let id = change.paragraph { isTaken ? try open(id) : try there(id) } else { nil }
        switch change {
        case .footnote(let id, let behind, _):
            try checkBody(id)
            if let paragraph { try check(behind, in: paragraph) }
        case .insert(_, let behind, _): if let paragraph { try check(behind, in: paragraph) }
        case .delete(_, let ranges), .replace(_, let ranges, _):
            guard let paragraph else { return }
            try check(ranges, in: paragraph.wording)
        case .move(let id, let behind):
            try checkBody(id)
            if isTaken { try check(move: id, behind: behind) }
            if let behind, paragraphs[behind] == nil { throw .init(.noSuchParagraph, behind.rawValue) }
        case .add(let behind, let kind, _):
            try check(kind)
            if let behind, paragraphs[behind] == nil { throw .init(.noSuchParagraph, behind.rawValue) }
        case .remove: if isTaken, let anchor = paragraph?.anchor { _ = try open(anchor) }
        case .alternative(let id, _): try checkBody(id)
        }
        guard isTaken, let paragraph, let words = change.words else { return }
        guard paragraph.wording.letters + words.unicodeScalars.count <= TextLimits.letters else {
            throw .init(.tooLong, "words", maximum: TextLimits.letters)
        }
    }

    /// The elements are of this paragraph, come in its order, and some of them are there.
    private func check(_ ranges: [ElementRange], in wording: Wording) throws(TextRefusal) {
        guard !ranges.isEmpty else { throw .init(.missing, "ranges") }
        guard ranges.count <= TextLimits.edits else { throw .init(.tooMany, "ranges", maximum: TextLimits.edits) }
        guard ranges.allSatisfy({ wording.contains($0.first) && wording.contains($0.last) }),
            Stretch(ranges).map({ wording.indices($0) != nil }) == true
        else { throw .init(.noSuchElement, "ranges") }
        guard ranges.contains(where: wording.isAnythingThere) else { throw .init(.overtaken) }
    }

    func checkBracketing(_ change: Proposal.Change) throws(TextRefusal) {
        try checkBracketsLeft(2)
        switch change {
        case .move: throw .init(.cannotBracket)
        case .remove(let id):
            guard let wording = paragraphs[id]?.wording, let whole = wording.whole else { throw .init(.overtaken) }
            guard wording.nests(whole) else { throw .init(.crossesBracket) }
        case .delete(let id, let ranges), .replace(let id, let ranges, _):
            guard let wording = paragraphs[id]?.wording, let stretch = Stretch(ranges), wording.nests(stretch) else {
                throw .init(.crossesBracket)
            }
        case .insert, .add, .alternative, .footnote: return
        }
    }
}

extension Wording {
    /// Whether an element stands in the text now.
    func isThere(_ id: ElementID) -> Bool { index(of: id).map { runs[$0].presence.isThere } ?? false }

    /// Whether any of these elements stands in the text now.
    func isAnythingThere(_ range: ElementRange) -> Bool {
        runs.contains { $0.id.act == range.act && $0.presence.isThere && $0.places.overlaps(range.places) }
    }
}

extension Texts {
    /// A title or a name, in all its languages.
    func check(_ subject: String) throws(TextRefusal) {
        guard self["en"].contains(where: { !$0.isWhitespace }) else { throw .init(.missing, subject) }
        guard length <= TextLimits.name else { throw .init(.tooLong, subject, maximum: TextLimits.name) }
        guard !hasUnseenControls else { throw .init(.controlCharacter, subject) }
    }
}
