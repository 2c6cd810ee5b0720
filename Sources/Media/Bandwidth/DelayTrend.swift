import Wire

/// Whether a queue builds up on the way: the slope of the one-way delay over the last twenty groups, against a threshold
/// that adapts to how restless the line is (draft-ietf-rmcat-gcc-02, sections 5.3 and 5.4).
struct DelayTrend {
    enum Usage: Hashable, Sendable {
        case normal
        /// The queue grows.
        case over
        /// The queue empties.
        case under
    }

    static let window = 20
    static let smoothing = 0.9
    static let gain = 4.0
    static let mostDeltas = 60.0
    /// The slope must be too steep for so long, milliseconds.
    static let patience = 10.0

    private(set) var usage = Usage.normal
    private(set) var threshold = 12.5
    private var points: ContiguousArray<(time: Double, delay: Double)> = []
    private var firstArrival: MediaTime?
    private var accumulated = 0.0
    private var smoothed = 0.0
    private var deltas = 0.0
    private var slope = 0.0
    private var steepFor: Double?
    private var steepCount = 0
    private var lastAdapted: Double?

    mutating func add(_ delta: ArrivalGroups.Delta) {
        let start = firstArrival ?? delta.arrival
        firstArrival = start
        let time = (delta.arrival - start).milliseconds
        deltas = min(deltas + 1, 1_000)
        accumulated += delta.arrived - delta.sent
        smoothed = Self.smoothing * smoothed + (1 - Self.smoothing) * accumulated
        if points.count == Self.window { points.removeFirst() }
        points.append((time, smoothed))
        let last = slope
        if points.count == Self.window { slope = fitted ?? slope }
        judge(wasSlope: last, sent: delta.sent, time: time)
    }

    /// The slope of the line through the points, by least squares; nil if they are all at one time.
    private var fitted: Double? {
        let count = Double(points.count)
        let meanTime = points.reduce(0) { $0 + $1.time } / count
        let meanDelay = points.reduce(0) { $0 + $1.delay } / count
        var (above, below) = (0.0, 0.0)
        for point in points {
            above += (point.time - meanTime) * (point.delay - meanDelay)
            below += (point.time - meanTime) * (point.time - meanTime)
        }
        return below > 0 ? above / below : nil
    }

    private mutating func judge(wasSlope: Double, sent: Double, time: Double) {
        guard deltas >= 2 else { return }
        let trend = min(deltas, Self.mostDeltas) * slope * Self.gain
        if trend > threshold {
            let steep = steepFor.map { $0 + sent } ?? sent / 2
            steepFor = steep
            steepCount += 1
            if steep > Self.patience, steepCount > 1, slope >= wasSlope {
                (steepFor, steepCount) = (0, 0)
                usage = .over
            }
        } else {
            (steepFor, steepCount) = (nil, 0)
            usage = trend < -threshold ? .under : .normal
        }
        adapt(to: trend, time: time)
    }

    private mutating func adapt(to trend: Double, time: Double) {
        defer { lastAdapted = time }
        // A jump, such as of a changed route, is no measure of restlessness.
        guard let lastAdapted, abs(trend) <= threshold + 15 else { return }
        let speed = abs(trend) < threshold ? 0.039 : 0.0087
        threshold += speed * (abs(trend) - threshold) * min(time - lastAdapted, 100)
        threshold = min(max(threshold, 6), 600)
    }
}
