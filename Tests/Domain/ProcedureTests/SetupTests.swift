import Foundation
import DomainTestSupport
import Procedure
import ProcedureTestSupport
import StandardFacts
import Summit
import Testing

@Suite struct SetupTests {
    let now = Timestamp(milliseconds: 1_586_829_600_000)

    @Test func aKnownFormatSetsItsTable() throws {
        let setup = MeetingSetup(title: Texts(en: "Summit", vi: ""), format: "asean-plus-three", host: "VN")
        let events = try setup.events(id: "apt-2020", at: now, facts: .standard)
        var state = try #require(MeetingState(first: events[0]))
        for event in events.dropFirst() { try state.evolve(event, by: .administration, at: now) }
        #expect(state.seats.count == 13)
        #expect(state.meeting.startsAt == now)
        #expect(state.meeting.host == "VN" && state.meeting.lobby && state.meeting.floorRule == .chair)
    }

    @Test func givenFactsComeBeforeKnownOnes() throws {
        let setup = SeatSetup(id: "MM", title: Texts(en: "President", vi: "Tổng thống"))
        let seat = try #require(setup.seat(on: now.date, facts: .standard))
        #expect(seat.title["en"] == "President" && seat.capital?["en"] == "Nay Pyi Taw" && seat.flag == "mm")
    }

    static let bad: [(String, @Sendable (inout MeetingSetup) -> Void)] = [
        ("seats", { $0.seats = [] }),
        (
            "seats",
            {
                $0.seats = []; $0.format = "g20"
            }
        ),
        (
            "seats",
            {
                $0.seats = []; $0.format = "asean-uk"
            }
        ),
        ("seats", { $0.seats = (0...200).map { SeatSetup(id: SeatID("S\($0)")!, name: .empty) } }),
        ("seats[1].id", { $0.seats = [SeatSetup(id: "VN"), SeatSetup(id: "VN")] }),
        ("seats[1].name", { $0.seats = [SeatSetup(id: "VN"), SeatSetup(id: "XX")] }),
        ("seats[0].title", { $0.seats = [SeatSetup(id: "VN", title: Rows.long)] }),
        ("seats[0].timeZone", { $0.seats = [SeatSetup(id: "VN", timeZone: String(repeating: "z", count: 65))] }),
        ("host", { $0.host = "CN" }),
        ("speakingLimitSeconds", { $0.speakingLimitSeconds = 9 }),
        ("title", { $0.title = .empty }),
        ("title", { $0.title = Rows.long }),
        ("format", { $0.format = String(repeating: "f", count: 65) }),
        ("agenda", { $0.agenda = (1...101).map { AgendaItem(number: $0, title: .empty) } }),
        ("agenda[1].number", { $0.agenda[1].number = 3 }),
        ("agenda[0].title", { $0.agenda[0].item.title = Rows.long }),
        ("agenda[1].minutes", { $0.agenda[1].item.minutes = 1441 }),
        ("segments", { $0.segments = Array(repeating: PlannedSegment(segment: .open, minutes: 1), count: 21) }),
        ("segments[0].minutes", { $0.segments[0].minutes = 0 }),
        ("segments[1].chair", { $0.segments[1].chair = "WHO" }),
        ("segments[1].chair", { $0.segments[1].chair = "XX" }),
        ("replyRule.limitSeconds", { $0.replyRule.limitSeconds = [9] }),
        ("replyRule.limitSeconds", { $0.replyRule.limitSeconds = Array(repeating: 60, count: 11) }),
    ]

    @Test(arguments: bad.indices)
    func errorsNameTheField(index: Int) {
        var setup = Hall.setup
        Self.bad[index].1(&setup)
        let error = #expect(throws: SetupError.self) { try setup.events(id: "test", at: now, facts: .standard) }
        #expect(error?.field == Self.bad[index].0)
    }

    @Test func readsTheRequestBody() throws {
        let json =
            #"{"title":{"en":"S"},"seats":[{"id":"VN"},{"id":"WHO","name":{"en":"WHO"},"place":"offstage"}],"new":1}"#
        let setup = try JSONDecoder().decode(MeetingSetup.self, from: Data(json.utf8))
        #expect(setup.id == nil && setup.lobby && setup.agenda.isEmpty && setup.seats[1].place == .offstage)
        #expect(setup.segments.isEmpty && setup.replyRule.limitSeconds == [300, 180])
        #expect(try JSONDecoder().decode(MeetingSetup.self, from: JSONEncoder().encode(setup)) == setup)
    }
}
