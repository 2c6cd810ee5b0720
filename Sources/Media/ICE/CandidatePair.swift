import Wire

/// One pair of the check list and the check that is under way on it (RFC 8445 section 6.1.2).
struct CandidatePair {
    enum State { case waiting, checking, succeeded, failed }

    /// A request that has not been answered. Repeats of it carry the same id.
    struct Check {
        var transaction: STUNTransactionID
        /// Requests before it that may be answered still, where an answer takes longer than a repetition.
        var earlier: [STUNTransactionID] = []
        var nominates: Bool
        var sent = 0
        var nextSend: MediaTime
        var began: MediaTime
    }

    let pair: ICEPair
    let priority: UInt64
    /// The PRIORITY attribute of our checks: what a peer-reflexive candidate learnt from them would have.
    let reflexivePriority: UInt32
    var state = State.waiting
    var check: Check?

    /// Waiting times between repeats of a check: 200 ms doubling to 1 s. Shorter than RFC 8445's 500 ms, as there are
    /// only a few pairs, and a lost first packet should not be felt when someone joins.
    static func retransmission(after sent: Int) -> MediaInterval {
        .milliseconds(min(200 << Int64(min(max(sent, 1) - 1, 3)), 1_000))
    }

    /// After so long without an answer a pair has failed.
    static let patience = MediaInterval.seconds(15)

    /// RFC 8445 section 6.1.2.3, for the controlling side (G is ours).
    static func priority(controlling: UInt32, controlled: UInt32) -> UInt64 {
        UInt64(min(controlling, controlled)) << 32 | UInt64(max(controlling, controlled)) << 1
            | (controlling > controlled ? 1 : 0)
    }
}
