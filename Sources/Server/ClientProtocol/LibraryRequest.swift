public import Library
import Summit

/// What somebody asks a library for, as it is sent: files are named by the receipts of their uploads.
///
/// In JSON an object with one member, named as the case, that holds an object with what the case carries.
public enum LibraryRequest: Sendable, Hashable, Decodable {
    case add(facts: DocumentFacts, access: AccessClass, embargo: Embargo?, version: Version)
    case addVersion(document: DocumentID, version: Version)
    case change(document: DocumentID, facts: DocumentFacts)
    case setAccess(document: DocumentID, access: AccessClass)
    case setEmbargo(document: DocumentID, embargo: Embargo)
    case release(document: DocumentID)
    case withdraw(document: DocumentID, reason: String)
    case setSubmissions(open: Bool)

    public struct Version: Sendable, Hashable, Decodable {
        /// The receipt of an upload.
        public var upload: String
        public var language: String
        public var standing: DocumentVersion.Standing
        public var note: String?

        public init(upload: String, language: String, standing: DocumentVersion.Standing, note: String? = nil) {
            self.upload = upload
            self.language = language
            self.standing = standing
            self.note = note
        }
    }

    /// The document that it changes.
    public var document: DocumentID? {
        switch self {
        case .add, .setSubmissions: nil
        case .addVersion(let id, _), .change(let id, _), .setAccess(let id, _), .setEmbargo(let id, _),
            .release(let id), .withdraw(let id, _):
            id
        }
    }

    /// The receipt of the upload that it needs.
    public var upload: String? {
        switch self {
        case .add(_, _, _, let version), .addVersion(_, let version): version.upload
        default: nil
        }
    }

    /// The same, held back in another way.
    public func held(by embargo: Embargo) -> LibraryRequest {
        switch self {
        case .add(let facts, let access, _, let version):
            .add(facts: facts, access: access, embargo: embargo, version: version)
        case .setEmbargo(let id, _): .setEmbargo(document: id, embargo: embargo)
        default: self
        }
    }

    /// Until when it holds a document back.
    public var embargo: Embargo? {
        switch self {
        case .add(_, _, let embargo, _): embargo
        case .setEmbargo(_, let embargo): embargo
        default: nil
        }
    }

    /// What somebody enters of a document.
    public var facts: DocumentFacts? {
        switch self {
        case .add(let facts, _, _, _), .change(_, let facts): facts
        default: nil
        }
    }

    /// - Parameters:
    ///   - file: of the upload, where there is one.
    ///   - id: of a document to be.
    public func command(
        _ file: FileFacts?, by reader: LibraryReader, id: DocumentID
    ) throws(LibraryRefusal) -> LibraryCommand {
        switch self {
        case .add(let facts, let access, let embargo, let version):
            let document = NewDocument(
                id: id, facts: facts, access: access,
                embargo: embargo, owner: reader.isSecretariat ? nil : reader.delegation)
            return .add(document: document, version: try version.new(file))
        case .addVersion(let id, let version): return .addVersion(document: id, version: try version.new(file))
        case .change(let id, let facts): return .change(document: id, facts: facts)
        case .setAccess(let id, let access): return .setAccess(document: id, access: access)
        case .setEmbargo(let id, let embargo): return .setEmbargo(document: id, embargo: embargo)
        case .release(let id): return .release(document: id)
        case .withdraw(let id, let reason): return .withdraw(document: id, reason: reason)
        case .setSubmissions(let open): return .setSubmissions(open: open)
        }
    }
}

extension LibraryRequest.Version {
    fileprivate func new(_ file: FileFacts?) throws(LibraryRefusal) -> NewVersion {
        guard let file else { throw .init(.noSuchUpload) }
        return NewVersion(language: language, standing: standing, note: note ?? "", file: file)
    }
}
