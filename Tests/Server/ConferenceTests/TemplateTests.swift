import ConferenceTemplates
import Convening
import StandardFacts
import Summit
import SystemZones
import Testing
import Timetable
import WeekSolver

@testable import Conference

/// Conferences that come with the program are whole: called on a day, they can be placed by their own rules.
@Suite struct TemplateTests {
    private static func facts(_ template: ConferenceTemplate, days: Int? = nil) throws -> ConferenceFacts {
        let first = CivilDate(year: 2021, month: 8, day: 2)
        return ConferenceFacts(
            id: try #require(ConferenceID("trial")), title: Texts(en: "Trial", vi: "Thử"),
            host: try #require(SeatID("BN")), timeZone: "Asia/Brunei", firstDay: first,
            lastDay: CivilDate(daysSince1970: first.daysSince1970 + Int64(days ?? template.days) - 1))
    }

    @Test func theProgramComesWithFour() {
        #expect(
            ConferenceTemplate.standard.map(\.id) == [
                "leaders-summit", "ministerial-week", "parallel-sessions", "ministers-and-partners",
            ])
    }

    @Test(arguments: ConferenceTemplate.standard)
    func whatATemplatePlansCanBePlaced(_ template: ConferenceTemplate) async throws {
        let fixture = try await Fixture()
        let zones = try SystemZones()
        let conferences = try await Conferences(meetings: fixture.meetings)
        let conference = try await conferences.create(try Self.facts(template), by: template)
        let state = await conference.state
        #expect(state.meetings.count == template.meetings.count)
        #expect(!state.checklist.isEmpty)
        let isScripted = state.meetings.allSatisfy { state.runs[$0.id]?.cues.count == template.cues.count }
        #expect(isScripted)
        let answer = try await WeekSolver().solve(state.week, by: zones, seconds: 3)
        let timetable = try #require(answer.timetable)
        #expect(try state.week.violations(of: timetable, by: zones).isEmpty)
        // What is folded again is the same.
        let again = try await Conferences(meetings: fixture.meetings)
        #expect(await again.conference(conference.id)?.state == state)
    }

    @Test func aMinisterialWeekHasItsTablesAndChairs() async throws {
        let template = try #require(ConferenceTemplate.standard.first { $0.id == "ministerial-week" })
        let fixture = try await Fixture()
        let conferences = try await Conferences(meetings: fixture.meetings)
        let state = await (try await conferences.create(try Self.facts(template), by: template)).state
        #expect(state.delegations.count == 27)
        let australia = try #require(state.meetings.first { $0.id.rawValue == "trial-pmc-au" })
        #expect(australia.chair.rawValue == "MY")
        #expect(australia.coChairs.map(\.rawValue) == ["AU"])
        let som = try #require(state.meetings.first { $0.id.rawValue == "trial-asean-som" })
        #expect(som.feeds.map(\.rawValue) == ["trial-amm"])
        #expect(
            state.week.order.contains { $0.before.rawValue == "trial-asean-som" && $0.after.rawValue == "trial-amm" })
    }

    @Test func theSessionsOfAConferenceAreHeldBesideOneAnother() async throws {
        let template = try #require(ConferenceTemplate.standard.first { $0.id == "parallel-sessions" })
        let fixture = try await Fixture()
        let conferences = try await Conferences(meetings: fixture.meetings)
        let conference = try await conferences.create(try Self.facts(template), by: template)
        let state = await conference.state
        let sessions = state.meetings.filter(\.wishes.apart)
        #expect(sessions.count == 4)
        let start = try #require(Timestamp("2021-08-02T04:00:00Z"))
        let placements = zip(sessions, ["hall-1", "hall-2", "hall-3", "hall-4"]).map {
            Placement(meeting: $0.id, start: start, room: $1)
        }
        let verdict = try await conferences.weeks.check(placements, in: conference)
        #expect(!verdict.violations.contains { $0.rule == .clash || $0.rule == .gap })
    }

    @Test func aTableThatCannotBeSetCallsNoConference() async throws {
        let template = try #require(ConferenceTemplate.standard.first { $0.id == "ministerial-week" })
        let fixture = try await Fixture()
        let conferences = try await Conferences(meetings: fixture.meetings)
        var facts = try Self.facts(template)
        facts.firstDay = CivilDate(year: 1990, month: 8, day: 6)
        facts.lastDay = CivilDate(year: 1990, month: 8, day: 10)
        await #expect(throws: ConferenceCreationFailure.self) { try await conferences.create(facts, by: template) }
        #expect(conferences.all().isEmpty)
    }
}
