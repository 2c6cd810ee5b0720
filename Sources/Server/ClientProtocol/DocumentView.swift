public import Library
public import Summit

/// What somebody may know of a document.
public struct DocumentView: Sendable, Hashable, Encodable {
    public var id: DocumentID
    public var symbol: String
    public var title: Texts
    public var meeting: MeetingID?
    public var agendaItem: Int?
    public var access: AccessClass
    /// As long as it holds.
    public var embargo: EmbargoView?
    /// The text on whose adoption it waits, for those who may read that too.
    public var awaits: AwaitedText?
    /// The delegation that submitted it.
    public var owner: SeatID?
    public var added: Timestamp
    public var released: Timestamp?
    public var withdrawal: Document.Withdrawal?
    public var versions: [Version]
    /// Whether the reader may change it.
    public var isKept: Bool
    /// Whether the reader may read its files.
    public var isOpen: Bool
    /// Where a search found its words, with U+0002 before and U+0003 behind each.
    public var excerpt: String?

    public struct Version: Sendable, Hashable, Encodable {
        public var number: Int
        public var language: String
        public var standing: DocumentVersion.Standing
        public var name: String
        public var mediaType: String
        public var size: Int
        public var digest: String
        public var note: String
        public var at: Timestamp
        /// For those who keep the document.
        public var by: Author?
        /// Whether it is the newest in its language.
        public var isCurrent: Bool
    }

    /// An embargo in the same form, without a text that the reader may not know of.
    public enum EmbargoView: Sendable, Hashable, Codable {
        case until(time: Timestamp)
        case untilReleased
        case untilAdopted(text: TextID?)
    }

    /// Nil: the reader may not know of it.
    /// - Parameter awaits: if the reader may read it.
    public init?(
        of document: Document, for reader: LibraryReader, at time: Timestamp, awaits: AwaitedText? = nil,
        excerpt: String? = nil
    ) {
        guard document.isReadable(by: reader, at: time) else { return nil }
        let isKept = document.isKept(by: reader)
        id = document.id
        symbol = document.facts.symbol
        title = document.facts.title
        meeting = document.facts.meeting
        agendaItem = document.facts.agendaItem
        access = document.access
        self.awaits = awaits
        if document.isEmbargoed(at: time) {
            embargo =
                switch document.embargo {
                case nil: nil
                case .until(let end): .until(time: end)
                case .untilReleased: .untilReleased
                case .untilAdopted(let text, _): .untilAdopted(text: awaits == nil ? nil : text)
                }
        }
        owner = document.owner
        added = document.added
        released = document.released
        withdrawal = document.withdrawal
        let current = Set(document.current.map(\.number))
        versions = document.versions.map { version in
            Version(
                number: version.number, language: version.language, standing: version.standing,
                name: version.file.name, mediaType: version.file.mediaType, size: version.file.size,
                digest: version.file.digest, note: version.note, at: version.at, by: isKept ? version.by : nil,
                isCurrent: current.contains(version.number))
        }
        self.isKept = isKept
        isOpen = document.isOpen(to: reader, at: time)
        self.excerpt = excerpt
    }
}
