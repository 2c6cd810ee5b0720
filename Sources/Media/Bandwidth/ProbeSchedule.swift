import Wire

/// When to try for more: at the start, while a probe comes through, after a drop that may be over, and now and then while
/// the line is calm and more is wanted. The less it brings, the more seldom.
struct ProbeSchedule {
    static let shortestPause = MediaInterval.seconds(2)
    static let longestPause = MediaInterval.seconds(4)
    /// Without a growing queue and without losses for so long, a line is calm.
    static let calm = MediaInterval.milliseconds(1_500)
    /// So much of a probe's rate must be found for the next, twice as fast.
    static let success = 0.7
    static let timeout = MediaInterval.seconds(1)

    private var waiting: [DataRate] = []
    private var tried: (rate: DataRate, at: MediaTime)?
    private var lastProbe: MediaTime?
    private var drop: DataRate?
    /// Before the estimate began to fall, a while ago at most.
    private var peak: (rate: DataRate, at: MediaTime)?
    private var count = 0
    private var hasBegun = false
    private var pause = ProbeSchedule.shortestPause
    private var calmSince: MediaTime?

    /// The next probe, if it is time for one.
    mutating func next(estimate: DataRate, wanted: DataRate, now: MediaTime) -> Probe? {
        if !hasBegun {
            hasBegun = true
            waiting = [estimate * 3, estimate * 6]
        }
        if waiting.isEmpty, wanted > estimate, isCalm(now), lastProbe.map({ now - $0 >= pause }) ?? true {
            if let drop, drop > estimate * 2 {
                waiting = [drop * 0.85]
                self.drop = nil
            } else {
                waiting = [estimate * 2]
            }
            pause = min(.microseconds(pause.microseconds * 2), Self.longestPause)
        }
        guard let rate = waiting.first else { return nil }
        if let lastProbe, now - lastProbe < .milliseconds(30) { return nil }  // One burst at a time.
        waiting.removeFirst()
        let useful = min(rate, wanted * 2)
        guard useful > estimate else { return nil }
        count += 1
        (lastProbe, tried) = (now, (useful, now))
        return Probe(id: count & 0x7F, rate: useful)
    }

    /// Whether the line shows neither a queue nor losses now.
    mutating func note(isCalm: Bool, now: MediaTime) {
        calmSince = isCalm ? calmSince ?? now : nil
    }

    private func isCalm(_ now: MediaTime) -> Bool { calmSince.map { now - $0 >= Self.calm } ?? false }

    /// A probe found this rate.
    mutating func found(_ rate: DataRate, wanted: DataRate, now: MediaTime) {
        guard let tried, now - tried.at < Self.timeout, rate > tried.rate * Self.success else { return }
        pause = Self.shortestPause
        if waiting.isEmpty, wanted > rate { waiting = [rate * 2] }
    }

    /// The estimate fell.
    mutating func fell(from old: DataRate, to new: DataRate, now: MediaTime) {
        waiting.removeAll()
        let known = peak.flatMap { now - $0.at < .seconds(10) && $0.rate > old ? $0 : nil } ?? (rate: old, at: now)
        peak = known
        if new < known.rate * 0.66 { drop = known.rate }
    }
}
