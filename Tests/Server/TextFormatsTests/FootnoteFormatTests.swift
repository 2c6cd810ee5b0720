import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@testable import TextFormats

/// Footnotes in files, out and in.
@Suite(.serialized) struct FootnoteFormatTests {
    private static let files = TextFiles()

    private static func table() throws -> Table {
        var table = try Table(operative: "We act together.", "We pay.")
        try table.run(
            .addFootnote(
                paragraph: table.paragraph(0), behind: try table.stretch("together").last, words: "All & each of us."))
        try table.run(
            .addFootnote(paragraph: table.paragraph(0), behind: try table.stretch("We").last, words: "As of 2026."))
        return table
    }

    private func text(_ published: PublishedText, as format: TextFormat) async throws -> String {
        String(decoding: try await Self.files.bytes(of: published, as: format), as: UTF8.self)
    }

    @Test func eachFormHasItsOwn() async throws {
        let published = try Self.table().published()
        #expect(
            try await text(published, as: .txt).hasSuffix(
                "OP1 We[1] act together[2].\n\nOP2 We pay.\n\n[1] As of 2026.\n\n[2] All & each of us.\n"))
        let html = try await text(published, as: .html)
        #expect(html.contains(##"<sup id="note-mark-1"><a href="#note-1" role="doc-noteref">1</a></sup>"##))
        #expect(html.contains(##"<li id="note-2">All &amp; each of us. <a href="#note-mark-2""##))
        let akn = try await text(published, as: .akn)
        #expect(
            akn.contains(
                #"We<authorialNote marker="1" placement="bottom"><p>As of 2026.</p></authorialNote> act together"#))
        let markdown = try await text(published, as: .md)
        #expect(markdown.contains("We[^1] act together[^2].") && markdown.contains("[^1]: As of 2026."))
    }

    /// The text after all that a file brings was asked for.
    private func taken(
        _ bytes: [UInt8], as format: TextFormat, _ changes: TextImport.Changes
    ) async throws -> Table {
        let imported = try await Self.files.read(bytes, as: format, changes: changes)
        var table = try Table()
        for command in imported.commands(after: 1, behind: nil, isDelegation: true) {
            let act = table.state.act
            try table.run(command)
            #expect(table.state.act == act + 1)
        }
        return table
    }

    /// Each paragraph with its marks, and each footnote.
    private func lines(_ table: Table) -> [String] { table.state.order.indices.map { table.text($0) } }

    @Test(arguments: [TextFormat.docx, .odt, .md])
    func theyComeBack(format: TextFormat) async throws {
        var table = try Self.table()
        try table.run(
            .bracket(
                paragraph: table.paragraph(1), stretch: try table.stretch("2026", in: 1), wanting: [], opposing: []))
        #expect(lines(table) == ["We^ act together^.", "As of [2026].", "All & each of us.", "We pay."])
        let bytes = try await Self.files.bytes(of: try table.published(), as: format)
        let taken = try await taken(bytes, as: format, .accepted)
        #expect(lines(taken).suffix(4) == lines(table))
        #expect(taken.state.numbers.values.sorted().filter { $0.hasPrefix("fn") } == ["fn 1", "fn 2"])
        #expect(taken.state.brackets.count == 1)
    }

    /// What changed in a footnote is tracked in it, and a footnote that came or went is tracked with its mark.
    @Test func changesAreTracked() async throws {
        var table = try Self.table()
        let before = table.state.act
        try table.run(
            .edit(paragraph: table.paragraph(1), edits: [.put(words: "Only ", behind: nil, from: nil)], stamp: nil))
        try table.run(.removeParagraph(paragraph: table.paragraph(2)))
        try table.run(.addFootnote(paragraph: table.paragraph(2), behind: nil, words: "In kind."))
        let now = ["We^ act together.", "Only As of 2026.", "^We pay.", "In kind."]
        #expect(lines(table) == now)
        let published = try table.published(since: before)
        let expected = """
            OP1 We[1] act together[-[2]-].

            OP2 {+[3]+}We pay.

            [1] {+Only +}As of 2026.

            [2] [-All & each of us.-]

            [3] {+In kind.+}

            """
        #expect(try await text(published, as: .txt).hasSuffix(expected))
        let html = try await text(published, as: .html)
        #expect(html.contains(#"<del "#) && html.contains(#"<li id="note-3"><ins "#))
        let docx = WordDocument.bytes(of: published)
        let then = ["We^ act together^.", "As of 2026.", "All & each of us.", "We pay."]
        try await #expect(lines(taken(docx, as: .docx, .accepted)) == now)
        try await #expect(lines(taken(docx, as: .docx, .rejected)) == then)
        // Proposed: a footnote that is new, one that goes, and words in one that stays.
        var proposed = try await taken(docx, as: .docx, .proposed)
        #expect(lines(proposed) == then && proposed.state.proposals.count == 3)
        for proposal in proposed.state.proposals.keys.sorted() { try proposed.run(.acceptProposal(proposal: proposal)) }
        #expect(lines(proposed) == now)
    }

    @Test func aMarkBehindABracketStaysBehindIt() async throws {
        let markdown = "We [act [now[^1]]][^2] and [pay][^3].\n\n[^1]: One\n\n[^2]: Two\n\n[^3]: Three\n"
        let taken = try await taken([UInt8](markdown.utf8), as: .md, .accepted)
        #expect(lines(taken) == ["We [act [now^]]^ and [pay]^.", "One", "Two", "Three"])
    }

    /// In a paragraph that is proposed as a whole there is no place for a footnote yet: its words stand in parentheses.
    @Test func inANewParagraphTheyAreWords() async throws {
        var table = try Self.table()
        let before = table.state.act
        try table.run(
            .addParagraphs(
                behind: table.paragraph(3), paragraphs: [NewParagraph(kind: .operative, words: "We stay here.")]))
        try table.run(
            .addFootnote(paragraph: table.paragraph(4), behind: try table.stretch("stay", in: 4).last, words: "Now."))
        let docx = WordDocument.bytes(of: try table.published(since: before))
        var proposed = try await taken(docx, as: .docx, .proposed)
        try proposed.run(.acceptProposal(proposal: try #require(proposed.state.proposals.keys.first)))
        #expect(lines(proposed).last == "We stay (Now.) here.")
    }

    @Test func thereAreBounds() async throws {
        let many = (1...501).map { "Word[^\($0)] " }.joined() + "\n\n" + (1...501).map { "[^\($0)]: n\n\n" }.joined()
        await #expect(throws: TextFormatFailure.tooMany(what: .changes, most: TextImport.mostChanges)) {
            try await Self.files.read([UInt8](many.utf8), as: .md, changes: .accepted)
        }
        // Footnotes in a footnote are words of it.
        let taken = try await taken([UInt8]("We act.^[All[^1] of us.]\n\n[^1]: And more\n".utf8), as: .md, .accepted)
        #expect(lines(taken).first == "We act.^" && taken.state.order.count == 2)
    }

    @Test func commentsOnThemStandAtTheMark() async throws {
        var table = try Self.table()
        try table.run(.comment(paragraph: table.paragraph(1), stretch: nil, words: "Which year?"))
        let taken = try await taken(WordDocument.bytes(of: try table.published()), as: .docx, .accepted)
        #expect(taken.state.comments.values.map(\.words).allSatisfy { $0.hasSuffix("Which year?") })
        #expect(taken.state.comments.count == 1)
    }

    @Test func theyAreRowsOfTheTable() throws {
        var table = try Self.table()
        try table.run(.comment(paragraph: table.paragraph(1), stretch: nil, words: "Which year?"))
        let change = Proposal.Change.footnote(paragraph: table.paragraph(3), behind: nil, words: "In kind.")
        try table.run(.propose(change: change, seen: table.state.act, reason: ""), by: Table.negotiator("ID"))
        let compiled = CompiledTable(try table.history(), names: .table("en"))
        let csv = String(decoding: compiled.bytes(as: .csv), as: UTF8.self)
        #expect(csv.contains("fn 1"), "\(csv)")
        #expect(csv.contains("Which year?") && csv.contains("Footnote: “In kind.”"))
    }

    /// The marks of a translation stand where its words have `[^]`; what has none comes behind the words.
    @Test func aTranslationHasThemWhereItSays() async throws {
        var table = try Self.table()
        let vietnamese = try #require(LanguageTag(rawValue: "vi"))
        for (place, words) in [(0, "Chúng ta[^] cùng hành động."), (1, "Tính đến năm 2026.")] {
            try table.run(
                .translate(
                    paragraph: table.paragraph(place), language: vietnamese, words: words, isOfficial: true,
                    seen: table.state.act))
        }
        try table.run(.addFootnote(paragraph: table.paragraph(3), behind: nil, words: "In kind."))
        let published = PublishedText(try table.history(), translation: vietnamese, names: .table("en"))
        let text = try await text(published, as: .txt)
        #expect(text.contains("OP1 Chúng ta[1] cùng hành động.[2]\n\nOP2 (not translated) [3]We pay."))
        #expect(
            text.hasSuffix(
                "[1] Tính đến năm 2026.\n\n[2] (not translated) All & each of us.\n\n[3] (not translated) In kind.\n"))
    }
}
