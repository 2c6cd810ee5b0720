public import Summit

/// An event that cannot have happened; the record that tells it is damaged or of a later release.
public struct InapplicableTextEvent: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
}

extension TextState {
    /// Folds an event. After an error the state is of no use any more.
    /// - Parameter time: when it was recorded.
    public mutating func evolve(_ event: TextEvent, at time: Timestamp) throws(InapplicableTextEvent) {
        act += 1
        elements = 0
        try fold(event, at: time)
    }

    private mutating func fold(_ event: TextEvent, at time: Timestamp) throws(InapplicableTextEvent) {
        switch event {
        case .textCreated: throw .init(description: "a text is created once")
        case .edited(let id, let edits, let stamp):
            try apply(edits, to: id)
            if let stamp { stamps[stamp.device] = Stamped(number: stamp.number, act: act) }
        case .paragraphsAdded(let behind, let new): try add(new, behind: behind)
        case .kindSet(let id, let kind): try change(id) { $0.kind = kind }
        case .paragraphMoved(let id, let behind): try move(id, behind: behind)
        case .paragraphRemoved(let id): try set(id, isThere: false)
        case .paragraphRestored(let id): try set(id, isThere: true)
        case .placeholderPut(let id, let behind, let subject, let owner, let due):
            let placeholder = PlaceholderID(act: act, place: 0)
            placeholders[placeholder] = Placeholder(
                id: placeholder, paragraph: id, subject: subject, owner: owner, due: due)
            try put(.placeholder(placeholder), in: id, behind: behind)
        case .footnoteAdded(let anchor, let behind, let words): try addFootnote(words, in: anchor, behind: behind)
        case .circulated(let name, let cutOff):
            revisions.append(Revision(name: name, act: act, at: time, cutOff: cutOff, stood: convergence.counts))
        case .penHanded(let pen): facts.pen = pen
        case .bracketed(let id, let stretch, let wanting, let opposing):
            try bracket(stretch, in: id, wanting: Set(wanting), opposing: Set(opposing))
        case .bracketLifted(let id, let keeping): try lift(id, keeping: keeping)
        case .discussed(let id):
            try change(id) { $0.standing = .underDiscussion }
            takenUp.removeAll { $0 == id }
            takenUp.append(id)
        case .agreed(let id, let waiting):
            try change(id) {
                $0.standing = waiting.isEmpty ? .agreed : .agreedAdReferendum(waiting: Set(waiting))
                $0.confirmations = [:]
            }
        case .confirmed(let id, let delegation, let name): try confirm(id, delegation, name)
        case .declined(let id, _, _, _), .reopened(let id, _): try change(id) { $0.standing = .open }
        case .packageMade(let name, let members):
            for id in members { try change(id) { _ in } }
            let id = PackageID(act: act, place: 0)
            packages[id] = Package(id: id, name: name, paragraphs: Set(members))
        case .packageUndone(let id): packages[id] = nil
        case .commented(let id, let stretch, let delegation, let words):
            try change(id) { _ in }
            let comment = CommentID(act: act, place: 0)
            comments[comment] = Comment(
                id: comment, paragraph: id, stretch: stretch, delegation: delegation, words: words)
        case .commentResolved(let id): comments[id]?.isResolved = true
        case .variantChosen(let id): try choose(id)
        case .proposed, .sponsorJoined, .proposalWithdrawn, .proposalAccepted, .proposalBracketed, .proposalMerged,
            .proposalSetAside,
            .sideTaken:
            try foldProposal(event)
        case .cited, .citationRemoved: try foldCitation(event)
        case .translated(let id, let language, let words, let isOfficial, let seen):
            try foldTranslation(of: id, into: language, words, isOfficial: isOfficial, seen: seen)
        case .finalised, .resumed, .deferred, .referred, .downgraded, .issued, .silenceBegun, .silenceExtended,
            .silenceReceived, .silenceBroken, .silenceWithdrawn, .silenceEnded, .decided, .decisionConfirmed,
            .decisionDeclined, .statementAttached, .statementWithdrawn, .symbolSet, .corrected, .rulesSet:
            try foldCourse(event, at: time)
        }
    }

    // MARK: Words

    mutating func change(_ id: ParagraphID, _ body: (inout Paragraph) -> Void) throws(InapplicableTextEvent) {
        guard paragraphs[id] != nil else { throw .init(description: "there is no paragraph \(id)") }
        body(&paragraphs[id]!)
    }

    /// - Returns: the name of the first element.
    @discardableResult
    mutating func put(
        _ content: Content, in id: ParagraphID, behind: ElementID?, from source: ElementID? = nil
    ) throws(InapplicableTextEvent) -> ElementID {
        let first = ElementID(act: act, place: elements)
        elements += content.count
        var isPut = false
        try change(id) { isPut = $0.wording.put(content, first, behind: behind, source: source) }
        guard isPut else { throw .init(description: "\(behind?.description ?? "") is no element of \(id)") }
        return first
    }

    mutating func apply(_ edits: [Edit], to id: ParagraphID) throws(InapplicableTextEvent) {
        let act = act
        var count = elements
        var isDone = false
        try change(id) { isDone = $0.wording.apply(edits, by: act, elements: &count) }
        guard isDone else { throw .init(description: "an edit is of no element of \(id)") }
        elements = count
    }

    @discardableResult
    mutating func bracket(
        _ stretch: Stretch, in id: ParagraphID, wanting: Set<SeatID>, opposing: Set<SeatID>
    ) throws(InapplicableTextEvent) -> BracketID {
        let bracket = BracketID(act: act, place: brackets.keys.lazy.filter { [act] in $0.act == act }.count)
        guard let wording = paragraphs[id]?.wording, wording.indices(stretch) != nil else {
            throw .init(description: "there is no such stretch in \(id)")
        }
        try put(.close(bracket), in: id, behind: stretch.last)
        try put(.open(bracket), in: id, behind: wording.element(before: stretch.first))
        brackets[bracket] = Bracket(
            id: bracket, paragraph: id, wanting: wanting, opposing: opposing, presence: Presence(since: act))
        return bracket
    }

    private mutating func lift(_ id: BracketID, keeping: Bool) throws(InapplicableTextEvent) {
        guard let bracket = brackets[id] else { throw .init(description: "there is no bracket \(id)") }
        let act = act
        var inner: [BracketID] = []
        try change(bracket.paragraph) { inner = $0.wording.lift(id, keeping: keeping, by: act) }
        for each in inner + [id] { brackets[each]?.presence.take(out: act) }
    }

    // MARK: Paragraphs

    mutating func add(_ new: [NewParagraph], behind: ParagraphID?) throws(InapplicableTextEvent) {
        var behind = behind
        for (place, paragraph) in new.enumerated() {
            let id = ParagraphID(act: act, place: place)
            paragraphs[id] = Paragraph(id: id, kind: paragraph.kind)
            try put(Content(paragraph.words), in: id, behind: nil, from: paragraph.from)
            try insertSlot(id, behind: behind)
            behind = id
        }
    }

    mutating func insertSlot(_ id: ParagraphID, behind: ParagraphID?) throws(InapplicableTextEvent) {
        var index = 0
        if let behind = behind.map(body(of:)) {
            guard
                let at = slots.lastIndex(where: { $0.paragraph == behind && $0.presence.isThere })
                    ?? slots.lastIndex(where: { $0.paragraph == behind })
            else { throw .init(description: "there is no paragraph \(behind)") }
            index = at + 1
        }
        slots.insert(Slot(paragraph: id, presence: Presence(since: act)), at: index)
    }

    mutating func move(_ id: ParagraphID, behind: ParagraphID?) throws(InapplicableTextEvent) {
        guard behind != id else { throw .init(description: "\(id) cannot stand behind itself") }
        try set(id, isThere: false)
        try insertSlot(id, behind: behind)
    }

    mutating func set(_ id: ParagraphID, isThere: Bool) throws(InapplicableTextEvent) {
        if let anchor = paragraphs[id]?.anchor { return try setFootnote(id, of: anchor, isThere: isThere) }
        let places = slots.indices.filter { slots[$0].paragraph == id && slots[$0].presence.isThere != isThere }
        guard self.isThere(id) != isThere,
            let index = places.max(by: { slots[$0].presence.lastChange < slots[$1].presence.lastChange })
        else { throw .init(description: "\(id) cannot be taken out or put back") }
        if isThere { slots[index].presence.putBack(act) } else { slots[index].presence.take(out: act) }
    }

    private mutating func choose(_ id: ParagraphID) throws(InapplicableTextEvent) {
        let variants = variants(of: id)
        for other in variants where other != id { try set(other, isThere: false) }
        try change(id) {
            $0.alternativeTo = nil
            $0.chosenOver += variants.filter { $0 != id }
        }
    }

    private mutating func confirm(
        _ id: ParagraphID, _ delegation: SeatID, _ name: String
    ) throws(InapplicableTextEvent) {
        try change(id) {
            guard case .agreedAdReferendum(var waiting) = $0.standing else { return }
            waiting.remove(delegation)
            $0.confirmations[delegation] = name
            $0.standing = waiting.isEmpty ? .agreed : .agreedAdReferendum(waiting: waiting)
        }
    }
}
