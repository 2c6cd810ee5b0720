public import Summit

/// Somebody before a library, as the conference knows them.
public struct LibraryReader: Sendable, Hashable {
    public var author: Author
    public var isSecretariat: Bool
    /// The delegation whose own papers they read and write.
    public var delegation: SeatID?
    /// Whether they read what is for the delegations.
    public var isDelegate: Bool
    /// The meetings over which they preside.
    public var presides: Set<MeetingID>
    /// Whether they are a head of the host.
    public var isHost: Bool

    public init(
        author: Author, isSecretariat: Bool = false, delegation: SeatID? = nil, isDelegate: Bool = false,
        presides: Set<MeetingID> = [], isHost: Bool = false
    ) {
        self.author = author
        self.isSecretariat = isSecretariat
        self.delegation = delegation
        self.isDelegate = isDelegate
        self.presides = presides
        self.isHost = isHost
    }
}

extension Document {
    /// Whether somebody may know that it is there.
    public func isReadable(by reader: LibraryReader, at time: Timestamp) -> Bool {
        if let seat = access.delegation { return reader.delegation == seat }
        if isKept(by: reader) { return true }
        guard !isEmbargoed(at: time) else { return false }
        switch access {
        case .public: return true
        case .delegations: return reader.isDelegate
        case .chairOnly: return facts.meeting.map(reader.presides.contains) ?? reader.isHost
        case .delegationPrivate: return false
        }
    }

    /// Whether somebody may read its files too: what was withdrawn is known, and read no more.
    public func isOpen(to reader: LibraryReader, at time: Timestamp) -> Bool {
        isReadable(by: reader, at: time) && (withdrawal == nil || isKept(by: reader))
    }

    /// Whether somebody keeps it: the secretariat, and who submitted it; of a delegation's own papers, the delegation alone.
    public func isKept(by reader: LibraryReader) -> Bool {
        if let seat = access.delegation { return reader.delegation == seat }
        return reader.isSecretariat || owner != nil && reader.delegation == owner
    }
}
