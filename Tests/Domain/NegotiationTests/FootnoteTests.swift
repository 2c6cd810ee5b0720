import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

/// Footnotes: paragraphs that hang on a mark in another one.
@Suite struct FootnoteTests {
    private static func table() throws -> Table {
        var table = try Table(operative: "We act together.", "We pay.")
        try table.run(
            .addFootnote(paragraph: table.paragraph(0), behind: try table.stretch("together").last, words: "All of us.")
        )
        try table.run(
            .addFootnote(paragraph: table.paragraph(0), behind: try table.stretch("We").last, words: "As of 2026."))
        return table
    }

    /// The mark is the first element of the act that made the footnote.
    private static func mark(of note: ParagraphID) throws -> ElementRange {
        try #require(ElementRange(act: note.act, places: 0..<1))
    }

    private func numbers(_ table: Table) -> [String] { table.state.order.map { table.state.numbers[$0] ?? "" } }
    private func words(_ table: Table) -> [String] {
        table.state.order.map { table.state.paragraphs[$0]?.wording.words ?? "" }
    }

    @Test func theyStandInTheOrderOfTheirMarks() throws {
        var table = try Self.table()
        #expect(words(table) == ["We act together.", "As of 2026.", "All of us.", "We pay."])
        #expect(numbers(table) == ["OP1", "fn 1", "fn 2", "OP2"])
        try table.run(.addFootnote(paragraph: table.paragraph(3), behind: nil, words: "In kind."))
        #expect(numbers(table) == ["OP1", "fn 1", "fn 2", "OP2", "fn 3"])
        // With their paragraph they move, go and come back.
        let first = table.paragraph(0)
        try table.run(.moveParagraph(paragraph: first, behind: table.paragraph(3)))
        #expect(words(table) == ["We pay.", "In kind.", "We act together.", "As of 2026.", "All of us."])
        #expect(numbers(table) == ["OP1", "fn 1", "OP2", "fn 2", "fn 3"])
        try table.run(.removeParagraph(paragraph: first))
        #expect(words(table) == ["We pay.", "In kind."])
        try table.run(.restoreParagraph(paragraph: first))
        #expect(numbers(table) == ["OP1", "fn 1", "OP2", "fn 2", "fn 3"])
    }

    @Test func theirWordsAreNegotiatedLikeAllOthers() throws {
        var table = try Self.table()
        let note = table.paragraph(1)
        try table.run(.edit(paragraph: note, edits: [.put(words: "Only ", behind: nil, from: nil)], stamp: nil))
        try table.run(
            .propose(
                change: .replace(paragraph: note, ranges: try table.ranges("2026", in: 1), words: "2027"),
                seen: table.state.act, reason: ""), by: Table.negotiator("SG"))
        let proposal = try #require(table.state.proposals.keys.first)
        try table.run(.bracketProposal(proposal: proposal))
        #expect(table.text(1) == "Only As of [2026][2027].")
        #expect(table.refusal(.agree(paragraph: note, waiting: []), by: Table.chair) == .bracketsLeft)
        #expect(table.refusal(.finalise, by: Table.chair) == .bracketsLeft)
        #expect(table.state.convergence.paragraphs == 4)
    }

    @Test func theyGoWithTheirMarkAndComeBackWithIt() throws {
        var table = try Self.table()
        let (anchor, note) = (table.paragraph(0), table.paragraph(1))
        let mark = try Self.mark(of: note)
        let before = table.state.act
        try table.run(.edit(paragraph: anchor, edits: [.remove(range: mark)], stamp: nil))
        #expect(words(table) == ["We act together.", "All of us.", "We pay."] && numbers(table)[1] == "fn 1")
        #expect(table.refusal(.edit(paragraph: note, edits: [], stamp: nil)) == .paragraphRemoved)
        #expect(table.state.removed == [note])
        let compared = table.state.comparison(from: before, to: table.state.act).paragraphs
        #expect(compared.map(\.fate) == [.changed, .removed, .same, .same])
        #expect(compared.map(\.numberBefore) == ["OP1", "fn 1", "fn 2", "OP2"])
        #expect(compared.map(\.numberAfter) == ["OP1", nil, "fn 1", "OP2"])
        #expect(compared[1].pieces.map(\.fate) == [.removed(by: table.state.act)])
        try table.run(.edit(paragraph: anchor, edits: [.restore(range: mark)], stamp: nil))
        #expect(words(table)[1] == "As of 2026.")
        // To take the footnote out is to take its mark out.
        try table.run(.removeParagraph(paragraph: note))
        #expect(table.text(0) == "We act together^." && table.state.removed == [note])
        try table.run(.restoreParagraph(paragraph: note))
        #expect(table.text(0) == "We^ act together^." && table.paragraph(1) == note)
        // With its paragraph it goes, and is not told as taken out by itself.
        try table.run(.removeParagraph(paragraph: anchor))
        #expect(table.state.removed == [anchor] && !table.state.isThere(note))
        let gone = table.state.comparison(from: before, to: table.state.act).paragraphs
        #expect(gone.map(\.fate) == [.removed, .removed, .removed, .same])
        #expect(gone[1].pieces.map(\.fate) == [.removed(by: table.state.act)])
        #expect(table.refusal(.restoreParagraph(paragraph: note)) == .paragraphRemoved)
        try table.run(.restoreParagraph(paragraph: anchor))
        // Yesterday's footnote is found today by its name.
        #expect(table.state.numbers(after: before)[note] == "fn 1" && table.state.numbers[note] == "fn 1")
    }

    @Test func whatIsAgreedInThemDoesNotGo() throws {
        var table = try Self.table()
        let (anchor, note) = (table.paragraph(0), table.paragraph(1))
        let mark = try Self.mark(of: note)
        try table.run(.agree(paragraph: note, waiting: []), by: Table.chair)
        try table.run(
            .bracket(
                paragraph: anchor, stretch: Stretch(first: mark.first, last: mark.last), wanting: [], opposing: []))
        let bracket = try #require(table.state.brackets.keys.first)
        for command in [
            TextCommand.edit(paragraph: anchor, edits: [.remove(range: mark)], stamp: nil),
            .removeParagraph(paragraph: anchor), .removeParagraph(paragraph: note),
            .liftBracket(bracket: bracket, keeping: false),
        ] { #expect(table.refusal(command) == .paragraphClosed, "\(command)") }
        try table.run(.edit(paragraph: anchor, edits: [.put(words: "So ", behind: nil, from: nil)], stamp: nil))
        // And what is agreed loses none.
        try table.run(.reopen(paragraph: note, reason: "So"), by: Table.chair)
        try table.run(.liftBracket(bracket: bracket, keeping: true))
        try table.run(.agree(paragraph: anchor, waiting: []), by: Table.chair)
        for command in [
            TextCommand.removeParagraph(paragraph: note), .addFootnote(paragraph: anchor, behind: nil, words: "More"),
        ] { #expect(table.refusal(command) == .paragraphClosed, "\(command)") }
        try table.run(.edit(paragraph: note, edits: [.put(words: "Only ", behind: nil, from: nil)], stamp: nil))
        #expect(table.text(1) == "Only As of 2026.")
    }

    @Test func aVariantTakesItsFootnotesAlong() throws {
        var table = try Self.table()
        let anchor = table.paragraph(0)
        try table.run(
            .propose(change: .alternative(to: anchor, words: "We wait."), seen: table.state.act, reason: ""),
            by: Table.negotiator("SG"))
        try table.run(.bracketProposal(proposal: try #require(table.state.proposals.keys.first)))
        let variant = table.paragraph(3)
        try table.run(.addFootnote(paragraph: variant, behind: nil, words: "Not for long."))
        #expect(
            words(table) == ["We act together.", "As of 2026.", "All of us.", "We wait.", "Not for long.", "We pay."])
        #expect(numbers(table) == ["OP1", "fn 1", "fn 2", "OP1 alt 1", "fn 3", "OP2"])
        try table.run(.chooseVariant(paragraph: variant))
        #expect(words(table) == ["We wait.", "Not for long.", "We pay."] && numbers(table)[1] == "fn 1")
        #expect(!table.state.canonical.contains("2026"))
    }

    @Test func delegationsProposeThem() throws {
        var table = try Self.table()
        let change = Proposal.Change.footnote(
            paragraph: table.paragraph(3), behind: try table.stretch("pay", in: 3).last, words: "In kind.")
        for isBracketed in [false, true] {
            try table.run(
                .propose(change: change, seen: table.state.act, reason: ""), by: Table.negotiator("SG"))
            let proposal = try #require(table.state.proposals.keys.max())
            try table.run(isBracketed ? .bracketProposal(proposal: proposal) : .acceptProposal(proposal: proposal))
            // The later one stands nearer to the letter behind which both were asked for.
            #expect(table.text(4) == (isBracketed ? "[In kind.]" : "In kind."))
        }
        #expect(table.text(3) == "We pay^^." && numbers(table) == ["OP1", "fn 1", "fn 2", "OP2", "fn 3", "fn 4"])
        let bracket = try #require(table.state.openBrackets(in: table.paragraph(4)).first)
        #expect(bracket.wanting == ["SG"])
        // One is asked to be taken out as a paragraph is.
        try table.run(
            .propose(change: .remove(paragraph: table.paragraph(1)), seen: table.state.act, reason: ""),
            by: Table.negotiator("MY"))
        try table.run(.acceptProposal(proposal: try #require(table.state.proposals.keys.max())))
        #expect(table.text(0) == "We act together^.")
    }

    @Test func aTranslationIsOutOfDateWithoutThem() throws {
        var table = try Self.table()
        let (anchor, note) = (table.paragraph(0), table.paragraph(1))
        let vietnamese = try #require(LanguageTag(rawValue: "vi"))
        for (id, words) in [(anchor, "Chúng ta[^] cùng hành động[^]."), (note, "Tính đến năm 2026.")] {
            try table.run(
                .translate(
                    paragraph: id, language: vietnamese, words: words, isOfficial: true, seen: table.state.act))
        }
        func isOutOfDate() throws -> Bool {
            table.state.isOutOfDate(try #require(table.state.translation(of: anchor, into: vietnamese)), of: anchor)
        }
        try #expect(!isOutOfDate())
        try table.run(.removeParagraph(paragraph: note))
        try #expect(isOutOfDate())
        try table.run(.restoreParagraph(paragraph: note))
        try #expect(!isOutOfDate())
    }

    @Test func theyAreFinalWithTheText() throws {
        var table = try Self.table()
        let note = table.paragraph(1)
        try table.run(.finalise, by: Table.chair)
        for command in [
            TextCommand.edit(
                paragraph: note, edits: [.put(words: "Only ", behind: nil, from: nil)], stamp: nil),
            .removeParagraph(paragraph: note), .addFootnote(paragraph: table.paragraph(0), behind: nil, words: "More"),
        ] { #expect(table.refusal(command) == .textFinal, "\(command)") }
        let digest = try #require(table.state.standing.version?.digest)
        try table.run(.resume(reason: "So"), by: Table.chair)
        try table.run(.edit(paragraph: note, edits: [.put(words: "Only ", behind: nil, from: nil)], stamp: nil))
        #expect(table.state.digest != digest)
    }

    @Test func theyAreNothingElse() throws {
        var table = try Self.table()
        let (anchor, note) = (table.paragraph(0), table.paragraph(1))
        for command in [
            TextCommand.moveParagraph(paragraph: note, behind: nil), .setKind(paragraph: note, kind: .plain),
            .setKind(paragraph: anchor, kind: .footnote), .addFootnote(paragraph: note, behind: nil, words: "On it"),
            .addParagraphs(behind: nil, paragraphs: [NewParagraph(kind: .footnote, words: "Loose")]),
            .propose(change: .move(paragraph: note, behind: nil), seen: 1, reason: ""),
            .propose(change: .footnote(paragraph: note, behind: nil, words: "On it"), seen: 1, reason: ""),
            .propose(change: .alternative(to: note, words: "Other"), seen: 1, reason: ""),
            .propose(change: .add(behind: nil, kind: .footnote, words: "Loose"), seen: 1, reason: ""),
        ] { #expect(table.refusal(command) == .isFootnote, "\(command)") }
        // Behind a footnote is behind its paragraph.
        try table.run(.addParagraphs(behind: note, paragraphs: [NewParagraph(kind: .operative, words: "We stay.")]))
        #expect(words(table) == ["We act together.", "As of 2026.", "All of us.", "We stay.", "We pay."])
        #expect(table.refusal(.addFootnote(paragraph: anchor, behind: nil, words: "a\nb")) == .controlCharacter)
        #expect(table.refusal(.addFootnote(paragraph: anchor, behind: nil, words: "a"), by: Table.chair) == .needsPen)
    }

    @Test func theDigestKnowsThem() throws {
        let table = try Self.table()
        #expect(table.state.printed(table.paragraph(0)) == "We¹ act together².")
        #expect(
            table.state.canonical.hasSuffix(
                "operative\tOP1\tWe[^] act together[^].\nfootnote\tfn 1\tAs of 2026.\nfootnote\tfn 2\tAll of us.\noperative\tOP2\tWe pay.\n"
            ))
    }
}
