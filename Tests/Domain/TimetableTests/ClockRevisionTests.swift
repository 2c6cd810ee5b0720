import Summit
import Testing
import Timetable

@Suite struct ClockRevisionTests {
    private static let old: [String: String] = [
        "Host": "EST5EDT,M3.2.0,M11.1.0", "Guest": "<+07>-7", "Other": "CET-1CEST,M3.5.0,M10.5.0/3",
    ]

    private func table(_ changes: [String: String] = [:]) throws -> ZoneTable {
        ZoneTable(byName: try Self.old.merging(changes) { $1 }.mapValues { try ZoneRules(posix: $0) })
    }

    private func sitting(_ id: String, _ local: String) throws -> HostedSitting {
        let shown = try #require(Timestamp(local + "Z"))
        return HostedSitting(
            id: id, zone: "Host", start: CivilTime(at: shown, offset: 0),
            seats: [
                SeatClock(seat: "US", zone: "Host"), SeatClock(seat: "VN", zone: "Guest"),
                SeatClock(seat: "CH", zone: "Other"),
            ])
    }

    @Test func theSameRulesChangeNothing() throws {
        let revisions = try ClockRevision.revisions(
            of: [try sitting("a", "2030-07-01T09:00:00")], from: try table(), to: try table())
        #expect(revisions.isEmpty)
    }

    @Test func theHostMovesEverybodyElse() throws {
        // The host keeps daylight time all year: winter sittings come an hour earlier for the others.
        let sittings = [try sitting("summer", "2030-07-01T09:00:00"), try sitting("winter", "2030-12-02T09:00:00")]
        let revisions = try ClockRevision.revisions(of: sittings, from: try table(), to: try table(["Host": "EDT4"]))
        let revision = try #require(revisions.first)
        #expect(revisions.count == 1 && revision.sitting.id == "winter" && revision.reading == .once)
        #expect(
            revision.before == Timestamp("2030-12-02T14:00:00Z") && revision.after == Timestamp("2030-12-02T13:00:00Z"))
        #expect(revision.seats.map(\.clock.seat.rawValue) == ["VN", "CH"])
        #expect(
            revision.seats.map(\.before.clock) == ["21:00", "15:00"]
                && revision.seats.map(\.after.clock) == ["20:00", "14:00"])
    }

    @Test func aGuestMovesAlone() throws {
        let revisions = try ClockRevision.revisions(
            of: [try sitting("a", "2030-07-01T09:00:00")], from: try table(), to: try table(["Guest": "<+08>-8"]))
        let revision = try #require(revisions.first)
        #expect(revision.before == revision.after)
        #expect(revision.seats.map(\.clock.seat.rawValue) == ["VN"])
        #expect(revision.seats.first?.after.description == "2030-07-01T21:00:00")
    }

    @Test func aTimeThatComesToLieInAGapSaysSo() throws {
        let sittings = [try sitting("a", "2030-04-07T02:30:00")]
        let new = try table(["Host": "EST5EDT,M4.1.0,M11.1.0"])
        let revision = try #require(try ClockRevision.revisions(of: sittings, from: try table(), to: new).first)
        #expect(revision.reading == .skipped)
        #expect(
            revision.before == Timestamp("2030-04-07T06:30:00Z") && revision.after == Timestamp("2030-04-07T07:30:00Z"))
        #expect(revision.seats.first?.after.clock == "03:30")
    }

    @Test func aZoneThatIsGoneIsNamed() throws {
        var new = try table()
        new.byName["Other"] = nil
        let sittings = [try sitting("a", "2030-07-01T09:00:00")]
        #expect(throws: MissingZone.self) { try ClockRevision.revisions(of: sittings, from: try table(), to: new) }
    }
}
