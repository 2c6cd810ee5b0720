import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

@Suite struct BracketTests {
    @Test func wordsThatAreNotAgreedStandInBrackets() throws {
        var table = try Table(operative: "Parties shall urgently act.")
        let id = table.paragraph(0)
        try table.run(
            .bracket(paragraph: id, stretch: try table.stretch("urgently "), wanting: ["PH"], opposing: ["MY", "SG"]),
            by: Table.chair)
        #expect(table.text() == "Parties shall [urgently ]act.")
        let bracket = try #require(table.state.openBrackets(in: id).first)
        #expect(bracket.wanting == ["PH"] && bracket.opposing == ["MY", "SG"])
        // What is written between its marks is in it.
        try table.run(
            .edit(
                paragraph: id,
                edits: [.put(words: " and fully", behind: try table.stretch("urgently").last, from: nil)], stamp: nil))
        #expect(table.text() == "Parties shall [urgently and fully ]act.")
        try table.run(.takeSide(on: .bracket(id: bracket.id), side: .support, for: nil), by: Table.negotiator("SG"))
        #expect(table.state.brackets[bracket.id]?.wanting == ["PH", "SG"])
        #expect(table.state.brackets[bracket.id]?.opposing == ["MY"])
        #expect(table.refusal(.agree(paragraph: id, waiting: []), by: Table.chair) == .bracketsLeft)
        try table.run(.liftBracket(bracket: bracket.id, keeping: true))
        #expect(table.text() == "Parties shall urgently and fully act.")
        #expect(table.refusal(.liftBracket(bracket: bracket.id, keeping: true)) == .noSuchBracket)
        #expect(table.wording().words(after: 2) == "Parties shall urgently act.")
    }

    @Test func bracketsNestAndDoNotCross() throws {
        var table = try Table(operative: "a b c d")
        let id = table.paragraph(0)
        try table.run(.bracket(paragraph: id, stretch: try table.stretch("b c"), wanting: [], opposing: []))
        try table.run(.bracket(paragraph: id, stretch: try table.stretch("b"), wanting: [], opposing: []))
        #expect(table.text() == "a [[b] c] d")
        let crossing = Stretch(first: try table.stretch("a").first, last: try table.stretch("c").last)
        #expect(
            table.refusal(.bracket(paragraph: id, stretch: crossing, wanting: [], opposing: [])) == .crossesBracket)
        try table.run(.bracket(paragraph: id, stretch: try table.stretch("a b c d"), wanting: [], opposing: []))
        #expect(table.text() == "[a [[b] c] d]")
        let outer = try #require(table.state.openBrackets(in: id).first)
        try table.run(.liftBracket(bracket: outer.id, keeping: false))
        #expect(table.text() == "[a  d]")
        #expect(table.state.openBrackets(in: id).count == 1)
    }
}

@Suite struct ProposalTests {
    static func propose(_ table: inout Table, _ change: Proposal.Change, by seat: SeatID = "PH") throws -> ProposalID {
        try table.run(.propose(change: change, seen: table.state.act, reason: ""), by: Table.negotiator(seat))
        return ProposalID(act: table.state.act, place: 0)
    }

    @Test func oneIsAccepted() throws {
        var table = try Table(operative: "We note it.")
        let id = table.paragraph(0)
        let proposal = try Self.propose(
            &table, .replace(paragraph: id, ranges: try table.ranges("note"), words: "welcome"))
        #expect(table.text() == "We note it.")
        try table.run(.joinProposal(proposal: proposal), by: Table.negotiator("SG"))
        try table.run(.takeSide(on: .proposal(id: proposal), side: .oppose, for: nil), by: Table.negotiator("MY"))
        #expect(
            table.refusal(.takeSide(on: .proposal(id: proposal), side: .oppose, for: nil), by: Table.negotiator("SG"))
                == .ownProposal)
        #expect(table.refusal(.acceptProposal(proposal: proposal), by: Table.negotiator("PH")) == .needsPenOrChair)
        try table.run(.acceptProposal(proposal: proposal))
        #expect(table.text() == "We welcome it.")
        #expect(table.refusal(.withdraw(proposal: proposal), by: Table.negotiator("PH")) == .proposalDecided)
        let comparison = table.state.comparison(from: 2, to: table.state.act)
        #expect(
            comparison.paragraphs[0].pieces.map { Piece(fate: $0.fate, content: $0.content) } == [
                Piece(fate: .same, content: Content("We ")), Piece(fate: .removed(by: 6), content: Content("note")),
                Piece(fate: .added(by: 6), content: Content("welcome")), Piece(fate: .same, content: Content(" it.")),
            ])
    }

    @Test func oneStandsInBrackets() throws {
        var table = try Table(operative: "We note it.")
        let id = table.paragraph(0)
        let replacing = try Self.propose(
            &table, .replace(paragraph: id, ranges: try table.ranges("note"), words: "welcome"))
        try table.run(.takeSide(on: .proposal(id: replacing), side: .oppose, for: nil), by: Table.negotiator("MY"))
        try table.run(.bracketProposal(proposal: replacing), by: Table.chair)
        #expect(table.text() == "We [note][welcome] it.")
        let brackets = table.state.openBrackets(in: id)
        #expect(brackets.map(\.wanting) == [["MY"], ["PH"]] && brackets.map(\.opposing) == [["PH"], ["MY"]])
        let adding = try Self.propose(&table, .add(behind: id, kind: .operative, words: "We act."), by: "SG")
        try table.run(.bracketProposal(proposal: adding))
        #expect(table.text(1) == "[We act.]")
        let removing = try Self.propose(&table, .remove(paragraph: id), by: "SG")
        try table.run(.bracketProposal(proposal: removing))
        #expect(table.text() == "[We [note][welcome] it.]")
        let moving = try Self.propose(&table, .move(paragraph: id, behind: table.paragraph(1)))
        #expect(table.refusal(.bracketProposal(proposal: moving)) == .cannotBracket)
        try table.run(.setProposalAside(proposal: moving, reason: "Later"))
        #expect(table.refusal(.acceptProposal(proposal: moving)) == .proposalDecided)
    }

    @Test func wordsThatAreGoneCannotBeReplaced() throws {
        var table = try Table(operative: "We note it.")
        let id = table.paragraph(0)
        let ranges = try table.ranges("note")
        let proposal = try Self.propose(&table, .delete(paragraph: id, ranges: ranges))
        try table.run(.edit(paragraph: id, edits: ranges.map { .remove(range: $0) }, stamp: nil))
        #expect(table.refusal(.acceptProposal(proposal: proposal)) == .overtaken)
    }

    @Test func theLastSponsorWithdrawsIt() throws {
        var table = try Table(operative: "We note it.")
        let proposal = try Self.propose(&table, .remove(paragraph: table.paragraph(0)))
        try table.run(.joinProposal(proposal: proposal), by: Table.negotiator("SG"))
        try table.run(.withdraw(proposal: proposal), by: Table.negotiator("PH"))
        #expect(table.state.proposals[proposal]?.outcome == nil)
        #expect(table.refusal(.withdraw(proposal: proposal), by: Table.negotiator("PH")) == .notSponsor)
        try table.run(.withdraw(proposal: proposal), by: Table.negotiator("SG"))
        #expect(table.state.proposals[proposal]?.outcome == .withdrawn)
    }

    @Test func variantsStandBesideOneAnotherUntilOneIsChosen() throws {
        var table = try Table(operative: "We note it.", "Last.")
        let base = table.paragraph(0)
        for (seat, words) in [("PH", "We welcome it."), ("SG", "We endorse it.")] as [(SeatID, String)] {
            let proposal = try Self.propose(&table, .alternative(to: base, words: words), by: seat)
            try table.run(.acceptProposal(proposal: proposal))
        }
        let numbers = table.state.numbers
        #expect(table.state.order.map { numbers[$0] } == ["OP1", "OP1 alt 1", "OP1 alt 2", "OP2"])
        #expect(table.refusal(.agree(paragraph: base, waiting: []), by: Table.chair) == .variantsLeft)
        let chosen = table.paragraph(2)
        try table.run(.takeSide(on: .variant(id: chosen), side: .support, for: "MY"), by: Table.chair)
        #expect(table.state.paragraphs[chosen]?.supporters == ["MY"])
        try table.run(.chooseVariant(paragraph: chosen))
        #expect(table.state.order.count == 2 && table.text() == "We endorse it.")
        #expect(table.state.numbers[chosen] == "OP1")
        #expect(table.state.paragraphs[chosen]?.chosenOver.contains(base) == true)
    }
}

@Suite struct AgreementTests {
    @Test func whatIsAgreedStaysAsItIs() throws {
        var table = try Table(operative: "We agree.", "We act.")
        let id = table.paragraph(0)
        #expect(table.refusal(.agree(paragraph: id, waiting: []), by: Table.pen) == .needsChair)
        try table.run(.discuss(paragraph: id), by: Table.chair)
        try table.run(.agree(paragraph: id, waiting: []), by: Table.chair)
        #expect(
            table.refusal(.edit(paragraph: id, edits: [.put(words: "x", behind: nil, from: nil)], stamp: nil))
                == .paragraphClosed)
        #expect(table.refusal(.removeParagraph(paragraph: id)) == .paragraphClosed)
        #expect(table.refusal(.moveParagraph(paragraph: id, behind: table.paragraph(1))) == .paragraphClosed)
        let proposal = try ProposalTests.propose(&table, .remove(paragraph: id))
        #expect(table.refusal(.acceptProposal(proposal: proposal)) == .paragraphClosed)
        #expect(table.refusal(.reopen(paragraph: id, reason: " "), by: Table.chair) == .reasonNeeded)
        try table.run(.reopen(paragraph: id, reason: "New instructions"), by: Table.chair)
        try table.run(.acceptProposal(proposal: proposal))
        #expect(table.state.order.count == 1)
        try table.run(.restoreParagraph(paragraph: id))
        #expect(table.state.order.count == 2 && table.state.order[0] == id)
    }

    @Test func capitalsConfirm() throws {
        var table = try Table(operative: "We agree.")
        let id = table.paragraph(0)
        try table.run(.agree(paragraph: id, waiting: ["MY", "SG"]), by: Table.chair)
        #expect(table.state.convergence.clean == 0)
        #expect(table.state.convergence.held["MY"]?.paragraphs == [id])
        #expect(table.refusal(.confirm(paragraph: id, name: "x"), by: Table.negotiator("PH")) == .notWaitedFor)
        try table.run(.confirm(paragraph: id, name: "H. E. A"), by: Table.negotiator("MY"))
        #expect(table.refusal(.confirm(paragraph: id, name: "x"), by: Table.negotiator("MY")) == .notWaitedFor)
        try table.run(.confirm(paragraph: id, name: "H. E. B"), by: Table.negotiator("SG"))
        #expect(table.state.paragraphs[id]?.standing == .agreed)
        #expect(table.state.paragraphs[id]?.confirmations == ["MY": "H. E. A", "SG": "H. E. B"])
        #expect(table.state.convergence.clean == 1)
        try table.run(.reopen(paragraph: id, reason: "A letter"), by: Table.chair)
        try table.run(.agree(paragraph: id, waiting: ["MY"]), by: Table.chair)
        try table.run(.decline(paragraph: id, name: "H. E. A", reason: "Not so"), by: Table.negotiator("MY"))
        #expect(table.state.paragraphs[id]?.standing == .open)
    }

    @Test func aPackageIsAgreedTogether() throws {
        var table = try Table(operative: "A", "B", "C")
        let ids = table.state.order
        try table.run(
            .makePackage(name: Texts(en: "Money", vi: "Tiền"), paragraphs: [ids[0], ids[1]]), by: Table.chair)
        try table.run(.agree(paragraph: ids[0], waiting: []), by: Table.chair)
        #expect(!table.state.settled.contains(ids[0]) && table.state.convergence.clean == 0)
        try table.run(.agree(paragraph: ids[1], waiting: []), by: Table.chair)
        #expect(table.state.settled.contains(ids[0]) && table.state.convergence.clean == 2)
        try table.run(.reopen(paragraph: ids[1], reason: "So"), by: Table.chair)
        #expect(!table.state.settled.contains(ids[0]))
    }

    @Test func everybodyHasTheirOwnRights() throws {
        var table = try Table(operative: "A")
        let id = table.paragraph(0)
        let outsider = Table.negotiator("TH")
        #expect(table.refusal(.edit(paragraph: id, edits: [], stamp: nil), by: Table.chair) == .needsPen)
        #expect(table.refusal(.edit(paragraph: id, edits: [], stamp: nil), by: Table.secretariat) == .needsPen)
        #expect(
            table.refusal(.propose(change: .remove(paragraph: id), seen: 1, reason: ""), by: outsider)
                == .needsDelegation)
        #expect(
            table.refusal(.propose(change: .remove(paragraph: id), seen: 1, reason: ""), by: Table.secretariat)
                == .needsDelegation)
        #expect(table.refusal(.comment(paragraph: id, stretch: nil, words: "x"), by: outsider) == .needsDelegation)
        try table.run(.comment(paragraph: id, stretch: nil, words: "Typo?"), by: Table.secretariat)
        let comment = CommentID(act: table.state.act, place: 0)
        #expect(table.refusal(.resolveComment(comment: comment), by: Table.negotiator("MY")) == .needsMaker)
        try table.run(.resolveComment(comment: comment), by: Table.secretariat)
        try table.run(.handPen(to: .secretariat), by: Table.chair)
        #expect(table.refusal(.edit(paragraph: id, edits: [], stamp: nil), by: Table.pen) == .needsPen)
        #expect(table.refusal(.edit(paragraph: id, edits: [], stamp: nil), by: Table.secretariat) == nil)
    }
}

@Suite struct NumberTests {
    @Test func numbersFollowTheOrderAndOldOnesAreFound() throws {
        var table = try Table()
        let kinds: [Paragraph.Kind] = [
            .heading(level: 1), .preambular, .preambular, .operative, .sub(level: 1), .sub(level: 2), .sub(level: 2),
            .sub(level: 1), .operative, .plain, .annex, .operative,
        ]
        try table.run(.addParagraphs(behind: nil, paragraphs: kinds.map { NewParagraph(kind: $0, words: "x") }))
        let order = table.state.order
        let numbers = order.map { table.state.numbers[$0] ?? "-" }
        #expect(
            numbers == [
                "", "PP1", "PP2", "OP1", "OP1 (a)", "OP1 (a) (i)", "OP1 (a) (ii)", "OP1 (b)", "OP2", "", "Annex I",
                "OP1",
            ])
        let then = table.state.act
        try table.run(.moveParagraph(paragraph: order[8], behind: order[2]))
        #expect(table.state.numbers[order[8]] == "OP1" && table.state.numbers[order[3]] == "OP2")
        #expect(table.state.numbers(after: then)[order[8]] == "OP2")
        #expect(
            table.state.comparison(from: then, to: table.state.act).paragraphs.filter { $0.fate == .moved }.map(\.id)
                == [order[8]])
        #expect(table.state.order(after: then) == order)
    }

    @Test func theDiscussionIsAtWhatWasTakenUpLast() throws {
        var table = try Table()
        let new = NewParagraph(kind: .operative, words: "A")
        try table.run(.addParagraphs(behind: nil, paragraphs: [new, new]))
        let order = table.state.order
        for id in order { try table.run(.discuss(paragraph: id), by: Table.chair) }
        #expect(table.state.discussion == order)
        try table.run(.discuss(paragraph: order[0]), by: Table.chair)
        #expect(table.state.discussion == order.reversed())
        #expect(try table.state.decide(.discuss(paragraph: order[0]), by: Table.chair, at: table.now) == nil)
        try table.run(.agree(paragraph: order[0], waiting: []), by: Table.chair)
        #expect(table.state.discussion == [order[1]])
        try table.run(.removeParagraph(paragraph: order[1]))
        #expect(table.state.discussion.isEmpty && table.state.removed == [order[1]])
    }

    @Test func packagesHaveNamesInEveryLanguage() throws {
        let table = try Table(operative: "A", "B")
        func refusal(_ name: Texts) -> TextRefusal.Reason? {
            table.refusal(.makePackage(name: name, paragraphs: table.state.order), by: Table.chair)
        }
        let long = String(repeating: "a", count: TextLimits.name + 1)
        #expect(refusal(Texts(en: "Money", vi: "Tiền")) == nil)
        #expect(refusal(Texts(en: " ", vi: "Tiền")) == .missing)
        for name in [Texts(en: long, vi: "Tiền"), Texts(en: "Money", vi: long)] { #expect(refusal(name) == .tooLong) }
        #expect(refusal(Texts(en: "Money", vi: "Ti\u{7}ền")) == .controlCharacter)
    }

    @Test func versionsHaveNames() throws {
        var table = try Table()
        #expect(table.refusal(.circulate(name: "Zero draft", cutOff: nil)) == .missing)
        try table.run(.addParagraphs(behind: nil, paragraphs: [NewParagraph(kind: .operative, words: "A")]))
        try table.run(.circulate(name: "Zero draft", cutOff: Table.start))
        #expect(table.refusal(.circulate(name: "Zero draft", cutOff: nil)) == .twice)
        #expect(
            table.state.revisions == [
                Revision(
                    name: "Zero draft", act: 3, at: Table.time(of: 3), cutOff: Table.start,
                    stood: .init(paragraphs: 1, clean: 0, brackets: 0, placeholders: 0, proposals: 0))
            ])
    }
}
