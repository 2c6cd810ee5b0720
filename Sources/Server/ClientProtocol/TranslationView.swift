public import Negotiation

/// What there is of a text in another language.
public struct TranslationView: Sendable, Hashable, Encodable {
    /// The text as it was looked at: the number of its last act.
    public var sequence: Int
    public var language: LanguageTag
    /// In the order of the text.
    public var paragraphs: [ParagraphView]

    public struct ParagraphView: Sendable, Hashable, Encodable {
        public var paragraph: ParagraphID
        public var words: String
        public var isOfficial: Bool
        /// The act whose words it translates.
        public var of: Int
        /// The act that brought it.
        public var act: Int
        /// The words were changed since.
        public var isOutOfDate: Bool
    }

    public init(of state: TextState, into language: LanguageTag) {
        sequence = state.act
        self.language = language
        paragraphs = state.order.compactMap { id in
            state.translation(of: id, into: language).map {
                .init(
                    paragraph: id, words: $0.words, isOfficial: $0.isOfficial, of: $0.of, act: $0.act,
                    isOutOfDate: state.isOutOfDate($0, of: id))
            }
        }
    }
}
