import ClientProtocol
import Convening
import Foundation
import Store
import Summit
import SystemZones
import Testing

@testable import Conference

/// Another release of the time zone database: what it moves is found, recorded once, and nothing else is touched.
@Suite struct RevisedClocksTests {
    /// A time zone database in a folder of its own: names, and whose rules they have in the system's.
    private final class Database {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID().uuidString)").path

        init(_ release: String, _ zones: [String: String]) throws {
            try FileManager.default.createDirectory(atPath: "\(folder)/Asia", withIntermediateDirectories: true)
            let names = zones.keys.sorted().map { "Z \($0) 0 - -\n" }.joined()
            for (name, rules) in zones {
                let file = "\(SystemZones.standardFolder)/\(rules)"
                let data = try #require(FileManager.default.contents(atPath: file))
                try data.write(to: URL(filePath: "\(folder)/\(name)"))
            }
            try Data("# version \(release)\n\(names)".utf8).write(to: URL(filePath: "\(folder)/tzdata.zi"))
        }

        var clocks: WorldClocks { WorldClocks(folder: folder) }

        deinit { try? FileManager.default.removeItem(atPath: folder) }
    }

    private static let brunei = "Asia/Brunei"
    private static let tokyo = "Asia/Tokyo"

    /// A conference in Brunei with Japan as its guest, its meeting published by the clocks of a release.
    private func published(_ fixture: Fixture, _ database: Database) async throws -> LiveConference {
        let (_, conference) = try await LiveConferenceTests.published(fixture)
        let seat = Seat(id: SeatID("VN")!, name: Texts(en: "VN", vi: "VN"), timeZone: Self.tokyo)
        try await conference.submit(.changeDelegation(seat: seat), by: .administration)
        return try #require(try await restarted(fixture, database).conference(conference.id))
    }

    private func restarted(_ fixture: Fixture, _ database: Database) async throws -> Conferences {
        let clock = fixture.clock
        let meetings = try await Meetings(
            store: fixture.store, desk: nil, secrets: fixture.secrets, clock: { clock.now },
            clocks: database.clocks, logger: .quiet)
        return try await Conferences(meetings: meetings)
    }

    private func conference(_ conferences: Conferences) throws -> LiveConference {
        try #require(conferences.conference(LiveConferenceTests.week))
    }

    @Test func theHostsLawMovesTheMeeting() async throws {
        let fixture = try await Fixture()
        let old = try Database("2031a", [Self.brunei: Self.brunei, Self.tokyo: Self.tokyo])
        let before = try await published(fixture, old)
        let sequence = await before.sequence
        // Brunei goes by the clocks of Bangkok: an hour behind.
        let new = try Database("2031b", [Self.brunei: "Asia/Bangkok", Self.tokyo: Self.tokyo])
        let conference = try conference(try await restarted(fixture, new))
        let state = await conference.state
        let start = LiveConferenceTests.start.advanced(byMilliseconds: 3_600_000)
        #expect(
            state.revisedClocks
                == RevisedClocks(
                    release: "2031b",
                    meetings: [
                        .init(
                            meeting: LiveConferenceTests.amm, start: start, before: LiveConferenceTests.start,
                            seats: [SeatID("VN")!])
                    ]))
        #expect(state.published?[LiveConferenceTests.amm]?.placement.start == start)
        #expect(state.published?[LiveConferenceTests.amm]?.sequence == 1)
        #expect(!state.hasUnpublishedChanges)
        #expect(await conference.sequence == sequence + 1)
        // Once is enough.
        #expect(try await self.conference(try await restarted(fixture, new)).sequence == sequence + 1)
    }

    @Test func aGuestsLawMovesTheGuestsClockAlone() async throws {
        let fixture = try await Fixture()
        let old = try Database("2031a", [Self.brunei: Self.brunei, Self.tokyo: Self.tokyo])
        _ = try await published(fixture, old)
        let new = try Database("2031b", [Self.brunei: Self.brunei, Self.tokyo: "Asia/Bangkok"])
        let state = try await conference(try await restarted(fixture, new)).state
        #expect(state.revisedClocks?.meetings.map(\.hasMoved) == [false])
        #expect(state.revisedClocks?.meetings.first?.seats == [SeatID("VN")!])
        #expect(state.published?[LiveConferenceTests.amm]?.sequence == 0)
        // Only those whom it concerns are told.
        func told(_ reader: Author) -> [SeatID]? {
            var view = ConferenceView(of: state, for: reader, clocks: new.clocks, now: fixture.clock.now)
            view?.addCalendars(of: state, for: reader) { _ in nil }
            return view?.revisedClocks?.meetings.flatMap(\.seats)
        }
        #expect(told(.administration) == [SeatID("VN")!])
        #expect(told(.participant(LiveConferenceTests.minister)) == [SeatID("VN")!])
        #expect(told(.participant(ParticipantID("bn-minister")!)) == nil)
    }

    @Test func nothingIsRecordedWhereNothingMoves() async throws {
        let fixture = try await Fixture()
        let old = try Database("2031a", [Self.brunei: Self.brunei, Self.tokyo: Self.tokyo])
        let sequence = try await published(fixture, old).sequence
        // Singapore's clocks show the same.
        let new = try Database("2031b", [Self.brunei: "Asia/Singapore", Self.tokyo: "Asia/Seoul"])
        let conference = try conference(try await restarted(fixture, new))
        #expect(await conference.sequence == sequence)
        #expect(await conference.state.revisedClocks == nil)
        let other = try Database("2031c", [Self.brunei: "Asia/Bangkok", Self.tokyo: Self.tokyo])
        #expect(try await self.conference(try await restarted(fixture, other)).sequence == sequence + 1)
    }

    @Test func whatIsPastStays() async throws {
        let fixture = try await Fixture()
        let old = try Database("2031a", [Self.brunei: Self.brunei, Self.tokyo: Self.tokyo])
        let sequence = try await published(fixture, old).sequence
        fixture.clock.advance(10 * 86_400_000)
        let new = try Database("2031b", [Self.brunei: "Asia/Bangkok", Self.tokyo: Self.tokyo])
        #expect(try await conference(try await restarted(fixture, new)).sequence == sequence)
    }

    @Test func aZoneThatIsGoneMovesNothing() async throws {
        let fixture = try await Fixture()
        let old = try Database("2031a", [Self.brunei: Self.brunei, Self.tokyo: Self.tokyo])
        let sequence = try await published(fixture, old).sequence
        let new = try Database("2031b", [Self.tokyo: "Asia/Bangkok"])
        #expect(try await conference(try await restarted(fixture, new)).sequence == sequence)
    }

    /// Between a publication and another release nothing may be lost, even where the program ends at once.
    @Test func theClocksAreKeptBeforeThePublicationIs() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await LiveConferenceTests.published(fixture)
        let sequence = await conference.sequence
        let new = try Database("2031b", [Self.brunei: "Asia/Bangkok", Self.tokyo: Self.tokyo])
        let again = try self.conference(try await restarted(fixture, new))
        #expect(await again.sequence == sequence + 1)
        #expect(await again.state.revisedClocks?.meetings.map(\.hasMoved) == [true])
    }

    /// A delegation that comes after the publication, and one that reads it by another clock from now on.
    @Test func theClocksOfWhoComesLaterAreKeptBeforeThatIsRecorded() async throws {
        let fixture = try await Fixture()
        let (_, conference) = try await LiveConferenceTests.published(fixture)
        func kept() async throws -> Set<String>? {
            try await fixture.store.value(for: "clocks:amm-54").flatMap(PublishedClocks.init)?.names
        }
        #expect(try await kept() == [Self.brunei])
        let guest = Seat(id: SeatID("JP")!, name: Texts(en: "Japan", vi: "Nhật Bản"), timeZone: Self.tokyo)
        try await conference.submit(.inviteDelegation(seat: guest), by: .administration)
        #expect(try await kept() == [Self.brunei, Self.tokyo])
        let seat = Seat(id: SeatID("VN")!, name: Texts(en: "VN", vi: "VN"), timeZone: "Asia/Ho_Chi_Minh")
        try await conference.submit(.changeDelegation(seat: seat), by: .administration)
        #expect(try await kept() == [Self.brunei, Self.tokyo, "Asia/Ho_Chi_Minh"])
        // What is refused keeps nothing.
        var unknown = guest
        unknown.timeZone = "Asia/Seoul"
        await #expect(throws: ConferenceFailure.self) {
            try await conference.submit(.inviteDelegation(seat: unknown), by: .administration)
        }
        #expect(try await kept()?.count == 3)
    }

    /// What it held was written by somebody else: the clocks are kept anew.
    @Test func aDamagedValueIsNoFall() async throws {
        let fixture = try await Fixture()
        let old = try Database("2031a", [Self.brunei: Self.brunei, Self.tokyo: Self.tokyo])
        let sequence = try await published(fixture, old).sequence
        try await fixture.store.setValue([1, 2, 3], for: "clocks:amm-54")
        let new = try Database("2031b", [Self.brunei: "Asia/Bangkok", Self.tokyo: Self.tokyo])
        #expect(try await conference(try await restarted(fixture, new)).sequence == sequence)
        let kept = try #require(try await fixture.store.value(for: "clocks:amm-54").flatMap(PublishedClocks.init))
        #expect(kept.release == "2031b" && kept.names == [Self.brunei, Self.tokyo])
    }
}
