import DomainTestSupport
import Foundation
import Negotiation
import NegotiationTestSupport
import Summit
import Testing

/// What a delegation drafts among its own people.
@Suite struct DraftsTests {
    private static func key(_ number: Int) throws -> ProposalKey {
        try #require(ProposalKey(rawValue: "key-\(number)"))
    }

    /// Indonesia's drafts, and the text for which they are.
    private struct Desk {
        var table: Table
        var drafts = DraftsState(of: "ID", for: Table.facts.id)
        var events: [DraftEvent] = []

        init() throws { table = try Table(operative: "We reaffirm.", "We act.") }

        @discardableResult
        mutating func run(_ command: DraftCommand, by seat: SeatID = "ID") throws -> [DraftEvent] {
            let key = try DraftsTests.key(drafts.act)
            let made = try drafts.decide(command, by: Table.negotiator(seat), in: table.state, key: key)
            try fold(made)
            return made
        }

        mutating func fold(_ made: [DraftEvent]) throws {
            for event in made { try drafts.evolve(event, at: table.now, by: .system) }
            events += made
        }

        /// As the room does: in the text first.
        mutating func table(_ id: DraftID) throws {
            let asked = try drafts.tabling(id, by: Table.negotiator("ID"), in: table.state)
            if let asked { try table.run(asked, by: Table.negotiator("ID")) }
            try fold(drafts.unnoted(in: table.state))
        }

        func refusal(_ command: DraftCommand, by negotiator: Negotiator = Table.negotiator("ID")) -> TextRefusal.Reason?
        {
            do {
                _ = try drafts.decide(command, by: negotiator, in: table.state, key: DraftsTests.key(0))
                if case .table(let id) = command { _ = try drafts.tabling(id, by: negotiator, in: table.state) }
                return nil
            } catch { return (error as? TextRefusal)?.reason }
        }

        func draft(_ words: String = "We pay.") -> DraftCommand {
            .draft(change: .add(behind: nil, kind: .operative, words: words), seen: table.state.act, reason: "")
        }
    }

    @Test func whatEachCommandDoesInEachState() throws {
        let id = DraftID(act: 2, place: 0)
        let change = Proposal.Change.add(behind: nil, kind: .plain, words: "We pay more.")
        let commands:
            [(DraftCommand, open: TextRefusal.Reason?, tabled: TextRefusal.Reason?, gone: TextRefusal.Reason?)] = [
                (.revise(draft: id, change: change, seen: 1, reason: ""), nil, .draftDecided, .draftDecided),
                (.remark(draft: id, words: "Hm"), nil, nil, nil),
                (.discard(draft: id), nil, .draftDecided, nil),
                (.table(draft: id), nil, nil, .draftDecided),
            ]
        var open = try Desk()
        for (command, _, _, _) in commands { #expect(open.refusal(command) == .noSuchDraft) }
        try open.run(open.draft())
        var (tabled, gone) = (open, open)
        try tabled.table(id)
        try gone.run(.discard(draft: id))
        for (command, whenOpen, whenTabled, whenGone) in commands {
            #expect(open.refusal(command) == whenOpen, "\(command)")
            #expect(tabled.refusal(command) == whenTabled, "\(command)")
            #expect(gone.refusal(command) == whenGone, "\(command)")
            for other in [Table.negotiator("VN"), Table.secretariat, Table.program] {
                #expect(open.refusal(command, by: other) == .needsDelegation)
            }
        }
        #expect(try gone.run(.discard(draft: id)).isEmpty)
        #expect(try tabled.drafts.tabling(id, by: Table.negotiator("ID"), in: tabled.table.state) == nil)
    }

    @Test func aDraftAsksForWhatAProposalMay() throws {
        var desk = try Desk()
        let paragraph = desk.table.paragraph(0)
        func draft(_ change: Proposal.Change, seen: Int = 1, reason: String = "") -> TextRefusal.Reason? {
            desk.refusal(.draft(change: change, seen: seen, reason: reason))
        }
        #expect(draft(.insert(paragraph: paragraph, behind: nil, words: "")) == .missing)
        #expect(draft(.insert(paragraph: paragraph, behind: nil, words: "a\nb")) == .controlCharacter)
        #expect(draft(.insert(paragraph: ParagraphID(act: 9, place: 9), behind: nil, words: "a")) == .noSuchParagraph)
        #expect(draft(.remove(paragraph: paragraph), seen: 99) == .outOfRange)
        #expect(draft(.remove(paragraph: paragraph), reason: String(repeating: "a", count: 2_001)) == .tooLong)
        #expect(draft(.remove(paragraph: paragraph), reason: "Why") == nil)
        try desk.table.run(.finalise, by: Table.chair)
        try desk.run(desk.draft())
        #expect(throws: TextRefusal.self) { try desk.table(DraftID(act: 2, place: 0)) }
        #expect(desk.drafts.drafts[DraftID(act: 2, place: 0)]?.outcome == nil)
    }

    @Test func whatIsKeptIsBounded() throws {
        var desk = try Desk()
        let long = String(repeating: "a", count: TextLimits.words)
        for _ in 0..<DraftLimits.letters / TextLimits.words { try desk.run(desk.draft(long)) }
        #expect(desk.refusal(desk.draft("a")) == .tooMany)
        desk = try Desk()
        for _ in 0..<DraftLimits.drafts { try desk.run(desk.draft("a")) }
        #expect(desk.refusal(desk.draft("a")) == .tooMany)
        let id = DraftID(act: 2, place: 0)
        func revision(_ number: Int) -> DraftCommand {
            .revise(draft: id, change: .add(behind: nil, kind: .plain, words: "\(number)"), seen: 1, reason: "")
        }
        for number in 1..<DraftLimits.versions { try desk.run(revision(number)) }
        #expect(desk.refusal(revision(0)) == .tooMany)
        for _ in 0..<DraftLimits.remarks { try desk.run(.remark(draft: id, words: "a")) }
        #expect(desk.refusal(.remark(draft: id, words: "a")) == .tooMany)
    }

    @Test func aKeyIsItsDelegationsOwn() throws {
        var table = try Table(operative: "We act.")
        let key = try Self.key(1)
        func propose(_ seat: SeatID) throws -> TextEvent? {
            let change = Proposal.Change.remove(paragraph: table.paragraph(0))
            return try table.run(.propose(change: change, seen: 1, reason: "", key: key), by: Table.negotiator(seat))
        }
        #expect(try propose("ID") != nil)
        #expect(try propose("ID") == nil)
        // Nobody keeps another's proposal from the table by knowing its key.
        #expect(try propose("MY") != nil)
        #expect(table.state.proposals.count == 2)
    }

    @Test(arguments: ["", " ", "a b", "ä", "a/b", String(repeating: "a", count: 65)])
    func noOtherKeys(text: String) { #expect(ProposalKey(rawValue: text) == nil) }

    /// Anybody asks for anything, in the text as well; a draft is tabled once or not at all, and the record leads to the same drafts.
    @Test(arguments: UInt64(1)...12)
    func rulesHold(seed: UInt64) throws {
        var random = RandomTable(seed: seed)
        var desk = try Desk()
        var kinds: Set<String> = []
        for _ in 0..<500 {
            let id = DraftID(act: Int.random(in: 0...max(desk.drafts.act, 1), using: &random.random), place: 0)
            let state = desk.table.state
            let change = random.change(state)
            let before = desk.drafts
            do {
                switch Int.random(in: 0..<8, using: &random.random) {
                case 0, 1, 2: try desk.run(.draft(change: change, seen: state.act, reason: ""))
                case 3: try desk.run(.revise(draft: id, change: change, seen: state.act, reason: "Why"))
                case 4: try desk.run(.remark(draft: id, words: "Hm"))
                case 5: try desk.run(.discard(draft: id))
                case 6: try desk.table(id)
                default: try desk.table.run(random.command(state, at: desk.table.now), by: random.negotiator())
                }
            } catch is TextRefusal {}
            for (id, old) in before.drafts where old.outcome != nil {
                #expect(
                    desk.drafts.drafts[id]?.outcome == old.outcome && desk.drafts.drafts[id]?.versions == old.versions)
            }
        }
        for event in desk.events { kinds.insert(Mirror(reflecting: event).children.first?.label ?? "") }
        #expect(kinds.count == 6, "\(kinds.sorted())")
        let tabled = desk.drafts.drafts.values.compactMap { draft -> ProposalID? in
            if case .tabled(let proposal) = draft.outcome { proposal } else { nil }
        }
        #expect(Set(tabled).count == tabled.count && tabled.allSatisfy { desk.table.state.proposals[$0] != nil })
        let kept = try JSONDecoder().decode([DraftEvent].self, from: JSONEncoder().encode(desk.events))
        var again = DraftsState(of: "ID", for: Table.facts.id)
        for event in kept { try again.evolve(event, at: desk.table.now, by: .system) }
        #expect(
            again.drafts.mapValues(\.outcome) == desk.drafts.drafts.mapValues(\.outcome) && again.act == desk.drafts.act
        )
    }

    @Test func noRecordBeginsOtherwise() throws {
        var drafts = DraftsState(of: "ID", for: Table.facts.id)
        let time = try Table(operative: "We act.").now
        #expect(throws: InapplicableTextEvent.self) {
            try drafts.evolve(.draftsBegun(text: Table.facts.id, delegation: "VN"), at: time, by: .system)
        }
        drafts = DraftsState(of: "ID", for: Table.facts.id)
        #expect(throws: InapplicableTextEvent.self) {
            try drafts.evolve(.discarded(draft: DraftID(act: 1, place: 0)), at: time, by: .system)
        }
    }
}
