import Negotiation
import Record
import Store
import Summit
import Synchronization
import Testing

@testable import Conference

/// Silence ends when it is to end: not when somebody sets the clock, not before everybody has the text, and not before everybody could say
/// something since the server was away or could not keep it.
@Suite struct SilenceTests {
    static let minute: Int64 = 60_000
    static let hour = 60 * minute
    static let text = TextID("vision")!
    static let (vietNam, indonesia, malaysia) = (SeatID("VN")!, SeatID("ID")!, SeatID("MY")!)
    private typealias Scene = SilenceScene

    @Test func itEndsAtItsEndAndNotBefore() async throws {
        let scene = try await Scene()
        scene.clock.advance(10 * Self.minute - 1)
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(1)
        #expect(try await scene.standing() == .decided)
        guard case .decided(let decision) = await (try scene.room()).state.standing else { return }
        #expect(
            decision.verb == .adopt
                && decision.parties == [SilenceTests.vietNam, SilenceTests.indonesia, SilenceTests.malaysia])
    }

    @Test func itIsBrokenInTheLastMillisecondAndNotInTheNext() async throws {
        let scene = try await Scene()
        scene.clock.advance(10 * Self.minute - 1)
        try await scene.breakSilence()
        #expect(try await scene.standing() == .negotiated)
        #expect(
            await (try scene.room()).state.silences.map(\.outcome) == [
                .broken(by: SilenceTests.malaysia, reason: "Not so")
            ])

        let late = try await Scene()
        late.clock.advance(10 * Self.minute)
        await #expect(throws: TextFailure.refused(TextRefusal(.silenceOver, late.until.rawValue))) {
            try await late.breakSilence()
        }
        #expect(try await late.standing() == .decided)
    }

    @Test func itDecidesNothingWhileSomebodyDoesNotHaveTheText() async throws {
        let scene = try await Scene(receiving: [SilenceTests.indonesia])
        scene.clock.advance(10 * Self.minute)
        #expect(try await scene.standing() == .final)
        #expect(await (try scene.room()).state.silences.map(\.outcome) == [.undelivered(to: [SilenceTests.malaysia])])
    }

    @Test func aClockThatIsSetForwardEndsNothing() async throws {
        let scene = try await Scene()
        scene.clock.set(forward: 24 * 60 * Self.minute)
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(10 * Self.minute - 1)
        #expect(try await scene.standing() == .silence)
        try await scene.breakSilence()
        #expect(try await scene.standing() == .negotiated)
    }

    @Test func aClockThatIsSetBackMakesItLast() async throws {
        let scene = try await Scene()
        scene.clock.set(forward: -5 * Self.minute)
        scene.clock.advance(10 * Self.minute)
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(5 * Self.minute)
        #expect(try await scene.standing() == .decided)
    }

    @Test func aServerThatWasAwayAtItsEndMakesItLonger() async throws {
        var scene = try await Scene()
        scene.clock.advance(11 * Self.minute)
        try await scene.restart()
        #expect(try await scene.standing() == .silence)
        guard case .silence(let silence) = await (try scene.room()).state.standing else { return }
        #expect(silence.until == scene.clock.now.advanced(byMilliseconds: 30 * Self.minute))
        #expect(silence.extensions.map(\.reason) == [""])
        try await scene.breakSilence()
        #expect(try await scene.standing() == .negotiated)
    }

    @Test func aServerThatWasKilledAndWhoseClockWasSetForwardMakesItLonger() async throws {
        var scene = try await Scene()
        scene.clock.set(forward: 24 * 60 * Self.minute)
        try await scene.restart()
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(30 * Self.minute)
        #expect(try await scene.standing() == .decided)
    }

    /// All have it, then nobody can say anything for 71 hours, and the server is back ten seconds before the end.
    @Test func aServerThatIsBackJustInTimeLeavesTimeToObject() async throws {
        var scene = try await Scene(lasting: 72 * Self.hour)
        scene.clock.advance(72 * Self.hour - 10_000)
        try await scene.restart()
        #expect(try await scene.standing() == .silence)
        #expect(try await scene.end() == scene.clock.now.advanced(byMilliseconds: 30 * Self.minute))
        scene.clock.advance(30 * Self.minute - 1)
        #expect(try await scene.standing() == .silence)
        try await scene.breakSilence()
        #expect(try await scene.standing() == .negotiated)
    }

    @Test func aClockThatIsSetToJustBeforeTheEndWhileTheServerIsAwayEndsNothing() async throws {
        var scene = try await Scene(lasting: 72 * Self.hour)
        scene.clock.set(forward: 72 * Self.hour - Self.minute)
        try await scene.restart()
        scene.clock.advance(Self.minute)
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(30 * Self.minute)
        #expect(try await scene.standing() == .decided)
    }

    /// A long record is read for as long as it takes, and until the program listens nobody can say anything.
    @Test func theTimeBeforeTheProgramListensDoesNotCount() async throws {
        var scene = try await Scene()
        try await scene.restart(isListening: false)
        scene.clock.advance(11 * Self.minute)
        #expect(try await scene.standing() == .silence)
        scene.rooms.beginListening()
        #expect(try await scene.standing() == .silence)
        #expect(try await scene.end() == scene.clock.now.advanced(byMilliseconds: 30 * Self.minute))
        scene.clock.advance(30 * Self.minute)
        #expect(try await scene.standing() == .decided)
    }

    @Test func aServerThatIsBackWithTimeEnoughEndsItAtItsEnd() async throws {
        var scene = try await Scene(lasting: Self.hour)
        scene.clock.advance(29 * Self.minute)
        try await scene.restart()
        #expect(try await scene.standing() == .silence)
        #expect(try await scene.end() == scene.until)
        scene.clock.advance(31 * Self.minute - 1)
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(1)
        #expect(try await scene.standing() == .decided)
    }

    // MARK: A store that is slow, or full

    @Test func whoObjectsInTimeIsHeardHoweverSlowTheStoreIs() async throws {
        let scene = try await Scene()
        let room = try scene.room()
        scene.clock.advance(10 * Self.minute - 1)
        scene.store.hold()
        let receipt = Task {
            try await room.submit(
                .comment(paragraph: room.state.order[0], stretch: nil, words: "Sic"), by: Scene.delegate(Self.indonesia)
            )
        }
        await scene.store.holds()
        let objection = Task { try await scene.breakSilence() }
        while await room.waiting < 1 { await Task.yield() }
        scene.clock.advance(10_000)
        let tick = Task { try await scene.standing() }
        while await room.waiting < 2 { await Task.yield() }
        scene.store.letGo()
        _ = try await receipt.value
        try await objection.value
        #expect(try await tick.value == .negotiated)
        // The record says that it came in time.
        let entries = try await room.recordLines(after: 0, limit: 100).map { try RecordEntry(line: $0) }
        #expect(entries.last?.eventName == "silenceBroken" && (entries.last?.at ?? scene.until) < scene.until)
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.at <= $1.at })
    }

    @Test func whatCouldNotBeKeptGivesTimeToSayItAgain() async throws {
        let scene = try await Scene()
        scene.clock.advance(9 * Self.minute)
        scene.store.isFailing.withLock { $0 = true }
        await #expect(throws: TextFailure.unavailable(.storage)) { try await scene.breakSilence() }
        scene.clock.advance(2 * Self.minute)
        #expect(try await scene.standing() == .silence)
        scene.store.isFailing.withLock { $0 = false }
        #expect(try await scene.standing() == .silence)
        #expect(try await scene.end() == scene.clock.now.advanced(byMilliseconds: 30 * Self.minute))
        scene.clock.advance(30 * Self.minute - 1)
        try await scene.breakSilence()
        #expect(try await scene.standing() == .negotiated)
    }

    @Test func anEndThatCouldNotBeKeptComesAfterTheGrace() async throws {
        let scene = try await Scene()
        scene.store.isFailing.withLock { $0 = true }
        scene.clock.advance(10 * Self.minute)
        #expect(try await scene.standing() == .silence)
        scene.store.isFailing.withLock { $0 = false }
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(30 * Self.minute - 1)
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(1)
        #expect(try await scene.standing() == .decided)
    }

    /// A failure long before the end, after which everything was kept: there was time to object.
    @Test func aFailureThatWasOverInTimeMakesItNoLonger() async throws {
        let scene = try await Scene(lasting: 2 * Self.hour)
        let room = try scene.room()
        let comment = TextCommand.comment(paragraph: await room.state.order[0], stretch: nil, words: "Sic")
        scene.store.isFailing.withLock { $0 = true }
        await #expect(throws: TextFailure.unavailable(.storage)) {
            try await room.submit(comment, by: Scene.delegate(Self.indonesia))
        }
        scene.store.isFailing.withLock { $0 = false }
        try await room.submit(comment, by: Scene.delegate(Self.indonesia))
        #expect(try await scene.standing() == .silence)
        scene.clock.advance(2 * Self.hour)
        #expect(try await scene.standing() == .decided)
    }

    /// What could not be kept under an earlier silence has nothing to do with the next one, which is as long as the chair said.
    @Test func anotherSilenceIsAsLongAsItIs() async throws {
        let scene = try await Scene()
        let room = try scene.room()
        let chair = Scene.delegate(Self.vietNam)
        scene.store.isFailing.withLock { $0 = true }
        await #expect(throws: TextFailure.unavailable(.storage)) { try await scene.breakSilence() }
        scene.store.isFailing.withLock { $0 = false }
        try await room.submit(.withdrawSilence(reason: "A mistake"), by: chair)
        let act = try await room.submit(.beginSilence(verb: .adopt, until: scene.until), by: chair)
        for seat in [Self.indonesia, Self.malaysia] {
            try await room.submit(.receive(of: act, opened: false), by: Scene.delegate(seat))
        }
        #expect(try await scene.standing() == .silence)
        #expect(try await scene.end() == scene.until)
        scene.clock.advance(10 * Self.minute)
        #expect(try await scene.standing() == .decided)
    }

    // MARK: How long it lasts

    @Test func aClockThatIsBehindMakesItNoShorterThanTheBodyRequires() async throws {
        let scene = try await Scene()
        let room = try scene.room()
        let chair = Scene.delegate(Self.vietNam)
        try await room.submit(.withdrawSilence(reason: "A mistake"), by: chair)
        let soon = scene.clock.now.advanced(byMilliseconds: 30_000)
        let tooShort = TextFailure.refused(TextRefusal(.silenceTooShort, "until", maximum: 60))
        scene.clock.set(forward: -71 * Self.hour)
        await #expect(throws: tooShort) { try await room.submit(.beginSilence(verb: .adopt, until: soon), by: chair) }
        // After a start nothing but the record tells that the clock is behind.
        var restarted = scene
        try await restarted.restart()
        let again = try restarted.room()
        await #expect(throws: tooShort) { try await again.submit(.beginSilence(verb: .adopt, until: soon), by: chair) }
        try await again.submit(
            .beginSilence(verb: .adopt, until: soon.advanced(byMilliseconds: 30_000)), by: chair)
    }

    // MARK: Which one is answered

    @Test func whoAnswersAnEarlierSilenceAnswersNothing() async throws {
        let scene = try await Scene()
        let room = try scene.room()
        guard case .silence(let earlier) = await room.state.standing else { throw Scene.NoSilence() }
        let (chair, malaysia) = (Scene.delegate(Self.vietNam), Scene.delegate(Self.malaysia))
        try await room.submit(.withdrawSilence(reason: "A mistake"), by: chair)
        try await room.submit(.beginSilence(verb: .endorse, until: scene.until), by: chair)
        for late in [
            TextCommand.breakSilence(of: earlier.act, reason: "Not so", change: nil),
            .receive(of: earlier.act, opened: true),
        ] {
            await #expect(throws: TextFailure.refused(TextRefusal(.otherSilence))) {
                try await room.submit(late, by: malaysia)
            }
        }
        #expect(await room.state.silences.map(\.endAct) == [earlier.act + 3])
        try await scene.breakSilence()
        let state = await room.state
        #expect(state.silences.last?.endAct == state.act)
    }
}
