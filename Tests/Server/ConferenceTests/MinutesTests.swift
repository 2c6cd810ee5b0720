import Procedure
import Summit
import Testing

@testable import Conference

@Suite struct MinutesTests {
    @Test func whoSpokeWhenAndForHowLong() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.attach(Fixture.chair)
        let delegate = try await fixture.attach(Fixture.indonesia)
        try await fixture.open()
        fixture.clock.advance(60_000)
        try await fixture.submit(.takeItem(1), Fixture.chair)
        try await fixture.submit(.giveFloor(SeatID("ID")!), Fixture.chair)
        fixture.clock.advance(65_000)
        try await fixture.submit(.giveFloor(SeatID("MY")!), Fixture.chair)
        fixture.clock.advance(5_000)
        try await fixture.submit(.endFloor, Fixture.chair)
        try await fixture.submit(.setSegment(.retreat), Fixture.chair)
        try await fixture.submit(.giveFloor(SeatID("ID")!), Fixture.chair)
        fixture.clock.advance(600_000)
        await delegate.leave()
        fixture.clock.advance(2_000)
        await fixture.meetings.tick()
        try await fixture.submit(.closeMeeting, Fixture.chair)

        let english = try await fixture.meeting.minutes(language: "en")
        #expect(english.hasPrefix("# ASEAN Plus Three\n"))
        #expect(english.contains("- **Date**: 2020-04-14"))
        #expect(english.contains("opened 01:00:00, closed 01:12:12"))
        #expect(english.contains("| 1 | Indonesia | intervention | 01:01:00 | 01:02:05 | 1:05 |"))
        #expect(english.contains("| 2 | Malaysia | intervention | 01:02:05 | 01:02:10 | 0:05 |"))
        #expect(english.contains("| 3 | Indonesia | intervention | 01:02:10 | 01:12:12 | 10:02 |"))
        #expect(english.contains("| Indonesia | 2 | 11:07 |"))
        #expect(english.contains("| 01:02:10 | Segment: retreat |"))
        #expect(english.contains("| Indonesia | 01:00:00 | 01:12:12 |"))
        #expect(english.contains("| Viet Nam | 01:00:00 | until the end |"))
        #expect(english.contains("Agenda item 1: Response"))

        let vietnamese = try await fixture.meeting.minutes(language: "vi-VN")
        #expect(vietnamese.contains("Biên bản") && vietnamese.contains("Việt Nam"))
        #expect(try await fixture.meeting.minutes(language: "th") == english)
    }

    @Test func repliesPointsAndRulingsAreTold() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.attach(Fixture.chair)
        _ = try await fixture.attach(Fixture.indonesia)
        try await fixture.open()
        try await fixture.submit(.giveFloor(SeatID("ID")!), Fixture.chair)
        fixture.clock.advance(20_000)
        try await fixture.submit(.raisePoint, Fixture.malaysia)
        try await fixture.submit(.hearPoint(SeatID("MY")!), Fixture.chair)
        fixture.clock.advance(30_000)
        try await fixture.submit(.rulePoint(SeatID("MY")!, .dismissed), Fixture.chair)
        fixture.clock.advance(10_000)
        try await fixture.submit(.requestReply, Fixture.malaysia)
        try await fixture.submit(.giveReply(SeatID("MY")!), Fixture.chair)
        fixture.clock.advance(15_000)
        try await fixture.submit(.endFloor, Fixture.chair)

        let english = try await fixture.meeting.minutes(language: "en")
        #expect(english.contains("| 01:00:20 | Point of order raised: Malaysia |"))
        #expect(english.contains("| 01:00:50 | Point of order dismissed: Malaysia |"))
        #expect(english.contains("| 1 | Malaysia | point of order | 01:00:20 | 01:00:50 | 0:30 |"))
        #expect(english.contains("| 2 | Indonesia | intervention | 01:00:00 | 01:01:00 | 0:30 |"))
        #expect(english.contains("| 3 | Malaysia | right of reply | 01:01:00 | 01:01:15 | 0:15 |"))
        let vietnamese = try await fixture.meeting.minutes(language: "vi")
        #expect(vietnamese.contains("Bác vấn đề thủ tục: Malaysia") && vietnamese.contains("| đáp lời |"))
    }

    @Test func namesCannotBreakTheTables() async throws {
        let fixture = try await Fixture()
        let title = Texts(en: "A | B\n# C [x](y)", vi: "")
        let meeting = try await fixture.meetings.createMeeting(
            MeetingSetup(title: title, seats: [SeatSetup(id: SeatID("VN")!)]))
        let first = try await meeting.minutes(language: "en").split(separator: "\n").first
        #expect(first == ##"# A \| B \# C \[x\](y)"##)
    }

    @Test func aMeetingThatNeverTookPlaceHasMinutesToo() async throws {
        let fixture = try await Fixture()
        let text = try await fixture.meeting.minutes(language: "en")
        #expect(text.contains("not opened") && text.contains("nobody"))
    }
}
