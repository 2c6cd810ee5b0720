import Wire

/// What the receiver gets, in windows of 150 ms, smoothed the less the more a window differs from what is known.
struct AcknowledgedRate {
    static let firstWindow: Int64 = 500_000
    static let window: Int64 = 150_000

    private(set) var rate: DataRate?
    /// Of the last moments alone: what a full line lets through now. After a rest that is what comes while its queue grows,
    /// and not what came before.
    var recent: DataRate? {
        guard let window = lastWindow else { return nil }
        let elapsed = MediaInterval.microseconds(last - (windowStart ?? last))
        return elapsed >= .milliseconds(50) ? max(window, DataRate(bytes: bytes, in: elapsed)) : window
    }
    /// How much the estimate is trusted; in kilobits per second, squared.
    private var variance = 50.0
    private var windowStart: Int64?
    private var last: Int64 = 0
    private var bytes = 0
    private var lastWindow: DataRate?

    /// Takes in a packet that arrived, in the order of arrival.
    mutating func add(bytes size: Int, arrival: MediaTime) {
        let time = arrival.microseconds
        let length = rate == nil ? Self.firstWindow : Self.window
        guard let start = windowStart, time >= last, time - last <= 2_000_000 else {
            (windowStart, last, bytes) = (time, time, size)
            return
        }
        last = time
        let elapsed = time - start
        if elapsed >= length {
            take(DataRate(bytes: bytes, in: .microseconds(elapsed)))
            windowStart = time
            bytes = 0
        }
        bytes += size
    }

    private mutating func take(_ sample: DataRate) {
        lastWindow = sample
        guard let known = rate else { return rate = sample }
        let uncertainty = 10 * abs(known.kilobits - sample.kilobits) / max(known.kilobits, 1)
        let sampleVariance = uncertainty * uncertainty
        let predicted = variance + 5
        rate = .kilobits(
            (sampleVariance * known.kilobits + predicted * sample.kilobits) / (sampleVariance + predicted))
        variance = sampleVariance * predicted / (sampleVariance + predicted)
    }
}
