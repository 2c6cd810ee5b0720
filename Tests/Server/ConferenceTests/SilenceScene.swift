import Negotiation
import Store
import Summit
import Testing

@testable import Conference

/// A text whose silence lasts ten minutes, all of whose delegations have it. The grace of its rules is half an hour.
struct SilenceScene {
    let fixture: Fixture
    let store: FailingStore
    var rooms: DraftingRooms
    let until: Timestamp

    var clock: TestClock { fixture.clock }
    func room() throws -> DraftingRoom { try #require(rooms.room(SilenceTests.text)) }

    init(
        receiving: [SeatID] = [SilenceTests.indonesia, SilenceTests.malaysia],
        lasting: Int64 = 10 * SilenceTests.minute
    ) async throws {
        store = try FailingStore()
        fixture = try await Fixture(store: store)
        rooms = try await DraftingRooms(environment: fixture.meetings.environment)
        rooms.beginListening()
        let facts = TextFacts(
            id: SilenceTests.text, conference: ConferenceID("summit-36")!, type: .declaration,
            title: Texts(en: "Vision", vi: "Tầm nhìn"), pen: .secretariat, chair: SilenceTests.vietNam,
            delegations: [SilenceTests.vietNam, SilenceTests.indonesia, SilenceTests.malaysia],
            rules: TextRules(silenceSeconds: 60, silenceGraceSeconds: 1_800))
        let room = try await rooms.create(facts, by: .administration)
        until = fixture.clock.now.advanced(byMilliseconds: lasting)
        let words = [NewParagraph(kind: .operative, words: "We act.")]
        let secretariat = Negotiator(author: .administration, delegation: nil, isSecretariat: true)
        try await room.submit(.addParagraphs(behind: nil, paragraphs: words), by: secretariat)
        try await room.submit(.finalise, by: Self.delegate(SilenceTests.vietNam))
        try await room.submit(.beginSilence(verb: .adopt, until: until), by: Self.delegate(SilenceTests.vietNam))
        let act = await room.sequence
        for seat in receiving {
            try await room.submit(.receive(of: act, opened: false), by: Self.delegate(seat))
        }
    }

    static func delegate(_ seat: SeatID) -> Negotiator {
        Negotiator(author: .participant(ParticipantID("\(seat.rawValue.lowercased())-head")!), delegation: seat)
    }

    func breakSilence() async throws {
        let room = try room()
        guard case .silence(let silence) = await room.state.standing else { throw NoSilence() }
        try await room.submit(
            .breakSilence(of: silence.act, reason: "Not so", change: nil), by: Self.delegate(SilenceTests.malaysia)
        )
    }

    struct NoSilence: Error {}

    /// Killed: nothing is said to the store; the same record, another process.
    mutating func restart(isListening: Bool = true) async throws {
        let meetings = try await fixture.restarted().meetings
        rooms = try await DraftingRooms(environment: meetings.environment)
        if isListening { rooms.beginListening() }
    }

    /// When the silence that lasts is to end.
    func end() async throws -> Timestamp? {
        guard case .silence(let silence) = await (try room()).state.standing else { return nil }
        return silence.until
    }

    func standing() async throws -> TextStanding.Name {
        await rooms.tick()
        return await (try room()).state.standing.name
    }
}
