import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@testable import TextFormats

@Suite struct ImportTests {
    /// The text after a file was imported into it by the pen-holder.
    private func table(_ imported: TextImport, by negotiator: Negotiator = Table.pen) throws -> Table {
        var table = try Table()
        for command in imported.commands(
            after: table.state.act, behind: nil, isDelegation: negotiator.delegation != nil)
        {
            let act = table.state.act
            try table.run(command, by: negotiator)
            // Every command is one act, by which those that follow name what it made.
            #expect(table.state.act == act + 1)
        }
        return table
    }

    private func plain(_ words: String) throws -> Table {
        try table(TextImport(PlainTextReader.paragraphs(of: [UInt8](words.utf8)), changes: .proposed))
    }

    @Test func paragraphsAreKnownByWhatTheyBeginWith() throws {
        let table = try plain(
            """
            \u{feff}PP1. Recalling the Charter;

            OP1 (agreed ad ref.) We agree
            on this.
            (a) first;
            (i) under it;
            (ii) and this;
            (b) second.
            2. We act.

            OP2 alt 1 We do nothing.
            (h) before nine
            (i) nine

            Annex II: The list

            Annex I has more than we can say.
            """)
        let state = table.state
        #expect(
            state.order.map { "\(state.numbers[$0] ?? "")|\(state.paragraphs[$0]?.wording.words ?? "")" } == [
                "PP1|Recalling the Charter;", "OP1|We agree on this.", "OP1 (a)|first;", "OP1 (a) (i)|under it;",
                "OP1 (a) (ii)|and this;", "OP1 (b)|second.", "OP2|We act.", "|OP2 alt 1 We do nothing.",
                "(a)|before nine", "(b)|nine", "Annex I|The list", "|Annex I has more than we can say.",
            ])
    }

    @Test func bracketsNestAndVariantsStandBehindTheirParagraph() throws {
        var table = try plain("1. We [shall [urgently]] act [now.\n1 alt 2 [We wait] [] ]\n2. [[a] b] [c]\n")
        #expect((0..<3).map { table.text($0) } == ["We [shall [urgently]] act [now.", "[We wait] [] ]", "[[a] b] [c]"])
        #expect(table.state.brackets.count == 6)
        let variant = table.paragraph(1)
        #expect(table.state.numbers[variant] == "OP1 alt 1")
        #expect(table.state.paragraphs[variant]?.supporters == [])
        #expect(table.state.proposals.values.allSatisfy { $0.outcome == .bracketed })
        for bracket in table.state.brackets.keys.sorted() where table.state.brackets[bracket]?.presence.isThere == true
        {
            try table.run(.liftBracket(bracket: bracket, keeping: true))
        }
        #expect((0..<3).map { table.text($0) } == ["We shall urgently act [now.", "We wait [] ]", "a b c"])
    }

    @Test func variantsOfAnything() throws {
        let table = try plain(
            "1. One\n(a) under\n(a) alt 1 Under\nWords\nalt 2: Other words\nAnnex I: List\nAnnex I alt 1 Table\nOP9 alt Lost\n"
        )
        let state = table.state
        #expect(
            state.order.map { "\(state.numbers[$0] ?? "")|\(state.paragraphs[$0]?.wording.words ?? "")" } == [
                "OP1|One", "OP1 (a)|under", "OP1 (a) alt 1|Under", "|Words", " alt 1|Other words", "Annex I|List",
                "Annex I alt 1|Table", "|OP9 alt Lost",
            ])
        // The secretariat has no proposals, so that they are paragraphs of their own.
        let imported = try TextImport(
            PlainTextReader.paragraphs(of: [UInt8]("1. One\n1 alt 1 Two".utf8)), changes: .accepted)
        let commands = imported.commands(after: 1, behind: nil, isDelegation: false)
        #expect(
            commands == [
                .addParagraphs(
                    behind: nil,
                    paragraphs: [.init(kind: .operative, words: "One"), .init(kind: .operative, words: "Two")])
            ])
    }

    /// Somebody cut one paragraph in two, and made one of two others.
    @Test func trackedEndsOfParagraphs() throws {
        var (cut, rest) = (ImportedParagraph(words: "We agree."), ImportedParagraph(words: "We act."))
        let hand = ImportedParagraph.Hand(name: "A", time: "")
        (cut.mark, cut.markHand) = (.inserted, hand)
        rest.comments = [.init(id: "1", hand: hand, words: "Why?", first: 3, end: 6)]
        let rejected = try TextImport([cut, rest], changes: .rejected).paragraphs
        #expect(rejected.map(\.paragraph.words) == ["We agree.We act."])
        #expect(rejected[0].paragraph.comments.map(\.first) == [12])
        #expect(
            try TextImport([cut, rest], changes: .accepted).paragraphs.map(\.paragraph.words) == [
                "We agree.", "We act.",
            ])
        cut.mark = .deleted
        #expect(
            try TextImport([cut, rest], changes: .accepted).paragraphs.map(\.paragraph.words) == ["We agree.We act."])
        #expect(try TextImport([cut, rest], changes: .proposed).paragraphs.count == 2)
    }

    private static let tracked = #"""
        {"blocks":[{"t":"Para","c":[{"t":"Str","c":"OP1"},{"t":"Space"},{"t":"Str","c":"We"},{"t":"Space"},
        {"t":"Span","c":[["",["deletion"],[["author","Malaysia"],["date","2020-06-26T01:00:04Z"]]],[{"t":"Str","c":"note"}]]},
        {"t":"Span","c":[["",["insertion"],[["author","Malaysia"],["date","2020-06-26T01:00:04Z"]]],[{"t":"Str","c":"welcome"}]]},
        {"t":"Span","c":[["",["comment-start"],[["id","0"],["author","Lan"],["date",""]]],[{"t":"Str","c":"Why?"}]]},
        {"t":"Str","c":" it."},{"t":"Span","c":[["",["comment-end"],[["id","0"]]],[]]}]},
        {"t":"Para","c":[{"t":"Span","c":[["",["insertion"],[["author","PH"],["date",""]]],[{"t":"Str","c":"OP2 We hope."}]]},
        {"t":"Span","c":[["",["paragraph-insertion"],[["author","PH"],["date",""]]],[]]}]},
        {"t":"Para","c":[{"t":"Span","c":[["",["deletion"],[["author","PH"],["date",""]]],[{"t":"Str","c":"OP2 We regret."}]]},
        {"t":"Span","c":[["",["paragraph-deletion"],[["author","PH"],["date",""]]],[]]}]}]}
        """#

    @Test func trackedChangesBecomeProposals() throws {
        let read = try PandocReader.paragraphs(of: [UInt8](Self.tracked.utf8))
        var table = try table(TextImport(read, changes: .proposed))
        #expect(table.state.order.map { table.state.paragraphs[$0]?.wording.words } == ["We note it.", "We regret."])
        let proposals = table.state.proposals.values.sorted { $0.id < $1.id }
        #expect(proposals.map(\.reason) == ["Malaysia, 2020-06-26T01:00:04Z", "PH", "PH"])
        #expect(proposals.allSatisfy { $0.sponsors == ["ID"] && $0.outcome == nil })
        #expect(table.state.comments.values.map(\.words) == ["Lan: Why?"])
        for proposal in proposals { try table.run(.acceptProposal(proposal: proposal.id)) }
        #expect((0..<table.state.order.count).map { table.text($0) } == ["We welcome it.", "We hope."])

        let accepted = try self.table(TextImport(read, changes: .accepted), by: Table.pen)
        #expect(
            accepted.state.order.map { accepted.state.paragraphs[$0]?.wording.words } == ["We welcome it.", "We hope."])
        let rejected = try self.table(TextImport(read, changes: .rejected), by: Table.pen)
        #expect(
            rejected.state.order.map { rejected.state.paragraphs[$0]?.wording.words } == ["We note it.", "We regret."])
        #expect(rejected.state.proposals.isEmpty && accepted.state.proposals.isEmpty)
    }

    /// `=` as it was, `+` put in, `-` taken out, as pandoc tells it: with the blanks at the edges outside.
    @Test(arguments: [
        ("=We |-note|= |+welcome|= it.", "We note it.", "We welcome it."),
        ("=We |+all|= agree.", "We agree.", "We all agree."),
        ("=the |-old|= |+[|=plan|+]|=.", "the old plan.", "the [plan]."),
        ("+First|= we agree.", "we agree.", "First we agree."),
        ("=We agree |-now", "We agree now", "We agree"),
        ("=We agree |+now|= .", "We agree .", "We agree now ."),
    ])
    func blanksAtTheEdgesOfChangesAreNotDoubled(marked: String, before: String, after: String) throws {
        var paragraph = ImportedParagraph()
        let hand = ImportedParagraph.Hand(name: "A", time: "")
        for part in marked.split(separator: "|") {
            let fate: ImportedParagraph.Fate = part.hasPrefix("+") ? .inserted : part.hasPrefix("-") ? .deleted : .same
            paragraph.append(String(part.dropFirst()), fate, fate == .same ? nil : hand)
        }
        paragraph.trim()
        paragraph.settleBlanks()
        #expect(paragraph.settled(taking: false)?.words == before)
        #expect(paragraph.settled(taking: true)?.words == after)
    }

    @Test func hostileFilesAreRefusedInWords() throws {
        func failure(_ body: () throws -> Void) -> TextFormatFailure? {
            do {
                try body()
                return nil
            } catch { return error as? TextFormatFailure }
        }
        func read(_ words: String) throws {
            _ = try TextImport(PlainTextReader.paragraphs(of: [UInt8](words.utf8)), changes: .proposed)
        }
        #expect(failure { try read(" \n\t\n") } == .nothingInIt)
        #expect(
            failure { try read(String(repeating: "a\n", count: 2_001)) } == .tooMany(what: .paragraphs, most: 2_000))
        #expect(failure { try read(String(repeating: "[", count: 50_000)) } == .paragraphTooLong(most: 20_000))
        #expect(
            failure { try read(String(repeating: "[a]", count: 600)) } == .tooMany(what: .changes, most: 500))
        #expect(failure { _ = try PlainTextReader.paragraphs(of: [0xff, 0xfe]) } == .unreadable)
        for json in ["", "[]", "{}", #"{"blocks":3}"#] {
            #expect(failure { _ = try PandocReader.paragraphs(of: [UInt8](json.utf8)) } == .unreadable)
        }
        let odd =
            #"{"blocks":[1,[],{"t":"Para"},{"t":"Header","c":[]},{"t":"Para","c":[{"t":"Span","c":[[]]},{"t":"Span","c":[1,2]},7]}]}"#
        #expect(try PandocReader.paragraphs(of: [UInt8](odd.utf8)).isEmpty)
        let deep = String(repeating: #"[{"t":"BlockQuote","c":"#, count: 100_000)
        #expect(failure { _ = try PandocReader.paragraphs(of: [UInt8]((#"{"blocks":"# + deep).utf8)) } == .unreadable)
        // A control character is refused by the rules of the text.
        let control = try TextImport(PlainTextReader.paragraphs(of: [UInt8]("We \u{7} ring".utf8)), changes: .proposed)
        let table = try Table()
        #expect(table.refusal(control.commands(after: 1, behind: nil, isDelegation: true)[0]) == .controlCharacter)
    }
}
