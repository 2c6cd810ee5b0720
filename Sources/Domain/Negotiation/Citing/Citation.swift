public import Summit

/// Words that were taken over from elsewhere as they stand there.
public struct Citation: Sendable, Hashable, Identifiable {
    public let id: CitationID
    public let paragraph: ParagraphID
    public let stretch: Stretch
    public let source: Source
    /// As the source has them.
    public let words: String
    /// Who noted it; nil: the secretariat.
    public let delegation: SeatID?

    public enum Source: Sendable, Hashable, Codable {
        /// A text that was decided on here, as it was after the act.
        case text(id: TextID, paragraph: ParagraphID, act: Int)
        /// Any other document: as it is cited, and the place in it.
        case document(symbol: String, place: String)
    }
}

extension TextState {
    /// Whether the words that are cited still stand as the source has them.
    public func isVerbatim(_ citation: Citation) -> Bool {
        paragraphs[citation.paragraph]?.wording.words(in: citation.stretch)
            .map { Quotation.isSame($0, as: citation.words) } ?? false
    }

    // MARK: Deciding

    func decideCitation(_ command: TextCommand, by negotiator: Negotiator) throws(TextRefusal) -> TextEvent? {
        switch command {
        case .cite(let id, let stretch, let source, let words):
            let seat = negotiator.isSecretariat ? nil : try negotiating(negotiator)
            let wording = try there(id).wording
            guard let own = wording.words(in: stretch), wording.isThere(stretch.first), wording.isThere(stretch.last)
            else { throw .init(.noSuchElement, "stretch") }
            guard citations.count < TextLimits.citations else {
                throw .init(.tooMany, "citations", maximum: TextLimits.citations)
            }
            if case .document(let symbol, let place) = source {
                try check(name: symbol, "symbol")
                if !place.isEmpty { try check(name: place, "place") }
            }
            try check(words: words, "words")
            let cited = citations.values.reduce(words.unicodeScalars.count) { $0 + $1.words.unicodeScalars.count }
            guard cited <= TextLimits.citedLetters else {
                throw .init(.tooLong, "citations", maximum: TextLimits.citedLetters)
            }
            guard !Quotation.letters(of: words).isEmpty else { throw .init(.missing, "words") }
            if let difference = Quotation.difference(between: own, and: words) {
                throw .init(.notVerbatim, difference)
            }
            return .cited(paragraph: id, stretch: stretch, source: source, words: words, delegation: seat)
        case .uncite(let id):
            guard let citation = citations[id] else { throw .init(.noSuchCitation, id.rawValue) }
            let isMaker = !negotiator.isSecretariat && citation.delegation == negotiator.delegation
            guard isMaker || negotiator.isSecretariat || holdsPen(negotiator) || presides(negotiator) else {
                throw .init(.needsMaker, id.rawValue)
            }
            return .citationRemoved(citation: id)
        default: return nil
        }
    }

    // MARK: Folding

    mutating func foldCitation(_ event: TextEvent) throws(InapplicableTextEvent) {
        switch event {
        case .cited(let paragraph, let stretch, let source, let words, let delegation):
            try change(paragraph) { _ in }
            let id = CitationID(act: act, place: 0)
            citations[id] = Citation(
                id: id, paragraph: paragraph, stretch: stretch, source: source, words: words, delegation: delegation)
        case .citationRemoved(let id): citations[id] = nil
        default: throw .init(description: "\(event) is about no citation")
        }
    }
}

extension Wording {
    /// The letters that are there in a stretch; nil when it is none of this paragraph.
    public func words(in stretch: Stretch) -> String? {
        guard let range = indices(stretch) else { return nil }
        var words = String.UnicodeScalarView()
        for index in range where runs[index].presence.isThere {
            guard case .letters(let letters) = runs[index].content else { continue }
            let first = index == range.lowerBound ? stretch.first.place - runs[index].id.place : 0
            let end = index == range.upperBound ? stretch.last.place - runs[index].id.place + 1 : letters.count
            words.append(contentsOf: letters[first..<end])
        }
        return String(words)
    }
}
