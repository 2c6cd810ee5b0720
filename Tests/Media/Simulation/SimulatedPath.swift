public import Wire

/// What the network does to the datagrams of one direction. All chance comes from one seed.
public struct SimulatedPath: Sendable {
    /// Bits per second at the narrowest place; nil: no limit.
    public var capacity: Double?
    /// The queue in front of it holds so much; what comes on top is lost.
    public var queue = MediaInterval.milliseconds(300)
    /// One way, without queue and jitter.
    public var delay = MediaInterval.milliseconds(10)
    /// Up to so much more, keeping the order.
    public var jitter = MediaInterval.milliseconds(0)
    /// Share that is lost, 0...1, and how many datagrams in a row on average (Gilbert, 1960; Elliott, 1963).
    public var loss = 0.0
    public var burst = 1.0
    /// Shares that come late by up to `jitter` and 30 ms, out of order, and twice.
    public var reordered = 0.0
    public var duplicated = 0.0
    /// Nothing passes.
    public var isCut = false

    private var random: SplitMix
    private var isBad = false
    private var free = MediaTime(microseconds: 0)
    private var lastArrival = MediaTime(microseconds: 0)
    /// Datagrams that were sent, and those that were lost on the way or in the queue.
    public private(set) var sent = 0
    public private(set) var lost = 0

    public init(seed: UInt64) { random = SplitMix(state: seed) }

    /// Begins the row of chances anew: what came before, such as a handshake of random length, leaves no trace.
    public mutating func restart(seed: UInt64) {
        random = SplitMix(state: seed)
        isBad = false
    }

    /// When a datagram that is sent now arrives: never, once, or twice.
    public mutating func arrivals(bytes: Int, now: MediaTime) -> [MediaTime] {
        sent += 1
        guard !isCut, !isLost(), let through = pass(bytes, now) else {
            lost += 1
            return []
        }
        let jittered = through + delay + upTo(jitter)
        var arrival = max(jittered, lastArrival)
        if random.unit() < reordered {
            arrival = arrival + upTo(jitter) + upTo(.milliseconds(30))
        } else {
            lastArrival = arrival
        }
        return random.unit() < duplicated ? [arrival, arrival + .milliseconds(1)] : [arrival]
    }

    private mutating func isLost() -> Bool {
        guard loss > 0 else { return false }
        let chance = random.unit()
        let leave = 1 / max(burst, 1)
        isBad = isBad ? chance >= leave : chance < loss * leave / (1 - min(loss, 0.99))
        return isBad
    }

    /// When the narrowest place has let it through; nil: the queue is full.
    private mutating func pass(_ bytes: Int, _ now: MediaTime) -> MediaTime? {
        guard let capacity else { return now }
        let start = max(free, now)
        guard start - now <= queue else { return nil }
        // With 28 bytes of IP and UDP.
        free = start + .microseconds(Int64(Double((bytes + 28) * 8) / capacity * 1_000_000))
        return free
    }

    private mutating func upTo(_ most: MediaInterval) -> MediaInterval {
        .microseconds(Int64(random.unit() * Double(most.microseconds)))
    }
}

/// Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014.
public struct SplitMix: Sendable {
    private var state: UInt64

    public init(state: UInt64) { self.state = state }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// 0 ..< 1.
    public mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
