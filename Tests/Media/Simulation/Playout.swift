public import Wire

/// What a listener hears: a jitter buffer that plays one packet of 20 ms after the other, as late as 97 of 100 packets of
/// the last seconds need, moves towards that by at most a tenth of real time, and fills what is not there in time.
///
/// A model of what browsers do (NetEq), not their code; it knows no in-band FEC, so it hears less well than they.
public struct SoundPlayout: Sendable {
    static let packet: Int64 = 20_000
    static let leastDelay: Int64 = 40_000
    static let mostDelay: Int64 = 500_000

    public private(set) var played = 0
    public private(set) var concealed = 0
    /// The longest hole, packets.
    public private(set) var longestHole = 0
    private var hole = 0
    /// What is asked of the buffer by the page (`jitterBufferTarget`), microseconds.
    public var target: Int64 = 0

    /// Arrival of each packet that is not played yet.
    private var waiting: [Int64: Int64] = [:]
    /// The packet that is played next, and when its turn is without any delay.
    private var next: Int64?
    private var start: Int64 = 0
    private var delay = leastDelay
    /// How much later than the earliest the last packets came.
    private var lateness: [Int64] = []
    private var latest = 0

    public init() {}

    /// Milliseconds between a packet's turn at the sender and its being heard.
    public var delayMilliseconds: Double { Double(delay) / 1_000 }

    /// The sound of the 20 ms with this number is there, by itself or within another packet.
    public mutating func take(_ number: Int64, isRedundant: Bool, now: MediaTime) {
        if next == nil {
            next = number
            start = now.microseconds - number * Self.packet
        }
        if !isRedundant { measure(now.microseconds - start - number * Self.packet) }
        guard let next, number >= next, waiting[number] == nil else { return }
        waiting[number] = now.microseconds
    }

    private mutating func measure(_ late: Int64) {
        if late < 0 {
            // Faster than the first: the clock starts earlier.
            start += late
            for index in lateness.indices { lateness[index] -= late }
        }
        if lateness.count < 500 { lateness.append(max(late, 0)) } else { lateness[latest % 500] = max(late, 0) }
        latest += 1
    }

    /// Plays what is due.
    public mutating func play(now: MediaTime) {
        while let number = next, start + number * Self.packet + delay <= now.microseconds {
            if waiting.removeValue(forKey: number) != nil {
                hole = 0
            } else {
                concealed += 1
                hole += 1
                longestHole = max(longestHole, hole)
            }
            played += 1
            next = number + 1
            settle()
        }
    }

    private mutating func settle() {
        guard !lateness.isEmpty, played % 5 == 0 else { return }
        let wanted = lateness.sorted()[min(lateness.count - 1, lateness.count * 97 / 100)] + Self.packet
        let goal = min(max(wanted, Self.leastDelay, target), Self.mostDelay)
        let step = Self.packet / 10 * 5
        delay = delay < goal ? min(delay + step, goal) : max(delay - step, goal)
    }

    /// Counts from here on.
    public mutating func reset() { (played, concealed, longestHole) = (0, 0, 0) }

    public var concealedShare: Double { played == 0 ? 0 : Double(concealed) / Double(played) }
}

/// What a viewer sees: each picture as much later than it was taken as 97 of 100 of the last seconds need, or when it has
/// come, if that is later; and when it stands still, by the definition of W3C's webrtc-stats: a gap between two pictures of
/// more than three times the average, and at least 150 ms more than it.
public struct PicturePlayout: Sendable {
    static let mostDelay: Int64 = 1_600_000

    /// What is asked of the buffer by the page (`jitterBufferTarget`), microseconds.
    public var target: Int64 = 0
    public private(set) var frozen: Int64 = 0
    public private(set) var longest: Int64 = 0
    public private(set) var pictures = 0
    private var since: Int64?
    private var last: Int64?
    private var average = 40_000.0

    /// Of the stream's time, microseconds: unwrapped, and where it starts on ours.
    private var lastTime: Int64?
    private var start: Int64?
    private var delay: Int64 = 0
    private var lateness: [Int64] = []
    private var count = 0
    /// Times at which pictures that have come are shown.
    private var waiting: [Int64] = []

    public init() {}

    public var delayMilliseconds: Double { Double(delay) / 1_000 }

    /// A picture is complete, and everything that it builds upon.
    public mutating func take(_ timestamp: UInt32, now: MediaTime) {
        if since == nil { since = now.microseconds }
        let near = lastTime ?? Int64(timestamp) + 1 << 32
        let ticks = near + Int64(Int32(bitPattern: timestamp &- UInt32(truncatingIfNeeded: near)))
        lastTime = max(near, ticks)
        let time = ticks * 100 / 9
        let begin = start ?? now.microseconds - time
        start = begin
        measure(now.microseconds - begin - time)
        let due = max(now.microseconds, (start ?? begin) + time + delay, waiting.last ?? 0)
        waiting.append(due)
    }

    private mutating func measure(_ late: Int64) {
        if late < 0 { start = (start ?? 0) + late }
        if lateness.count < 250 { lateness.append(max(late, 0)) } else { lateness[count % 250] = max(late, 0) }
        count += 1
        let wanted = lateness.sorted()[lateness.count * 97 / 100] + 10_000
        let goal = min(max(wanted, target), Self.mostDelay)
        delay = delay < goal ? min(delay + 10_000, goal) : max(delay - 2_000, goal)
    }

    /// Shows what is due.
    public mutating func show(now: MediaTime) {
        while let due = waiting.first, due <= now.microseconds {
            waiting.removeFirst()
            pictures += 1
            if let last { note(due - last) }
            last = due
        }
    }

    private mutating func note(_ gap: Int64) {
        if Double(gap) > max(3 * average, average + 150_000) {
            frozen += gap
            longest = max(longest, gap)
        } else {
            average += (Double(gap) - average) / 30
        }
    }

    /// Counts from here on.
    public mutating func reset(now: MediaTime) {
        (frozen, longest, pictures) = (0, 0, 0)
        since = now.microseconds
        last = now.microseconds
    }

    /// Ends the measurement: a picture that stands still now counts as well.
    public mutating func end(now: MediaTime) {
        note(now.microseconds - (last ?? since ?? now.microseconds))
        last = now.microseconds
    }

    /// Of the time since `reset`.
    public func frozenShare(now: MediaTime) -> Double {
        guard let since, now.microseconds > since else { return 0 }
        return min(1, Double(frozen) / Double(now.microseconds - since))
    }
}
