import ClientProtocol
import Convening
import Documents
import Library
import Mail
import Notices
import Store
import Summit
import Synchronization
import Testing

@testable import Conference

/// Takes letters as a mail server would, or does not.
private final class Postbox: Mailer {
    private struct State {
        var letters: [Letter] = []
        var outcome = MailOutcome.sent
        /// Whether only the letter that comes first gets the answer, and which that was.
        var isOfOne = false
        var one: String?
    }

    private let state = Mutex(State())

    func send(_ letter: Letter) async -> MailOutcome {
        state.withLock { state in
            if state.one == nil { state.one = letter.name }
            let outcome = !state.isOfOne || state.one == letter.name ? state.outcome : .sent
            if outcome == .sent { state.letters.append(letter) }
            return outcome
        }
    }

    func answer(_ outcome: MailOutcome, toOne isOfOne: Bool = false) {
        state.withLock { ($0.outcome, $0.isOfOne, $0.one) = (outcome, isOfOne, nil) }
    }
    var letters: [Letter] { state.withLock { $0.letters } }
}

/// Who is told what, and when they are written to.
@Suite struct NoticeTests {
    private let fixture: Fixture
    private let postbox = Postbox()
    private let notices: SQLiteStore
    private let archive: DocumentArchive
    private static let guest = LiveConferenceTests.minister
    private static let host = ParticipantID("bn-minister")!
    private static let address = MailAddress("minister@mofa.example")!

    init() async throws {
        fixture = try await Fixture()
        notices = try SQLiteStore.inMemory()
        archive = try DocumentArchive.temporary()
    }

    private func conferences() async throws -> Conferences {
        try await Conferences(
            meetings: fixture.meetings, archive: archive, notices: notices,
            post: Post(
                mailer: postbox, from: MailAddress("desk@summit.example")!, address: "https://summit.example",
                quiet: QuietHours("22:00-07:00"), urgentPasses: true))
    }

    /// The week of ``LiveConferenceTests`` at noon in Brunei; the guest has an address.
    private func week() async throws -> (Conferences, LiveConference) {
        let (_, conference) = try await LiveConferenceTests.published(fixture)
        var person = try #require(await conference.state.people[Self.guest]?.person)
        person.email = Self.address
        try await conference.submit(.changePerson(person: person), by: .administration)
        fixture.clock.set(Timestamp("2020-04-14T04:00:00Z")!)
        let conferences = try await conferences()
        return (conferences, try #require(conferences.conference(conference.id)))
    }

    @discardableResult
    private func add(
        _ symbol: String, _ access: AccessClass, embargo: Embargo? = nil, by author: Author = .administration,
        _ conferences: Conferences, _ conference: LiveConference
    ) async throws -> DocumentID {
        let state = await conference.state
        let reader = try #require(state.libraryReader(author))
        let receipt = try await conferences.libraries.uploads.take(
            try #require(FileName("a.txt")), from: author, in: conference.id
        ) { try await $0.take(Array("Words".utf8)) }
        let version = LibraryRequest.Version(upload: receipt.id, language: "en", standing: .authentic, note: nil)
        let facts = DocumentFacts(symbol: symbol, title: Texts(en: "Title", vi: "Tên"))
        return try #require(
            try await conferences.libraries.submit(
                .add(facts: facts, access: access, embargo: embargo, version: version), by: reader, in: state))
    }

    private func told(_ person: ParticipantID, _ conferences: Conferences, _ conference: LiveConference) async throws
        -> [Notice]
    {
        try await conferences.notices(of: person, in: conference).map(\.notice)
    }

    @Test func whoMayReadADocumentIsToldOfItOnce() async throws {
        let (conferences, conference) = try await week()
        let open = try await add("A/1", .delegations, conferences, conference)
        try await add("A/2", .chairOnly, conferences, conference)
        let own = try await add(
            "BN/1", .delegationPrivate(seat: SeatID("BN")!), by: .participant(Self.host), conferences, conference)
        for _ in 0..<3 { await conferences.look() }
        #expect(try await told(Self.guest, conferences, conference).map(\.key) == ["documentAdded/document/\(open)/1"])
        let hosts = try await told(Self.host, conferences, conference)
        // Nor of what they did themselves.
        #expect(hosts.count == 2 && !hosts.contains { $0.subject == .document(id: own.rawValue) })
        // Another start finds the same occasions and tells nobody twice.
        let again = try await self.conferences()
        let same = try #require(again.conference(conference.id))
        await again.look()
        #expect(try await told(Self.guest, again, same).count == 1)
        // Who may not read it any more does not see the notice either.
        let reader = try #require(await same.state.libraryReader(.administration))
        _ = try await again.libraries.submit(
            .setAccess(document: open, access: .chairOnly), by: reader, in: await same.state)
        #expect(try await told(Self.guest, again, same).isEmpty)
    }

    @Test func anEmbargoThatEndsIsToldWhenItEnds() async throws {
        let (conferences, conference) = try await week()
        let end = fixture.clock.now.advanced(byMilliseconds: 60_000)
        let timed = try await add("E/1", .delegations, embargo: .until(time: end), conferences, conference)
        await conferences.look()
        #expect(try await told(Self.guest, conferences, conference).isEmpty)
        fixture.clock.set(end)
        await conferences.look()
        #expect(try await told(Self.guest, conferences, conference).map(\.kind) == [.embargoLifted])
        #expect(try await told(Self.guest, conferences, conference).first?.subject == .document(id: timed.rawValue))
    }

    @Test func aMeetingThatMovesIsTold() async throws {
        let (conferences, conference) = try await week()
        await conferences.look()
        #expect(try await told(Self.guest, conferences, conference).isEmpty)
        let start = LiveConferenceTests.start.advanced(byMilliseconds: 7_200_000)
        try await conference.submit(
            .place(placements: [Placement(meeting: LiveConferenceTests.amm, start: start)]), by: .administration)
        try await conference.submit(.publishTimetable, by: .administration)
        await conferences.look()
        let notices = try await told(Self.guest, conferences, conference)
        #expect(notices.map(\.kind) == [.meetingMoved])
        #expect(notices.first?.text["en"] == "AMM was moved to 2020-04-15 11:00 by the host's clock.")
    }

    @Test func whatIsReadIsReadUpToThere() async throws {
        let (conferences, conference) = try await week()
        for symbol in ["A/1", "A/2"] { try await add(symbol, .delegations, conferences, conference) }
        await conferences.look()
        let before = try await conferences.notices(of: Self.guest, in: conference)
        #expect(before.map(\.isRead) == [false, false])
        try await conferences.markNotices(through: before[1].number, of: Self.guest, in: conference)
        #expect(try await conferences.notices(of: Self.guest, in: conference).map(\.isRead) == [false, true])
        #expect(try await conferences.notices(of: Self.host, in: conference).allSatisfy { !$0.isRead })
    }

    /// An empty library would look like one in which nothing was.
    @Test func aDamagedLibraryIsUnavailableAndNotEmpty() async throws {
        let (conferences, conference) = try await week()
        let open = try await add("A/1", .delegations, conferences, conference)
        let own = try await add(
            "BN/1", .delegationPrivate(seat: SeatID("BN")!), by: .participant(Self.host), conferences, conference)
        try await fixture.store.append(
            [[1]], to: .delegationLibrary(conference.id, SeatID("BN")!), expecting: 2)
        let libraries = try await self.conferences().libraries
        let state = await conference.state
        let (host, guest) = (
            try #require(state.libraryReader(.participant(Self.host))),
            try #require(state.libraryReader(.participant(Self.guest)))
        )
        #expect(libraries.damaged.count == 1)
        #expect(throws: Unavailable.storage) { try libraries.libraries(of: conference.id, for: host) }
        await #expect(throws: Unavailable.storage) {
            _ = try await libraries.document(own, in: conference.id, for: host)
        }
        // What is whole is read as before, and others have nothing to do with it.
        #expect(try await libraries.document(open, in: conference.id, for: host)?.document.facts.symbol == "A/1")
        #expect(try libraries.libraries(of: conference.id, for: guest).count == 2)
        #expect(try await libraries.document(own, in: conference.id, for: guest) == nil)
    }

    @Test func lettersKeepQuietHoursAndSayNoMoreThanTheyMust() async throws {
        let (conferences, conference) = try await week()
        try await add("A/1", .delegations, conferences, conference)
        await conferences.look()
        await conferences.deliver()
        #expect(postbox.letters.count == 1)
        let letter = try #require(postbox.letters.first)
        #expect(letter.to == Self.address && !letter.body.contains("A/1") && !letter.subject.contains("A/1"))
        #expect(letter.body.contains("https://summit.example/desk/amm-54/library/"))
        // At eleven in the evening nobody is written to, at seven they are.
        fixture.clock.set(Timestamp("2020-04-14T15:00:00Z")!)
        try await add("A/2", .public, conferences, conference)
        await conferences.look()
        for time in ["2020-04-14T15:00:01Z", "2020-04-14T22:59:59Z"] {
            fixture.clock.set(Timestamp(time)!)
            await conferences.deliver()
            #expect(postbox.letters.count == 1)
        }
        fixture.clock.set(Timestamp("2020-04-14T23:00:00Z")!)
        for _ in 0..<2 { await conferences.deliver() }
        #expect(postbox.letters.count == 2)
        #expect(postbox.letters.last?.body.contains("A/2") == true)
    }

    @Test func aServerThatIsDownIsTriedAgainAndNoLetterIsLost() async throws {
        let (conferences, conference) = try await week()
        for symbol in ["A/1", "A/2"] { try await add(symbol, .delegations, conferences, conference) }
        await conferences.look()
        postbox.answer(.unreachable("down"))
        await conferences.deliver()
        postbox.answer(.sent)
        // Not before the pause is over.
        await conferences.deliver()
        #expect(postbox.letters.isEmpty)
        fixture.clock.advance(30_000)
        // Another start knows what is to be sent.
        let again = try await self.conferences()
        postbox.answer(.deferred(451))
        await again.deliver()
        postbox.answer(.sent)
        fixture.clock.advance(30_000)
        for _ in 0..<2 { await again.deliver() }
        #expect(Set(postbox.letters.map(\.name)).count == 2 && postbox.letters.count == 2)
        // What the server refuses for good is not tried again.
        try await add("A/3", .delegations, again, try #require(again.conference(conference.id)))
        await again.look()
        postbox.answer(.refused(550))
        await again.deliver()
        postbox.answer(.sent)
        fixture.clock.advance(3_600_000)
        await again.deliver()
        #expect(postbox.letters.count == 2)
    }

    @Test func aLetterThatIsBrokenOffHoldsUpNoOther() async throws {
        let (conferences, conference) = try await week()
        for symbol in ["A/1", "A/2"] { try await add(symbol, .delegations, conferences, conference) }
        await conferences.look()
        postbox.answer(.brokenOff(354), toOne: true)
        await conferences.deliver()
        #expect(postbox.letters.count == 1)
        // It is tried again by itself.
        postbox.answer(.sent)
        await conferences.deliver()
        #expect(postbox.letters.count == 1)
        fixture.clock.advance(30_000)
        await conferences.deliver()
        #expect(postbox.letters.count == 2 && Set(postbox.letters.map(\.name)).count == 2)
    }

    @Test func whoIsRevokedIsNotWrittenTo() async throws {
        let (conferences, conference) = try await week()
        try await add("A/1", .delegations, conferences, conference)
        await conferences.look()
        try await conference.submit(.revoke(person: Self.guest, reason: "Replaced"), by: .administration)
        await conferences.deliver()
        #expect(postbox.letters.isEmpty)
    }
}
