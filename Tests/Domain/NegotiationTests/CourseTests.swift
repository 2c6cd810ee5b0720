import DomainTestSupport
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

/// From the negotiated words to the decision on them.
@Suite struct CourseTests {
    @Test func theDigestIsThatOfTheCanonicalForm() throws {
        var table = try Table(operative: "We act.", "Chúng ta chi trả.")
        #expect(
            table.state.canonical == """
                mufakat-text 1
                declaration
                Vision Statement
                operative\tOP1\tWe act.
                operative\tOP2\tChúng ta chi trả.

                """)
        // By sha256sum of these lines.
        let digest = "711fd017eac08bf0feeee796639b4d7913f1c9ecc2577726de9c409f0d6c9343"
        #expect(table.state.digest == digest)
        #expect(try table.run(.finalise, by: Table.chair) == .finalised(digest: digest))
    }

    @Test func aRecordWithOtherWordsThanItsDigestIsNotFolded() throws {
        var table = try Table(operative: "We act.")
        let other = try Table(operative: "We do not act.").state.digest
        #expect(throws: InapplicableTextEvent.self) {
            var state = table.state
            try state.evolve(.finalised(digest: other), at: table.now)
        }
        try table.run(.finalise, by: Table.chair)
    }

    @Test func whatIsNotSettledKeepsATextFromBeingFinal() throws {
        var table = try Table(operative: "We act together.", "We pay.")
        let (first, second) = (table.paragraph(0), table.paragraph(1))
        func refusal() -> TextRefusal.Reason? { table.refusal(.finalise, by: Table.chair) }
        #expect(table.refusal(.finalise, by: Table.pen) == .needsChair)
        #expect(refusal() == nil)

        let together = try table.stretch("together")
        try table.run(.bracket(paragraph: first, stretch: together, wanting: ["MY"], opposing: ["SG"]))
        #expect(refusal() == .bracketsLeft)
        var rules = table.state.facts.rules
        rules.decidesWithBrackets = true
        #expect(table.refusal(.setRules(rules: rules, reason: "So decided"), by: Table.chair) == .needsSecretariat)
        try table.run(.setRules(rules: rules, reason: "So decided"), by: Table.secretariat)
        #expect(refusal() == nil)
        try table.run(.liftBracket(bracket: try #require(table.state.brackets.keys.first), keeping: true))

        try table.run(.propose(change: .remove(paragraph: second), seen: table.state.act, reason: ""))
        #expect(refusal() == .proposalsLeft)
        try table.run(.setProposalAside(proposal: try #require(table.state.proposals.keys.first), reason: "No"))

        try table.run(.agree(paragraph: second, waiting: ["MY"]), by: Table.chair)
        #expect(refusal() == .capitalsLeft)
        try table.run(.confirm(paragraph: second, name: "H. E. A"), by: Table.negotiator("MY"))
        #expect(refusal() == nil)
    }

    @Test func whoeverBreaksSilencePutsAProposalOnTheTable() throws {
        var table = try StateTableTests.table(.silence)
        let change = Proposal.Change.replace(
            paragraph: table.paragraph(0), ranges: try table.ranges("act"), words: "speak")
        try table.run(.breakSilence(of: table.asked, reason: "Too strong", change: change), by: Table.negotiator("MY"))
        #expect(table.state.standing == .negotiated)
        let proposal = try #require(table.state.proposals.values.first)
        #expect(proposal.sponsors == ["MY"] && proposal.change == change && proposal.outcome == nil)
        #expect(table.state.silences.map(\.outcome) == [.broken(by: "MY", reason: "Too strong")])
        try table.run(.acceptProposal(proposal: proposal.id))
        try table.run(.finalise, by: Table.chair)
        try table.beginSilence(lasting: 120)
        #expect(table.state.silences.count == 1)
    }

    @Test func silenceIsAsLongAsTheBodyRequires() throws {
        var table = try StateTableTests.table(.final)
        let tooSoon = table.now.advanced(byMilliseconds: 59_999)
        #expect(table.refusal(.beginSilence(verb: .adopt, until: tooSoon), by: Table.chair) == .silenceTooShort)
        #expect(table.refusal(.beginSilence(verb: .adopt, until: tooSoon), by: Table.pen) == .needsChair)
        try table.beginSilence(lasting: 60)
    }

    @Test func whoStandsApartIsNotBoundAndCapitalsConfirmByName() throws {
        var table = try StateTableTests.table(.final)
        let decision = table.meetingDecision(apart: ["SG"], waiting: ["MY", "PH"])
        #expect(table.refusal(.decide(decision: decision), by: Table.chair) == .needsProgram)
        var other = decision
        other.digest = String(repeating: "0", count: 64)
        #expect(table.refusal(.decide(decision: other), by: Table.program) == .otherVersion)
        try table.run(.decide(decision: decision), by: Table.program)
        #expect(
            table.refusal(.confirmDecision(of: table.asked, name: "H. E. A"), by: Table.negotiator("SG"))
                == .notWaitedFor)
        try table.run(.confirmDecision(of: table.asked, name: "H. E. A"), by: Table.negotiator("MY"))
        #expect(table.state.standing.name == .awaiting)
        try table.run(.confirmDecision(of: table.asked, name: "H. E. B"), by: Table.negotiator("PH"))
        guard case .decided(let decided) = table.state.standing else {
            Issue.record("not decided")
            return
        }
        #expect(decided.parties == ["VN", "ID", "MY", "PH"] && decided.apart == ["SG"])
        #expect(decided.confirmations == ["MY": "H. E. A", "PH": "H. E. B"])
        #expect(decided.manner == .meeting(id: "summit-36", number: 40, present: ["VN", "ID", "MY"]))
        // Told once more, as after a restart, it changes nothing.
        #expect(try table.run(.decide(decision: decision), by: Table.program) == nil)
    }

    /// What a capital says of a decision that it saw does not count for the next one.
    @Test func whoAnswersAnEarlierDecisionAnswersNothing() throws {
        var table = try StateTableTests.table(.awaiting)
        let earlier = table.asked
        let malaysia = Table.negotiator("MY")
        try table.run(.declineDecision(of: earlier, name: "H. E. A", reason: "Not yet"), by: malaysia)
        #expect(table.refusal(.confirmDecision(of: earlier, name: "H. E. A"), by: malaysia) == .wrongStanding)
        try table.run(.decide(decision: table.meetingDecision(number: 41, waiting: ["MY"])), by: Table.program)
        #expect(table.refusal(.confirmDecision(of: earlier, name: "H. E. A"), by: malaysia) == .otherDecision)
        #expect(
            table.refusal(.declineDecision(of: earlier, name: "H. E. A", reason: "No"), by: malaysia) == .otherDecision)
        try table.run(.confirmDecision(of: table.asked, name: "H. E. A"), by: malaysia)
        #expect(table.state.standing.name == .decided)
    }

    @Test func aTextGoesOnWithItsHistory() throws {
        var table = try StateTableTests.table(.final)
        try table.run(.decide(decision: table.meetingDecision(verb: .endorse)), by: Table.program)
        let act = table.state.act
        let up = Referral(body: "asean", meeting: "summit-37", chair: "VN", delegations: ["VN", "MY"])
        try table.run(.refer(to: up, reason: "For the leaders"), by: Table.chair)
        #expect(table.state.standing.name == .final)
        #expect(table.state.earlierDecisions.map(\.verb) == [.endorse])
        #expect(table.state.referrals.map(\.from.delegations) == [Table.facts.delegations])
        #expect(table.state.facts.pen == .delegation(seat: "VN"))
        #expect(table.state.order(after: act).count == 2)
    }

    @Test func whereThereIsNoConsensusTheChairSpeaksAlone() throws {
        var table = try StateTableTests.table(.final)
        try table.run(.downgrade(to: .chairStatement, reason: "No consensus on OP1"), by: Table.chair)
        try table.run(.attach(kind: .national, paragraph: nil, words: "We hold that …"), by: Table.negotiator("MY"))
        try table.run(.finalise, by: Table.chair)
        try table.run(.issue, by: Table.chair)
        guard case .decided(let decision) = table.state.standing else {
            Issue.record("not decided")
            return
        }
        #expect(decision.manner == .chair && decision.verb == nil)
        #expect(table.state.statements.values.contains { $0.kind == .national })
    }
}
