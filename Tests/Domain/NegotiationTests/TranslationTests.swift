import DomainTestSupport
import NegotiationTestSupport
import Summit
import Testing

@testable import Negotiation

/// Paragraphs in other languages.
@Suite struct TranslationTests {
    private static let vietnamese = LanguageTag(rawValue: "vi")!

    private func translate(
        _ table: Table, _ words: String = "Chúng ta hành động.", into language: LanguageTag = vietnamese,
        official: Bool = true, seen: Int? = nil
    ) -> TextCommand {
        .translate(
            paragraph: table.paragraph(0), language: language, words: words, isOfficial: official,
            seen: seen ?? table.state.act)
    }

    @Test func itIsOfTheWordsThatItTranslates() throws {
        var table = try Table(operative: "We act.", "We pay.")
        let id = table.paragraph(0)
        try table.run(translate(table), by: Table.secretariat)
        let told = try #require(table.state.translation(of: id, into: Self.vietnamese))
        #expect(told.words == "Chúng ta hành động." && told.isOfficial && !table.state.isOutOfDate(told, of: id))
        #expect(try table.run(translate(table), by: Table.pen) == nil, "it is so already")
        #expect(try table.run(translate(table, official: false), by: Table.pen) != nil)
        // Other paragraphs are no matter; its own words are.
        let other = table.paragraph(1)
        try table.run(.edit(paragraph: other, edits: [.put(words: "So ", behind: nil, from: nil)], stamp: nil))
        #expect(!table.state.isOutOfDate(told, of: id))
        let read = table.state.act
        try table.run(.edit(paragraph: id, edits: [.put(words: "So ", behind: nil, from: nil)], stamp: nil))
        #expect(table.state.isOutOfDate(told, of: id))
        // Who translates what they had read before the change does not translate the change.
        try table.run(translate(table, "Ta hành động.", seen: read), by: Table.secretariat)
        let late = try #require(table.state.translation(of: id, into: Self.vietnamese))
        #expect(late.of == read && table.state.isOutOfDate(late, of: id))
        try table.run(translate(table, "Ta hành động."), by: Table.secretariat)
        let newest = try #require(table.state.translation(of: id, into: Self.vietnamese))
        #expect(!table.state.isOutOfDate(newest, of: id))
        // And the text itself is not touched by any of it.
        #expect(table.state.digest == Table.digest(of: "So We act.", "So We pay."))
        try table.run(translate(table, "", official: false), by: Table.secretariat)
        #expect(table.state.languages.isEmpty)
        #expect(try table.run(translate(table, "", official: false), by: Table.secretariat) == nil)
    }

    @Test func whoMayAndWhoMayNot() throws {
        var table = try Table(operative: "We act.")
        for negotiator in [Table.chair, Table.negotiator("MY"), Table.program] {
            #expect(table.refusal(translate(table), by: negotiator) == .needsPenOrSecretariat)
        }
        #expect(table.refusal(translate(table, into: .authentic)) == .outOfRange)
        #expect(table.refusal(translate(table, seen: 1)) == .outOfRange)
        #expect(table.refusal(translate(table, seen: 99)) == .outOfRange)
        #expect(table.refusal(translate(table, String(repeating: "a", count: 20_001))) == .tooLong)
        #expect(table.refusal(translate(table, "a\nb")) == .controlCharacter)
        let letters = "abcdefghijklmnopqrstuvwxyz"
        for letter in letters.unicodeScalars.map(Character.init) + ["A", "B", "C", "D"] {
            let tag = letter.isLowercase ? "q\(letter)" : "zz-\(letter)\(letter)"
            try table.run(translate(table, into: try #require(LanguageTag(rawValue: tag))))
        }
        #expect(table.state.languages.count == 30 && table.refusal(translate(table)) == .tooMany)
    }

    @Test(arguments: ["vi", "fil", "zh-Hant", "pt-TL", "es-419", "az-Cyrl-AZ"])
    func languages(tag: String) { #expect(LanguageTag(rawValue: tag)?.rawValue == tag) }

    @Test(arguments: [
        "", "v", "VI", "vi-", "-vi", "vi_VN", "vi-vn", "zh-hant", "vi-VN-VN", "abcd", "vi-VN-x-a", "đi", "a/b",
    ])
    func noLanguages(tag: String) { #expect(LanguageTag(rawValue: tag) == nil) }
}

extension Table {
    fileprivate static func digest(of words: String...) -> String {
        var table = try? Table()
        _ = try? table?.run(
            .addParagraphs(behind: nil, paragraphs: words.map { NewParagraph(kind: .operative, words: $0) }))
        return table?.state.digest ?? ""
    }
}
