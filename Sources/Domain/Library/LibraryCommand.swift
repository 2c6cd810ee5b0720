public import Summit

/// What somebody asks to happen in a library; ``LibraryState/decide(_:by:at:capacity:)`` says whether it does.
public enum LibraryCommand: Sendable, Hashable {
    case add(document: NewDocument, version: NewVersion)
    case addVersion(document: DocumentID, version: NewVersion)
    case change(document: DocumentID, facts: DocumentFacts)
    /// By the secretariat; a delegation's own papers stay its own.
    case setAccess(document: DocumentID, access: AccessClass)
    case setEmbargo(document: DocumentID, embargo: Embargo)
    /// Nothing holds it back any more.
    case release(document: DocumentID)
    /// The text on whose adoption it waited is adopted. By the program alone.
    case textAdopted(document: DocumentID, text: TextID)
    case withdraw(document: DocumentID, reason: String)
    /// Whether delegations may submit documents for all delegations; by the secretariat.
    case setSubmissions(open: Bool)
}

/// A document to be.
public struct NewDocument: Sendable, Hashable, Codable {
    public var id: DocumentID
    public var facts: DocumentFacts
    public var access: AccessClass
    public var embargo: Embargo?
    /// The delegation that submits it; nil: the secretariat.
    public var owner: SeatID?

    public init(
        id: DocumentID, facts: DocumentFacts, access: AccessClass, embargo: Embargo? = nil, owner: SeatID? = nil
    ) {
        self.id = id
        self.facts = facts
        self.access = access
        self.embargo = embargo
        self.owner = owner
    }
}

/// A version to be.
public struct NewVersion: Sendable, Hashable, Codable {
    public var language: String
    public var standing: DocumentVersion.Standing
    public var note: String
    public var file: FileFacts

    public init(language: String, standing: DocumentVersion.Standing, note: String = "", file: FileFacts) {
        self.language = language
        self.standing = standing
        self.note = note
        self.file = file
    }
}

/// What happened in a library. The record holds nothing else; a library's state is the fold of its events.
public enum LibraryEvent: Sendable, Hashable, Codable {
    /// Always and only the first.
    case libraryOpened(library: LibraryFacts)
    case documentAdded(document: NewDocument, version: NewVersion)
    case versionAdded(document: DocumentID, version: NewVersion)
    case documentChanged(document: DocumentID, facts: DocumentFacts)
    case accessSet(document: DocumentID, access: AccessClass)
    case embargoSet(document: DocumentID, embargo: Embargo)
    case documentReleased(document: DocumentID)
    case documentWithdrawn(document: DocumentID, reason: String)
    case submissionsSet(open: Bool)
}

/// Whose library it is.
public struct LibraryFacts: Sendable, Hashable, Codable {
    public var conference: ConferenceID
    /// The delegation whose own papers it holds; nil: the conference's library.
    public var delegation: SeatID?

    public init(conference: ConferenceID, delegation: SeatID? = nil) {
        self.conference = conference
        self.delegation = delegation
    }
}
