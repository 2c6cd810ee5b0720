public import Summit

/// A proposal that a delegation prepares among its own people.
public struct Draft: Sendable, Hashable, Identifiable {
    public let id: DraftID
    /// Under which it is tabled: whatever happens in between, it is tabled once.
    public let key: ProposalKey
    /// All that it ever was, the newest last; never empty.
    public internal(set) var versions: [Version]
    public internal(set) var remarks: [Remark] = []
    public internal(set) var outcome: Outcome?

    public struct Version: Sendable, Hashable {
        public let change: Proposal.Change
        /// The text as its author saw it.
        public let seen: Int
        /// As it will be given with the proposal; may be empty.
        public let reason: String
        public let by: Author
        public let at: Timestamp
    }

    /// What one of the delegation says to the others about it.
    public struct Remark: Sendable, Hashable {
        public let words: String
        public let by: Author
        public let at: Timestamp
    }

    /// What became of it; nil: it is worked on.
    public enum Outcome: Sendable, Hashable {
        case discarded
        case tabled(ProposalID)
    }

    /// As it is now.
    public var current: Version { versions[versions.count - 1] }
}

/// What somebody asks to happen to their delegation's drafts. In JSON as ``TextCommand``.
public enum DraftCommand: Sendable, Hashable, Codable {
    case draft(change: Proposal.Change, seen: Int, reason: String)
    case revise(draft: DraftID, change: Proposal.Change, seen: Int, reason: String)
    case remark(draft: DraftID, words: String)
    case discard(draft: DraftID)
    /// Makes a proposal in the text of it.
    case table(draft: DraftID)
}

/// What happened to a delegation's drafts.
public enum DraftEvent: Sendable, Hashable, Codable {
    /// Always and only the first.
    case draftsBegun(text: TextID, delegation: SeatID)
    case drafted(change: Proposal.Change, seen: Int, reason: String, key: ProposalKey)
    case revised(draft: DraftID, change: Proposal.Change, seen: Int, reason: String)
    case remarked(draft: DraftID, words: String)
    case discarded(draft: DraftID)
    case tabled(draft: DraftID, proposal: ProposalID)
}

/// What the drafts of one delegation for one text may grow to.
public enum DraftLimits {
    public static let drafts = 500
    public static let versions = 100
    /// Of one draft.
    public static let remarks = 500
    /// Letters of all that was ever written.
    public static let letters = 2_000_000
}
