import Procedure
import Record
import StandardFacts
import Store
import Summit
import Testing

@testable import Conference

/// Changes of the facts: recorded, counted at once and after a restart, refused where they cannot be.
@Suite struct FactsBookTests {
    private static let zone = FactsChange.partyChanged(
        PartyChange(
            party: SeatID("TL")!, name: Texts(en: "Timor-Leste (new)", vi: "Đông Ti-mo (mới)"),
            grounds: Grounds(author: .system, reason: "Asked for by note verbale")))

    private static let order = FactsChange.orderOverridden(
        OrderOverride(
            format: FormatID("asean")!, order: .precedence, sequence: [SeatID("VN")!, SeatID("TH")!],
            period: Period(since: CivilDate(year: 2020, month: 1, day: 1)), grounds: Grounds(reason: "Decided")))

    @Test func aChangeCountsAtOnceAndAfterARestart() async throws {
        let fixture = try await Fixture()
        let book = fixture.meetings.facts
        #expect(try await book.submit(Self.zone, by: .administration) == 1)
        #expect(try await book.submit(Self.order, by: .administration) == 2)
        let again = try await fixture.restarted().meetings.facts
        for book in [book, again] {
            #expect(book.current.party(SeatID("TL")!)?.name["en"] == "Timor-Leste (new)")
            let changes = await book.changes
            #expect(changes.map(\.sequence) == [1, 2] && changes.allSatisfy { $0.problem == nil })
            // Who entered it is who sent it.
            #expect(changes.allSatisfy { $0.by == .administration && $0.change.grounds.author == .administration })
            #expect(changes.map(\.at) == [fixture.clock.now, fixture.clock.now])
        }
        #expect(again.current == book.current)
    }

    @Test func newMeetingsGoByTheFactsAsTheyAre() async throws {
        let fixture = try await Fixture()
        try await fixture.meetings.facts.submit(Self.order, by: .administration)
        let setup = MeetingSetup(
            id: MeetingID("new")!, title: Texts(en: "New", vi: "Mới"), format: "asean", seats: [])
        let meeting = try await fixture.meetings.createMeeting(setup)
        #expect(await meeting.state.seats.prefix(2).map(\.id.rawValue) == ["VN", "TH"])
    }

    @Test func whatCannotBeChangesNothing() async throws {
        let fixture = try await Fixture()
        let book = fixture.meetings.facts
        let unknown = FactsChange.partyChanged(
            PartyChange(party: SeatID("XX")!, timeZone: "Asia/Dili", grounds: Grounds(reason: "r")))
        await #expect(throws: FactsFailure.refused(.unknownParty(SeatID("XX")!))) {
            try await book.submit(unknown, by: .administration)
        }
        let lost = FactsChange.partyChanged(
            PartyChange(party: SeatID("TL")!, timeZone: "Asia/Dilly", grounds: Grounds(reason: "r")))
        await #expect(throws: FactsFailure.refused(.unknownZone("Asia/Dilly"))) {
            try await book.submit(lost, by: .administration)
        }
        let idle = FactsChange.partyChanged(
            PartyChange(party: SeatID("TL")!, timeZone: "Asia/Dili", grounds: Grounds()))
        await #expect(throws: FactsFailure.refused(.noReason)) { try await book.submit(idle, by: .administration) }
        #expect(await book.changes.isEmpty && book.current == Facts.standard)
        #expect(try await fixture.store.records().allSatisfy { $0.id != .facts })
    }

    @Test func aChangeIsWeighedWithoutBeingMade() async throws {
        let fixture = try await Fixture()
        let book = fixture.meetings.facts
        let weighed = try await book.weigh(Self.zone, by: .administration)
        #expect(weighed.party(SeatID("TL")!)?.name["en"] == "Timor-Leste (new)")
        #expect(await book.changes.isEmpty && book.current == Facts.standard)
        #expect(try await fixture.store.records().allSatisfy { $0.id != .facts })
        // What would be refused is refused here.
        let unknown = FactsChange.partyChanged(
            PartyChange(party: SeatID("XX")!, timeZone: "Asia/Dili", grounds: Grounds(reason: "r")))
        await #expect(throws: FactsFailure.refused(.unknownParty(SeatID("XX")!))) {
            try await book.weigh(unknown, by: .administration)
        }
        try await book.submit(Self.zone, by: .administration)
        #expect(book.current == weighed)
    }

    /// Another release knows already what was entered: the change is kept, does not count, and holds up no other.
    @Test func aChangeThatAnotherReleaseDoesNotAllowIsLeftOut() async throws {
        let fixture = try await Fixture()
        let joined = FactsChange.membershipAdded(
            to: FormatID("asean")!,
            Membership(
                party: SeatID("PG")!, standing: .member, period: Period(since: CivilDate(year: 2030, month: 1, day: 1)),
                grounds: Grounds(reason: "Accession")))
        try await fixture.meetings.facts.submit(joined, by: .administration)
        try await fixture.meetings.facts.submit(Self.zone, by: .administration)
        let later = try Facts.standard.applying(joined.entered(by: .system), zones: [])
        let clock = fixture.clock
        let meetings = try await Meetings(
            store: fixture.store, desk: nil, secrets: fixture.secrets, clock: { clock.now }, facts: later,
            logger: .quiet)
        let changes = await meetings.facts.changes
        #expect(changes.map { $0.problem == nil } == [false, true])
        #expect(meetings.facts.current.party(SeatID("TL")!)?.name["en"] == "Timor-Leste (new)")
        #expect(try await meetings.facts.submit(Self.order, by: .administration) == 3)
    }

    @Test func aDamagedRecordTakesNoChange() async throws {
        let fixture = try await Fixture()
        try await fixture.meetings.facts.submit(Self.zone, by: .administration)
        try await fixture.store.append([[1]], to: .facts, expecting: 1)
        let again = try await fixture.restarted().meetings
        #expect(again.facts.current == Facts.standard)
        await #expect(throws: FactsFailure.unavailable(.storage)) {
            try await again.facts.submit(Self.zone, by: .administration)
        }
        // The meetings go on.
        #expect(again.damaged.isEmpty && again.meeting(Fixture.apt) != nil)
    }

    @Test func theRecordIsSignedAndVerifies() async throws {
        let fixture = try await Fixture()
        try await fixture.meetings.facts.submit(Self.zone, by: .administration)
        await fixture.meetings.facts.shutDown()
        var bytes: [UInt8] = []
        for line in try await fixture.store.lines(of: .facts, after: 0, limit: 10) { bytes += line + [0x0A] }
        let verified = try RecordVerification.verify(
            bytes, checkpoints: try await fixture.store.checkpoints(of: .facts), key: fixture.secrets.recordKey)
        #expect(verified.lines == 1 && verified.checkpoints.count == 1)
    }

    @Test func changesOneAfterAnotherAllCount() async throws {
        let fixture = try await Fixture()
        let book = fixture.meetings.facts
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let change = PartyChange(
                        party: SeatID("TL")!, name: Texts(en: "Name \(number)", vi: ""), grounds: Grounds(reason: "r"))
                    try await book.submit(.partyChanged(change), by: .administration)
                }
            }
            try await group.waitForAll()
        }
        #expect(await book.changes.map(\.sequence) == Array(1...20))
        guard case .partyChanged(let last) = await book.changes.last?.change else {
            Issue.record("the last change is another")
            return
        }
        #expect(book.current.party(SeatID("TL")!)?.name == last.name)
        #expect(try await fixture.restarted().meetings.facts.current == book.current)
    }
}
