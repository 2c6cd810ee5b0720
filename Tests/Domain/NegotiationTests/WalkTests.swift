import DomainTestSupport
import Foundation
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

/// Negotiations in which anybody asks for anything, and what must hold after each step.
@Suite struct WalkTests {
    @Test(arguments: UInt64(1)...24)
    func rulesHold(seed: UInt64) throws {
        var random = RandomTable(seed: seed)
        var table = try Table(
            operative: "We reaffirm our commitment.", "We shall act together.", "Chúng ta thống nhất.")
        var past: [(act: Int, words: [ParagraphID: String], order: [ParagraphID])] = []
        var accepted = 0
        for _ in 0..<1_200 {
            let before = table.state
            let negotiator = random.negotiator()
            let command = random.command(before)
            let event: TextEvent?
            do { event = try before.decide(command, by: negotiator) } catch { continue }
            #expect(before == table.state)
            guard let event else { continue }
            try table.run(command, by: negotiator)
            accepted += 1
            if let broken = Self.brokenRule(in: table.state, since: before, by: event) {
                Issue.record("\(broken), after \(command) by \(negotiator)")
                return
            }
            past.append((table.state.act, table.state.paragraphs.mapValues(\.wording.words), table.state.order))
            if let then = past.randomElement(using: &random.random) {
                if let broken = Self.brokenHistory(in: table.state, then) {
                    Issue.record("\(broken), after \(command) by \(negotiator)")
                    return
                }
            }
        }
        #expect(accepted > 100)
        // Through JSON, as a record keeps them, the same events lead to the same text.
        let kept = try JSONDecoder().decode([TextEvent].self, from: JSONEncoder().encode(table.events))
        #expect(kept == table.events)
        var again = try #require(TextState(first: kept[0]))
        for (index, event) in kept.enumerated().dropFirst() { try again.evolve(event, at: Table.time(of: index + 1)) }
        #expect(again == table.state)
    }

    @Test func walksMeetEveryEventAndEveryRefusalButTheLimits() throws {
        var events: Set<String> = []
        var refusals: Set<TextRefusal.Reason> = []
        for seed in UInt64(1)...24 {
            var random = RandomTable(seed: seed)
            var table = try Table(operative: "We reaffirm our commitment.", "We shall act together.")
            for _ in 0..<1_200 {
                do {
                    let command = random.command(table.state)
                    if let event = try table.run(command, by: random.negotiator()) {
                        events.insert(Mirror(reflecting: event).children.first?.label ?? "\(event)")
                    }
                } catch let refusal as TextRefusal { refusals.insert(refusal.reason) }
            }
        }
        #expect(events.count == 29, "\(events.sorted())")
        let missed = Set(TextRefusal.Reason.allCases).subtracting(refusals)
        #expect(missed == [.tooLong, .tooMany, .controlCharacter], "\(missed)")
    }

    /// A sentence about the first rule that does not hold; nil when all do.
    static func brokenRule(in state: TextState, since before: TextState, by event: TextEvent) -> String? {
        for (id, paragraph) in state.paragraphs {
            var open: [BracketID] = []
            for run in paragraph.wording.runs where run.presence.isThere {
                switch run.content {
                case .open(let bracket): open.append(bracket)
                case .close(let bracket): if open.popLast() != bracket { return "\(id) has brackets that cross" }
                case .letters, .placeholder: break
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
        let order = state.order
        if Set(order).count != order.count { return "a paragraph stands in two places" }
        let numbers = order.compactMap { state.numbers[$0] }
        if numbers.count != order.count { return "a paragraph has no number" }
        let convergence = state.convergence
        if convergence.clean > convergence.paragraphs { return "more is clean than there is" }
        return nil
    }

    /// What stood in the text after an act stands there for ever, and a comparison says what happened since.
    static func brokenHistory(
        in state: TextState, _ then: (act: Int, words: [ParagraphID: String], order: [ParagraphID])
    ) -> String? {
        for (id, words) in then.words where state.paragraphs[id]?.wording.words(after: then.act) != words {
            return "\(id) was another after act \(then.act)"
        }
        if state.order(after: then.act) != then.order { return "the order was another after act \(then.act)" }
        let comparison = state.comparison(from: then.act, to: state.act)
        func words(_ paragraph: ComparedParagraph, _ isShown: (Piece.Fate) -> Bool) -> String {
            paragraph.pieces.filter { isShown($0.fate) }.map {
                if case .letters(let letters) = $0.content { String(String.UnicodeScalarView(letters)) } else { "" }
            }.joined()
        }
        for paragraph in comparison.paragraphs {
            let old = words(paragraph) { if case .added = $0 { false } else { true } }
            let new = words(paragraph) { if case .removed = $0 { false } else { true } }
            if paragraph.numberBefore == nil ? !old.isEmpty : old != then.words[paragraph.id] {
                return "\(paragraph.id) was not \(old)"
            }
            let now = state.paragraphs[paragraph.id]?.wording.words
            if paragraph.numberAfter == nil ? !new.isEmpty : new != now {
                return "\(paragraph.id) is not \(new)"
            }
        }
        let kept = comparison.paragraphs.filter { $0.numberAfter != nil }.map(\.id)
        return kept == state.order ? nil : "the comparison has another order"
    }
}
