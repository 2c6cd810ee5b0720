import ClientProtocol
import Crypto
import Logging
import Procedure
import Record
import Store
import Summit
import Synchronization
import Testing

@testable import Conference

@Suite struct DurabilityTests {
    /// Many clients at once: whatever was acknowledged is in the store under the number that was acknowledged, in the
    /// order that every client saw.
    @Test func whatWasAcknowledgedIsInTheStore() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        // An adviser follows every segment that is set here.
        let watcher = try await fixture.attach(Fixture.indonesianAdviser)
        let start = try #require(try watcher.messages().sequences.last, "their own connection comes after the snapshot")
        let people = [Fixture.chair, Fixture.indonesia, Fixture.malaysia, Fixture.indonesianAdviser]
        let commands: [MeetingCommand] = [
            .raiseFlag, .lowerFlag, .nextSpeaker, .endFloor, .setSegment(.open), .setSegment(.restricted),
            .setDevices(camera: true, microphoneOn: true), .setDevices(camera: false, microphoneOn: true),
            .takeMicrophone, .mute(SeatID("ID")!), .unmute(SeatID("ID")!), .suspendMeeting, .resumeMeeting,
        ]
        let acknowledged = await withTaskGroup(of: [Int].self) { group in
            for (number, person) in people.enumerated() {
                group.addTask {
                    var generator = SeededGenerator(seed: UInt64(number + 1))
                    var sequences: [Int] = []
                    for _ in 0..<120 {
                        let command = commands.randomElement(using: &generator)!
                        if let sequence = try? await fixture.meeting.submit(command, by: .participant(person)) {
                            let size = (try? await fixture.store.records().first?.size) ?? 0
                            #expect(size >= sequence, "acknowledged before it was stored")
                            sequences.append(sequence)
                        }
                    }
                    return sequences
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(acknowledged.count > 50)
        let told = try watcher.messages()
        let stored = try await fixture.store.lines(of: .meeting(Fixture.apt), after: start, limit: 10_000)
        let entries = try stored.map { try RecordEntry(line: $0) }
        #expect(told.sequences == entries.map(\.sequence))
        #expect(told.events == (try entries.map { try $0.event(as: MeetingEvent.self) }))
        #expect(acknowledged.allSatisfy { $0 <= start + entries.count })
        let (meetings, meeting) = try await fixture.restarted()
        #expect(meetings.damaged.isEmpty)
        #expect(await meeting.state == fixture.meeting.state)
    }

    @Test func whatCannotBeStoredDidNotHappen() async throws {
        let store = try FailingStore()
        let fixture = try await Fixture(store: store)
        try await fixture.open()
        let chair = try await fixture.attach(Fixture.chair)
        let other = try await fixture.attach(Fixture.malaysia)
        _ = try (chair.messages(), other.messages())
        let before = (await fixture.meeting.state, await fixture.meeting.sequence)
        store.isFailing.withLock { $0 = true }
        #expect(try await chair.command(.setSegment(.retreat)).refusals == ["unavailable"])
        await #expect(throws: CommandFailure.unavailable(.storage)) {
            try await fixture.submit(.raiseFlag, Fixture.indonesia)
        }
        #expect(try other.messages().isEmpty, "nobody is told of what was not recorded")
        #expect(await fixture.meeting.state == before.0)
        store.isFailing.withLock { $0 = false }
        #expect(try await chair.command(.setSegment(.retreat)).accepted == [before.1 + 1])
    }

    /// Another program wrote to the record: this one must not go on.
    @Test func aForeignWriterStopsTheMeeting() async throws {
        let fixture = try await Fixture()
        let size = await fixture.meeting.sequence
        try await fixture.store.append([[1]], to: .meeting(Fixture.apt), expecting: size)
        for _ in 0..<2 {
            await #expect(throws: CommandFailure.unavailable(.storage)) {
                try await fixture.submit(.enterLobby, Fixture.chair)
            }
        }
        #expect(try await fixture.store.lines(of: .meeting(Fixture.apt), after: size, limit: 10) == [[1]])
        let again = try await Meetings(
            store: fixture.store, desk: nil, secrets: fixture.secrets, clock: { fixture.clock.now }, logger: .quiet)
        #expect(again.meeting(Fixture.apt) == nil)
        #expect(again.damaged.first?.description.contains("line \(size + 1)") == true)
        await #expect(throws: CreationFailure.exists(Fixture.apt)) {
            _ = try await again.createMeeting(
                MeetingSetup(id: Fixture.apt, title: Texts(en: "x", vi: "x"), seats: [SeatSetup(id: SeatID("VN")!)]))
        }
    }

    @Test func checkpointsAreSignedAndProveEveryLine() async throws {
        let fixture = try await Fixture()
        try await fixture.open()
        for round in 0..<70 {
            try await fixture.submit(.setSegment(round.isMultiple(of: 2) ? .retreat : .open), Fixture.chair)
        }
        let early = try await fixture.meeting.checkpoint()
        #expect(early.checkpoint.size >= 64)
        fixture.clock.advance(10_000)
        await fixture.meetings.tick()
        let size = await fixture.meeting.sequence
        #expect(try await fixture.meeting.checkpoint().checkpoint.size == size)
        let record = try await fixture.meeting.recordLines(limit: 5_000)
        for sequence in 1...size {
            let (proof, checkpoint) = try #require(try await fixture.meeting.proof(of: sequence))
            #expect(proof.leaf == .leaf(record[sequence - 1]))
            #expect(proof.proves(checkpoint.checkpoint.root))
            #expect(checkpoint.isSigned(by: fixture.secrets.recordKey))
        }
        #expect(try await fixture.meeting.proof(of: 0) == nil)
        #expect(try await fixture.meeting.proof(of: size + 1) == nil)
        let verified = try RecordVerification.verify(
            record.flatMap { $0 + [UInt8(ascii: "\n")] }, checkpoints: try await fixture.meeting.checkpoints(),
            origin: "host.example/apt-2020", key: fixture.secrets.recordKey)
        #expect(verified.lines == size)
    }
}

private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
