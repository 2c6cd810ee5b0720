public import Summit

/// A record that cannot be folded: it was not made by these rules.
public struct LibraryFault: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
    public init(description: String) { self.description = description }
}

extension LibraryState {
    /// A library that was just opened; nil for any other event.
    public init?(first event: LibraryEvent) {
        guard case .libraryOpened(let facts) = event else { return nil }
        self.init(facts)
    }

    /// Folds what happened, by whom and when.
    public mutating func evolve(_ event: LibraryEvent, at time: Timestamp, by author: Author) throws(LibraryFault) {
        switch event {
        case .libraryOpened: throw LibraryFault(description: "a library is opened once")
        case .documentAdded(let new, let version):
            guard documents[new.id] == nil else { throw LibraryFault(description: "\(new.id) is there already") }
            documents[new.id] = Document(
                id: new.id, facts: new.facts, access: new.access, embargo: new.embargo, owner: new.owner,
                versions: [DocumentVersion(version, number: 1, at: time, by: author)], added: time)
            order.append(new.id)
            symbols[Self.compared(new.facts.symbol), default: []].insert(new.id)
            size += version.file.size
        case .versionAdded(let id, let version):
            try change(id) {
                $0.versions.append(DocumentVersion(version, number: $0.versions.count + 1, at: time, by: author))
            }
            size += version.file.size
        case .documentChanged(let id, let facts):
            try change(id) {
                $0.facts = facts
                $0.changes += 1
            }
            symbols[Self.compared(facts.symbol), default: []].insert(id)
        case .accessSet(let id, let access): try change(id) { $0.access = access }
        case .embargoSet(let id, let embargo):
            try change(id) {
                $0.embargo = embargo
                $0.released = nil
            }
        case .documentReleased(let id):
            try change(id) {
                $0.embargo = nil
                $0.released = time
            }
        case .documentWithdrawn(let id, let reason):
            try change(id) { $0.withdrawal = Document.Withdrawal(reason: reason, at: time) }
        case .submissionsSet(let open): takesSubmissions = open
        }
    }

    private mutating func change(_ id: DocumentID, _ body: (inout Document) -> Void) throws(LibraryFault) {
        guard var document = documents[id] else { throw LibraryFault(description: "there is no document \(id)") }
        body(&document)
        documents[id] = document
    }
}

extension DocumentVersion {
    init(_ new: NewVersion, number: Int, at time: Timestamp, by author: Author) {
        self.init(
            number: number, language: new.language, standing: new.standing, file: new.file, note: new.note, at: time,
            by: author)
    }
}
