public import Summit

extension LibraryState {
    /// What comes of a command: the event to be recorded, or the rule that refuses it. Nil: what was asked for is so already. The
    /// state itself does not change; fold the event when the record holds it.
    /// - Parameter capacity: the bytes that the library may hold.
    public func decide(
        _ command: LibraryCommand, by reader: LibraryReader, at time: Timestamp, capacity: Int
    ) throws(LibraryRefusal) -> LibraryEvent? {
        switch command {
        case .add(let document, let version):
            try checkMay(add: document, reader)
            try check(document.facts, of: document.id, owner: document.owner, reader, at: time)
            if let embargo = document.embargo { try check(embargo, access: document.access, at: time) }
            guard documents[document.id] == nil else { throw .init(.outOfRange, "document.id") }
            guard documents.count < LibraryLimits.documents else {
                throw .init(.tooMany, "documents", maximum: LibraryLimits.documents)
            }
            guard version.standing == .authentic else { throw .init(.nothingToTranslate) }
            try check(version, of: document.access, capacity: capacity)
            return .documentAdded(document: document, version: version)
        case .addVersion(let id, let version):
            let document = try kept(id, reader, at: time)
            guard document.versions.count < LibraryLimits.versions else {
                throw .init(.tooMany, "versions", maximum: LibraryLimits.versions)
            }
            try check(version, of: document.access, capacity: capacity)
            return .versionAdded(document: id, version: version)
        case .change(let id, let facts):
            let document = try kept(id, reader, at: time)
            try check(facts, of: id, owner: document.owner, reader, at: time)
            guard document.facts != facts else { return nil }
            guard document.changes < LibraryLimits.changes else {
                throw .init(.tooMany, "changes", maximum: LibraryLimits.changes)
            }
            return .documentChanged(document: id, facts: facts)
        case .setAccess(let id, let access):
            let document = try kept(id, reader, at: time)
            guard reader.isSecretariat || document.access.delegation != nil else { throw .init(.notAllowed) }
            guard document.access.delegation == nil, access.delegation == nil else { throw .init(.staysPrivate) }
            return document.access == access ? nil : .accessSet(document: id, access: access)
        case .setEmbargo(let id, let embargo):
            let document = try kept(id, reader, at: time)
            try check(embargo, access: document.access, at: time)
            return document.embargo == embargo ? nil : .embargoSet(document: id, embargo: embargo)
        case .release(let id):
            guard try kept(id, reader, at: time).isEmbargoed(at: time) else { throw .init(.notEmbargoed) }
            return .documentReleased(document: id)
        case .textAdopted(let id, let text):
            guard reader.author == .system else { throw .init(.notAllowed) }
            guard let document = documents[id] else { throw .init(.noSuchDocument) }
            return document.awaited?.text == text ? .documentReleased(document: id) : nil
        case .withdraw(let id, let reason):
            _ = try kept(id, reader, at: time)
            try check(reason: reason)
            return .documentWithdrawn(document: id, reason: reason)
        case .setSubmissions(let open):
            guard reader.isSecretariat, facts.delegation == nil else { throw .init(.notAllowed) }
            return takesSubmissions == open ? nil : .submissionsSet(open: open)
        }
    }

    // MARK: Rights

    /// Documents that somebody may know of, in the order in which they came.
    public func documents(for reader: LibraryReader, at time: Timestamp) -> [Document] {
        documentsInOrder.filter { $0.isReadable(by: reader, at: time) }
    }

    private func checkMay(add document: NewDocument, _ reader: LibraryReader) throws(LibraryRefusal) {
        guard document.access.delegation == facts.delegation else { throw .init(.staysPrivate) }
        if let seat = facts.delegation {
            guard reader.delegation == seat, document.owner == seat else { throw .init(.notAllowed) }
        } else if reader.isSecretariat {
            guard document.owner == nil else { throw .init(.notAllowed) }
        } else {
            guard let seat = reader.delegation, document.owner == seat, document.access == .delegations else {
                throw .init(.notAllowed)
            }
            guard takesSubmissions else { throw .init(.submissionsClosed) }
        }
    }

    /// A document in which somebody may change something.
    private func kept(
        _ id: DocumentID, _ reader: LibraryReader, at time: Timestamp
    ) throws(LibraryRefusal) -> Document {
        guard let document = documents[id], document.isReadable(by: reader, at: time) else {
            throw .init(.noSuchDocument)
        }
        guard document.isKept(by: reader) else { throw .init(.notAllowed) }
        guard document.withdrawal == nil else { throw .init(.withdrawn) }
        return document
    }

    // MARK: Checks

    private func check(
        _ facts: DocumentFacts, of id: DocumentID, owner: SeatID?, _ reader: LibraryReader, at time: Timestamp
    ) throws(LibraryRefusal) {
        let symbol = facts.symbol
        guard !symbol.isEmpty else { throw .init(.missing, "symbol") }
        guard symbol.utf8.count <= LibraryLimits.symbol else {
            throw .init(.tooLong, "symbol", maximum: LibraryLimits.symbol)
        }
        guard symbol.utf8.allSatisfy(Self.isOfSymbols), symbol.first != " ", symbol.last != " " else {
            throw .init(.outOfRange, "symbol")
        }
        if isTaken(symbol, by: id, of: owner, reader, at: time) { throw .init(.symbolTaken, symbol) }
        guard facts.title["en"].contains(where: { !$0.isWhitespace }) else { throw .init(.missing, "title") }
        guard facts.title.length <= LibraryLimits.title else {
            throw .init(.tooLong, "title", maximum: LibraryLimits.title)
        }
        guard !facts.title.hasUnseenControls else { throw .init(.controlCharacter, "title") }
        if let item = facts.agendaItem {
            guard facts.meeting != nil else { throw .init(.missing, "meeting") }
            guard (1...1_000).contains(item) else { throw .init(.outOfRange, "agendaItem", maximum: 1_000) }
        }
    }

    /// A symbol that a document once had may stand in a letter, so that no other of the same owner gets it. Beyond that only documents
    /// count of which who asks may know: the answer tells of no other.
    private func isTaken(
        _ symbol: String, by id: DocumentID, of owner: SeatID?, _ reader: LibraryReader, at time: Timestamp
    ) -> Bool {
        let compared = Self.compared(symbol)
        return (symbols[compared] ?? []).contains { other in
            guard other != id, let document = documents[other] else { return false }
            return document.owner == owner
                || Self.compared(document.facts.symbol) == compared && document.isReadable(by: reader, at: time)
        }
    }

    private static func isOfSymbols(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array(" /.-_()&+".utf8).contains(character)
        }
    }

    private func check(_ version: NewVersion, of access: AccessClass, capacity: Int) throws(LibraryRefusal) {
        // Which tags there are is for texts in several languages to say.
        guard Texts(["en": ""].merging([version.language: ""]) { $1 }) != nil else {
            throw .init(.outOfRange, "language")
        }
        if version.standing == .authentic, access.delegation == nil, version.language != "en" {
            throw .init(.authenticIsEnglish)
        }
        try check(version.note, "note")
        guard version.file.size > 0 else { throw .init(.fileEmpty) }
        guard version.file.size <= LibraryLimits.file else {
            throw .init(.fileTooLarge, maximum: LibraryLimits.file >> 20)
        }
        guard version.file.size <= capacity - size else { throw .init(.libraryFull, maximum: capacity >> 20) }
    }

    private func check(_ embargo: Embargo, access: AccessClass, at time: Timestamp) throws(LibraryRefusal) {
        guard access.delegation == nil else { throw .init(.staysPrivate) }
        if case .until(let end) = embargo, end <= time { throw .init(.embargoPast) }
    }

    private func check(reason: String) throws(LibraryRefusal) {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .init(.reasonNeeded) }
        try check(reason, "reason")
    }

    private func check(_ words: String, _ subject: String) throws(LibraryRefusal) {
        guard words.unicodeScalars.count <= LibraryLimits.note else {
            throw .init(.tooLong, subject, maximum: LibraryLimits.note)
        }
        guard !words.hasUnseenControls else { throw .init(.controlCharacter, subject) }
    }
}
