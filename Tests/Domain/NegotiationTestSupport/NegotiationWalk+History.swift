import Foundation
import Negotiation

/// What must hold of the past of a text.
extension NegotiationWalk {
    /// Through JSON, as a record keeps them, the same events lead to the same text.
    public func brokenRecord() throws -> String? {
        let kept = try JSONDecoder().decode([TextEvent].self, from: JSONEncoder().encode(table.events))
        if kept != table.events { return "the events are others after they were written" }
        guard var again = TextState(first: kept[0]) else { return "nothing was created" }
        for (index, event) in kept.enumerated().dropFirst() { try again.evolve(event, at: table.times[index]) }
        return again == table.state ? nil : "the same events lead to another text"
    }

    /// What stood in the text after an act stands there for ever, and a comparison says what happened since.
    static func brokenHistory(
        in state: TextState, _ then: Moment
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
