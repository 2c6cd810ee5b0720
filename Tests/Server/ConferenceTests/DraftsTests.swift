import Convening
import Negotiation
import Store
import Summit
import Synchronization
import Testing

@testable import Conference

/// A delegation's drafts: recorded apart, tabled once, whatever fails in between.
@Suite struct DraftsTests {
    private static let text = TextID("vision")!
    private static let (vietNam, indonesia) = (SeatID("VN")!, SeatID("ID")!)
    private static let own = RecordID.drafts(text, indonesia)
    private static let word = Proposal.Change.add(behind: nil, kind: .operative, words: "We act at once.")

    private struct Scene {
        let store: FailingStore
        let fixture: Fixture
        var rooms: DraftingRooms
        var book: DraftsBook

        init() async throws {
            store = try FailingStore()
            fixture = try await Fixture(store: store)
            rooms = try await DraftingRooms(environment: fixture.meetings.environment)
            book = try await DraftsBook(texts: rooms, environment: fixture.meetings.environment)
            _ = try await rooms.create(
                TextFacts(
                    id: DraftsTests.text, conference: ConferenceID("summit-36")!, type: .declaration,
                    title: Texts(en: "Vision", vi: "Tầm nhìn"), pen: .secretariat, chair: DraftsTests.vietNam,
                    delegations: [DraftsTests.vietNam, DraftsTests.indonesia]), by: .administration)
        }

        func room() throws -> DraftingRoom { try #require(rooms.room(DraftsTests.text)) }
        func drafts() throws -> DelegationDrafts { try book.drafts(of: DraftsTests.indonesia, for: room()) }
        static func delegate(_ name: String, of seat: SeatID = DraftsTests.indonesia) -> Negotiator {
            Negotiator(author: .participant(ParticipantID(name)!), delegation: seat)
        }

        func draft() async throws -> DraftID {
            let act = try await drafts().submit(
                .draft(change: DraftsTests.word, seen: 1, reason: "Speed"), by: Self.delegate("id-head"))
            return DraftID(act: act, place: 0)
        }

        func table(_ id: DraftID) async throws {
            try await drafts().submit(.table(draft: id), by: Self.delegate("id-head"))
        }

        func outcome(of id: DraftID) async throws -> Draft.Outcome? {
            try #require(try await drafts().current().drafts[id]).outcome
        }

        func proposals() async throws -> [Proposal] { await (try room()).state.proposals.values.map { $0 } }

        func lines(of record: RecordID) async throws -> String {
            try await store.lines(of: record, after: 0, limit: 100).map { String(decoding: $0, as: UTF8.self) }.joined()
        }

        mutating func restart() async throws {
            let meetings = try await fixture.restarted().meetings
            rooms = try await DraftingRooms(environment: meetings.environment)
            book = try await DraftsBook(texts: rooms, environment: meetings.environment)
        }
    }

    @Test func aDraftIsOutsideOfTheTextUntilItIsTabled() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        let drafts = try scene.drafts()
        try await drafts.submit(.remark(draft: id, words: "Too soon?"), by: Scene.delegate("id-adviser"))
        #expect(try await scene.lines(of: .text(Self.text)).contains("We act at once.") == false)
        #expect(try await scene.lines(of: Self.own).contains("We act at once."))
        let counted = scene.fixture.meetings.environment.counters.now.linesRecorded
        let later = Proposal.Change.add(behind: nil, kind: .operative, words: "We act soon.")
        try await drafts.submit(
            .revise(draft: id, change: later, seen: 1, reason: "Speed"), by: Scene.delegate("id-adviser"))
        #expect(scene.fixture.meetings.environment.counters.now.linesRecorded == counted, "nobody counts drafts")
        try await scene.table(id)
        let proposal = try #require(try await scene.proposals().first)
        #expect(proposal.change == later && proposal.sponsors == [Self.indonesia] && proposal.reason == "Speed")
        #expect(try await scene.outcome(of: id) == .tabled(proposal.id))
        let text = try await scene.lines(of: .text(Self.text))
        #expect(!text.contains("We act at once.") && !text.contains("Too soon?"))
        // Once more is no second time.
        try await scene.table(id)
        #expect(try await scene.proposals().count == 1)
    }

    @Test func nothingIsTabledWhereTheTextCannotBeWritten() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        scene.store.failing.withLock { $0 = [.text(Self.text)] }
        await #expect(throws: TextFailure.unavailable(.storage)) { try await scene.table(id) }
        #expect(try await scene.outcome(of: id) == nil)
        scene.store.failing.withLock { $0 = [] }
        try await scene.table(id)
        #expect(try await scene.proposals().count == 1)
        #expect(try await scene.outcome(of: id) != nil)
    }

    /// The text has the proposal, and the note of it fails: neither lost nor tabled twice, whether the program goes on or begins anew.
    @Test(arguments: [false, true])
    func whatIsTabledAndNotNotedIsNotedLater(restarts: Bool) async throws {
        var scene = try await Scene()
        let id = try await scene.draft()
        scene.store.failing.withLock { $0 = [Self.own] }
        await #expect(throws: TextFailure.unavailable(.storage)) { try await scene.table(id) }
        let proposal = try #require(try await scene.proposals().first)
        await #expect(throws: TextFailure.unavailable(.storage)) { try await scene.table(id) }
        scene.store.failing.withLock { $0 = [] }
        if restarts { try await scene.restart() }
        // Nobody can change or discard any more what is on the table.
        let discard = DraftCommand.discard(draft: id)
        let drafts = try scene.drafts()
        await #expect(throws: TextFailure.refused(TextRefusal(.draftDecided, id.rawValue))) {
            try await drafts.submit(discard, by: Scene.delegate("id-head"))
        }
        #expect(try await scene.outcome(of: id) == .tabled(proposal.id))
        try await scene.table(id)
        #expect(try await scene.proposals().map(\.id) == [proposal.id])
    }

    @Test func twoOfADelegationTableAtOnce() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await scene.table(id) } }
            try await group.waitForAll()
        }
        #expect(try await scene.proposals().count == 1)
    }

    @Test func othersOfTheTextAreRefusedInTheRoomItself() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        let drafts = try scene.drafts()
        let others = [
            Scene.delegate("vn-head", of: Self.vietNam),
            Negotiator(author: .administration, delegation: nil, isSecretariat: true),
            Negotiator(author: .system, delegation: nil),
        ]
        for other in others {
            for command in [DraftCommand.table(draft: id), .discard(draft: id), .remark(draft: id, words: "Hm")] {
                await #expect(throws: TextFailure.refused(TextRefusal(.needsDelegation))) {
                    try await drafts.submit(command, by: other)
                }
            }
        }
        #expect(try await scene.proposals().isEmpty)
    }

    @Test func draftsOutliveARestart() async throws {
        var scene = try await Scene()
        let id = try await scene.draft()
        let before = try await scene.drafts().current()
        try await scene.restart()
        #expect(scene.book.damaged.isEmpty)
        #expect(try await scene.drafts().current() == before)
        try await scene.drafts().submit(.discard(draft: id), by: Scene.delegate("id-head"))
        #expect(try await scene.outcome(of: id) == .discarded)
    }

    @Test func aDamagedRecordIsNotBegunAnewAndSaysNothing() async throws {
        var scene = try await Scene()
        _ = try await scene.draft()
        try await scene.store.append([Array("We act at once.".utf8)], to: Self.own, expecting: 2)
        try await scene.restart()
        #expect(scene.book.damaged.count == 1 && scene.book.damaged.allSatisfy { !$0.contains("We act") })
        #expect(throws: Unavailable.storage) { try scene.drafts() }
    }
}
