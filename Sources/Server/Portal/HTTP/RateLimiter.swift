import Synchronization

/// Token buckets per key, in a table of bounded size. A key spends one token per act and gets tokens back evenly.
final class RateLimiter: Sendable {
    struct Rate: Sendable {
        /// Tokens that a quiet key has; also how many it gets back in `period`.
        var burst: Int
        var period: Duration

        static func perMinute(_ count: Int) -> Rate { Rate(burst: count, period: .seconds(60)) }
    }

    private struct Bucket {
        var tokens: Double
        var updated: ContinuousClock.Instant
    }

    let rate: Rate
    /// Most keys remembered; beyond it, keys whose bucket is full again are forgotten, then the fullest ones.
    let capacity: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ rate: Rate, capacity: Int = 10_000) {
        self.rate = rate
        self.capacity = capacity
    }

    /// Spends a token. False: the key has none left.
    func spend(_ key: String, now: ContinuousClock.Instant = .now) -> Bool {
        buckets.withLock { buckets in
            var bucket = refilled(buckets[key], now: now)
            guard bucket.tokens >= 1 else {
                buckets[key] = bucket
                return false
            }
            bucket.tokens -= 1
            if buckets[key] == nil, buckets.count >= capacity { makeRoom(in: &buckets, now: now) }
            buckets[key] = bucket
            return true
        }
    }

    /// Whether the key has a token, without spending it.
    func allows(_ key: String, now: ContinuousClock.Instant = .now) -> Bool {
        buckets.withLock { refilled($0[key], now: now).tokens >= 1 }
    }

    /// Whole seconds until the key has a token again, at least 1.
    func retryAfter(_ key: String, now: ContinuousClock.Instant = .now) -> Int {
        buckets.withLock { buckets in
            let missing = 1 - refilled(buckets[key], now: now).tokens
            return max(1, Int((missing * secondsPerToken).rounded(.up)))
        }
    }

    var count: Int { buckets.withLock { $0.count } }

    private var secondsPerToken: Double { rate.period / .seconds(1) / Double(rate.burst) }

    private func refilled(_ bucket: Bucket?, now: ContinuousClock.Instant) -> Bucket {
        guard var bucket else { return Bucket(tokens: Double(rate.burst), updated: now) }
        let elapsed = (now - bucket.updated) / .seconds(1)
        bucket.tokens = min(Double(rate.burst), bucket.tokens + max(0, elapsed) / secondsPerToken)
        bucket.updated = now
        return bucket
    }

    /// Forgets at least an eighth of the table, so that a sweep is paid for by many new keys.
    private func makeRoom(in buckets: inout [String: Bucket], now: ContinuousClock.Instant) {
        for (key, bucket) in buckets where refilled(bucket, now: now).tokens >= Double(rate.burst) {
            buckets[key] = nil
        }
        let goal = capacity - max(1, capacity / 8)
        guard buckets.count > goal else { return }
        let fullestFirst = buckets.sorted { $0.value.tokens > $1.value.tokens }
        for (key, _) in fullestFirst.prefix(buckets.count - goal) { buckets[key] = nil }
    }
}
