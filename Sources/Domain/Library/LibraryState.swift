import Summit

/// A library as its record tells it: the fold of its events.
public struct LibraryState: Sendable, Hashable {
    public let facts: LibraryFacts
    public internal(set) var documents: [DocumentID: Document] = [:]
    /// In the order in which they came.
    public internal(set) var order: [DocumentID] = []
    /// Whether delegations may submit documents for all delegations.
    public internal(set) var takesSubmissions = false
    /// Bytes of all versions.
    public internal(set) var size = 0
    /// Symbols as they are compared, and which documents have or had them.
    var symbols: [String: Set<DocumentID>] = [:]

    /// A library of which nothing is recorded but that it was opened.
    public init(_ facts: LibraryFacts) { self.facts = facts }

    public var documentsInOrder: [Document] { order.compactMap { documents[$0] } }

    /// Symbols that differ by the case of letters or by blanks are the same to people.
    static func compared(_ symbol: String) -> String { symbol.lowercased().filter { $0 != " " } }
}

/// What a library may grow to.
public enum LibraryLimits {
    public static let documents = 5_000
    /// Of one document.
    public static let versions = 200
    /// Of symbol, title and meeting of one document.
    public static let changes = 100
    /// Characters of a symbol.
    public static let symbol = 64
    /// Letters of a title.
    public static let title = 300
    /// Letters of a note or a reason.
    public static let note = 500
    /// Letters of a file's name.
    public static let fileName = 150
    /// Bytes of one file.
    public static let file = 50 << 20
}
