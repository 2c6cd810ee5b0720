import Summit

/// The time for what must not end too early, nor begin too late: the machine's clock beside what has gone by since this was made, which
/// nobody can set.
struct SteadyClock: Sendable {
    private let start: Timestamp
    private let began: Duration
    private let clock: @Sendable () -> Timestamp
    private let uptime: @Sendable () -> Duration

    init(_ clock: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration) {
        self.clock = clock
        self.uptime = uptime
        start = clock()
        began = uptime()
    }

    /// What time it is, as far as that is known.
    struct Reading: Sendable {
        /// By the machine's clock.
        let shown: Timestamp
        /// By what has gone by.
        let steady: Timestamp

        /// For what must not end too early: a clock that is set forward ends nothing before its time; one that is set back makes it last
        /// longer.
        var earliest: Timestamp { min(shown, steady) }
        /// For what must be long enough: a clock that is behind makes nothing shorter.
        var latest: Timestamp { max(shown, steady) }
    }

    var now: Reading {
        let (seconds, attoseconds) = (uptime() - began).components
        return Reading(
            shown: clock(),
            steady: start.advanced(byMilliseconds: seconds * 1_000 + attoseconds / 1_000_000_000_000_000))
    }

    /// Of this machine: counts on while it sleeps.
    static let uptime: @Sendable () -> Duration = {
        let origin = ContinuousClock.now
        return { ContinuousClock.now - origin }
    }()
}
