import Summit

/// A paragraph in another language than the one in which the text is authentic.
public struct Translation: Sendable, Hashable {
    public let words: String
    /// That the body answers for; else for information.
    public let isOfficial: Bool
    /// The act of the text whose words it translates.
    public let of: Int
    /// The act that brought it.
    public let act: Int
}

extension Wording {
    /// The mark of a footnote, in the words of a translation: its n-th is the n-th footnote's.
    public static let footnoteMark = "[^]"

    /// What a translator has to render: the letters, and where the footnotes' marks stand.
    public var toTranslate: String { toTranslate { $0.isThere } }

    func toTranslate(after act: Int) -> String { toTranslate { $0.wasThere(after: act) } }

    private func toTranslate(where isShown: (Presence) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        for run in runs where isShown(run.presence) {
            switch run.content {
            case .letters(let letters): text.append(contentsOf: letters)
            case .footnote: text.append(contentsOf: Self.footnoteMark.unicodeScalars)
            case .open, .close, .placeholder: continue
            }
        }
        return String(text)
    }
}

extension TextState {
    /// The languages in which there is something of the text.
    public var languages: [LanguageTag] { translations.keys.sorted() }

    public func translation(of id: ParagraphID, into language: LanguageTag) -> Translation? {
        translations[language]?[id]
    }

    /// Whether the words are others than those that were translated.
    public func isOutOfDate(_ translation: Translation, of id: ParagraphID) -> Bool {
        guard let wording = paragraphs[id]?.wording else { return true }
        return wording.toTranslate != wording.toTranslate(after: translation.of)
    }

    // MARK: Deciding

    func decideTranslation(
        of id: ParagraphID, into language: LanguageTag, _ words: String, isOfficial: Bool, seen: Int,
        by negotiator: Negotiator
    ) throws(TextRefusal) -> TextEvent? {
        guard negotiator.isSecretariat || holdsPen(negotiator) else { throw .init(.needsPenOrSecretariat) }
        let paragraph = try there(id)
        guard language != .authentic else { throw .init(.outOfRange, "language") }
        guard translations[language] != nil || translations.count < TextLimits.languages else {
            throw .init(.tooMany, "languages", maximum: TextLimits.languages)
        }
        guard (id.act...act).contains(seen) else { throw .init(.outOfRange, "seen", maximum: act) }
        try check(words: words, "words")
        let old = translation(of: id, into: language)
        if words.isEmpty {
            return old == nil
                ? nil : .translated(paragraph: id, language: language, words: "", isOfficial: false, of: seen)
        }
        let isSame = old.map { $0.words == words && $0.isOfficial == isOfficial } ?? false
        if isSame, let old, paragraph.wording.toTranslate(after: old.of) == paragraph.wording.toTranslate(after: seen) {
            return nil
        }
        return .translated(paragraph: id, language: language, words: words, isOfficial: isOfficial, of: seen)
    }

    // MARK: Folding

    mutating func foldTranslation(
        of id: ParagraphID, into language: LanguageTag, _ words: String, isOfficial: Bool, seen: Int
    ) throws(InapplicableTextEvent) {
        try change(id) { _ in }
        translations[language, default: [:]][id] =
            words.isEmpty ? nil : Translation(words: words, isOfficial: isOfficial, of: seen, act: act)
        if translations[language]?.isEmpty == true { translations[language] = nil }
    }
}
