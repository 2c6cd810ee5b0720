public import Negotiation
public import Summit

/// A text as it goes out: one version of it, or what changed from one version to another. Every form is written from this.
public struct PublishedText: Sendable, Hashable {
    public var facts: TextFacts
    /// In which the labels are written, and the title where it is known in it: `en`, `vi`.
    public var language: String
    /// In which the words are, where that is not the authentic one.
    public var translation: LanguageTag?
    public var title: String
    /// The last act of this version, and when it was done.
    public var version: Int
    public var at: Timestamp
    /// When the text was begun.
    public var begun: Timestamp
    /// The version since which changes are shown; nil: none are.
    public var since: Int?
    /// As it was circulated last, up to this version.
    public var revision: String?
    public var paragraphs: [Paragraph]

    public typealias Kind = Negotiation.Paragraph.Kind

    public struct Paragraph: Sendable, Hashable {
        public var kind: Kind
        /// What is printed before its words: `OP12`, `3.`, `(a)`; may be empty.
        public var label: String
        /// How far it is agreed, in words; empty while it is open.
        public var standing: String
        /// Of the paragraph as a whole.
        public var change: Change
        public var content: [Item]
    }

    public enum Change: Sendable, Hashable {
        case none
        case added(Hand)
        case removed(Hand)
    }

    /// Who did it, and when.
    public struct Hand: Sendable, Hashable {
        public var name: String
        public var at: Timestamp
    }

    public enum Item: Sendable, Hashable {
        /// Brackets and placeholders are words too.
        case words(String, Change)
        case opens(Comment)
        case closes(Comment)
        /// The mark of a footnote.
        case footnote(Note, Change)
    }

    public struct Note: Sendable, Hashable {
        /// From 1, in the order of what is written.
        public var number: Int
        /// Words alone.
        public var content: [Item]
    }

    public struct Comment: Sendable, Hashable {
        /// From 1, in the order of the text.
        public var number: Int
        public var hand: Hand
        public var words: String
    }
}

extension PublishedText.Note {
    /// - Parameter isShown: of the change that each part has.
    public func words(_ isShown: (PublishedText.Change) -> Bool) -> String { content.words(isShown) }
}

extension PublishedText.Item {
    /// A footnote that was put in has nothing that was taken out of it, and the other way round.
    var ofOneVersion: Self {
        guard case .footnote(var note, let change) = self else { return self }
        note.content.removeAll { item in
            guard case .words(_, let inner) = item else { return false }
            return switch (change, inner) {
            case (.added, .removed), (.removed, .added): true
            default: false
            }
        }
        return .footnote(note, change)
    }
}

extension [PublishedText.Item] {
    fileprivate func words(_ isShown: (PublishedText.Change) -> Bool) -> String {
        map { if case .words(let words, let change) = $0, isShown(change) { words } else { "" } }.joined()
    }
}

extension PublishedText.Paragraph {
    /// Its words as they are when all changes are taken, or when none is.
    public func words(_ isShown: (PublishedText.Change) -> Bool) -> String {
        content.words(isShown)
    }

    /// The footnotes whose marks stand in it.
    public var notes: [PublishedText.Note] {
        content.compactMap { if case .footnote(let note, _) = $0 { note } else { nil } }
    }

    public var comments: [PublishedText.Comment] {
        content.compactMap { if case .opens(let comment) = $0 { comment } else { nil } }
    }
}

extension PublishedText {
    public var comments: [Comment] { paragraphs.flatMap(\.comments) }

    public var notes: [Note] { paragraphs.flatMap(\.notes) }

    /// The language of its words, as BCP 47 writes it.
    public var writtenIn: String { translation?.rawValue ?? language }

    /// The line under the title: which version this is.
    public var subtitle: String {
        let day = at.rawValue.prefix(16).replacing("T", with: " ")
        let name = revision.map { "\($0), " } ?? ""
        let isVietnamese = language == "vi"
        let version = isVietnamese ? "\(name)bản \(version), \(day) UTC" : "\(name)version \(version), \(day) UTC"
        if let translation {
            return isVietnamese
                ? "\(version); bản dịch (\(translation.rawValue)), bản tiếng Anh là bản gốc có giá trị"
                : "\(version); translation (\(translation.rawValue)), English is authentic"
        }
        guard let since else { return version }
        return isVietnamese ? "\(version); thay đổi so với bản \(since)" : "\(version); changes since version \(since)"
    }
}
