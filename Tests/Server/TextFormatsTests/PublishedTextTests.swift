import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@testable import TextFormats

@Suite struct PublishedTextTests {
    @Test func whatChangedHasItsHandAndTime() throws {
        var table = try Table(operative: "We note it.")
        let id = table.paragraph(0)
        try table.run(
            .propose(
                change: .replace(paragraph: id, ranges: table.ranges("note"), words: "welcome"), seen: 2, reason: ""),
            by: Table.negotiator("MY"))
        let proposal = try #require(table.state.proposals.keys.first)
        try table.run(.acceptProposal(proposal: proposal))
        try table.run(.comment(paragraph: id, stretch: table.stretch("welcome"), words: "Better."), by: Table.chair)
        try table.run(.bracket(paragraph: id, stretch: table.stretch(" it"), wanting: [], opposing: ["PH"]))
        let published = try table.published(since: 2)
        // The words are those of who proposed them, not of who held the pen.
        let malaysia = PublishedText.Hand(name: "Malaysia", at: Table.time(of: 4))
        let indonesia = PublishedText.Hand(name: "Indonesia", at: Table.time(of: 6))
        let comment = PublishedText.Comment(
            number: 1, hand: .init(name: "Viet Nam", at: Table.time(of: 5)), words: "Better.")
        #expect(published.paragraphs.count == 1)
        #expect(published.paragraphs[0].label == "OP1")
        #expect(
            published.paragraphs[0].content == [
                .words("We ", .none), .words("note", .removed(malaysia)), .opens(comment),
                .words("welcome", .added(malaysia)), .closes(comment), .words("[", .added(indonesia)),
                .words(" it", .none), .words("]", .added(indonesia)), .words(".", .none),
            ])
        #expect(try table.published().lines(taking: true) == ["We welcome[ it]."])
        #expect(
            try table.published(through: 2, in: "vi").subtitle == "bản 2, 2020-06-26 01:00 UTC")
    }

    @Test func whatWasDecidedGoesOutBehindTheWords() throws {
        var table = try Table(operative: "We act.")
        #expect(try table.published().paragraphs.count == 1)
        try table.run(.setSymbol(symbol: "ASEAN/36/1"), by: Table.secretariat)
        try table.run(.finalise, by: Table.chair)
        let digest = table.state.digest
        try table.run(.decide(decision: table.meetingDecision(apart: ["SG"], waiting: ["MY"])), by: Table.program)
        try table.run(.confirmDecision(of: table.asked, name: "H. E. A"), by: Table.negotiator("MY"))
        let id = table.paragraph(0)
        try table.run(
            .attach(kind: .reservation, paragraph: id, words: "Not\nfor us"), by: Table.negotiator("PH"))
        try table.run(
            .correct(paragraph: id, words: "act", replacement: "acted", reason: "Misprint"), by: Table.secretariat)
        let lines = try table.published().lines(taking: true)
        #expect(
            lines == [
                "We act.", "Decision", "Symbol: ASEAN/36/1",
                "Adopted by consensus in the meeting “36th ASEAN Summit”, in the presence of Indonesia, Malaysia, Viet Nam, 2020-06-26",
                "Parties: Indonesia, Malaysia, PH, Viet Nam", "Standing apart: SG",
                "Confirmed for Malaysia by H. E. A", "SHA-256 \(digest)", "On record",
                "PH, reservation, OP1: Not for us", "Corrigenda", "OP1: “act” should read “acted”",
            ])
    }

    /// Whatever happens, whoever takes all changes has the later version, and whoever takes none the earlier one.
    @Test(arguments: UInt64(1)...12)
    func takingAllOrNoneGivesTheVersions(seed: UInt64) throws {
        var random = RandomTable(seed: seed)
        var table = try Table(
            operative: "We reaffirm our commitment.", "We shall act together.", "Chúng ta thống nhất.")
        for _ in 0..<600 {
            let (command, negotiator) = (random.negotiation(table.state), random.negotiator())
            if table.refusal(command, by: negotiator) == nil { try table.run(command, by: negotiator) }
        }
        let last = table.state.act
        #expect(last > 50)
        var changed = 0
        for before in stride(from: 1, through: last, by: 17) {
            let published = try table.published(since: before)
            #expect(published.lines(taking: true) == (try table.published().lines(taking: true)))
            #expect(
                published.lines(taking: false, withFootnotes: true)
                    == (try table.published(through: before).lines(taking: true, withFootnotes: true)))
            let comments = table.state.comments.values.filter { !$0.isResolved && table.state.isThere($0.paragraph) }
            #expect(published.comments.count >= comments.count)
            changed += published.paragraphs.filter { $0.change != .none }.count
        }
        #expect(changed > 0)
        func words(of run: Wording.Run) -> String {
            switch run.content {
            case .letters(let letters): return String(String.UnicodeScalarView(letters))
            case .open: return "["
            case .close: return "]"
            case .footnote: return ""
            case .placeholder(let id):
                let placeholder = table.state.placeholders[id]
                let owner = placeholder?.owner.map { " (\(TextNames.table("en").name(of: $0)))" } ?? ""
                return "[text to come: \(placeholder?.subject ?? "")\(owner)]"
            }
        }
        let body = table.state.order.compactMap { table.state.paragraphs[$0] }.filter { $0.kind != .footnote }
        let lines = body.map { $0.wording.runs.filter(\.presence.isThere).map(words(of:)).joined() }
        #expect(try table.published().lines(taking: true) == lines)
    }

    @Test func namesNeverBecomeMarkup() {
        #expect(XMLWriter.escaped("<a b=\"&\">\u{1}\u{ffff}é") == "&lt;a b=&quot;&amp;&quot;&gt;\u{fffd}\u{fffd}é")
    }

    @Test func aZipHasTheChecksumOfTheStandard() {
        #expect(ZipArchive.checksum([UInt8]("123456789".utf8)) == 0xcbf4_3926)
    }
}
