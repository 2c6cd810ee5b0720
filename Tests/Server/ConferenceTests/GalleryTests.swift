import Negotiation
import Store
import Summit
import Testing

@testable import Conference

/// Those who watch take no place from those who negotiate.
@Suite struct GalleryTests {
    private static let secretariat = Negotiator(author: .administration, delegation: nil, isSecretariat: true)

    private static func person(_ number: Int) -> Author { .participant(ParticipantID("p\(number)")!) }

    private func room() async throws -> DraftingRoom {
        let fixture = try await Fixture(store: try SQLiteStore.inMemory())
        let rooms = try await DraftingRooms(environment: fixture.meetings.environment)
        let seats = [SeatID("VN")!, SeatID("ID")!]
        let facts = TextFacts(
            id: TextID("vision")!, conference: ConferenceID("summit-36")!, type: .declaration,
            title: Texts(en: "Vision", vi: "Tầm nhìn"), pen: .secretariat, chair: seats[0], delegations: seats)
        let room = try await rooms.create(facts, by: .administration)
        let words = ["We act.", "We pay."].map { NewParagraph(kind: .operative, words: $0) }
        try await room.submit(.addParagraphs(behind: nil, paragraphs: words), by: Self.secretariat)
        return room
    }

    @Test func aFullGalleryKeepsNobodyFromTheText() async throws {
        let room = try await room()
        var feeds: [BoundedFeed<Int>] = []
        for number in 0..<Gallery.places { feeds.append(try #require(await room.watch(by: Self.person(number)))) }
        #expect(await room.watch(by: .administration) == nil)
        #expect(await room.follow(after: nil) != nil)
        // Whoever goes makes room.
        feeds[0].finish()
        #expect(await room.watch(by: .administration) != nil)
    }

    @Test func onePersonHasAFewPlaces() async throws {
        let room = try await room()
        let other = try #require(await room.watch(by: Self.person(0)))
        var own: [BoundedFeed<Int>] = []
        for _ in 0...Gallery.placesOfOne { own.append(try #require(await room.watch(by: Self.person(1)))) }
        #expect(own.map(\.isFinished) == own.indices.map { $0 == 0 } && !other.isFinished)
    }

    @Test func whatIsStagedFollowsEveryAct() async throws {
        let room = try await room()
        let feed = try #require(await room.watch(by: Self.person(0)))
        let second = await room.state.order[1]
        let before = try #require(await room.staged(second))
        #expect(before.number?.hasSuffix("2") == true && before.words == "We pay.")
        let act = try await room.submit(
            .addParagraphs(behind: nil, paragraphs: [NewParagraph(kind: .operative, words: "We begin.")]),
            by: Self.secretariat)
        #expect(await feed.next()?.last == act)
        let after = try #require(await room.staged(second))
        #expect(after.number?.hasSuffix("3") == true && after.words == "We pay." && after.act == act)
        #expect(await room.staged(ParagraphID(act: 99, place: 0)) == nil)
    }
}
