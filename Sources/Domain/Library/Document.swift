public import Summit

/// Names one document of a library: `[a-z0-9-]{1,40}`. The server gives it out at random, so that nothing can be told from it.
public struct DocumentID: Identifier {
    public let rawValue: String
    public init(wellFormed: String) { rawValue = wellFormed }
    public static let maximumLength = 40
    public static func allows(_ character: UInt8) -> Bool { MeetingID.allows(character) }
}

/// A paper of a conference: what it is, who may read it, and every version that there was.
public struct Document: Sendable, Hashable, Identifiable {
    public var id: DocumentID
    public var facts: DocumentFacts
    /// How often these were changed.
    public var changes = 0
    public var access: AccessClass
    /// Nil: nothing holds it back.
    public var embargo: Embargo?
    /// The delegation that submitted it; nil: the secretariat.
    public var owner: SeatID?
    /// Oldest first, never empty.
    public var versions: [DocumentVersion]
    public var added: Timestamp
    /// When an embargo was lifted by hand.
    public var released: Timestamp?
    public var withdrawal: Withdrawal?

    public struct Withdrawal: Sendable, Hashable, Codable {
        public var reason: String
        public var at: Timestamp
    }

    public func isEmbargoed(at time: Timestamp) -> Bool {
        switch embargo {
        case nil: false
        case .until(let end): time < end
        case .untilReleased, .untilAdopted: true
        }
    }

    /// The text on whose adoption it waits, and as what that text was to be adopted.
    public var awaited: (text: TextID, type: String?)? {
        guard withdrawal == nil, case .untilAdopted(let text, let type) = embargo else { return nil }
        return (text, type)
    }

    public func version(_ number: Int) -> DocumentVersion? { versions.numbered(number) }

    /// Of each language the newest version, in the order in which the languages came.
    public var current: [DocumentVersion] {
        var newest: [String: DocumentVersion] = [:]
        var languages: [String] = []
        for version in versions {
            if newest.updateValue(version, forKey: version.language) == nil { languages.append(version.language) }
        }
        return languages.compactMap { newest[$0] }
    }
}

/// What somebody entered of a document.
public struct DocumentFacts: Sendable, Hashable, Codable {
    /// Such as `AMM/54/3/Rev.1`. Nobody gives one that another document has of which they may know, or that another of the same
    /// owner ever had.
    public var symbol: String
    public var title: Texts
    /// The meeting that takes it up, and the number of the item there.
    public var meeting: MeetingID?
    public var agendaItem: Int?

    public init(symbol: String, title: Texts, meeting: MeetingID? = nil, agendaItem: Int? = nil) {
        self.symbol = symbol
        self.title = title
        self.meeting = meeting
        self.agendaItem = agendaItem
    }
}

/// Who may read a document. In JSON `{"public":{}}`, `{"delegationPrivate":{"seat":"VN"}}` and so on.
public enum AccessClass: Sendable, Hashable, Codable {
    /// Everybody who is registered.
    case `public`
    /// The approved people of all delegations, their focal points and the interpreters.
    case delegations
    /// The heads and advisers of one delegation and its focal point, approved: nobody else, the secretariat neither.
    case delegationPrivate(seat: SeatID)
    /// Who presides over its meeting; without a meeting, the host's heads.
    case chairOnly

    public var delegation: SeatID? {
        if case .delegationPrivate(let seat) = self { seat } else { nil }
    }
}

/// Until when only the secretariat and who submitted it read a document.
public enum Embargo: Sendable, Hashable, Codable {
    case until(time: Timestamp)
    case untilReleased
    /// Until a text of the same conference is adopted as what it was to be (`type`, as the negotiation names it, when this was laid
    /// down). That it is so, the text's record says; ``LibraryCommand/textAdopted(document:text:)`` brings it here.
    case untilAdopted(text: TextID, type: String?)
}

/// One file of a document. Numbers count from 1 through all languages.
public struct DocumentVersion: Sendable, Hashable, Codable {
    public var number: Int
    /// A tag of RFC 5646.
    public var language: String
    public var standing: Standing
    public var file: FileFacts
    public var note: String
    public var at: Timestamp
    public var by: Author

    public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
        /// English; of a delegation's own papers any language.
        case authentic
        case officialTranslation, unofficialTranslation
    }
}

/// What is known of a file, whose bytes lie beside the record.
public struct FileFacts: Sendable, Hashable, Codable {
    public var name: String
    public var mediaType: String
    public var size: Int
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    public var digest: String

    public init(name: FileName, size: Int, digest: String) {
        self.name = name.text
        mediaType = name.kind.mediaType
        self.size = size
        self.digest = digest
    }
}
