import Wire

/// How long what comes has waited on the way, beyond what the way itself takes.
///
/// The least that any packet of a report has waited: one that has not shows that the queue was empty in between, and was
/// a burst's (RFC 8289, section 3). The way itself is the least of the last seconds; a longer way counts as a queue until
/// they are over.
struct StandingQueue {
    /// The older half of what is remembered, and the newer.
    static let memory = MediaInterval.seconds(3)
    /// Less is no queue.
    static let least = MediaInterval.milliseconds(25)
    /// More, and sound comes too late to be played. Then it must go, whatever the rate.
    static let most = MediaInterval.milliseconds(150)

    private(set) var length = MediaInterval.milliseconds(0)
    /// Longer than by the last report.
    private(set) var grows = false
    /// It became too long and is not gone yet.
    private(set) var isFull = false
    var isThere: Bool { length > Self.least }

    private var shortest: Int64?
    private var shortestBefore = Int64.max
    private var since = MediaTime.zero

    /// - Parameter trip: from here to there, of the packet of a report that was on its way shortest; the two clocks need
    ///   not agree.
    mutating func take(trip: MediaInterval, now: MediaTime) {
        let trip = trip.microseconds
        if now - since > Self.memory {
            (shortestBefore, shortest, since) = (shortest ?? .max, nil, now)
        }
        let newer = min(shortest ?? trip, trip)
        shortest = newer
        let waited = MediaInterval.microseconds(trip - min(newer, shortestBefore))
        grows = waited > length
        length = waited
        isFull = waited > (isFull ? Self.least : Self.most)
    }
}
