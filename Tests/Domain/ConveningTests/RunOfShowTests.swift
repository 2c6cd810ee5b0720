import Convening
import DomainTestSupport
import Foundation
import Summit
import Testing

@Suite struct RunOfShowTests {
    static let start = Desk.time("2021-08-02T01:00:00Z")

    static func at(_ seconds: Int) -> Timestamp { start.advanced(byMilliseconds: Int64(seconds) * 1_000) }

    static func cue(_ id: String, _ seconds: Int) -> Cue { Cue(id: id, seconds: seconds, what: Texts(en: id, vi: id)) }

    /// Photo, opening, statements: 60, 120 and 600 seconds.
    static func desk() throws -> Desk {
        var desk = try Desk()
        try desk.run(.planMeeting(meeting: Desk.meeting("amm")))
        try desk.run(.setCue(meeting: "amm", cue: cue("opening", 120), after: nil))
        try desk.run(.setCue(meeting: "amm", cue: cue("statements", 600), after: "opening"))
        try desk.run(.setCue(meeting: "amm", cue: cue("photo", 60), after: nil))
        return desk
    }

    static func lines(_ desk: Desk, now: Int) throws -> [String] {
        try #require(desk.state.runs["amm"]).schedule(start: start, now: at(now)).map { line in
            let expected = line.expected.milliseconds(since: start) / 1_000
            return "\(line.cue.id) \(line.planned.milliseconds(since: start) / 1_000) \(expected) \(line.state)"
        }
    }

    @Test func cuesFollowOneAnother() throws {
        let desk = try Self.desk()
        #expect(
            try Self.lines(desk, now: -100) == ["photo 0 0 ahead", "opening 60 60 ahead", "statements 180 180 ahead"])
    }

    @Test func whatRunsLateShiftsTheRest() throws {
        var desk = try Self.desk()
        desk.now = Self.at(30)
        try desk.run(.beginCue(meeting: "amm", cue: "photo"))
        #expect(try Self.lines(desk, now: 40) == ["photo 0 30 now", "opening 60 90 ahead", "statements 180 210 ahead"])
        // It lasts longer than it should.
        #expect(
            try Self.lines(desk, now: 200) == ["photo 0 30 now", "opening 60 200 ahead", "statements 180 320 ahead"])
        desk.now = Self.at(210)
        try desk.run(.beginCue(meeting: "amm", cue: "statements"))
        #expect(
            try Self.lines(desk, now: 220) == ["photo 0 30 done", "opening 60 90 skipped", "statements 180 210 now"])
    }

    @Test func aRehearsalLeavesNothing() throws {
        var desk = try Self.desk()
        try desk.run(.startRehearsal(meeting: "amm"))
        try desk.run(.beginCue(meeting: "amm", cue: "photo"))
        #expect(desk.state.runs["amm"]?.begun.count == 1)
        try desk.run(.endRehearsal(meeting: "amm"))
        #expect(desk.state.runs["amm"]?.begun.isEmpty == true)
        #expect(try desk.run(.endRehearsal(meeting: "amm")).isEmpty)
    }

    @Test func aCueMovesAndItsPlaceMustBe() throws {
        var desk = try Self.desk()
        try desk.run(.setCue(meeting: "amm", cue: Self.cue("photo", 90), after: "statements"))
        #expect(desk.state.runs["amm"]?.cues.map(\.id) == ["opening", "statements", "photo"])
        #expect(try desk.run(.setCue(meeting: "amm", cue: Self.cue("photo", 90), after: "statements")).isEmpty)
        #expect(desk.refusal(.setCue(meeting: "amm", cue: Self.cue("x", 1), after: "none"))?.reason == .noSuchCue)
        #expect(desk.refusal(.setCue(meeting: "amm", cue: Self.cue("x", 1), after: "x"))?.reason == .twice)
        #expect(desk.refusal(.setCue(meeting: "amm", cue: Self.cue("x", -1), after: nil))?.reason == .outOfRange)
        #expect(desk.refusal(.removeCue(meeting: "amm", cue: "none"))?.reason == .noSuchCue)
        #expect(desk.refusal(.beginCue(meeting: "none", cue: "photo"))?.reason == .noSuchMeeting)
        #expect(desk.refusal(.beginCue(meeting: "amm", cue: "photo"), by: Desk.focalPoint)?.reason == .notAllowed)
    }

    @Test func readinessIsTheWorstOfWhatIsAsked() throws {
        var desk = try Self.desk()
        let due = Self.at(0)
        func item(_ id: String, _ delegation: SeatID?) -> ChecklistItem {
            ChecklistItem(
                id: id, check: .lineTested, meeting: "amm", delegation: delegation,
                what: Texts(en: "Line", vi: "Đường truyền"),
                due: due)
        }
        #expect(desk.state.readiness(of: "VN", .lineTested, now: due) == .none)
        try desk.run(.setChecklistItem(item: item("vn", "VN")))
        try desk.run(.setChecklistItem(item: item("jp", "JP")))
        let meeting = try #require(desk.state.meeting("amm"))
        #expect(desk.state.readiness(of: "VN", .lineTested, now: due) == .open)
        #expect(desk.state.readiness(of: "VN", .lineTested, now: Self.at(1)) == .overdue)
        #expect(
            desk.refusal(.giveEvidence(item: "jp", passed: true, note: ""), by: Desk.focalPoint)?.reason == .notAllowed)
        try desk.run(.giveEvidence(item: "vn", passed: false, note: "Loss of 4 %"), by: Desk.focalPoint)
        #expect(desk.state.readiness(of: "VN", .lineTested, now: due) == .failed)
        #expect(desk.state.obstacles(to: meeting, now: due).map(\.id) == ["vn", "jp"])
        try desk.run(.giveEvidence(item: "vn", passed: true, note: "5 Mbit/s"), by: Desk.focalPoint)
        #expect(desk.state.readiness(of: "VN", .lineTested, now: Self.at(1)) == .ready)
        #expect(desk.state.obstacles(to: meeting, now: due).map(\.id) == ["jp"])
        #expect(desk.state.readiness(of: "VN", .invited, now: due) == .ready)
        #expect(desk.state.readiness(of: "BN", .invited, now: due) == .open)
        #expect(desk.state.readiness(of: "VN", .accredited, now: due) == .open)
        let read = try JSONDecoder().decode([ConferenceEvent].self, from: JSONEncoder().encode(desk.events))
        #expect(read == desk.events)
    }
}
