public import Negotiation
public import Summit

/// A text as it goes out: one version of it, or what changed from one version to another. Every form is written from this.
public struct PublishedText: Sendable, Hashable {
    public var facts: TextFacts
    /// In which the labels are written, and the title where it is known in it: `en`, `vi`.
    public var language: String
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
    }

    public struct Comment: Sendable, Hashable {
        /// From 1, in the order of the text.
        public var number: Int
        public var hand: Hand
        public var words: String
    }
}

extension PublishedText.Paragraph {
    /// Its words as they are when all changes are taken, or when none is.
    public func words(_ isShown: (PublishedText.Change) -> Bool) -> String {
        content.map { if case .words(let words, let change) = $0, isShown(change) { words } else { "" } }.joined()
    }

    public var comments: [PublishedText.Comment] {
        content.compactMap { if case .opens(let comment) = $0 { comment } else { nil } }
    }
}

extension PublishedText {
    public var comments: [Comment] { paragraphs.flatMap(\.comments) }

    /// The line under the title: which version this is.
    public var subtitle: String {
        let day = at.rawValue.prefix(16).replacing("T", with: " ")
        let name = revision.map { "\($0), " } ?? ""
        let isVietnamese = language == "vi"
        let version = isVietnamese ? "\(name)bản \(version), \(day) UTC" : "\(name)version \(version), \(day) UTC"
        guard let since else { return version }
        return isVietnamese ? "\(version); thay đổi so với bản \(since)" : "\(version); changes since version \(since)"
    }
}
