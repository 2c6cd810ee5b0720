public import Negotiation
public import Summit

extension TextView {
    /// Words that were taken over from elsewhere.
    public struct CitationView: Sendable, Hashable, Encodable {
        public var id: CitationID
        public var paragraph: ParagraphID
        public var stretch: Stretch
        public var source: Citation.Source
        /// As the source has them.
        public var words: String
        public var delegation: SeatID?
        /// Whether they still stand so.
        public var isVerbatim: Bool
    }
}

extension TextState {
    /// Of the paragraphs that are there.
    var citationViews: [TextView.CitationView] {
        let there = Set(citations.isEmpty ? [] : order)
        return citations.values.filter { there.contains($0.paragraph) }.sorted { $0.id < $1.id }.map {
            .init(
                id: $0.id, paragraph: $0.paragraph, stretch: $0.stretch, source: $0.source, words: $0.words,
                delegation: $0.delegation, isVerbatim: isVerbatim($0))
        }
    }
}
