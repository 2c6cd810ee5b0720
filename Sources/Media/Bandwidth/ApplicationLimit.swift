import Wire

/// Whether clearly less is sent than might be: a budget that fills with two thirds of the estimate and empties with what
/// is sent.
struct ApplicationLimit {
    static let usage = 0.65
    static let window = MediaInterval.milliseconds(500)

    private(set) var isLimited = false
    /// Bytes left over, -window ... window of the estimate's share.
    private var budget = 0.0
    private var last: MediaTime?

    mutating func note(sent bytes: Int, estimate: DataRate, now: MediaTime) {
        refill(estimate, now)
        budget -= Double(bytes)
        judge(estimate)
    }

    /// As time passes, also without a packet.
    mutating func settle(estimate: DataRate, now: MediaTime) {
        refill(estimate, now)
        judge(estimate)
    }

    private mutating func refill(_ estimate: DataRate, _ now: MediaTime) {
        defer { last = now }
        guard let last else { return }
        budget += (estimate * Self.usage).bytes(in: now - last)
    }

    private mutating func judge(_ estimate: DataRate) {
        let most = max((estimate * Self.usage).bytes(in: Self.window), 1)
        budget = min(max(budget, -most), most)
        if budget > 0.8 * most { isLimited = true } else if budget < 0.5 * most { isLimited = false }
    }
}
