/// Says when a client sends too much: more than 50 messages per second for 5 seconds (docs/protocol.md section 3).
struct FloodGuard {
    static let messagesPerSecond = 50.0
    static let seconds = 5.0

    private var level = 0.0
    private var updated: ContinuousClock.Instant

    init(now: ContinuousClock.Instant = .now) { updated = now }

    /// Counts a message. True: this one is too many.
    mutating func overflows(now: ContinuousClock.Instant = .now) -> Bool {
        let elapsed = max(0, (now - updated) / .seconds(1))
        updated = now
        level = max(0, level - elapsed * Self.messagesPerSecond) + 1
        return level > Self.messagesPerSecond * Self.seconds
    }
}
