import Convening
import Store
import Summit
import Testing
import Timetable

@testable import Conference

/// Addresses of calendars: each opens one calendar and nothing else, until it is renewed or its person revoked.
@Suite struct CalendarTokenTests {
    private static let minister = LiveConferenceTests.minister

    private func token(_ path: String?) throws -> String {
        let path = try #require(path)
        #expect(path.hasPrefix("/calendar/") && path.hasSuffix(".ics"))
        return String(path.dropFirst(10).dropLast(4))
    }

    @Test func anAddressOpensOneCalendar() async throws {
        let fixture = try await Fixture()
        let (conferences, conference) = try await LiveConferenceTests.published(fixture)
        for owner: CalendarOwner in [.delegation(SeatID("VN")!), .person(Self.minister)] {
            let token = try token(conferences.calendarPath(of: owner, in: await conference.state))
            let known = try await conferences.calendarOwner(token: token)
            #expect(known.owner == owner && known.conference.id == conference.id)
            let file = try await conferences.calendar(of: owner, in: conference, origin: "https://summit.example")
            #expect(file.entries.map(\.uid).first?.hasPrefix("amm.amm-54@") == true)
            #expect(file.entries.first?.stamp == fixture.clock.now)
            // No token of another kind opens it, and it opens nothing else.
            await #expect(throws: AccessRefusal.malformed) { _ = try await conferences.authenticate(token: token) }
            await #expect(throws: AccessRefusal.malformed) { _ = try await fixture.meetings.authenticate(token: token) }
            for other in [token + "A", String(token.dropLast()), "", String(repeating: "A", count: 161)] {
                await #expect(throws: AccessRefusal.malformed) {
                    _ = try await conferences.calendarOwner(token: other)
                }
            }
        }
        let desk = try #require(await conferences.token(of: Self.minister, in: conference))
        let room = try #require(await fixture.meetings.invitation(of: Fixture.chair, to: fixture.meeting)).token
        for other in [desk, room] {
            await #expect(throws: AccessRefusal.malformed) { _ = try await conferences.calendarOwner(token: other) }
        }
        #expect(conferences.calendarPath(of: .delegation(SeatID("XX")!), in: await conference.state) == nil)
    }

    /// Also one that was made with the installation's own key, for another use.
    @Test func aSealOfAnotherUseOpensNoCalendar() async throws {
        let fixture = try await Fixture()
        let (conferences, _) = try await LiveConferenceTests.published(fixture)
        let seal = TokenSeal(version: 2, texts: ["amm-54", "d", "VN"], generation: 1)
        let forged = seal.text(key: fixture.secrets.invitationKey)
        await #expect(throws: AccessRefusal.malformed) { _ = try await conferences.calendarOwner(token: forged) }
    }

    @Test func anAddressIsVoidOnceRenewedOrRevoked() async throws {
        let fixture = try await Fixture()
        let (conferences, conference) = try await LiveConferenceTests.published(fixture)
        let owner = CalendarOwner.person(Self.minister)
        let first = try token(conferences.calendarPath(of: owner, in: await conference.state))
        try await conference.submit(.renewPersonCalendar(person: Self.minister), by: .participant(Self.minister))
        await #expect(throws: AccessRefusal.revoked) { _ = try await conferences.calendarOwner(token: first) }
        let second = try token(conferences.calendarPath(of: owner, in: await conference.state))
        _ = try await conferences.calendarOwner(token: second)
        try await conference.submit(.revoke(person: Self.minister, reason: "Replaced"), by: .administration)
        await #expect(throws: AccessRefusal.revoked) { _ = try await conferences.calendarOwner(token: second) }
        #expect(conferences.calendarPath(of: owner, in: await conference.state) == nil)
        try await conference.submit(.approve(person: Self.minister), by: .administration)
        await #expect(throws: AccessRefusal.revoked) { _ = try await conferences.calendarOwner(token: second) }
    }

    @Test func timesOfChangesAreThereAfterARestart() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await LiveConferenceTests.published(fixture)
        let first = fixture.clock.now
        fixture.clock.advance(5_000)
        try await conference.submit(
            .register(person: Person(id: ParticipantID("x")!, role: .press)), by: .administration)
        #expect(await conference.publication.changed == [LiveConferenceTests.amm: first])
        try await conference.submit(
            .cancelMeeting(meeting: LiveConferenceTests.amm, reason: "Merged"), by: .administration)
        let again = try await Conferences(meetings: try await fixture.restarted().meetings)
        let known = try #require(again.conference(conference.id))
        #expect(await known.publication.changed == [LiveConferenceTests.amm: fixture.clock.now])
    }
}
