import Summit

extension DraftsState {
    /// What comes of a command; none: what was asked for is so already, or is for ``tabling(_:by:in:)`` to say.
    /// - Parameters:
    ///   - text: for which it is, as it stands now.
    ///   - key: new, and nobody's guess.
    public func decide(
        _ command: DraftCommand, by negotiator: Negotiator, in text: TextState, key: ProposalKey
    ) throws(TextRefusal) -> [DraftEvent] {
        try admit(negotiator, in: text)
        let event: DraftEvent
        switch command {
        case .draft(let change, let seen, let reason):
            guard drafts.count < DraftLimits.drafts else {
                throw .init(.tooMany, "drafts", maximum: DraftLimits.drafts)
            }
            try text.check(change, seen: seen, reason: reason)
            event = .drafted(change: change, seen: seen, reason: reason, key: key)
        case .revise(let id, let change, let seen, let reason):
            let draft = try open(id)
            guard draft.versions.count < DraftLimits.versions else {
                throw .init(.tooMany, "versions", maximum: DraftLimits.versions)
            }
            try text.check(change, seen: seen, reason: reason)
            guard draft.current.change != change || draft.current.reason != reason else { return [] }
            event = .revised(draft: id, change: change, seen: seen, reason: reason)
        case .remark(let id, let words):
            let draft = try known(id)
            guard draft.remarks.count < DraftLimits.remarks else {
                throw .init(.tooMany, "remarks", maximum: DraftLimits.remarks)
            }
            try text.check(reason: words)
            event = .remarked(draft: id, words: words)
        case .discard(let id):
            guard try known(id).outcome != .discarded else { return [] }
            event = .discarded(draft: try open(id).id)
        case .table: return []
        }
        guard letters + event.letters <= DraftLimits.letters else {
            throw .init(.tooMany, "letters", maximum: DraftLimits.letters)
        }
        return act == 0 ? [.draftsBegun(text: self.text, delegation: delegation), event] : [event]
    }

    /// What has to be asked for in the text so that a draft is tabled; nil: it is.
    public func tabling(
        _ id: DraftID, by negotiator: Negotiator, in text: TextState
    ) throws(TextRefusal) -> TextCommand? {
        try admit(negotiator, in: text)
        if case .tabled = try known(id).outcome { return nil }
        let draft = try open(id)
        let version = draft.current
        return .propose(change: version.change, seen: version.seen, reason: version.reason, key: draft.key)
    }

    /// Drafts that are proposals in the text and are not noted as such yet: whatever came in between, the text knows.
    public func unnoted(in text: TextState) -> [DraftEvent] {
        drafts.values.filter { $0.outcome == nil }.sorted { $0.id < $1.id }.compactMap { draft in
            text.proposal(of: delegation, draft.key).map { .tabled(draft: draft.id, proposal: $0) }
        }
    }

    private func admit(_ negotiator: Negotiator, in text: TextState) throws(TextRefusal) {
        guard try text.negotiating(negotiator) == delegation else { throw .init(.needsDelegation) }
    }

    private func known(_ id: DraftID) throws(TextRefusal) -> Draft {
        guard let draft = drafts[id] else { throw .init(.noSuchDraft, id.rawValue) }
        return draft
    }

    private func open(_ id: DraftID) throws(TextRefusal) -> Draft {
        let draft = try known(id)
        guard draft.outcome == nil else { throw .init(.draftDecided, id.rawValue) }
        return draft
    }
}
