import Convening
import Procedure
import Record
import Store
import Summit
import Testing

@testable import Conference

/// A conference is prepared, and its meetings follow: they exist when the timetable is published, and have in them whom it says.
@Suite struct LiveConferenceTests {
    static let week = ConferenceID("amm-54")!
    static let amm = MeetingID("amm")!
    static let minister = ParticipantID("vn-minister")!
    static let start = Timestamp("2020-04-15T01:00:00Z")!

    static let facts = ConferenceFacts(
        id: week, title: Texts(en: "54th AMM", vi: "AMM-54"), host: SeatID("BN")!, timeZone: "Asia/Brunei",
        firstDay: CivilDate(year: 2020, month: 4, day: 14), lastDay: CivilDate(year: 2020, month: 4, day: 18))

    static let plan = PlannedMeeting(
        id: amm, title: Texts(en: "AMM", vi: "AMM"), level: .ministers, chair: SeatID("BN")!, length: 90,
        table: [SeatID("BN")!, SeatID("VN")!],
        agenda: [
            AnnotatedItem(
                title: Texts(en: "Opening", vi: "Khai mạc"), lead: SeatID("VN"), documents: ["AMM/1"],
                action: .exchangeViews, minutes: 20, speakingLimitSeconds: 180, speakers: [SeatID("BN")!])
        ],
        segments: [
            PlannedSegment(segment: .restricted, minutes: 60),
            PlannedSegment(segment: .retreat, minutes: 30, chair: SeatID("VN")),
        ])

    /// The minister of Viet Nam approved, the meeting placed and published.
    static func published(_ fixture: Fixture) async throws -> (Conferences, LiveConference) {
        let conferences = try await Conferences(meetings: fixture.meetings)
        let conference = try await conferences.create(facts)
        let host = Person(
            id: ParticipantID("bn-minister")!, delegation: SeatID("BN"), role: .head, levels: [.ministers])
        let guest = Person(
            id: minister, delegation: SeatID("VN"), role: .head, title: Texts(en: "Deputy Minister", vi: "Thứ trưởng"),
            levels: [.ministers])
        for (code, name) in [("BN", "Brunei Darussalam"), ("VN", "Viet Nam")] {
            let name = Texts(en: name, vi: name)
            try await conference.submit(
                .inviteDelegation(seat: Seat(id: SeatID(code)!, name: name, timeZone: "Asia/Brunei")),
                by: .administration)
        }
        for command: ConferenceCommand in [
            .register(person: host), .register(person: guest), .approve(person: host.id), .approve(person: guest.id),
            .planMeeting(meeting: plan), .place(placements: [Placement(meeting: amm, start: start)]), .publishTimetable,
        ] { try await conference.submit(command, by: .administration) }
        return (conferences, conference)
    }

    @Test func aPublishedMeetingTakesEverythingFromItsPlan() async throws {
        let fixture = try await Fixture()
        _ = try await Self.published(fixture)
        let state = try #require(await fixture.meetings.meeting(Self.amm)?.state)
        #expect(state.meeting.startsAt == Self.start)
        #expect(state.agenda == [AgendaItem(number: 1, item: Self.plan.agenda[0])])
        #expect(state.meeting.segments == Self.plan.segments)
        #expect(state.segment == .restricted && state.segmentNumber == 1)
        #expect(state.seats.map(\.id.rawValue) == ["BN", "VN"])
        #expect(state.seat(SeatID("VN")!)?.seat.title["en"] == "Deputy Minister")
        #expect(state.participantsInOrder.map(\.role) == [.chair, .head])
    }

    @Test func whoIsRevokedIsOutOfEveryMeetingAtOnce() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await Self.published(fixture)
        let live = try #require(fixture.meetings.meeting(Self.amm))
        let link = try #require(await fixture.meetings.invitation(of: Self.minister, to: live))
        try await conference.submit(.revoke(person: Self.minister, reason: "Replaced"), by: .administration)
        #expect(await live.state.participants[Self.minister]?.revoked == true)
        await #expect(throws: AccessRefusal.revoked) { _ = try await fixture.meetings.authenticate(token: link.token) }
        try await conference.submit(.approve(person: Self.minister), by: .administration)
        #expect(await live.state.participants[Self.minister]?.revoked == false)
        await #expect(throws: AccessRefusal.revoked) { _ = try await fixture.meetings.authenticate(token: link.token) }
    }

    @Test func aCancelledMeetingLetsNobodyIn() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await Self.published(fixture)
        try await conference.submit(.cancelMeeting(meeting: Self.amm, reason: "Merged"), by: .administration)
        let state = try #require(await fixture.meetings.meeting(Self.amm)?.state)
        let revoked = state.participants.values.map(\.revoked)
        #expect(!revoked.isEmpty && !revoked.contains(false))
    }

    @Test func itIsThereAfterARestart() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await Self.published(fixture)
        await conference.shutDown()
        let meetings = try await fixture.restarted().meetings
        let again = try await Conferences(meetings: meetings)
        #expect(again.damaged.isEmpty)
        let known = try #require(again.conference(Self.week))
        #expect(await known.state == conference.state)
        #expect(await known.sequence == conference.sequence)
        let newest = try await fixture.store.newestCheckpoint(of: .conference(Self.week))
        let checkpoint = try #require(newest)
        #expect(checkpoint.checkpoint.size == (await conference.sequence))
        #expect(checkpoint.isSigned(by: fixture.secrets.recordKey))
    }

    @Test func aMeetingThatCouldNotFollowDoesSoAfterARestart() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await Self.published(fixture)
        // The conference's record is a line ahead of its meetings', as after a fall between the two.
        let events = LiveConference.bytes(of: [.revoked(person: Self.minister, reason: "Replaced")])
        let size = await conference.sequence
        let book = try await Self.chain(fixture)
        let lines = book.seal(events, at: fixture.clock.now, by: .administration).map(\.bytes)
        try await fixture.store.append(lines, to: .conference(Self.week), expecting: size)
        let meetings = try await fixture.restarted().meetings
        _ = try await Conferences(meetings: meetings)
        #expect(await meetings.meeting(Self.amm)?.state.participants[Self.minister]?.revoked == true)
    }

    private static func chain(_ fixture: Fixture) async throws -> RecordChain {
        var chain = RecordChain()
        for line in try await fixture.store.lines(of: .conference(week), after: 0, limit: 1_000) {
            try chain.verify(line)
        }
        return chain
    }

    @Test func aMeetingBelongsToOneConference() async throws {
        let fixture = try await Fixture()
        let (conferences, _) = try await Self.published(fixture)
        var other = Self.facts
        other.id = ConferenceID("other")!
        let conference = try await conferences.create(other)
        let seat = Seat(id: SeatID("BN")!, name: Texts(en: "BN", vi: "BN"), timeZone: "Asia/Brunei")
        try await conference.submit(.inviteDelegation(seat: seat), by: .administration)
        for id in [Self.amm, Fixture.apt] {
            var plan = Self.plan
            plan.id = id
            plan.table = [seat.id]
            (plan.agenda, plan.segments) = ([], [])
            let refusal = ConferenceRefusal(.meetingExists, id.rawValue)
            await #expect(throws: ConferenceFailure.refused(refusal)) {
                try await conference.submit(.planMeeting(meeting: plan), by: .administration)
            }
        }
        await #expect(throws: ConferenceCreationFailure.exists(Self.week)) {
            _ = try await conferences.create(Self.facts)
        }
    }

    @Test func aDamagedRecordOpensNoConference() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await Self.published(fixture)
        try await fixture.store.append([[1]], to: .conference(Self.week), expecting: await conference.sequence)
        let again = try await Conferences(meetings: fixture.meetings)
        #expect(again.damaged.count == 1 && again.all().isEmpty)
    }

    @Test func aTokenIsForOnePersonUntilTheyAreRevoked() async throws {
        let fixture = try await Fixture()
        let (conferences, conference) = try await Self.published(fixture)
        let token = try #require(await conferences.token(of: Self.minister, in: conference))
        let known = try await conferences.authenticate(token: token)
        #expect(known.conference.id == Self.week && known.person == Self.minister)
        #expect(await conferences.token(of: ParticipantID("nobody")!, in: conference) == nil)
        await #expect(throws: AccessRefusal.malformed) { _ = try await conferences.authenticate(token: token + "A") }
        // A meeting's link is no conference's, nor the other way round.
        await #expect(throws: AccessRefusal.malformed) { _ = try await fixture.meetings.authenticate(token: token) }
        let link = try #require(await fixture.meetings.invitation(of: Fixture.chair, to: fixture.meeting))
        await #expect(throws: AccessRefusal.malformed) { _ = try await conferences.authenticate(token: link.token) }
        try await conference.submit(.revoke(person: Self.minister, reason: "Replaced"), by: .administration)
        await #expect(throws: AccessRefusal.revoked) { _ = try await conferences.authenticate(token: token) }
        try await conference.submit(.approve(person: Self.minister), by: .administration)
        await #expect(throws: AccessRefusal.revoked) { _ = try await conferences.authenticate(token: token) }
    }

    @Test func followersLearnThatSomethingChanged() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await Self.published(fixture)
        let feed = try #require(await conference.follow())
        let before = await conference.sequence
        try await conference.submit(.unplace(meeting: Self.amm), by: .administration)
        #expect(feed.takeAll() == [before, before + 1])
    }
}
