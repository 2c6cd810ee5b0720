import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@Suite struct WordingTests {
    @Test func whatIsPutInGoesBehindWhatIsNamed() throws {
        var table = try Table(operative: "We agree.")
        let we = try table.stretch("We").last
        try table.run(
            .edit(paragraph: table.paragraph(0), edits: [.put(words: " all", behind: we, from: nil)], stamp: nil))
        #expect(table.text() == "We all agree.")
        try table.run(
            .edit(paragraph: table.paragraph(0), edits: [.put(words: "Today ", behind: nil, from: nil)], stamp: nil))
        #expect(table.text() == "Today We all agree.")
        // Directly behind: before what others have put there since.
        try table.run(
            .edit(paragraph: table.paragraph(0), edits: [.put(words: " must", behind: we, from: nil)], stamp: nil))
        #expect(table.text() == "Today We must all agree.")
    }

    @Test func nobodyTakesOutWhatTheyHaveNotSeen() throws {
        var table = try Table(operative: "We agree.")
        let seen = try table.ranges("agree")
        let behind = try table.stretch("ag").last
        try table.run(
            .edit(paragraph: table.paragraph(0), edits: [.put(words: "XX", behind: behind, from: nil)], stamp: nil))
        #expect(table.text() == "We agXXree.")
        try table.run(.edit(paragraph: table.paragraph(0), edits: seen.map { .remove(range: $0) }, stamp: nil))
        #expect(table.text() == "We XX.")
        // Behind what is gone there is still a place.
        try table.run(
            .edit(paragraph: table.paragraph(0), edits: [.put(words: "decide ", behind: behind, from: nil)], stamp: nil)
        )
        #expect(table.text() == "We decide XX.")
        try table.run(.edit(paragraph: table.paragraph(0), edits: seen.map { .restore(range: $0) }, stamp: nil))
        #expect(table.text() == "We agdecide XXree.")
    }

    @Test func anEditMayNameWhatItMakes() throws {
        var table = try Table(operative: "A")
        let edits: [Edit] = [
            .put(words: "bc", behind: try table.stretch("A").last, from: nil),
            .put(words: "X", behind: ElementID(act: 0, place: 0), from: nil),
            .remove(range: try #require(ElementRange(act: 0, places: 1..<2))),
        ]
        try table.run(.edit(paragraph: table.paragraph(0), edits: edits, stamp: nil))
        #expect(table.text() == "AbX")
        #expect(
            table.refusal(
                .edit(
                    paragraph: table.paragraph(0),
                    edits: [.put(words: "", behind: ElementID(act: 9, place: 0), from: nil)], stamp: nil))
                == .noSuchElement)
    }

    @Test func whatIsSentTwiceHappensOnce() throws {
        var table = try Table(operative: "A")
        let edits: [Edit] = [.put(words: "b", behind: try table.stretch("A").last, from: nil)]
        let command = TextCommand.edit(
            paragraph: table.paragraph(0), edits: edits, stamp: Stamp(device: "tablet", number: 1))
        #expect(try table.run(command) != nil)
        #expect(try table.run(command) == nil)
        #expect(table.text() == "Ab" && table.state.stamps["tablet"] == Stamped(number: 1, act: 3))
        #expect(
            table.refusal(.edit(paragraph: table.paragraph(0), edits: [], stamp: Stamp(device: "", number: 1)))
                == .outOfRange)
    }

    @Test func wordsThatMoveKeepTheirOrigin() throws {
        var table = try Table(operative: "First. Second.")
        let second = try table.stretch("Second.")
        try table.run(
            .edit(
                paragraph: table.paragraph(0), edits: try table.ranges(" Second.").map { .remove(range: $0) },
                stamp: nil))
        try table.run(
            .addParagraphs(
                behind: table.paragraph(0),
                paragraphs: [NewParagraph(kind: .operative, words: "Second.", from: second.first)]))
        #expect(table.text(0) == "First." && table.text(1) == "Second.")
        #expect(table.wording(1).runs.first?.source == second.first)
    }

    @Test func namesAreSpelledInOneWay() {
        for text in ["1.0", "12.345"] { #expect(ElementID(rawValue: text)?.rawValue == text) }
        for text in ["", "1", "1.", ".1", "01.2", "1.-2", "1.2.3", "+1.2", "1.99999999999999999999"] {
            #expect(ElementID(rawValue: text) == nil)
        }
        for text in ["1.0-0", "12.3-45"] { #expect(ElementRange(rawValue: text)?.rawValue == text) }
        for text in ["1.3-2", "1.0", "1.0-", "1.0-01", "1.0-9223372036854775807"] {
            #expect(ElementRange(rawValue: text) == nil)
        }
    }

    /// Beside a list in which each letter is looked after on its own.
    @Test(arguments: UInt64(1)...60)
    func runsAreLettersOneByOne(seed: UInt64) throws {
        struct Letter { var id: ElementID, letter: Unicode.Scalar, presence: Presence }
        var random = SplitMix64(state: seed)
        var table = try Table(operative: "abcdefghij")
        var letters = table.wording().letters.map { Letter(id: $0.id, letter: $0.letter, presence: Presence(since: 2)) }
        var history: [String] = []
        for _ in 0..<120 {
            let act = table.state.act + 1
            var edits: [Edit] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                if Bool.random(using: &random) {
                    let at = Int.random(in: 0...letters.count, using: &random)
                    let words = String("ABCDEFGH".prefix(Int.random(in: 0...5, using: &random)))
                    edits.append(.put(words: words, behind: at == 0 ? nil : letters[at - 1].id, from: nil))
                    let made = letters.filter { $0.id.act == act }.count
                    let new = words.unicodeScalars.enumerated().map {
                        Letter(
                            id: ElementID(act: act, place: made + $0.offset), letter: $0.element,
                            presence: Presence(since: act))
                    }
                    letters.insert(contentsOf: new, at: at)
                } else if let some = letters.randomElement(using: &random) {
                    let places = some.id.place..<some.id.place + Int.random(in: 1...4, using: &random)
                    let range = try #require(ElementRange(act: some.id.act, places: places))
                    let isThere = Int.random(in: 0..<3, using: &random) == 0
                    edits.append(isThere ? .restore(range: range) : .remove(range: range))
                    for index in letters.indices
                    where letters[index].id.act == range.act && places.contains(letters[index].id.place)
                        && letters[index].presence.isThere != isThere
                    {
                        letters[index].presence.turn(by: act)
                    }
                }
            }
            try table.run(.edit(paragraph: table.paragraph(0), edits: edits, stamp: nil))
            guard table.state.act == act else { continue }
            func words(_ isShown: (Presence) -> Bool) -> String {
                String(String.UnicodeScalarView(letters.filter { isShown($0.presence) }.map(\.letter)))
            }
            #expect(table.text() == words(\.isThere))
            history.append(table.text())
            let past = Int.random(in: 0..<history.count, using: &random)
            #expect(table.wording().words(after: past + 3) == history[past])
            #expect(words { $0.wasThere(after: past + 3) } == history[past])
        }
    }
}
