import DomainTestSupport
import NegotiationTestSupport
import Summit
import Testing

@testable import Negotiation

/// Words that are taken over as they stand elsewhere.
@Suite struct CitationTests {
    private static let charter = Citation.Source.document(symbol: "ASEAN Charter", place: "Article 2(1)")

    private func cite(_ words: String, as source: String, in text: String) throws -> (Table, TextRefusal?) {
        var table = try Table(operative: text)
        let command = TextCommand.cite(
            paragraph: table.paragraph(0), stretch: try table.stretch(words), source: Self.charter, words: source)
        do {
            try table.run(command, by: Table.negotiator("MY"))
            return (table, nil)
        } catch { return (table, error as? TextRefusal) }
    }

    @Test(arguments: [
        ("shared commitment", "shared commitment"), ("shared  commitment", " shared\u{A0}commitment "),
        ("Thỏa thuận", "Tho\u{309}a thua\u{323}\u{302}n"), ("e\u{301}t\u{e9}", "\u{e9}te\u{301}"),
    ])
    func lettersCountAndNotHowTheyAreWritten(words: String, source: String) throws {
        let (table, refusal) = try cite(words, as: source, in: "Our \(words) holds.")
        #expect(refusal == nil && table.state.citations.count == 1)
        #expect(table.state.citations.values.allSatisfy(table.state.isVerbatim))
    }

    @Test(arguments: [
        ("shared commitment", "shared commitments", "“…hared commitment” – “…hared commitments”"),
        ("Shared", "shared", "“Shared” – “shared”"), ("to act", "to  act now", "“to act” – “to act now”"),
        (
            "the purposes and principles of the Charter", "the purposes and the principles of the Charter",
            "“…he purposes and principles of th…” – “…he purposes and the principles o…”"
        ),
    ])
    func theFirstDifferenceIsTold(words: String, source: String, told: String) throws {
        let (table, refusal) = try cite(words, as: source, in: "Our \(words) holds.")
        #expect(refusal == TextRefusal(.notVerbatim, told) && table.state.citations.isEmpty)
    }

    @Test func laterChangesShow() throws {
        var (table, _) = try cite("shared commitment", as: "shared commitment", in: "Our shared commitment holds.")
        let citation = try #require(table.state.citations.values.first)
        let id = table.paragraph(0)
        func edit(_ edits: [Edit]) throws { try table.run(.edit(paragraph: id, edits: edits, stamp: nil)) }
        // Around it: no matter.
        try edit([.put(words: "All of ", behind: nil, from: nil)])
        #expect(table.state.isVerbatim(citation))
        let behind = try table.stretch("shared").last
        try edit([.put(words: " and firm", behind: behind, from: nil)])
        #expect(!table.state.isVerbatim(citation))
        try edit(try table.ranges(" and firm").map { .remove(range: $0) })
        #expect(table.state.isVerbatim(citation))
        try edit(try table.ranges("shared").map { .remove(range: $0) })
        #expect(!table.state.isVerbatim(citation))
    }

    @Test func whoMayAndWhoMayNot() throws {
        var (table, _) = try cite("We", as: "We", in: "We act.")
        let id = try #require(table.state.citations.keys.first)
        let stretch = try table.stretch("act")
        func again(_ symbol: String = "A/1", words: String = "act", stretch other: Stretch? = nil) -> TextCommand {
            .cite(
                paragraph: table.paragraph(0), stretch: other ?? stretch,
                source: .document(symbol: symbol, place: ""), words: words)
        }
        #expect(table.refusal(again(), by: Table.program) == .needsDelegation)
        #expect(table.refusal(again(), by: Table.negotiator("TH")) == .needsDelegation)
        #expect(table.refusal(again(), by: Table.secretariat) == nil)
        #expect(table.refusal(again(" "), by: Table.secretariat) == .missing)
        #expect(table.refusal(again(words: "\u{7}"), by: Table.secretariat) == .controlCharacter)
        let none = Stretch(first: ElementID(act: 7, place: 0), last: ElementID(act: 7, place: 0))
        #expect(table.refusal(again(stretch: none), by: Table.secretariat) == .noSuchElement)
        #expect(table.refusal(.uncite(citation: id), by: Table.negotiator("SG")) == .needsMaker)
        for negotiator in [Table.negotiator("MY"), Table.pen, Table.chair, Table.secretariat] {
            #expect(table.refusal(.uncite(citation: id), by: negotiator) == nil)
        }
        try table.run(.uncite(citation: id), by: Table.negotiator("MY"))
        #expect(table.state.citations.isEmpty && table.refusal(.uncite(citation: id), by: Table.pen) == .noSuchCitation)
        for _ in 0..<TextLimits.citations { try table.run(again()) }
        #expect(table.refusal(again()) == .tooMany)
    }

    @Test(arguments: [
        ("We act together now.", "act together", "act together"), ("aab aaab", "aaab", "aaab"),
        ("We act.", "act jointly", "We act."), ("We act.", "", "We act."), ("a\u{A0} b", "a b", "a b"),
    ])
    func whatIsQuotedOfASource(source: String, words: String, part: String) {
        #expect(Quotation.part(of: source, quotedBy: words) == part)
    }

    private static let alike = [
        "a b", " a  b ", "a\u{A0} b", "a\u{301} b", "\u{e1} b", "a \u{301}b", "a  \u{301}b", "ab", "", "   ",
        "\u{ac01}",
        "\u{1100}\u{1161}\u{11a8}", "\u{1f82}", "\u{3b1}\u{313}\u{300}\u{345}",
    ]

    /// Quickly told, it is the same.
    @Test(arguments: alike, alike)
    func wordsAreThoseOfTheirSourceOrNot(words: String, source: String) {
        let isSame = Quotation.difference(between: words, and: source) == nil
        #expect(Quotation.isSame(words, as: source) == isSame)
    }

    @Test func whatIsCitedIsBoundedInAll() throws {
        let letters = String(repeating: "a", count: TextLimits.letters)
        var table = try Table(operative: letters)
        let stretch = try table.stretch(letters)
        func cite(_ words: String) -> TextCommand {
            .cite(paragraph: table.paragraph(0), stretch: stretch, source: Self.charter, words: words)
        }
        for _ in 0..<TextLimits.citedLetters / TextLimits.letters { try table.run(cite(letters)) }
        #expect(table.refusal(cite(letters)) == .tooLong)
    }

    /// Linear, where each letter could be compared with each.
    @Test func longSourcesCostLittle() {
        let source = String(repeating: "a", count: 20_000)
        #expect(Quotation.part(of: source, quotedBy: String(repeating: "a", count: 19_999) + "b") == source)
        #expect(Quotation.part(of: source, quotedBy: source) == source)
    }
}
