import MediaClient
import MediaEngine
import Simulation
import Testing
import Wire

/// What must hold on bad lines; docs/media/resilience.md has the whole matrix.
@Suite struct ResilienceTests {
    @Test func fiveOfAHundredLostAreHardlyNoticed() throws {
        let found = try LineConditions(loss: 0.05, roundTrip: 150).experience(seeds: 1...3, seconds: 20)
        #expect(found.frozen <= 0.005)
        #expect(found.concealed <= 0.01)
    }

    @Test func tenOfAHundredLostAreBorne() throws {
        let found = try LineConditions(loss: 0.1, roundTrip: 150).experience(seeds: 1...3, seconds: 20)
        #expect(found.frozen <= 0.02)
        #expect(found.concealed <= 0.02)
    }

    @Test func theFloorIsUnderstoodWhereAThirdIsLost() throws {
        let found = try LineConditions(loss: 0.3, roundTrip: 150).experience(seeds: 1...2, seconds: 20)
        #expect(found.concealed <= 0.1)
    }

    /// 300 kbit/s that lose a tenth: the speaker is heard, and seen most of the time.
    @Test func aPoorLineHearsAndSees() throws {
        let found = try LineConditions(loss: 0.1, roundTrip: 150, capacity: 300_000).experience(
            seeds: 1...6, seconds: 20)
        #expect(found.concealed <= 0.05)
        #expect(found.frozen <= 0.25)
        #expect(found.picturesPerSecond >= 8)
    }

    /// What is sent to learn what a narrow line carries does not fill it.
    @Test func aNarrowLineIsNotFilledByProbes() throws {
        let found = try LineConditions(roundTrip: 150, capacity: 300_000).experience(seeds: 1...3, seconds: 20)
        #expect(found.concealed <= 0.006)
        #expect(found.frozen == 0)
    }

    /// A line too narrow for the whole of the smallest layer: where it showed next to nothing it shows fewer pictures.
    @Test func aPoorLineGetsALowerFrameRateInsteadOfNothing() throws {
        let line = LineConditions(roundTrip: 100, capacity: 180_000)
        let whole = try line.experience(seeds: 1...2, seconds: 20)
        let layered = try line.experience(seeds: 1...2, seconds: 20, hasTemporalLayers: true)
        #expect(layered.picturesPerSecond >= 4)
        #expect(layered.picturesPerSecond > 2 * whole.picturesPerSecond)
        #expect(layered.frozen < whole.frozen / 2)
    }

    /// A listener whose browser takes no sound twice: what is lost comes again because it is asked for.
    @Test(arguments: [0.05, 0.1]) func lostSoundIsAskedFor(loss: Double) throws {
        func concealed(_ repairsSound: Bool) throws -> Double {
            let (call, guest) = try SimulatedCall.connected(
                seed: 22, repairsSound: repairsSound, takesRedundancy: false)
            call.change(guest, to: LineConditions(loss: loss, roundTrip: 40))
            call.run(seconds: 5)
            return call.watch(guest, seconds: 15).concealed
        }
        let without = try concealed(false)
        let with = try concealed(true)
        #expect(with < 0.5 * without, "\(with) of \(without)")
    }

    /// The speaker's own line loses, and their client sends nothing twice.
    @Test(arguments: [0.05, 0.1]) func theSpeakersSoundIsAskedFor(loss: Double) throws {
        func concealed(_ repairsSound: Bool) throws -> Double {
            let (call, guest) = try SimulatedCall.connected(seed: 21, repairsSound: repairsSound)
            if let speaker = call.speaker { call.change(speaker, to: LineConditions(loss: loss, roundTrip: 40)) }
            call.run(seconds: 5)
            return call.watch(guest, seconds: 15).concealed
        }
        let without = try concealed(false)
        let with = try concealed(true)
        #expect(with < 0.5 * without, "\(with) of \(without)")
    }

    /// Lines that carry one size and not the next: it stays with that size, and the sound is whole.
    @Test(arguments: [500_000.0, 1_500_000]) func betweenTwoSizesTheSmallerStays(capacity: Double) throws {
        let found = try LineConditions(roundTrip: 150, capacity: capacity).experience(seeds: 1...2, seconds: 30)
        #expect(found.concealed <= 0.02)
        #expect(found.frozen <= 0.005)
        #expect(found.picturesPerSecond > 10)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>) func aDropAndItsEndAreFollowed(seed: UInt64) throws {
        let (call, guest) = try SimulatedCall.connected(seed: seed, roundTrip: 100)
        call.change(guest, to: LineConditions(roundTrip: 100, capacity: 10_000_000))
        call.run(seconds: 20)
        call.change(guest, to: LineConditions(roundTrip: 100, capacity: 800_000))
        call.reset()
        call.run(seconds: 2)
        #expect(call.estimate(guest) < 800_000)
        call.run(seconds: 8)
        #expect(guest.picture.longest <= 1_000_000)
        // Of 20 ms each.
        #expect(guest.sound.concealed <= 50)
        call.change(guest, to: LineConditions(roundTrip: 100, capacity: 10_000_000))
        // The largest layer again, which is all that there is to send.
        var isBack = false
        for _ in 0..<10 {
            guest.reset(now: call.now)
            call.run(seconds: 1)
            if Double(guest.bytes) * 8 > 1_800_000 { isBack = true }
        }
        #expect(isBack)
    }

    @Test func onesBadLineChangesNothingForTheOthers() throws {
        func others(with bad: LineConditions) throws -> (bytes: Int, pictures: Int) {
            let call = try SimulatedCall(seed: 9)
            try call.addSpeaker()
            let good = try (0..<3).map { _ in try call.addListener { $0.delay = .milliseconds(20) } }
            let guest = try call.addListener { $0.delay = .milliseconds(20) }
            call.run(seconds: 2)
            call.change(guest, to: bad)
            call.run(seconds: 8)
            call.reset()
            call.run(seconds: 20)
            return (good.reduce(0) { $0 + $1.bytes }, good.reduce(0) { $0 + $1.picture.pictures })
        }
        let alone = try others(with: LineConditions())
        let beside = try others(with: LineConditions(loss: 0.3, roundTrip: 150, capacity: 100_000))
        #expect(abs(Double(beside.bytes) / Double(alone.bytes) - 1) < 0.01)
        #expect(abs(Double(beside.pictures) / Double(alone.pictures) - 1) < 0.01)
    }

    /// Three seconds without a line: sound is back within one second of it, and nobody joins anew.
    @Test func anOutageEndsWithTheLinesReturn() throws {
        let (call, guest) = try SimulatedCall.connected(seed: 11)
        call.run(seconds: 5)
        (guest.up.isCut, guest.down.isCut) = (true, true)
        call.run(seconds: 3)
        (guest.up.isCut, guest.down.isCut) = (false, false)
        call.run(seconds: 1)
        let found = call.watch(guest, seconds: 5)
        #expect(found.concealed == 0)
        #expect(found.picturesPerSecond > 10)
    }

    /// A NAT gives the guest, and the speaker, another port in the middle of the call.
    @Test func anotherAddressIsTheSamePeer() throws {
        let (call, guest) = try SimulatedCall.connected(seed: 12)
        call.run(seconds: 5)
        call.rebind(guest)
        call.rebind(try #require(call.speaker))
        call.run(seconds: 1)
        let found = call.watch(guest, seconds: 5)
        #expect(found.concealed == 0)
        #expect(found.picturesPerSecond > 20)
    }

    /// Consent is renewed though each answer takes longer than the next question (RFC 7675).
    @Test func aLineOverTwoSatellitesStays() throws {
        let (call, guest) = try SimulatedCall.connected(seed: 13, roundTrip: 1_200)
        call.run(seconds: 60)
        let found = call.watch(guest, seconds: 10)
        #expect(found.concealed == 0)
        #expect(found.estimate > 1_000_000)
        #expect(guest.client.isConnected)
    }

    @Test func theSameSeedGivesTheSameCall() throws {
        let line = LineConditions(loss: 0.1, roundTrip: 150, capacity: 500_000)
        #expect(try line.experience(seeds: 3...3, seconds: 5) == line.experience(seeds: 3...3, seconds: 5))
    }
}
