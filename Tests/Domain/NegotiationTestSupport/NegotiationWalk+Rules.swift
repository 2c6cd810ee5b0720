import Negotiation
import Summit

/// What must hold of every text, whatever anybody asked for.
extension NegotiationWalk {
    /// A sentence about the first rule that does not hold; nil when all do.
    static func brokenRule(in state: TextState, since before: TextState, by event: TextEvent) -> String? {
        for (id, paragraph) in state.paragraphs {
            var open: [BracketID] = []
            for run in paragraph.wording.runs where run.presence.isThere {
                switch run.content {
                case .open(let bracket): open.append(bracket)
                case .close(let bracket): if open.popLast() != bracket { return "\(id) has brackets that cross" }
                case .letters, .placeholder, .footnote: break
                }
            }
            if !open.isEmpty { return "\(id) has a bracket that does not close" }
            if paragraph.standing.isClosed, state.isThere(id) {
                if !state.openBrackets(in: id).isEmpty { return "\(id) is agreed with brackets" }
                if !state.openPlaceholders(in: id).isEmpty { return "\(id) is agreed with placeholders" }
            }
            guard let old = before.paragraphs[id] else { continue }
            if old.standing.isClosed, old.wording != paragraph.wording || old.kind != paragraph.kind {
                return "\(id) changed although it was agreed"
            }
            if old.standing.isClosed, before.isThere(id) != state.isThere(id) {
                return "\(id) came or went although agreed"
            }
            if old.standing.isClosed, !paragraph.standing.isClosed {
                switch event {
                case .reopened, .declined: break
                default: return "\(id) was opened by \(event)"
                }
            }
        }
        for bracket in state.brackets.values {
            let isMarked = state.paragraphs[bracket.paragraph]?.wording.runs
                .contains { $0.content == .open(bracket.id) && $0.presence.isThere }
            if isMarked != bracket.presence.isThere { return "\(bracket.id) is not what its marks say" }
            if !bracket.wanting.isDisjoint(with: bracket.opposing) { return "\(bracket.id) has somebody on both sides" }
            // Nobody's objection is lost: it goes with the bracket, or by who made it.
            guard let old = before.brackets[bracket.id], bracket.presence.isThere else { continue }
            let gone = old.opposing.subtracting(bracket.opposing)
            if case .sideTaken(.bracket(bracket.id), let delegation, _) = event, gone.isSubset(of: [delegation]) {
                continue
            }
            if !gone.isEmpty { return "\(bracket.id) lost the objection of \(gone)" }
        }
        for proposal in state.proposals.values {
            if !proposal.sponsors.isDisjoint(with: proposal.opposing) {
                return "\(proposal.id) is opposed by its sponsor"
            }
            if let old = before.proposals[proposal.id], old.outcome != nil, old != proposal {
                return "\(proposal.id) changed after it was decided"
            }
        }
        if let broken = brokenCourse(in: state, since: before, by: event) { return broken }
        let order = state.order
        if Set(order).count != order.count { return "a paragraph stands in two places" }
        let numbers = order.compactMap { state.numbers[$0] }
        if numbers.count != order.count { return "a paragraph has no number" }
        if let broken = brokenFootnotes(in: state, order) { return broken }
        let convergence = state.convergence
        if convergence.clean > convergence.paragraphs { return "more is clean than there is" }
        return nil
    }

    /// Footnotes stand where their marks do, behind the paragraph, and are numbered as they come.
    private static func brokenFootnotes(in state: TextState, _ order: [ParagraphID]) -> String? {
        var expected: [ParagraphID] = []
        for id in order where state.paragraphs[id]?.kind != .footnote {
            expected.append(id)
            for run in state.paragraphs[id]?.wording.runs ?? [] where run.presence.isThere {
                guard case .footnote(let note) = run.content else { continue }
                if state.paragraphs[note]?.anchor != id { return "\(note) does not hang on \(id)" }
                expected.append(note)
            }
        }
        if expected != order { return "footnotes do not stand where their marks do" }
        let notes = order.filter { state.paragraphs[$0]?.kind == .footnote }
        let numbers = state.numbers
        return notes.compactMap { numbers[$0] } == notes.indices.map { "fn \($0 + 1)" }
            ? nil : "footnotes are not numbered as they come"
    }

    /// What must hold of a text on its way to its decision.
    private static func brokenCourse(in state: TextState, since before: TextState, by event: TextEvent) -> String? {
        let isFinal = before.standing.version != nil
        if isFinal, state.standing.version == before.standing.version, state.digest != before.digest,
            before.facts.type == state.facts.type
        {
            return "the words changed although they were final"
        }
        switch state.standing {
        case .negotiated, .deferred: break
        case .final(let version):
            if case .referred = event { break }
            if version.digest != state.digest { return "the words are not those of the version" }
        case .silence, .awaiting, .decided:
            if state.standing.version?.digest != state.digest { return "the words are not those of the version" }
        }
        if case .decided(let decision) = state.standing {
            if case .decided(let old) = before.standing, old != decision { return "a decision changed" }
            if !decision.waiting.isEmpty { return "it is decided although a capital is awaited" }
            if let open = state.order.first(where: { !state.openPlaceholders(in: $0).isEmpty }) {
                return "\(open) was decided with text to come"
            }
            if case .silenceEnded = event, case .silence(let silence) = before.standing, !silence.unconfirmed.isEmpty,
                !before.facts.rules.silencePassesUnconfirmed
            {
                return "silence passed although \(silence.unconfirmed) did not confirm"
            }
        }
        // Nobody's objection is lost.
        if Array(state.silences.prefix(before.silences.count)) != before.silences { return "a silence changed" }
        if Array(state.declined.prefix(before.declined.count)) != before.declined { return "a capital's no was lost" }
        for (id, old) in before.statements where state.statements[id]?.words != old.words {
            return "the statement \(id) changed"
        }
        return nil
    }
}
