import Summit

// A footnote is a paragraph that hangs on a mark among the letters of another one. It stands where its mark does, and goes and comes
// back with it; in all else it is negotiated as other paragraphs are.
extension TextState {
    /// The footnotes whose marks stand in a paragraph, in the order of the marks.
    public func footnotes(of id: ParagraphID) -> [ParagraphID] { footnotes(of: id) { $0.isThere } }

    /// - Parameter isShown: of the mark.
    func footnotes(of id: ParagraphID, where isShown: (Presence) -> Bool) -> [ParagraphID] {
        guard noted.contains(id) else { return [] }
        return paragraphs[id]?.wording.runs.compactMap { run in
            if case .footnote(let note) = run.content, isShown(run.presence) { note } else { nil }
        } ?? []
    }

    func withFootnotes(_ body: [ParagraphID], where isShown: (Presence) -> Bool) -> [ParagraphID] {
        noted.isEmpty ? body : body.flatMap { [$0] + footnotes(of: $0, where: isShown) }
    }

    /// The order without footnotes.
    var body: [ParagraphID] { slots.filter(\.presence.isThere).map(\.paragraph) }

    /// The paragraph on which a footnote hangs; any other itself.
    func body(of id: ParagraphID) -> ParagraphID { paragraphs[id]?.anchor ?? id }

    /// Whether edits take a footnote's mark out, or put it back.
    public func turnFootnote(_ edits: [Edit]) -> Bool {
        !noted.isEmpty
            && edits.contains { edit in
                switch edit {
                case .put: false
                case .remove(let range), .restore(let range):
                    // A mark is the first element that its act has made, and is named as its footnote is.
                    range.places.contains(0) && paragraphs[ParagraphID(act: range.act, place: 0)]?.anchor != nil
                }
            }
    }

    /// The words of a paragraph as ``Wording/printed``, with the footnotes' numbers raised.
    public func printed(_ id: ParagraphID) -> String {
        let numbers = numbers
        return paragraphs[id]?.wording.printed { note in
            (numbers[note] ?? "").compactMap { $0.wholeNumberValue.map { Self.raised[$0] } }.joined()
        } ?? ""
    }

    private static let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

    // MARK: Deciding

    /// A footnote stands where its mark does, and is nothing else.
    func checkBody(_ id: ParagraphID) throws(TextRefusal) {
        if paragraphs[id]?.anchor != nil { throw .init(.isFootnote, id.rawValue) }
    }

    /// What is agreed in a footnote does not go with its mark.
    func checkFootnotes(after event: TextEvent, at time: Timestamp) throws(TextRefusal) {
        guard !noted.isEmpty else { return }
        if case .edited(_, let edits, _) = event, !turnFootnote(edits) { return }
        let closed = paragraphs.values.filter { $0.anchor != nil && $0.standing.isClosed }.map(\.id)
        guard !closed.isEmpty else { return }
        var then = self
        guard (try? then.evolve(event, at: time)) != nil else { return }
        let (before, after) = (Set(order), Set(then.order))
        if let lost = closed.first(where: { before.contains($0) != after.contains($0) }) {
            throw .init(.paragraphClosed, lost.rawValue)
        }
    }

    // MARK: Folding

    mutating func addFootnote(
        _ words: String, in anchor: ParagraphID, behind: ElementID?
    ) throws(InapplicableTextEvent) {
        let id = ParagraphID(act: act, place: 0)
        try put(.footnote(id), in: anchor, behind: behind)
        noted.insert(anchor)
        paragraphs[id] = Paragraph(id: id, kind: .footnote)
        paragraphs[id]?.anchor = anchor
        try put(Content(words), in: id, behind: nil)
    }

    /// Takes its mark out, or puts it back.
    mutating func setFootnote(_ id: ParagraphID, of anchor: ParagraphID, isThere: Bool) throws(InapplicableTextEvent) {
        guard let mark = ElementRange(act: id.act, places: 0..<1), self.isThere(id) != isThere else {
            throw .init(description: "\(id) cannot be taken out or put back")
        }
        try apply([isThere ? .restore(range: mark) : .remove(range: mark)], to: anchor)
    }
}

extension TextState {
    /// The footnotes of a paragraph in two versions, in the order of the marks. They stand, move and go with it.
    /// - Parameter gone: the act that took the paragraph out.
    func comparedFootnotes(
        of anchor: Paragraph, from old: (act: Int, numbers: [ParagraphID: ParagraphNumber]),
        to new: (act: Int, numbers: [ParagraphID: ParagraphNumber]), gone: Int
    ) -> [ComparedParagraph] {
        guard noted.contains(anchor.id) else { return [] }
        return anchor.wording.runs.compactMap { mark in
            guard case .footnote(let id) = mark.content, let note = paragraphs[id] else { return nil }
            let (was, isThere) = (old.numbers[id] != nil, new.numbers[id] != nil)
            guard was || isThere else { return nil }
            let removal = new.numbers[anchor.id] == nil ? gone : mark.presence.lastChange(through: new.act)
            let pieces = note.wording.pieces(
                from: was ? old.act : 0, to: isThere ? new.act : 0, removedBy: removal)
            let fate: ComparedParagraph.Fate =
                if !was { .added } else if !isThere { .removed } else {
                    pieces.allSatisfy { $0.fate == .same } ? .same : .changed
                }
            return ComparedParagraph(
                id: id, fate: fate, numberBefore: old.numbers[id], numberAfter: new.numbers[id], pieces: pieces)
        }
    }
}
