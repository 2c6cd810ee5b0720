import DomainTestSupport
import Foundation
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

/// Every cell of the tables in docs/text-states.md.
@Suite struct StateTableTests {
    // MARK: The text

    @Test func everyCommandInEveryStandingOfTheText() throws {
        let table = try StateTable("## The text")
        #expect(table.columns == TextStanding.Name.allCases.map(\.rawValue))
        var tried = 0
        for column in table.columns {
            let name = try #require(TextStanding.Name(rawValue: column))
            for row in table.rows where row.command != "every command of the negotiation" {
                let (command, negotiator) = try Self.course(row.command, in: try Self.table(name))
                try expect(row, column, in: try Self.table(name), does: command, by: negotiator) {
                    $0.standing.name.rawValue
                }
                tried += 1
            }
            let every = try #require(table.rows.first { $0.command == "every command of the negotiation" })
            var random = RandomTable(seed: 7)
            var kinds: Set<String> = []
            let text = try Self.table(name)
            for _ in 0..<4_000 where name != .negotiated && kinds.count < 26 {
                let command = random.negotiation(text.state)
                let kind = RandomTable.name(of: command)
                // What goes on beside it has a row of its own.
                guard !table.rows.contains(where: { $0.command == kind }) else { continue }
                kinds.insert(kind)
                let answers = [Table.pen, Table.chair, Table.negotiator("MY")].map { text.refusal(command, by: $0) }
                #expect(answers.map { $0.map { "`\($0)`" } } == Array(repeating: every.cells[column], count: 3))
            }
            #expect(name == .negotiated || kinds.count == 26, "\(kinds.sorted())")
        }
        #expect(tried == 27 * 6)
    }

    /// A text of two agreed paragraphs, in a standing; with a statement and a comment.
    static func table(_ standing: TextStanding.Name) throws -> Table {
        var facts = Table.facts
        facts.rules.silenceSeconds = 60
        var table = try Table(facts)
        try table.run(
            .addParagraphs(
                behind: nil,
                paragraphs: [
                    NewParagraph(kind: .operative, words: "We act."), NewParagraph(kind: .operative, words: "We pay."),
                ]))
        try table.run(.comment(paragraph: table.paragraph(0), stretch: nil, words: "Typo?"))
        try table.run(
            .cite(
                paragraph: table.paragraph(1), stretch: try table.stretch("pay", in: 1),
                source: .document(symbol: "A/RES/2", place: ""), words: "pay"), by: Table.negotiator("MY"))
        try table.run(
            .attach(kind: .explanation, paragraph: nil, words: "As we see it"), by: Table.negotiator("MY"))
        switch standing {
        case .negotiated: break
        case .deferred: try table.run(.defer(reason: "Not yet", until: nil), by: Table.chair)
        case .final: try table.run(.finalise, by: Table.chair)
        case .silence:
            try table.run(.finalise, by: Table.chair)
            try table.beginSilence(lasting: 120)
            for seat in ["ID", "MY", "PH", "SG"] as [SeatID] where seat != "SG" {
                try table.run(.receive(of: table.asked, opened: true), by: Table.negotiator(seat))
            }
            try table.run(.receive(of: table.asked, opened: false), by: Table.negotiator("SG"))
        case .awaiting, .decided:
            try table.run(.finalise, by: Table.chair)
            let waiting: [SeatID] = standing == .awaiting ? ["MY"] : []
            try table.run(.decide(decision: table.meetingDecision(waiting: waiting)), by: Table.program)
        }
        #expect(table.state.standing.name == standing)
        return table
    }

    private static func course(_ name: String, in table: Table) throws -> (TextCommand, Negotiator) {
        let id = table.paragraph(0)
        let statement = try #require(table.state.statements.keys.first)
        let comment = try #require(table.state.comments.keys.first)
        let soon = table.now.advanced(byMilliseconds: 600_000)
        let referral = Referral(body: "asean", meeting: "summit-37", chair: "ID", delegations: ["VN", "ID", "MY"])
        var rules = table.state.facts.rules
        rules.silenceSeconds = 3_600
        let malaysia = Table.negotiator("MY")
        return switch name {
        case "finalise": (.finalise, Table.chair)
        case "resume": (.resume(reason: "Once more"), Table.chair)
        case "defer": (.defer(reason: "Not today", until: soon), Table.chair)
        case "refer": (.refer(to: referral, reason: "For the leaders"), Table.chair)
        case "downgrade": (.downgrade(to: .chairStatement, reason: "No consensus"), Table.chair)
        case "issue": (.issue, Table.chair)
        case "beginSilence": (.beginSilence(verb: .adopt, until: soon), Table.chair)
        case "extendSilence": (.extendSilence(until: soon, reason: "Asked for"), Table.chair)
        case "withdrawSilence": (.withdrawSilence(reason: "A mistake"), Table.chair)
        case "receive": (.receive(of: table.asked, opened: true), Table.negotiator("SG"))
        case "breakSilence": (.breakSilence(of: table.asked, reason: "Not so", change: nil), malaysia)
        case "concludeSilence": (.concludeSilence, Table.program)
        case "makeUpSilence": (.makeUpSilence, Table.program)
        case "decide": (.decide(decision: table.meetingDecision(number: 99)), Table.program)
        case "confirmDecision": (.confirmDecision(of: table.asked, name: "H. E. A"), malaysia)
        case "declineDecision": (.declineDecision(of: table.asked, name: "H. E. A", reason: "Not so"), malaysia)
        case "attach": (.attach(kind: .reservation, paragraph: id, words: "Not for us"), malaysia)
        case "withdrawStatement": (.withdrawStatement(statement: statement), malaysia)
        case "comment": (.comment(paragraph: id, stretch: nil, words: "Sic"), malaysia)
        case "cite":
            (
                .cite(
                    paragraph: id, stretch: try table.stretch("act"),
                    source: .document(symbol: "A/RES/1", place: "3"), words: "act"), malaysia
            )
        case "uncite": (.uncite(citation: try #require(table.state.citations.keys.first)), malaysia)
        case "translate":
            (
                .translate(
                    paragraph: id, language: try #require(LanguageTag(rawValue: "vi")), words: "Chúng ta hành động.",
                    isOfficial: true, seen: table.state.act), Table.secretariat
            )
        case "resolveComment": (.resolveComment(comment: comment), Table.pen)
        case "handPen": (.handPen(to: .secretariat), Table.chair)
        case "setSymbol": (.setSymbol(symbol: "ASEAN/36/1"), Table.secretariat)
        case "correct":
            (.correct(paragraph: id, words: "act", replacement: "acted", reason: "Misprint"), Table.secretariat)
        case "setRules": (.setRules(rules: rules, reason: "As the body decided"), Table.secretariat)
        default: throw Unknown(name: name)
        }
    }

    struct Unknown: Error { let name: String }

    // MARK: A paragraph

    @Test func everyCommandInEveryStateOfAParagraph() throws {
        let table = try StateTable("## A paragraph")
        #expect(table.columns == ["open", "underDiscussion", "agreedAdReferendum", "agreed", "removed"])
        for column in table.columns {
            for row in table.rows {
                var text = try Table(operative: "We act together.", "We pay.")
                let id = text.paragraph(0)
                let ranges = try text.ranges("act")
                let stretch = try text.stretch("act")
                try text.run(
                    .propose(
                        change: .replace(paragraph: id, ranges: ranges, words: "speak"), seen: text.state.act,
                        reason: ""), by: Table.negotiator("SG"))
                let proposal = try #require(text.state.proposals.keys.first)
                switch column {
                case "underDiscussion": try text.run(.discuss(paragraph: id), by: Table.chair)
                case "agreedAdReferendum": try text.run(.agree(paragraph: id, waiting: ["MY"]), by: Table.chair)
                case "agreed": try text.run(.agree(paragraph: id, waiting: []), by: Table.chair)
                case "removed": try text.run(.removeParagraph(paragraph: id))
                default: break
                }
                let other = try #require(text.state.order.last)
                let (command, negotiator): (TextCommand, Negotiator) =
                    switch row.command {
                    case "edit":
                        (
                            .edit(paragraph: id, edits: [.put(words: "So ", behind: nil, from: nil)], stamp: nil),
                            Table.pen
                        )
                    case "setKind": (.setKind(paragraph: id, kind: .plain), Table.pen)
                    case "moveParagraph": (.moveParagraph(paragraph: id, behind: other), Table.pen)
                    case "removeParagraph": (.removeParagraph(paragraph: id), Table.pen)
                    case "restoreParagraph": (.restoreParagraph(paragraph: id), Table.pen)
                    case "putPlaceholder":
                        (.putPlaceholder(paragraph: id, behind: nil, subject: "Date", owner: nil, due: nil), Table.pen)
                    case "addFootnote":
                        (.addFootnote(paragraph: id, behind: nil, words: "As agreed in 2019."), Table.pen)
                    case "bracket":
                        (.bracket(paragraph: id, stretch: stretch, wanting: ["MY"], opposing: ["SG"]), Table.chair)
                    case "discuss": (.discuss(paragraph: id), Table.chair)
                    case "agree": (.agree(paragraph: id, waiting: []), Table.chair)
                    case "agree ad referendum": (.agree(paragraph: id, waiting: ["SG"]), Table.chair)
                    case "reopen": (.reopen(paragraph: id, reason: "New facts"), Table.chair)
                    case "confirm": (.confirm(paragraph: id, name: "H. E. A"), Table.negotiator("MY"))
                    case "decline": (.decline(paragraph: id, name: "H. E. A", reason: "No"), Table.negotiator("MY"))
                    case "propose":
                        (
                            .propose(
                                change: .insert(paragraph: id, behind: nil, words: "So "), seen: text.state.act,
                                reason: ""), Table.negotiator("MY")
                        )
                    case "comment": (.comment(paragraph: id, stretch: nil, words: "Sic"), Table.negotiator("MY"))
                    case "cite":
                        (
                            .cite(
                                paragraph: id, stretch: stretch, source: .document(symbol: "A/RES/1", place: ""),
                                words: "act"), Table.negotiator("MY")
                        )
                    case "translate":
                        (
                            .translate(
                                paragraph: id, language: try #require(LanguageTag(rawValue: "vi")),
                                words: "Chúng ta hành động.", isOfficial: true, seen: text.state.act), Table.pen
                        )
                    case "acceptProposal": (.acceptProposal(proposal: proposal), Table.chair)
                    case "bracketProposal": (.bracketProposal(proposal: proposal), Table.pen)
                    default: throw Unknown(name: row.command)
                    }
                try expect(row, column, in: text, does: command, by: negotiator) { state in
                    guard state.isThere(id) else { return "removed" }
                    return switch state.paragraphs[id]?.standing {
                    case .open: "open"
                    case .underDiscussion: "underDiscussion"
                    case .agreedAdReferendum: "agreedAdReferendum"
                    case .agreed: "agreed"
                    case nil: "none"
                    }
                }
            }
        }
    }

    // MARK: A proposal

    @Test func everyCommandInEveryStateOfAProposal() throws {
        let table = try StateTable("## A proposal")
        #expect(table.columns == ["tabled", "withdrawn", "accepted", "bracketed", "merged", "setAside"])
        for column in table.columns {
            for row in table.rows {
                var text = try Table(operative: "We act together.")
                let ranges = [try text.ranges("act"), try text.ranges("together")]
                for change in ranges {
                    try text.run(
                        .propose(
                            change: .replace(paragraph: text.paragraph(0), ranges: change, words: "speak"),
                            seen: text.state.act, reason: ""), by: Table.negotiator("SG"))
                }
                let ids = text.state.proposals.keys.sorted()
                func command(_ name: String) throws -> (TextCommand, Negotiator) {
                    switch name {
                    case "joinProposal": (.joinProposal(proposal: ids[0]), Table.negotiator("MY"))
                    case "withdraw", "withdrawn": (.withdraw(proposal: ids[0]), Table.negotiator("SG"))
                    case "takeSide":
                        (.takeSide(on: .proposal(id: ids[0]), side: .oppose, for: nil), Table.negotiator("MY"))
                    case "acceptProposal", "accepted": (.acceptProposal(proposal: ids[0]), Table.chair)
                    case "bracketProposal", "bracketed": (.bracketProposal(proposal: ids[0]), Table.pen)
                    case "mergeProposal", "merged": (.mergeProposal(proposal: ids[0], into: ids[1]), Table.pen)
                    case "setProposalAside", "setAside": (.setProposalAside(proposal: ids[0], reason: "No"), Table.pen)
                    default: throw Unknown(name: name)
                    }
                }
                if column != "tabled" {
                    let (first, by) = try command(column)
                    try text.run(first, by: by)
                }
                let (asked, negotiator) = try command(row.command)
                try expect(row, column, in: text, does: asked, by: negotiator) { state in
                    switch state.proposals[ids[0]]?.outcome {
                    case nil: "tabled"
                    case .withdrawn: "withdrawn"
                    case .accepted: "accepted"
                    case .bracketed: "bracketed"
                    case .merged: "merged"
                    case .setAside: "setAside"
                    }
                }
            }
        }
    }

    // MARK: Cells

    private func expect(
        _ row: StateTable.Row, _ column: String, in table: Table, does command: TextCommand, by negotiator: Negotiator,
        state: (TextState) -> String
    ) throws {
        let cell = try #require(row.cells[column], "\(row.command) has no cell \(column)")
        var table = table
        if ["concludeSilence", "makeUpSilence"].contains(row.command), case .silence(let silence) = table.state.standing
        {
            table.clock = silence.until
        }
        let place: Testing.Comment = "\(row.command) in \(column)"
        if let reason = StateTable.refusal(cell) {
            #expect(table.refusal(command, by: negotiator)?.rawValue == reason, place)
        } else {
            #expect(table.refusal(command, by: negotiator) == nil, place)
            try table.run(command, by: negotiator)
            #expect(state(table.state) == (cell == "same" ? column : cell), place)
        }
    }
}
