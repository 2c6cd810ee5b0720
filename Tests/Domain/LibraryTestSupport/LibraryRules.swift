public import Library
public import Summit

/// What must hold of every library, whatever anybody asked for.
public struct LibraryRules {
    private let readers: [LibraryReader]
    private let capacity: Int
    /// Symbols that documents have or had, as people compare them, each owner's by themselves.
    private var given: [Given: DocumentID] = [:]

    private struct Given: Hashable {
        var owner: SeatID?
        var symbol: String
    }

    /// - Parameter readers: everybody who may come.
    public init(readers: [LibraryReader], capacity: Int) {
        self.readers = readers
        self.capacity = capacity
    }

    /// A sentence about the first rule that does not hold after an event; nil when all do.
    public mutating func broken(
        in state: LibraryState, since before: LibraryState, by event: LibraryEvent, at time: Timestamp
    ) -> String? {
        if state.facts != before.facts { return "it is the library of somebody else" }
        if Array(state.order.prefix(before.order.count)) != before.order { return "documents changed places" }
        if Set(state.order) != Set(state.documents.keys) || state.order.count != state.documents.count {
            return "the order is not that of the documents"
        }
        let sizes = state.documents.values.flatMap(\.versions).map(\.file.size)
        if state.size != sizes.reduce(0, +) { return "it counts other bytes than it has" }
        if state.size > capacity { return "it holds more than it may" }
        for document in state.documentsInOrder {
            let symbol = Given(owner: document.owner, symbol: Self.compared(document.facts.symbol))
            if given.updateValue(document.id, forKey: symbol).map({ $0 != document.id }) ?? false {
                return "\(document.facts.symbol) was another document's"
            }
            if document.changes > LibraryLimits.changes { return "\(document.id) is changed without end" }
            if let broken = brokenDocument(document, in: state, since: before.documents[document.id], by: event) {
                return "\(document.id) \(broken)"
            }
            if let broken = brokenReading(of: document, in: state, at: time) { return "\(document.id) \(broken)" }
        }
        return nil
    }

    private func brokenDocument(
        _ document: Document, in state: LibraryState, since old: Document?, by event: LibraryEvent
    ) -> String? {
        if document.access.delegation != state.facts.delegation { return "is in the library of others" }
        if document.access.delegation != nil, document.embargo != nil { return "is a delegation's own, and withheld" }
        if document.versions.map(\.number) != Array(1...max(document.versions.count, 1)) { return "has lost a version" }
        if document.versions.first?.standing != .authentic { return "translates nothing" }
        guard let old else { return nil }
        if Array(document.versions.prefix(old.versions.count)) != old.versions { return "has another past" }
        if (document.owner, document.added) != (old.owner, old.added) { return "is somebody else's" }
        if old.withdrawal != nil, document != old { return "changed although it was withdrawn" }
        if document.embargo != old.embargo {
            switch event {
            case .embargoSet(old.id, _), .documentReleased(old.id): break
            default: return "was opened or withheld by \(event)"
            }
        }
        return nil
    }

    private func brokenReading(of document: Document, in state: LibraryState, at time: Timestamp) -> String? {
        for reader in readers {
            let (isReadable, isOpen) = (
                document.isReadable(by: reader, at: time), document.isOpen(to: reader, at: time)
            )
            if let seat = document.access.delegation, isReadable, reader.delegation != seat {
                return "is read by \(reader.author) although it is \(seat)'s own"
            }
            if isReadable, document.isEmbargoed(at: time), !document.isKept(by: reader) {
                return "is read by \(reader.author) although it is withheld"
            }
            if isOpen, !isReadable { return "is open to \(reader.author), who may not know of it" }
            if isOpen, document.withdrawal != nil, !document.isKept(by: reader) {
                return "is open to \(reader.author) although it was withdrawn"
            }
            if state.documents(for: reader, at: time).contains(where: { $0.id == document.id }) != isReadable {
                return "is not in the list of \(reader.author) as they may read it"
            }
        }
        return nil
    }

    /// Whoever asks for something of a document that they may not know of is answered as for one that is not there.
    public func leak(
        of command: LibraryCommand, by reader: LibraryReader, in state: LibraryState, at time: Timestamp
    ) -> String? {
        guard reader.author != .system, let id = command.document, let document = state.documents[id],
            !document.isReadable(by: reader, at: time)
        else { return nil }
        let none = command.about(DocumentID(wellFormed: "there-is-none"))
        let (said, otherwise) = (answer(command, reader, state, time), answer(none, reader, state, time))
        return said == otherwise && said != nil ? nil : "\(reader.author) learns of \(id) by \(command)"
    }

    /// Whoever gives a document a symbol learns nothing of those of which they may not know: without them the answer is the same.
    public func symbolLeak(
        of command: LibraryCommand, by reader: LibraryReader, in state: LibraryState, at time: Timestamp
    ) -> String? {
        guard let symbol = command.symbol, answer(command, reader, state, time)?.reason == .symbolTaken else {
            return nil
        }
        let owner: SeatID? =
            if case .add(let new, _) = command { new.owner } else {
                command.document.flatMap { state.documents[$0]?.owner }
            }
        let explains = state.documents.values.contains { document in
            document.isReadable(by: reader, at: time)
                && (Self.compared(document.facts.symbol) == Self.compared(symbol)
                    || given[Given(owner: owner, symbol: Self.compared(symbol))] == document.id)
        }
        return explains ? nil : "\(reader.author) learns that \(symbol) is there"
    }

    private static func compared(_ symbol: String) -> String { symbol.lowercased().filter { $0 != " " } }

    private func answer(
        _ command: LibraryCommand, _ reader: LibraryReader, _ state: LibraryState, _ time: Timestamp
    ) -> LibraryRefusal? {
        do {
            _ = try state.decide(command, by: reader, at: time, capacity: capacity)
            return nil
        } catch { return error }
    }
}

extension LibraryCommand {
    /// The document that it would change.
    var document: DocumentID? {
        switch self {
        case .add, .setSubmissions: nil
        case .addVersion(let id, _), .change(let id, _), .setAccess(let id, _), .setEmbargo(let id, _),
            .release(let id), .textAdopted(let id, _), .withdraw(let id, _):
            id
        }
    }

    /// The symbol that it would give.
    var symbol: String? {
        switch self {
        case .add(let document, _): document.facts.symbol
        case .change(_, let facts): facts.symbol
        default: nil
        }
    }

    func about(_ id: DocumentID) -> LibraryCommand {
        switch self {
        case .add, .setSubmissions: self
        case .addVersion(_, let version): .addVersion(document: id, version: version)
        case .change(_, let facts): .change(document: id, facts: facts)
        case .setAccess(_, let access): .setAccess(document: id, access: access)
        case .setEmbargo(_, let embargo): .setEmbargo(document: id, embargo: embargo)
        case .release: .release(document: id)
        case .textAdopted(_, let text): .textAdopted(document: id, text: text)
        case .withdraw(_, let reason): .withdraw(document: id, reason: reason)
        }
    }
}
