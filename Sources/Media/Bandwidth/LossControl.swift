import Wire

/// The rate that keeps the line from losing what it cannot carry.
///
/// Up while nearly nothing is lost, down where much is (draft-ietf-rmcat-gcc-02, section 6); but a loss that sending less
/// does not cure is the line's own and no reason to send still less. Radio and satellite lines of delegations lose a tenth
/// of everything at any rate: by the plain rule they would end with no picture at all.
struct LossControl {
    static let low = 0.02
    static let high = 0.10
    static let packetsPerSample = 20
    static let sampleLength = MediaInterval.milliseconds(500)
    /// No line's own loss is taken for larger.
    static let mostInherent = 0.35

    private(set) var rate: DataRate
    /// The share that the line loses whatever is sent.
    private(set) var inherent = 0.0
    /// Of the last sample.
    private(set) var loss = 0.0
    /// Over the last seconds.
    private var smoothed = 0.0
    var isExcessive: Bool { (min(smoothed, max(loss, lossBefore)) - inherent) / (1 - inherent) > Self.high }
    /// What is lost beyond the line's own share. Losses come in bursts, and one sample of a few dozen packets says little:
    /// the smaller of the last two counts.
    private var excess: Double { max(0, (min(loss, lossBefore) - inherent) / (1 - inherent)) }
    private var lossBefore = 0.0
    let limits: ClosedRange<DataRate>

    private var packets = 0
    private var lost = 0
    private var received = 0
    private var sampleStart: MediaTime?
    private var lastDecrease: MediaTime?
    private var lastIncrease: MediaTime?
    /// A decrease whose effect is to be seen: what was lost before it, and of what rate.
    private var trial: (loss: Double, rate: DataRate, since: MediaTime)?
    /// After it: packets and lost ones.
    private var outcome = (packets: 0, lost: 0)

    init(start: DataRate, limits: ClosedRange<DataRate>) {
        rate = start
        self.limits = limits
    }

    /// - Parameter bytes: of the packets that came.
    mutating func update(
        packets more: Int, lost moreLost: Int, bytes: Int, roundTrip: MediaInterval, now: MediaTime
    ) {
        packets += more
        lost += moreLost
        received += bytes
        let start = sampleStart ?? now
        sampleStart = start
        guard packets >= Self.packetsPerSample, now - start >= Self.sampleLength else { return }
        let through = DataRate(bytes: received, in: now - start)
        sampleStart = now
        lossBefore = loss
        loss = Double(lost) / Double(packets)
        observe(packets, lost, roundTrip, now)
        (packets, lost, received) = (0, 0, 0)
        if excess <= Self.low {
            increase(now)
        } else if excess > Self.high {
            decrease(by: excess, to: through, roundTrip, now)
        }
    }

    /// What else is known of the line: the delay's rate, or a probe's. Loss alone never lets it be exceeded by much.
    mutating func follow(_ known: DataRate) { rate = min(max(rate, limits.lowerBound), known * 1.5) }

    /// A probe came through at this rate.
    mutating func setProbed(_ probed: DataRate) { if rate < probed { rate = clamp(probed) } }

    private mutating func increase(_ now: MediaTime) {
        let elapsed = lastIncrease.map { min(Double((now - $0).microseconds) / 1_000_000, 1) } ?? 0
        lastIncrease = now
        rate = clamp(rate * (1 + 0.08 * elapsed) + .kilobits(elapsed))
    }

    private mutating func decrease(
        by excess: Double, to through: DataRate, _ roundTrip: MediaInterval, _ now: MediaTime
    ) {
        lastIncrease = now
        let pause = MediaInterval(microseconds: 300_000 + roundTrip.microseconds)
        if let lastDecrease, now - lastDecrease < pause { return }
        lastDecrease = now
        // The sample that asks for a decrease is a bad one by choice: what was usual is the measure.
        if trial == nil { (trial, outcome) = ((smoothed, rate, now), (0, 0)) }
        // Where the rate was used, what came through is what there is; where little was sent, it says nothing of more.
        let isUsed = through > rate * (0.7 * (1 - loss))
        rate = clamp(isUsed ? min(rate * (1 - 0.5 * excess), through * 0.95) : rate * (1 - 0.5 * excess))
    }

    /// Whether sending less has helped: after two seconds and a good sample at clearly less than before.
    private mutating func observe(_ packets: Int, _ lost: Int, _ roundTrip: MediaInterval, _ now: MediaTime) {
        // The line's own share is forgotten as soon as less is lost.
        smoothed += 0.1 * (loss - smoothed)
        if smoothed < inherent { inherent += 0.2 * (smoothed - inherent) }
        guard let trial else { return }
        guard now - trial.since > MediaInterval(microseconds: 500_000 + roundTrip.microseconds) else { return }
        outcome.packets += packets
        outcome.lost += lost
        guard outcome.packets >= 5 * Self.packetsPerSample, now - trial.since > .seconds(2) else { return }
        let after = Double(outcome.lost) / Double(outcome.packets)
        // Of a full line, what is over its capacity is lost: less sent by a tenth, about a tenth less lost.
        let share = rate.bitsPerSecond / max(trial.rate.bitsPerSecond, 1)
        let expected = max(0, 1 - (1 - trial.loss) / max(share, 0.01))
        if share < 0.95, after > (trial.loss + expected) / 2 {
            inherent = min(max(inherent, min(after, trial.loss)), Self.mostInherent)
            rate = clamp(max(rate, trial.rate))
        }
        self.trial = nil
    }

    private func clamp(_ rate: DataRate) -> DataRate { min(max(rate, limits.lowerBound), limits.upperBound) }
}
