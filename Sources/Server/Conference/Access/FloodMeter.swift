package import Summit

/// Says when somebody sends too much: of messages more than 50 a second for 5 seconds (docs/protocol.md section 3).
///
/// A bucket that each message fills by one and that empties at the permitted rate.
package struct FloodMeter {
    static let messagesPerSecond: Int64 = 50
    static let seconds: Int64 = 5

    private let perSecond: Int64

    /// In thousandths of a message, so that whole milliseconds empty it without rounding.
    private var level: Int64 = 0
    private var updated: Timestamp

    package init(now: Timestamp, perSecond: Int64) {
        self.perSecond = perSecond
        updated = now
    }

    init(now: Timestamp) { self.init(now: now, perSecond: Self.messagesPerSecond) }

    /// Counts a message. True: it is one too many.
    package mutating func overflows(now: Timestamp) -> Bool {
        let full = perSecond * Self.seconds * 1_000
        let elapsed = min(max(0, now.milliseconds(since: updated)), Self.seconds * 1_000)
        updated = now
        level = min(max(0, level - elapsed * perSecond) + 1_000, full + 1_000)
        return level > full
    }
}
