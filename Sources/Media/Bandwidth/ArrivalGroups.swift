import Wire

/// Packets that were sent together, compared with those before them: how much further apart they came than they left.
///
/// Groups of 5 ms of sending; what the network let through in one burst after holding it belongs to one group too
/// (draft-ietf-rmcat-gcc-02, section 5.2).
struct ArrivalGroups {
    /// Between the last packets of two groups, milliseconds.
    struct Delta: Hashable {
        var sent: Double
        var arrived: Double
        /// When the later group was complete, on the receiver's clock.
        var arrival: MediaTime
    }

    static let groupLength: Int64 = 5_000
    static let burstGap: Int64 = 5_000
    static let longestBurst: Int64 = 100_000
    /// Arrival times that run so far ahead of ours mean that the receiver's clock was set.
    static let clockJump: Int64 = 3_000_000

    private struct Group {
        var firstSent: Int64
        var lastSent: Int64
        var firstArrival: Int64
        var lastArrival: Int64
        /// When its last report came.
        var heard: Int64
    }

    private var current: Group?
    private var previous: Group?
    private var reordered = 0

    /// Takes a packet in; the delta of the two groups before it, if it begins a new one.
    mutating func add(sent: MediaTime, arrival: MediaTime, now: MediaTime) -> Delta? {
        let (sent, arrival) = (sent.microseconds, arrival.microseconds)
        guard var group = current else {
            current = Group(
                firstSent: sent, lastSent: sent, firstArrival: arrival, lastArrival: arrival, heard: now.microseconds)
            return nil
        }
        guard sent >= group.firstSent else { return nil }
        guard !belongs(sent, arrival, to: group) else {
            group.lastSent = max(group.lastSent, sent)
            group.lastArrival = max(group.lastArrival, arrival)
            group.heard = now.microseconds
            current = group
            return nil
        }
        let delta = previous.flatMap { compare(group, with: $0) }
        previous = previous == nil || delta != nil ? group : previous
        current = Group(
            firstSent: sent, lastSent: sent, firstArrival: arrival, lastArrival: arrival, heard: now.microseconds)
        return delta
    }

    private func belongs(_ sent: Int64, _ arrival: Int64, to group: Group) -> Bool {
        let (sentGap, arrivalGap) = (sent - group.lastSent, arrival - group.lastArrival)
        if sentGap == 0 { return true }
        let isBurst =
            arrivalGap < sentGap && arrivalGap <= Self.burstGap && arrival - group.firstArrival < Self.longestBurst
        return isBurst || sent - group.firstSent <= Self.groupLength
    }

    private mutating func compare(_ group: Group, with earlier: Group) -> Delta? {
        let arrived = group.lastArrival - earlier.lastArrival
        if arrived - (group.heard - earlier.heard) >= Self.clockJump {
            self = ArrivalGroups()
            return nil
        }
        if arrived < 0 {
            reordered += 1
            if reordered >= 3 { self = ArrivalGroups() }
            return nil
        }
        reordered = 0
        return Delta(
            sent: Double(group.lastSent - earlier.lastSent) / 1_000, arrived: Double(arrived) / 1_000,
            arrival: MediaTime(microseconds: group.lastArrival))
    }
}
