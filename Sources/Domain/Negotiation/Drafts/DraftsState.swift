public import Summit

/// What a delegation drafts for a text, as its record tells it. Nobody but the delegation reads it.
public struct DraftsState: Sendable, Hashable {
    public let text: TextID
    public let delegation: SeatID
    /// The number of the last act; 0: nothing is recorded yet.
    public private(set) var act = 0
    public private(set) var drafts: [DraftID: Draft] = [:]
    /// Of all that was ever written.
    private(set) var letters = 0

    public init(of delegation: SeatID, for text: TextID) {
        self.text = text
        self.delegation = delegation
    }

    /// Folds an event. After an error the state is of no use any more.
    public mutating func evolve(
        _ event: DraftEvent, at time: Timestamp, by author: Author
    ) throws(InapplicableTextEvent) {
        act += 1
        if case .draftsBegun(text, delegation) = event {
            guard act == 1 else { throw .init(description: "drafts are begun once") }
            return
        }
        guard act > 1 else {
            throw .init(description: "\(event) is no beginning of \(delegation)'s drafts for \(text)")
        }
        letters += event.letters
        switch event {
        case .draftsBegun: throw .init(description: "\(event) is about other drafts")
        case .drafted(let change, let seen, let reason, let key):
            let id = DraftID(act: act, place: 0)
            let version = Draft.Version(change: change, seen: seen, reason: reason, by: author, at: time)
            drafts[id] = Draft(id: id, key: key, versions: [version])
        case .revised(let id, let change, let seen, let reason):
            try self.change(id) {
                $0.versions.append(Draft.Version(change: change, seen: seen, reason: reason, by: author, at: time))
            }
        case .remarked(let id, let words):
            try self.change(id) { $0.remarks.append(Draft.Remark(words: words, by: author, at: time)) }
        case .discarded(let id): try self.change(id) { $0.outcome = .discarded }
        case .tabled(let id, let proposal): try self.change(id) { $0.outcome = .tabled(proposal) }
        }
    }

    private mutating func change(_ id: DraftID, _ body: (inout Draft) -> Void) throws(InapplicableTextEvent) {
        guard var draft = drafts[id] else { throw .init(description: "there is no draft \(id)") }
        body(&draft)
        drafts[id] = draft
    }
}

extension DraftEvent {
    /// That it brings.
    var letters: Int {
        switch self {
        case .drafted(let change, _, let reason, _), .revised(_, let change, _, let reason):
            (change.words ?? "").unicodeScalars.count + reason.unicodeScalars.count
        case .remarked(_, let words): words.unicodeScalars.count
        case .draftsBegun, .discarded, .tabled: 0
        }
    }
}
