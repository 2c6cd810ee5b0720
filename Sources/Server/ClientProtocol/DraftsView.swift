public import Negotiation
public import Summit

/// What a delegation drafts for a text, as its own people see it.
public struct DraftsView: Sendable, Hashable, Encodable {
    /// In the order in which they were begun.
    public var drafts: [DraftView]

    public struct DraftView: Sendable, Hashable, Encodable {
        public var id: DraftID
        /// `open`, `discarded` or `tabled`.
        public var state: String
        /// That it became in the text.
        public var proposal: ProposalID?
        /// The newest last.
        public var versions: [VersionView]
        public var remarks: [RemarkView]
    }

    public struct VersionView: Sendable, Hashable, Encodable {
        public var change: Proposal.Change
        public var seen: Int
        public var reason: String
        public var by: Author
        public var at: Timestamp
    }

    public struct RemarkView: Sendable, Hashable, Encodable {
        public var words: String
        public var by: Author
        public var at: Timestamp
    }

    public init(of state: DraftsState) { drafts = state.drafts.values.sorted { $0.id < $1.id }.map(DraftView.init) }
}

extension DraftsView.DraftView {
    init(_ draft: Draft) {
        id = draft.id
        switch draft.outcome {
        case nil: state = "open"
        case .discarded: state = "discarded"
        case .tabled(let proposal):
            state = "tabled"
            self.proposal = proposal
        }
        versions = draft.versions.map {
            .init(change: $0.change, seen: $0.seen, reason: $0.reason, by: $0.by, at: $0.at)
        }
        remarks = draft.remarks.map { .init(words: $0.words, by: $0.by, at: $0.at) }
    }
}
