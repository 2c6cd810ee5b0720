import Wire

/// The rate that keeps the queue on the way empty: up slowly while the delay stays, down at once to below what came
/// through when it grows (draft-ietf-rmcat-gcc-02, section 5.5).
struct DelayControl {
    static let backoff = 0.85
    /// Per second, far from the line's capacity.
    static let growth = 0.08

    private enum Move { case hold, increase, decrease }

    private(set) var rate: DataRate
    let limits: ClosedRange<DataRate>
    private var move = Move.hold
    private var capacity = LinkCapacity()
    private var lastChange: MediaTime?

    init(start: DataRate, limits: ClosedRange<DataRate>) {
        rate = start
        self.limits = limits
    }

    /// - Parameters:
    ///   - queue: what waits on the way.
    ///   - acknowledged: what the receiver gets, if known.
    ///   - recent: the same, of the last moments alone.
    mutating func update(
        _ usage: DelayTrend.Usage, queue: StandingQueue, acknowledged: DataRate?, recent: DataRate?,
        roundTrip: MediaInterval,
        now: MediaTime
    ) {
        switch usage {
        case .over where queue.isFull:
            move = .hold
            // The line was busy all the time: what came is what it carries, however little that is.
            if queue.grows, let recent, recent < rate { set(recent * Self.backoff, now) }
        case .over:
            guard mayDecrease(acknowledged, roundTrip, now) else { return }
            move = .decrease
        case .under: move = .hold
        case .normal:
            if move == .hold {
                move = .increase
                lastChange = now
            }
        }
        switch move {
        case .hold: break
        case .increase: increase(acknowledged, roundTrip, now)
        case .decrease: decrease(recent ?? acknowledged, now)
        }
    }

    /// A probe found this rate to come through.
    mutating func setProbed(_ probed: DataRate, now: MediaTime) {
        capacity.noteProbe(probed)
        set(probed, now)
    }

    /// Not twice for one queue: what was sent before the last decrease takes a round trip to show.
    private func mayDecrease(_ acknowledged: DataRate?, _ roundTrip: MediaInterval, _ now: MediaTime) -> Bool {
        guard let lastChange, move != .increase else { return true }
        if now - lastChange >= min(max(roundTrip, .milliseconds(10)), .milliseconds(200)) { return true }
        return acknowledged.map { $0 < rate * 0.5 } ?? false
    }

    private mutating func increase(_ acknowledged: DataRate?, _ roundTrip: MediaInterval, _ now: MediaTime) {
        if let acknowledged, capacity.isOutdated(by: acknowledged, isAbove: true) { capacity.forget() }
        let elapsed = min(max(Double((now - (lastChange ?? now)).microseconds) / 1_000_000, 0), 1)
        lastChange = now
        // Never far beyond what has been seen to come through.
        let limit = acknowledged.map { $0 * 1.5 + .kilobits(10) } ?? limits.upperBound
        guard rate < limit else { return }
        let step =
            capacity.estimate == nil
            ? max(rate * (Self.growth * elapsed), .kilobits(1) * elapsed) : additiveStep(roundTrip) * elapsed
        rate = clamp(min(rate + step, limit))
    }

    /// Near the capacity: about one packet more each response time.
    private func additiveStep(_ roundTrip: MediaInterval) -> DataRate {
        let frame = rate.bytes(in: .microseconds(33_333))
        let packets = max((frame / 1_200).rounded(.up), 1)
        let response = Double(roundTrip.microseconds + 100_000) / 1_000_000
        return max(DataRate(bitsPerSecond: frame / packets * 8 / response), .kilobits(4))
    }

    private mutating func decrease(_ acknowledged: DataRate?, _ now: MediaTime) {
        move = .hold
        guard let acknowledged else { return set(rate * 0.5, now) }
        var lower = acknowledged * Self.backoff
        if lower > rate, let estimate = capacity.estimate { lower = estimate * Self.backoff }
        if capacity.isOutdated(by: acknowledged, isAbove: false) { capacity.forget() }
        capacity.noteOveruse(at: acknowledged)
        // No more than a half at once: a moment in which little came is not yet a narrow line, and the next is near.
        set(max(min(lower, rate), rate * 0.5), now)
    }

    private mutating func set(_ new: DataRate, _ now: MediaTime) {
        rate = clamp(new)
        lastChange = now
    }

    private func clamp(_ rate: DataRate) -> DataRate { min(max(rate, limits.lowerBound), limits.upperBound) }
}
