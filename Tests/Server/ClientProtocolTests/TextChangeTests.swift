import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@testable import ClientProtocol

@Suite struct TextChangeTests {
    /// What is told of an act is what the whole view has otherwise, and nothing else.
    @Test(arguments: UInt64(1)...12)
    func whatIsToldIsWhatTheViewHasOtherwise(seed: UInt64) throws {
        var random = RandomTable(seed: seed, tidiness: seed.isMultiple(of: 3) ? 50 : 0)
        var table = try Table(
            operative: "We reaffirm our commitment.", "We shall act together.", "Chúng ta thống nhất.",
            silenceSeconds: 5)
        var told = 0
        for step in 0..<400 {
            table.clock = Table.time(of: step)
            let before = table.state
            let (negotiator, command) = (random.negotiator(), random.command(before, at: table.now))
            let event: TextEvent?
            do { event = try table.run(command, by: negotiator) } catch is TextRefusal { continue }
            guard let event else { continue }
            if case .edited(_, let edits, _) = event, !table.state.turnFootnote(edits) { continue }
            let change = TextChange(event, at: table.now, by: negotiator.author, from: before, to: table.state)
            try expect(change, from: TextView(of: before), to: TextView(of: table.state))
            told += 1
        }
        #expect(told > 10)
    }

    @Test func anEditOfAFootnotesMarkTellsWhatFollows() throws {
        var table = try Table(operative: "We act together.", "We pay.")
        let anchor = table.paragraph(0)
        for (words, subject) in [("All of us.", ""), ("In kind.", "the sum")] {
            try table.run(.addFootnote(paragraph: anchor, behind: nil, words: words))
            guard !subject.isEmpty else { continue }
            try table.run(
                .putPlaceholder(
                    paragraph: table.paragraph(1), behind: nil, subject: subject, owner: nil, due: nil))
        }
        let mark = try #require(ElementRange(act: table.paragraph(1).act, places: 0..<1))
        for edit in [Edit.remove(range: mark), .restore(range: mark)] {
            let before = table.state
            let event = try #require(try table.run(.edit(paragraph: anchor, edits: [edit], stamp: nil)))
            let change = TextChange(event, at: table.now, by: Table.pen.author, from: before, to: table.state)
            #expect(change.edited?.edits == [edit] && change.event == nil)
            #expect(change.order?.map(\.number).count == (edit == .remove(range: mark) ? 3 : 4))
            #expect(change.placeholders != nil && change.convergence != nil && change.removed != nil)
            try expect(change, from: TextView(of: before), to: TextView(of: table.state))
        }
    }

    /// Of the citations, an edit tells those of its paragraph alone, and whether each stands as its source has it.
    @Test func anEditTellsWhichWordsAreStillThoseOfTheirSource() throws {
        var table = try Table(operative: "We act together.", "We pay.")
        for (place, words) in [(0, "We act"), (0, "together"), (1, "pay")] {
            try table.run(
                .cite(
                    paragraph: table.paragraph(place), stretch: try table.stretch(words, in: place),
                    source: .document(symbol: "A/RES/1", place: ""), words: words), by: Table.negotiator("MY"))
        }
        let cited = table.state.citations.keys.sorted()
        let edit = Edit.put(words: "ll", behind: try table.stretch("We").last, from: nil)
        let event = try #require(try table.run(.edit(paragraph: table.paragraph(0), edits: [edit], stamp: nil)))
        let change = TextChange(
            event, at: table.now, by: Table.pen.author, from: table.state, to: table.state)
        #expect(change.citations == nil)
        #expect(
            change.verbatim == [.init(id: cited[0], isVerbatim: false), .init(id: cited[1], isVerbatim: true)])
        #expect(TextView(of: table.state).citations.map(\.isVerbatim) == [false, true, true])
    }

    private func expect(_ change: TextChange, from old: TextView, to new: TextView) throws {
        func places(_ view: TextView) -> [String] { view.paragraphs.map { "\($0.id) \($0.number)" } }
        func otherwise<Value: Equatable>(_ member: KeyPath<TextView, Value>) -> Value? {
            old[keyPath: member] == new[keyPath: member] ? nil : new[keyPath: member]
        }
        let order = change.order.map { $0.map { "\($0.id) \($0.number)" } }
        #expect(order == (places(old) == places(new) ? nil : places(new)))
        let paragraphs = new.paragraphs.filter { !old.paragraphs.contains($0) }
        #expect(change.paragraphs == (paragraphs.isEmpty ? nil : paragraphs))
        #expect(change.removed == otherwise(\.removed))
        #expect(change.discussion == otherwise(\.discussion))
        #expect(change.text == otherwise(\.text))
        #expect(change.brackets == otherwise(\.brackets))
        #expect(change.placeholders == otherwise(\.placeholders))
        let proposals = new.proposals.filter { !old.proposals.contains($0) }
        #expect(change.proposals == (proposals.isEmpty ? nil : proposals))
        let comments = new.comments.filter { !old.comments.contains($0) }
        #expect(change.comments == (comments.isEmpty ? nil : comments))
        #expect(change.packages == otherwise(\.packages))
        #expect(change.revisions == otherwise(\.revisions))
        #expect(change.course == otherwise(\.course))
        #expect(change.statements == otherwise(\.statements))
        #expect(change.corrigenda == otherwise(\.corrigenda))
        #expect(change.citations == otherwise(\.citations))
        #expect(change.languages == otherwise(\.languages))
        #expect(change.convergence == otherwise(\.convergence))
    }
}
