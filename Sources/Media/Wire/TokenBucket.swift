/// Lets through `capacity` at once and `perSecond` in the long run.
public struct TokenBucket {
    private let capacity: Int64
    private let perSecond: Int64
    /// In millionths of a token.
    private var level: Int64
    private var last: MediaTime?

    public init(capacity: Int64, perSecond: Int64) {
        self.capacity = capacity * 1_000_000
        self.perSecond = perSecond
        level = self.capacity
    }

    public mutating func take(_ count: Int = 1, now: MediaTime) -> Bool {
        if let last, now > last {
            let microseconds = min((now - last).microseconds, 60_000_000)
            level = min(capacity, level + microseconds * perSecond)
        }
        last = now
        guard level >= Int64(count) * 1_000_000 else { return false }
        level -= Int64(count) * 1_000_000
        return true
    }
}
