public import RTP
public import Wire

/// How much the line to one receiver carries, by what the receiver says of each packet (transport-wide feedback), or by
/// its own estimate (REMB) where it cannot say that.
///
/// Google congestion control as published in draft-ietf-rmcat-gcc-02, with the refinements of libwebrtc as of 2023:
/// trend line, acknowledged rate, link capacity, probes. docs/media/bandwidth.md tells it in prose.
public struct BandwidthEstimator {
    public static let limits = DataRate.kilobits(30)...DataRate.kilobits(50_000)
    /// Before anything is known of a line.
    public static let start = DataRate.kilobits(600)

    /// What the line carries, as far as is known; less while its queue is full.
    public private(set) var estimate: DataRate
    /// Whether so much waits on the way that sound comes too late.
    public var isFull: Bool { queue.isFull }
    /// Between sending a packet and the report of it, the shortest of late; zero before the first report.
    public private(set) var roundTrip = MediaInterval(microseconds: 0)

    /// What the newest feedback said for the first time: packets, and how many of them did not come.
    public private(set) var lastReport = (packets: 0, lost: 0)

    private var sent = SentPackets()
    private var groups = ArrivalGroups()
    private var trend = DelayTrend()
    private var queue = StandingQueue()
    private var acknowledgedRate = AcknowledgedRate()
    private var delay: DelayControl
    private var loss: LossControl
    private var schedule = ProbeSchedule()
    private var probes: [(probe: Probe, results: ProbeResults)] = []
    private var receiverLimit: DataRate?
    private var results: [PacketResult] = []
    private var hasFeedback = false

    public init(start: DataRate = BandwidthEstimator.start) {
        estimate = start
        delay = DelayControl(start: start, limits: Self.limits)
        loss = LossControl(start: Self.limits.upperBound, limits: Self.limits)
    }

    // MARK: Sending

    /// Takes note of a packet that is sent now and gives it its transport-wide number.
    public mutating func record(size: Int, probe: Int? = nil, now: MediaTime) -> SequenceNumber {
        sent.record(size: size, probe: probe, now: now)
    }

    /// A burst to be sent now, if one is due.
    ///
    /// - Parameter wanted: what would be sent if the line carried everything.
    public mutating func nextProbe(wanted: DataRate, now: MediaTime) -> Probe? {
        // Without reports there is nothing to learn from it.
        guard hasFeedback,
            let probe = schedule.next(estimate: estimate, wanted: wanted, now: now)
        else { return nil }
        if probes.count == 4 { probes.removeFirst() }
        probes.append((probe, ProbeResults()))
        return probe
    }

    // MARK: What comes back

    /// Takes in a transport-wide feedback.
    ///
    /// - Parameter wanted: as for `nextProbe`.
    public mutating func take(_ feedback: TransportFeedback, wanted: DataRate, now: MediaTime) {
        results.removeAll(keepingCapacity: true)
        sent.take(feedback, now: now) { results.append($0) }
        let lost = results.count { $0.arrival == nil }
        lastReport = (results.count, lost)
        guard !results.isEmpty else { return }
        hasFeedback = true
        results.sort { ($0.arrival ?? .zero) < ($1.arrival ?? .zero) }
        measureRoundTrip(now)
        let trips = results.lazy.compactMap { result in result.arrival.map { $0 - result.sent } }
        if let shortest = trips.min() { queue.take(trip: shortest, now: now) }
        var probed: DataRate?
        for result in results {
            guard let arrival = result.arrival else { continue }
            acknowledgedRate.add(bytes: result.size, arrival: arrival)
            if let delta = groups.add(sent: result.sent, arrival: arrival, now: now) { trend.add(delta) }
            if let id = result.probe, let found = takeProbe(id, result) { probed = max(probed ?? found, found) }
        }
        let bytes = results.reduce(0) { $1.arrival == nil ? $0 : $0 + $1.size }
        loss.update(packets: results.count, lost: lost, bytes: bytes, roundTrip: roundTrip, now: now)
        schedule.note(isCalm: usage != .over && !loss.isExcessive, now: now)
        let old = delay.rate
        if let probed, usage != .over {
            delay.setProbed(probed, now: now)
            loss.setProbed(probed)
            schedule.found(probed, wanted: wanted, now: now)
        } else {
            delay.update(
                usage, queue: queue, acknowledged: acknowledgedRate.rate, recent: acknowledgedRate.recent,
                roundTrip: roundTrip, now: now)
            if delay.rate < old { schedule.fell(from: old, to: delay.rate, now: now) }
        }
        loss.follow(delay.rate)
        settle()
    }

    /// Takes in the receiver's own estimate. With transport-wide feedback it only limits.
    public mutating func takeReceiverEstimate(_ rate: DataRate) {
        receiverLimit = rate
        settle()
    }

    private mutating func measureRoundTrip(_ now: MediaTime) {
        let newest = results.reduce(MediaTime(microseconds: .min)) { $1.arrival == nil ? $0 : max($0, $1.sent) }
        guard newest.microseconds != .min else { return }
        let measured = now - newest
        // Down at once, up slowly: a queue in front of us is not the line's length.
        roundTrip =
            roundTrip.microseconds == 0 || measured < roundTrip
            ? measured
            : .microseconds(roundTrip.microseconds + (measured.microseconds - roundTrip.microseconds) / 16)
    }

    private mutating func takeProbe(_ id: Int, _ result: PacketResult) -> DataRate? {
        guard let index = probes.firstIndex(where: { $0.probe.id == id }) else { return nil }
        guard let found = probes[index].results.add(result, of: probes[index].probe) else { return nil }
        probes.remove(at: index)
        return found
    }

    /// What the trend says, where a queue bears it out. A picture's packets leave together and come one after the other: that
    /// is a slope, but the queue is empty before the next one.
    private var usage: DelayTrend.Usage {
        if queue.isFull { return .over }
        return trend.usage == .over && !queue.isThere ? .normal : trend.usage
    }

    /// What is left unused while the queue is full lets it go within half a second.
    private static let shareWhileFull = 0.7

    private mutating func settle() {
        let ownLimit = hasFeedback ? min(delay.rate, loss.rate) : receiverLimit ?? estimate
        let all = receiverLimit.map { min(ownLimit, $0) } ?? ownLimit
        let share = queue.isFull ? Self.shareWhileFull : 1
        estimate = min(max(all * share, Self.limits.lowerBound), Self.limits.upperBound)
    }
}
