public import Summit

/// Why the store cannot do it. Each says so in one sentence.
public enum StoreError: Error, Hashable, Sendable {
    /// The record does not end where the writer believed.
    case conflict(record: RecordID, expected: Int, found: Int)
    /// The file was written by a later release.
    case newerSchema(path: String)
    /// The file is a database of some other program.
    case foreign(path: String)
    /// Something that was stored cannot be read back.
    case damaged(what: String)
    /// The engine refused or failed: disk full, no permission, file locked ...
    case failed(reason: String)
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .conflict(let record, let expected, let found):
            "The record of \(record) has \(found) lines instead of \(expected): another program writes to it."
        case .newerSchema(let path):
            "\(path) was written by a newer release of Mufakat; this release would damage it and leaves it as it is."
        case .foreign(let path): "\(path) is a database of another program; Mufakat leaves it as it is."
        case .damaged(let what): "The store is damaged: \(what)."
        case .failed(let reason): "The store failed: \(reason)."
        }
    }
}
