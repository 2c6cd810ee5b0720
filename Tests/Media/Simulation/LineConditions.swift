public import Wire

/// A line from and to one delegation, and what is heard and seen over it.
public struct LineConditions: Sendable, Hashable {
    /// Share of datagrams, both ways, in bursts of 3.5 on average.
    public var loss: Double
    /// Milliseconds.
    public var roundTrip: Int64
    /// Bits per second towards the delegation; nil: no limit.
    public var capacity: Double?
    public static let burst = 3.5

    public init(loss: Double = 0, roundTrip: Int64 = 40, capacity: Double? = nil) {
        self.loss = loss
        self.roundTrip = roundTrip
        self.capacity = capacity
    }

    /// What the page asks of its jitter buffers on such a line: Web/media/playout.js, in microseconds.
    var playout: (sound: Int64, picture: Int64) {
        if loss < 0.005 { return (0, 0) }
        let sound: Int64 = loss < 0.02 ? 100 : loss < 0.15 ? 170 : 230
        let picture = roundTrip <= 250 ? 3 * roundTrip + 100 : min(1_500, 2 * roundTrip + 200)
        return (sound * 1_000, loss < 0.02 ? 0 : picture * 1_000)
    }
}

/// What a delegation heard and saw over a while.
public struct Experience: Sendable, Hashable {
    /// Share of sound that had to be made up, and of time in which the picture stood still, 0...1.
    public var concealed = 0.0
    public var frozen = 0.0
    public var longestFreeze = MediaInterval.milliseconds(0)
    public var picturesPerSecond = 0.0
    /// Bits per second: what the engine thought, and what came.
    public var estimate = 0.0
    public var received = 0.0
}

extension SimulatedCall {
    /// A speaker, and one who watches over a good line, connected.
    public static func connected(
        seed: UInt64, roundTrip: Int64 = 40, hasTemporalLayers: Bool = false, repairsSound: Bool = true,
        takesRedundancy: Bool = true
    ) throws -> (call: SimulatedCall, guest: Guest) {
        let call = try SimulatedCall(
            seed: seed, hasTemporalLayers: hasTemporalLayers, repairsSound: repairsSound,
            takesRedundancy: takesRedundancy)
        try call.addSpeaker()
        let guest = try call.addListener { $0.delay = .milliseconds(roundTrip / 2) }
        call.run(seconds: 2)
        return (call, guest)
    }

    /// Changes a guest's line, both ways.
    public func change(_ guest: Guest, to line: LineConditions) {
        guest.down.delay = .milliseconds(line.roundTrip / 2)
        guest.up.delay = guest.down.delay
        guest.down.loss = line.loss
        guest.up.loss = line.loss
        guest.down.burst = LineConditions.burst
        guest.up.burst = LineConditions.burst
        guest.down.capacity = line.capacity
        guest.sound.target = line.playout.sound
        guest.picture.target = line.playout.picture
    }

    /// What a guest hears and sees in the next seconds; `changes`: at which of them the capacity becomes another.
    public func watch(_ guest: Guest, seconds: Int, changes: [Int: Double] = [:]) -> Experience {
        reset()
        var estimates = 0.0
        for second in 0..<seconds {
            if let capacity = changes[second] { guest.down.capacity = capacity }
            run(seconds: 1)
            estimates += estimate(guest)
        }
        guest.picture.end(now: now)
        return Experience(
            concealed: guest.sound.concealedShare, frozen: guest.picture.frozenShare(now: now),
            longestFreeze: .microseconds(guest.picture.longest),
            picturesPerSecond: Double(guest.picture.pictures) / Double(seconds),
            estimate: estimates / Double(seconds), received: Double(guest.bytes) * 8 / Double(seconds))
    }
}

extension LineConditions {
    /// The mean over calls with different chances, after ten seconds on the line in which everything settles.
    public func experience(
        seeds: ClosedRange<UInt64> = 1...3, seconds: Int = 30, changes: [Int: Double] = [:],
        hasTemporalLayers: Bool = false, repairsSound: Bool = true
    ) throws -> Experience {
        var sum = Experience()
        for seed in seeds {
            let (call, guest) = try SimulatedCall.connected(
                seed: seed, roundTrip: roundTrip, hasTemporalLayers: hasTemporalLayers, repairsSound: repairsSound)
            call.change(guest, to: self)
            call.run(seconds: 10)
            let one = call.watch(guest, seconds: seconds, changes: changes)
            sum.concealed += one.concealed
            sum.frozen += one.frozen
            sum.longestFreeze = max(sum.longestFreeze, one.longestFreeze)
            sum.picturesPerSecond += one.picturesPerSecond
            sum.estimate += one.estimate
            sum.received += one.received
        }
        let count = Double(seeds.count)
        sum.concealed /= count
        sum.frozen /= count
        sum.picturesPerSecond /= count
        sum.estimate /= count
        sum.received /= count
        return sum
    }
}
