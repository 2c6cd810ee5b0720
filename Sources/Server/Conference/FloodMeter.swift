import Summit

/// Says when a client sends too much: more than 50 messages a second for 5 seconds (docs/protocol.md section 3).
///
/// A bucket that each message fills by one and that empties at the permitted rate.
struct FloodMeter {
    static let messagesPerSecond: Int64 = 50
    static let seconds: Int64 = 5

    /// In thousandths of a message, so that whole milliseconds empty it without rounding.
    private var level: Int64 = 0
    private var updated: Timestamp

    init(now: Timestamp) { updated = now }

    /// Counts a message. True: it is one too many.
    mutating func overflows(now: Timestamp) -> Bool {
        let full = Self.messagesPerSecond * Self.seconds * 1_000
        let elapsed = min(max(0, now.milliseconds(since: updated)), Self.seconds * 1_000)
        updated = now
        level = min(max(0, level - elapsed * Self.messagesPerSecond) + 1_000, full + 1_000)
        return level > full
    }
}
